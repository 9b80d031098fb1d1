// What can be wrong that is not a bug: the user's input (a list of diagnostics) and the machine's files.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace corridor {

/// Where in the user's input: a file as the user named it, or `--set[1]`. Lines and columns count from 1; 0 = no line.
/// `column` and `length` count bytes of `source_line`; they are shown in characters.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 1;           ///< bytes to underline
  std::string source_line;  ///< the text of that line, for the underlined excerpt; may be empty
};

/// One thing that is wrong in the input.
struct Diagnostic {
  std::string code;  ///< stable, `E0312`
  Place place;
  std::string message;      ///< what is wrong
  std::string expected;     ///< what would be right; may be empty
  std::string nearest;      ///< the nearest known name; may be empty
  bool is_warning = false;  ///< likely a mistake, and yet a scenario that can be run
};

/// What is put before and after the code and the underlined part, for a terminal that shows colours. It says nothing
/// that the text does not say.
struct Emphasis {
  std::string_view begin = {};
  std::string_view end = {};
};

/// Several lines in the manner of a compiler: code and message, `--> file:line:column`, the line underlined. No line
/// end at the end.
[[nodiscard]] std::string format(const Diagnostic& diagnostic, const Emphasis& emphasis = {});

/// The input is wrong: all errors at once. The program ends with exit code 3.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Diagnostic> diagnostics);
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// A file could not be read or written. The program ends with exit code 5.
class IoError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A law of the model does not hold (people lost, a limit exceeded): a bug. The replication is reported, exit code 4.
class InvariantBroken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace corridor
