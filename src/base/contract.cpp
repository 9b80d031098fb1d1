#include "corridor/base/contract.hpp"

#include <string>

#include <fmt/format.h>

namespace corridor::detail {

void report_violation(std::string_view what, CodePlace where) {
  // Only the file's name: a message must not depend on where the program was built.
  std::string_view file = where.file;
  file.remove_prefix(file.find_last_of("/\\") + 1);  // npos + 1 = 0
  throw ContractViolation(fmt::format("contract violated: {} ({}:{}, {})", what, file, where.line, where.function));
}

}  // namespace corridor::detail
