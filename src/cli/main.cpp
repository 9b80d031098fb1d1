#include "application.hpp"

int main(int argc, char** argv) {
  return static_cast<int>(corridor::cli::run_program(argc, argv));
}
