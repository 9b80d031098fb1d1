// The course of a road in a cell of link.csv, as Well-Known Text. Source: OGC 06-103r4, OpenGIS Simple Feature Access,
// part 1, section 7.2.2 (LINESTRING of two coordinates).
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "value_types.hpp"

namespace corridor::scenario {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
}

/// Takes the word or sign from the front of the text, whatever its case and the blanks before it.
bool take(std::string_view& text, std::string_view word) {
  skip_blanks(text);
  const auto is_alike = [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; };
  if (text.size() < word.size() ||
      !std::equal(word.begin(), word.end(), text.begin(), [&](char w, char t) { return is_alike(t, w); })) {
    return false;
  }
  text.remove_prefix(word.size());
  return true;
}

std::optional<double> take_degrees(std::string_view& text, double most) {
  skip_blanks(text);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number) || std::fabs(number) > most) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// Nothing if it is no line of two points or more.
std::optional<std::vector<Coordinates>> parse_course(std::string_view text) {
  if (!take(text, "LINESTRING") || !take(text, "(")) {
    return std::nullopt;
  }
  std::vector<Coordinates> points;
  do {
    const auto longitude = take_degrees(text, 180);
    const auto latitude = longitude ? take_degrees(text, 90) : std::nullopt;
    if (!latitude) {
      return std::nullopt;
    }
    points.push_back({*longitude, *latitude});
  } while (take(text, ","));
  const bool is_closed = take(text, ")");
  skip_blanks(text);
  return is_closed && text.empty() && points.size() > 1 ? std::optional(points) : std::nullopt;
}

std::optional<std::vector<Coordinates>> read_course(const Reading& reading, const Value& value) {
  const auto* text = value.get<std::string>();
  auto points = text == nullptr ? std::nullopt : parse_course(*text);
  if (!points) {
    reading.error(value.mark, {ErrorCode::wrong_type,
                               fmt::format("{} is not the course of a road{}", describe(value), reading.context),
                               "Well-Known Text of two or more points: \"LINESTRING (46.75 39.82, 46.80 39.90)\""});
  }
  return points;
}

}  // namespace

Type<std::vector<Coordinates>> course() {
  return {.name = "Well-Known Text",
          .example = "\"LINESTRING (46.75 39.82, 46.80 39.90)\"",
          .read = &read_course,
          .is_parameter = false,
          .form = {.text = "^ *[Ll][Ii][Nn][Ee][Ss][Tt][Rr][Ii][Nn][Gg] *\\(.*\\) *$"}};
}

}  // namespace corridor::scenario
