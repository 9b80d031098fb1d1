#include "terminal.hpp"

#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace corridor::cli {

namespace {

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

bool is_terminal(std::FILE* stream) {
  return ::isatty(::fileno(stream)) == 1 && environment("TERM") != "dumb";
}

Emphasis emphasis_on(std::FILE* stream) {
  const bool is_coloured = is_terminal(stream) && environment("NO_COLOR").empty();
  return is_coloured ? Emphasis{.begin = "\033[1;31m", .end = "\033[0m"} : Emphasis{};
}

}  // namespace corridor::cli
