#include "corridor/ensemble/ranks.hpp"

#include "application.hpp"

int main(int argc, char** argv) {
  const corridor::ensemble::Ranks ranks;
  return static_cast<int>(corridor::cli::run_program(argc, argv));
}
