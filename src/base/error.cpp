#include "corridor/base/error.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"

namespace corridor {

namespace {

/// True for a byte that continues a UTF-8 character.
bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return !continues_character(c); }));
}

/// The line without its end, and with blanks for control characters other than tabs: they could command a terminal.
std::string printable(std::string_view line) {
  std::string text(line.substr(0, line.find_first_of("\r\n")));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f'; }, ' ');
  return text;
}

/// What carets stand under: `before` in tabs and blanks as wide as the text, then the number of characters.
struct Underline {
  std::string before;
  std::size_t characters = 1;
};

Underline underline(std::string_view line, const Place& place) {
  const std::size_t begin = std::min(static_cast<std::size_t>(std::max(place.column, 1) - 1), line.size());
  Underline result;
  for (const char c : line.substr(0, begin)) {
    if (!continues_character(c)) {
      result.before += c == '\t' ? '\t' : ' ';
    }
  }
  const auto length = static_cast<std::size_t>(std::max(place.length, 1));
  result.characters = std::max<std::size_t>(1, count_characters(line.substr(begin, length)));
  return result;
}

std::string location(const Place& place, std::string_view line) {
  if (place.line == 0) {
    return place.file;
  }
  if (place.column == 0) {
    return fmt::format("{}:{}", place.file, place.line);
  }
  const auto bytes_before = static_cast<std::size_t>(place.column - 1);
  const std::size_t column = bytes_before <= line.size() ? count_characters(line.substr(0, bytes_before)) + 1
                                                         : static_cast<std::size_t>(place.column);
  return fmt::format("{}:{}:{}", place.file, place.line, column);
}

/// The text beside the carets: the nearest name, or else what is expected.
std::string hint(const Diagnostic& d) {
  if (!d.nearest.empty()) {
    return fmt::format(" did you mean `{}`?", d.nearest);
  }
  return d.expected.empty() ? "" : " expected " + d.expected;
}

std::string format_all(const std::vector<Diagnostic>& diagnostics) {
  expects(!diagnostics.empty(), "an error says what is wrong");
  std::string text;
  for (const Diagnostic& d : diagnostics) {
    text += (text.empty() ? "" : "\n\n") + format(d);
  }
  return text;
}

}  // namespace

std::string format(const Diagnostic& diagnostic, const Emphasis& emphasis) {
  const std::string line = printable(diagnostic.place.source_line);
  const bool has_excerpt = diagnostic.place.line > 0 && !line.empty();
  const std::string number = has_excerpt ? std::to_string(diagnostic.place.line) : "";
  const std::string margin(std::max<std::size_t>(number.size(), 2), ' ');

  std::string text = fmt::format("{}{}[{}]{}: {}", emphasis.begin, diagnostic.is_warning ? "warning" : "error",
                                 diagnostic.code, emphasis.end, diagnostic.message);
  if (!diagnostic.place.file.empty()) {
    text += fmt::format("\n{}--> {}", margin, location(diagnostic.place, line));
  }
  if (has_excerpt) {
    const Underline under = underline(line, diagnostic.place);
    text +=
        fmt::format("\n{} |\n{:>{}} | {}\n{} | {}{}{}{}{}", margin, number, margin.size(), line, margin, under.before,
                    emphasis.begin, std::string(under.characters, '^'), emphasis.end, hint(diagnostic));
  } else if (!diagnostic.nearest.empty()) {
    text += fmt::format("\n{} = did you mean `{}`?", margin, diagnostic.nearest);
  }
  if (!diagnostic.expected.empty() && !(has_excerpt && diagnostic.nearest.empty())) {
    text += fmt::format("\n{} = expected: {}", margin, diagnostic.expected);
  }
  return text;
}

ScenarioError::ScenarioError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(format_all(diagnostics)), diagnostics_(std::move(diagnostics)) {}

}  // namespace corridor
