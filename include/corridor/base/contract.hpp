// Checked preconditions, active in every build. Not for wrong input: that is a Diagnostic.
#pragma once

#include <stdexcept>
#include <string_view>

namespace corridor {

/// A caller broke a contract: a bug in the program, never the user's fault. Caught only in `main` and at the edge of a
/// replication.
class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

namespace detail {
/// Where a call stands in our code. std::source_location, which Clang 14 does not have with libstdc++.
struct CodePlace {
  const char* file;
  int line;
  const char* function;
  [[nodiscard]] static constexpr CodePlace current(const char* file = __builtin_FILE(), int line = __builtin_LINE(),
                                                   const char* function = __builtin_FUNCTION()) {
    return {file, line, function};
  }
};
[[noreturn]] void report_violation(std::string_view what, CodePlace where);
}  // namespace detail

/// Throws ContractViolation, naming the place, unless `condition` holds.
inline void expects(bool condition, std::string_view what, detail::CodePlace where = detail::CodePlace::current()) {
  if (!condition) [[unlikely]] {
    detail::report_violation(what, where);
  }
}

}  // namespace corridor
