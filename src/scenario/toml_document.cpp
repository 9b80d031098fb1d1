#include "toml_document.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <toml.hpp>

#include "toml_guard.hpp"

namespace corridor::scenario {

namespace {

using Parsed = toml::basic_value<toml::discard_comments, std::map, std::vector>;

/// The stretch of the text that a parsed value comes from. (`location()` would count the lines before each value anew.)
Mark mark_of(const Parsed& parsed, const SourceText& source) {
  const auto* region = dynamic_cast<const toml::detail::region*>(toml::detail::get_region(parsed));
  if (region == nullptr) {
    return source.mark(0, 0);
  }
  return source.mark(static_cast<std::size_t>(std::distance(region->begin(), region->first())), region->size());
}

std::string_view text_of(const Mark& mark) {
  return mark.source->text().substr(mark.offset, mark.length);
}

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// Where `text` has the key `key` as one of several joined by dots: `[a.key]`, `a.key.b`.
Mark mark_in_dotted(const Mark& whole, const std::string& key) {
  const std::string_view text = text_of(whole);
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    const std::size_t end = at + key.size();
    if ((at == 0 || !is_bare(text[at - 1])) && (end >= text.size() || !is_bare(text[end]))) {
      return whole.part(at, key.size());
    }
  }
  return whole;
}

/// The key before the `=` at `equals`.
Mark mark_before(const SourceText& source, std::size_t equals) {
  const std::string_view text = source.text();
  const std::size_t last = text.find_last_not_of(" \t", equals - 1);
  std::size_t first = last;
  if (text[last] == '"' || text[last] == '\'') {
    first = last == 0 ? 0 : text.rfind(text[last], last - 1);
  } else {
    while (first > 0 && is_bare(text[first - 1])) {
      --first;
    }
  }
  return source.mark(first, last - first + 1);
}

/// Where the key of a value is written. The parser keeps no places of keys.
Mark key_mark(const std::string& key, const Mark& value) {
  const std::string_view text = value.source->text();
  const std::size_t before =
      value.offset == 0 ? std::string_view::npos : text.find_last_not_of(" \t", value.offset - 1);
  if (before != std::string_view::npos && before > 0 && text[before] == '=') {
    return mark_before(*value.source, before);
  }
  return mark_in_dotted(value, key);
}

class Converter {
 public:
  Converter(const SourceText& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

  Value convert(const Parsed& parsed) {
    Value value{.data = false, .mark = mark_of(parsed, source_)};
    switch (parsed.type()) {
      case toml::value_t::boolean:
        value.data = parsed.as_boolean();
        break;
      case toml::value_t::integer:
        value.data = integer(value.mark);
        break;
      case toml::value_t::floating:
        value.data = floating(value.mark);
        break;
      case toml::value_t::string:
        value.data = parsed.as_string().str;
        break;
      case toml::value_t::offset_datetime:
        convert_date(value);
        break;
      case toml::value_t::local_datetime:
      case toml::value_t::local_date:
      case toml::value_t::local_time:
        value.data = DateWithoutOffset{std::string(text_of(value.mark))};
        break;
      case toml::value_t::array:
        value.data = list(parsed.as_array());
        break;
      case toml::value_t::table:
        value.data = table(parsed.as_table());
        break;
      case toml::value_t::empty:
        break;
    }
    return value;
  }

 private:
  /// The parser takes numbers that are too large, and depends on the locale: digits are read again from the text.
  std::int64_t integer(const Mark& mark) {
    std::string digits(text_of(mark));
    std::erase(digits, '_');
    int base = 10;
    if (digits.starts_with("0x") || digits.starts_with("0o") || digits.starts_with("0b")) {
      base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : 2;
      digits.erase(0, 2);
    }
    std::int64_t number = 0;
    const char* begin = digits.data() + (digits.starts_with('+') ? 1 : 0);
    if (std::from_chars(begin, digits.data() + digits.size(), number, base).ec != std::errc()) {
      diagnostics_.add({ErrorCode::number_not_finite, fmt::format("the number {} is too large", text_of(mark)),
                        "a whole number below 2^63"},
                       mark.place());
    }
    return number;
  }

  double floating(const Mark& mark) {
    std::string digits(text_of(mark));
    std::erase(digits, '_');
    double number = 0;
    const char* begin = digits.data() + (digits.starts_with('+') ? 1 : 0);
    const auto error = std::from_chars(begin, digits.data() + digits.size(), number).ec;
    if (error != std::errc() || !std::isfinite(number)) {
      diagnostics_.add({ErrorCode::number_not_finite, fmt::format("{} is not a number to compute with", text_of(mark)),
                        "a finite number"},
                       mark.place());
      return 0;
    }
    return number;
  }

  void convert_date(Value& value) {
    std::string text(text_of(value.mark));
    std::replace(text.begin(), text.end(), 't', 'T');
    std::replace(text.begin(), text.end(), 'z', 'Z');
    if (const auto time = parse_local_time(text)) {
      value.data = *time;
      return;
    }
    diagnostics_.add({ErrorCode::bad_date, fmt::format("{} is not a date that exists", text),
                      "such as 2023-09-24T00:00:00+04:00, with at most six decimals"},
                     value.mark.place());
    value.data = LocalTime{};
  }

  List list(const Parsed::array_type& elements) {
    List result;
    result.reserve(elements.size());
    for (const Parsed& element : elements) {
      result.push_back(convert(element));
    }
    return result;
  }

  Entries table(const Parsed::table_type& fields) {
    Entries result;
    result.reserve(fields.size());
    for (const auto& [key, parsed] : fields) {
      Value value = convert(parsed);
      const Mark mark = key_mark(key, value.mark);
      result.push_back({key, mark, std::move(value)});
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Entry& a, const Entry& b) { return a.key_mark.offset < b.key_mark.offset; });
    return result;
  }

  const SourceText& source_;
  Diagnostics& diagnostics_;
};

/// What the parser's message says: a headline, and a comment beside an underlined part of a line.
struct ParserMessage {
  std::string headline;
  std::string comment;
  std::string line;
  std::size_t column = 0;  ///< byte, from 0
};

/// Reads the last `12 | text` with its ` | ^--- comment` below.
ParserMessage read_message(std::string_view what) {
  ParserMessage result;
  std::string_view previous;
  while (!what.empty()) {
    const std::size_t end = std::min(what.find('\n'), what.size());
    const std::string_view line = what.substr(0, end);
    what.remove_prefix(std::min(end + 1, what.size()));
    if (result.headline.empty()) {
      result.headline = line;
    }
    const std::size_t bar = line.find(" | ");
    const std::size_t under = line.find_first_not_of(' ', bar == std::string_view::npos ? 0 : bar + 3);
    if (bar != std::string_view::npos && line.find_first_not_of(' ') >= bar && under != std::string_view::npos &&
        (line[under] == '^' || line[under] == '~') && previous.size() >= bar + 3) {
      result.line = previous.substr(bar + 3);
      result.column = under - bar - 3;
      const std::size_t comment = line.find_first_not_of("^~- ", under);
      result.comment = comment == std::string_view::npos ? "" : line.substr(comment);
    }
    previous = line;
  }
  return result;
}

/// Without the names of the parser's functions.
std::string plain(std::string headline) {
  if (headline.starts_with("[error] ")) {
    headline.erase(0, 8);
  }
  if (headline.starts_with("toml::")) {
    headline.erase(0, std::min(headline.find(':', 6), headline.size() - 1) + 1);
    headline.erase(0, headline.find_first_not_of(' '));
  }
  return headline;
}

bool is_of_date(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == ':' || c == 'T' || c == 't';
}

void add_syntax_error(const toml::exception& error, const SourceText& source, Diagnostics& diagnostics) {
  const ParserMessage message = read_message(error.what());
  const std::size_t line = std::clamp<std::size_t>(error.location().line(), 1, source.line_count());
  std::size_t offset = source.text().find(message.line, source.line_begin(line));
  if (offset == std::string_view::npos || message.line.empty()) {
    offset = source.text().find(message.line);
  }
  if (offset == std::string_view::npos || message.line.empty()) {
    offset = source.line_begin(line);
  } else {
    offset += message.column;
  }
  const auto is_about = [&](const char* words) { return message.headline.find(words) != std::string::npos; };
  Finding finding{ErrorCode::toml_syntax, "not valid TOML: " + plain(message.headline),
                  "`key = value`, `[table]` or `[[list of tables]]`"};
  if (!message.comment.empty() && message.comment != "here") {
    finding.message += ": " + message.comment;
  }
  if (is_about("unknown value")) {
    finding.expected = "a text in quotes, a number, a date, true or false";
  } else if (is_about("not a valid string")) {
    finding.expected = "a text that ends in its line, with `\\\\` for a backslash";
  } else if (is_about("invalid date") || is_about("invalid time")) {  // said behind the part that is wrong
    while (offset > 0 && is_of_date(source.text()[offset - 1])) {
      --offset;
    }
    finding = {ErrorCode::bad_date, "this date or time of day does not exist", "such as 2023-09-24T00:00:00+04:00"};
  }
  diagnostics.add(std::move(finding), source.place(source.mark(std::min(offset, source.text().size()), 1)));
}

/// The parser looks at the whole line for each value in it: its time grows with the square of a line's length, 0.05 s
/// at this one, hours at 8 MiB.
bool has_short_lines(const SourceText& source, Diagnostics& diagnostics) {
  for (std::size_t line = 1; line <= source.line_count(); ++line) {
    const std::size_t begin = source.line_begin(line);
    const std::size_t end = line == source.line_count() ? source.text().size() : source.line_begin(line + 1);
    if (end - begin > longest_toml_line) {
      diagnostics.add({ErrorCode::line_too_long, fmt::format("this line has {} bytes", end - begin),
                       fmt::format("at most {} bytes; a list may be written over several lines", longest_toml_line)},
                      source.place(source.mark(begin + longest_toml_line, 1)));
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<Value> parse_toml(const SourceText& source, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  if (!is_clean_text(source, diagnostics) || !has_short_lines(source, diagnostics) ||
      !is_safe_toml(source, diagnostics)) {
    return std::nullopt;
  }
  try {
    std::istringstream stream{std::string(source.text())};
    const Parsed parsed = toml::parse<toml::discard_comments, std::map, std::vector>(stream, source.name());
    Value root = Converter(source, diagnostics).convert(parsed);
    return diagnostics.size() == before ? std::optional(std::move(root)) : std::nullopt;
  } catch (const toml::exception& error) {
    add_syntax_error(error, source, diagnostics);
    return std::nullopt;
  }
}

}  // namespace corridor::scenario
