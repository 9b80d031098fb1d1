#include "toml_guard.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace corridor::scenario {

namespace {

bool is_of_binary(char c) {
  return c == '0' || c == '1' || c == '_';
}

/// Steps over strings and comments, counts what opens and closes and the digits of binary numbers. It need only be
/// right up to the first syntax error: the parser goes no further.
class Scanner {
 public:
  struct Stretch {
    std::size_t begin = 0;
    std::size_t length = 0;
  };

  explicit Scanner(std::string_view text)
      : text_(text),
        begins_with_bracket_(text.substr(std::min(text.find_first_not_of(" \t"), text.size())).starts_with('[')) {}

  /// Ends where the nesting is first too deep.
  void scan() {
    for (at_ = 0; at_ < text_.size(); ++at_) {
      step(text_[at_]);
      if (depth_ + std::accumulate(levels_.begin(), levels_.end(), 0) > deepest_nesting) {
        too_deep_at_ = at_;
        return;
      }
    }
  }
  /// The byte at which the nesting is first too deep, or npos.
  [[nodiscard]] std::size_t too_deep_at() const { return too_deep_at_; }
  [[nodiscard]] const std::vector<Stretch>& long_binaries() const { return long_binaries_; }

 private:
  void step(char c) {
    switch (c) {
      case '#':
        at_ = std::min(text_.find('\n', at_), text_.size()) - 1;
        break;
      case '"':
      case '\'':
        skip_string(c);
        break;
      case '[':
      case '{':
        levels_.push_back(1);
        break;
      case ']':
      case '}':
        close();
        break;
      case '.':
        ++levels_.back();
        break;
      case ',':
        levels_.back() = levels_.size() > 1 ? 1 : 0;
        break;
      case '\n':
        end_line();
        break;
      case '0':
        skip_binary();
        break;
      default:
        break;
    }
  }

  void close() {
    if (levels_.size() > 1) {
      header_ = std::max(header_, levels_.back());
      levels_.pop_back();
    }
  }

  /// A line that begins with a bracket at the outermost level opens a table: its keys lie below those of the header.
  void end_line() {
    if (levels_.size() > 1) {
      return;
    }
    levels_.front() = 0;
    const std::size_t next = text_.find_first_not_of(" \t", at_ + 1);
    if (next != std::string_view::npos && text_[next] == '[') {
      depth_ = 0;
    } else if (begins_with_bracket_) {
      depth_ = header_;
    }
    header_ = 0;
    begins_with_bracket_ = next != std::string_view::npos && text_[next] == '[';
  }

  /// Leaves `at_` on the last character of the string.
  void skip_string(char quote) {
    const std::string_view three(quote == '"' ? "\"\"\"" : "'''");
    const bool is_long = text_.substr(at_).starts_with(three);
    at_ += is_long ? 3 : 1;
    while (at_ < text_.size()) {
      if (quote == '"' && text_[at_] == '\\') {
        ++at_;
      } else if (is_long ? text_.substr(at_).starts_with(three) : text_[at_] == quote || text_[at_] == '\n') {
        break;
      }
      ++at_;
    }
    at_ += is_long ? 2 : 0;
    while (is_long && at_ + 1 < text_.size() && text_[at_ + 1] == quote) {
      ++at_;
    }
  }

  /// Leaves `at_` on the last digit, if there is one.
  void skip_binary() {
    if (!text_.substr(at_).starts_with("0b")) {
      return;
    }
    const std::string_view digits = text_.substr(at_ + 2);
    const auto end = std::find_if_not(digits.begin(), digits.end(), is_of_binary);
    const auto length = static_cast<std::size_t>(end - digits.begin());
    if (std::count(digits.begin(), end, '_') + most_binary_digits < end - digits.begin()) {
      long_binaries_.push_back({at_, 2 + length});
    }
    at_ += 1 + length;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t too_deep_at_ = std::string_view::npos;
  std::vector<Stretch> long_binaries_;
  std::vector<int> levels_ = {0};  ///< per open bracket: itself and the dots since its last comma
  int depth_ = 0;                  ///< of the table whose header was last
  int header_ = 0;                 ///< the deepest bracket of this line
  bool begins_with_bracket_;       ///< this line
};

}  // namespace

bool is_safe_toml(const SourceText& source, Diagnostics& diagnostics) {
  Scanner scanner(source.text());
  scanner.scan();
  for (const auto& [begin, length] : scanner.long_binaries()) {
    diagnostics.add(
        {ErrorCode::number_not_finite, fmt::format("the number {} is too large", source.text().substr(begin, length)),
         fmt::format("at most {} binary digits", most_binary_digits)},
        source.place(source.mark(begin, length)));
  }
  if (scanner.too_deep_at() != std::string_view::npos) {
    diagnostics.add(
        {ErrorCode::nested_too_deep, "lists, tables and dotted keys are nested too deep here", "at most 64 levels"},
        source.place(source.mark(scanner.too_deep_at(), 1)));
  }
  return scanner.long_binaries().empty() && scanner.too_deep_at() == std::string_view::npos;
}

}  // namespace corridor::scenario
