#include "quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "value.hpp"

namespace corridor::scenario {

namespace {

struct Unit {
  std::string_view name;
  double times = 1;    ///< to the base unit: times this ...
  double divided = 1;  ///< ... divided by this, so that 12 % is the double nearest to 0.12
};

constexpr std::array times = {Unit{"ms", 1, 1000}, Unit{"s"}, Unit{"min", 60}, Unit{"h", 3600}, Unit{"d", 86400}};
constexpr std::array lengths = {Unit{"m"}, Unit{"km", 1000}};
constexpr std::array speeds = {Unit{"km/h"}, Unit{"m/s", 3.6}};
constexpr std::array shares = {Unit{"%", 1, 100}};
constexpr std::array rates = {Unit{"/s", 3600}, Unit{"/min", 60}, Unit{"/h"}, Unit{"/d", 1, 24}};
constexpr std::array volumes = {Unit{"ml", 1, 1000}, Unit{"l"}};
constexpr std::array per_distances = {Unit{"l/100km"}, Unit{"l/km", 100}};
constexpr std::array areas = {Unit{"m2"}, Unit{"ha", 10000}};
constexpr std::array per_times = {Unit{"l/min", 60}, Unit{"l/h"}};

struct DimensionInfo {
  std::string_view name;
  std::string_view example;
  std::string_view base;
  std::span<const Unit> units;
};

const DimensionInfo& info_of(Dimension dimension) {
  static const std::array<DimensionInfo, 9> all = {
      {{"time", "a time such as \"95 s\"", "s", times},
       {"length", "a length such as \"2.5 m\"", "m", lengths},
       {"speed", "a speed such as \"60 km/h\"", "km/h", speeds},
       {"a share", "a percentage such as \"12 %\"", "", shares},
       {"a rate", "a rate such as \"270 /h\"", "/h", rates},
       {"a volume", "a volume such as \"45 l\"", "l", volumes},
       {"fuel for a distance", "fuel for a distance such as \"8 l/100km\"", "l/100km", per_distances},
       {"fuel for a time", "fuel for a time such as \"0.8 l/h\"", "l/h", per_times},
       {"an area", "an area such as \"1_500 m2\"", "m2", areas}}};
  return all.at(static_cast<std::size_t>(dimension));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A number at the front of a text.
struct LeadingNumber {
  double number = 0;
  std::size_t length = 0;  ///< bytes of the text
};

std::optional<LeadingNumber> leading_number(std::string_view text) {
  // Digits may be grouped by `_`: read without them, and count those that were passed.
  std::string digits;
  std::vector<std::size_t> ends = {0};  // ends[i]: bytes of the text that the first i characters of digits take
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_group =
        text[i] == '_' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    if (!is_group) {
      digits += text[i];
      ends.push_back(i + 1);
    }
  }
  const std::size_t sign = digits.starts_with('+') ? 1 : 0;
  const std::size_t first = sign + (digits.starts_with('-') ? 1 : 0);
  if (first >= digits.size() || !is_digit(digits[first])) {
    return std::nullopt;
  }
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data() + sign, digits.data() + digits.size(), number);
  if (error != std::errc() || !std::isfinite(number)) {
    return std::nullopt;
  }
  return LeadingNumber{number, ends[static_cast<std::size_t>(end - digits.data())]};
}

/// The number at the front of a text, or what is wrong with it; `rest` becomes what follows it.
std::optional<double> take_number(std::string_view text, std::string_view& rest, std::string expected,
                                  TextFinding& wrong) {
  const std::string_view body = trimmed(text);
  const auto number = leading_number(body);
  if (!number) {
    wrong = {
        {ErrorCode::not_a_number, fmt::format("\"{}\" is not a number", text), std::move(expected)}, 0, text.size()};
    return std::nullopt;
  }
  const std::size_t used = static_cast<std::size_t>(body.data() - text.data()) + number->length;
  rest = text.substr(used);
  if (rest.starts_with(',')) {
    wrong = {{ErrorCode::decimal_comma, fmt::format("a comma in the number \"{}\"", text),
              "decimals with a point, and no mark between thousands"},
             used,
             1};
    return std::nullopt;
  }
  return number->number;
}

std::string nearest_unit(std::string_view unit, const DimensionInfo& dimension) {
  std::vector<std::string> names;
  for (const Unit& u : dimension.units) {
    names.emplace_back(u.name);
  }
  return nearest_name(unit, names);
}

}  // namespace

std::string_view example(Dimension dimension) {
  return info_of(dimension).example;
}

std::string_view base_unit(Dimension dimension) {
  return info_of(dimension).base;
}

std::string units_of(Dimension dimension) {
  std::string text;
  for (const Unit& u : info_of(dimension).units) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", u.name);
  }
  return text;
}

std::string quantity_pattern(Dimension dimension, bool has_minus) {
  // As leading_number and take_number read: groups of digits joined by `_`, blanks around the number and the unit.
  const std::string digits = "[0-9](_?[0-9])*";
  std::string units;
  for (const Unit& u : info_of(dimension).units) {
    units += fmt::format("{}{}", units.empty() ? "" : "|", u.name);
  }
  return fmt::format("^[ \\t]*{}{}(\\.({})?)?([eE][+-]?{})?[ \\t]*({})[ \\t]*$", has_minus ? "[+-]?" : "[+]?", digits,
                     digits, digits, units);
}

std::optional<double> parse_number(std::string_view text, TextFinding& wrong) {
  std::string_view rest;
  const auto number = take_number(text, rest, "a number", wrong);
  if (!number) {
    return std::nullopt;
  }
  if (const std::string_view unit = trimmed(rest); !unit.empty()) {
    wrong = {{ErrorCode::unit_unexpected, fmt::format("\"{}\" follows the number", unit), "a number without unit"},
             static_cast<std::size_t>(unit.data() - text.data()),
             unit.size()};
    return std::nullopt;
  }
  return number;
}

std::optional<double> parse_quantity(std::string_view text, Dimension dimension, TextFinding& wrong) {
  const DimensionInfo& known = info_of(dimension);
  std::string_view rest;
  const auto number = take_number(text, rest, std::string(known.example), wrong);
  if (!number) {
    return std::nullopt;
  }
  const std::string_view name = trimmed(rest);
  if (name.empty()) {
    wrong = {
        {ErrorCode::unit_missing, fmt::format("\"{}\" has no unit", text), std::string(known.example)}, 0, text.size()};
    return std::nullopt;
  }
  const auto unit = std::find_if(known.units.begin(), known.units.end(), [&](const Unit& u) { return u.name == name; });
  if (unit == known.units.end()) {
    wrong = {{ErrorCode::unit_unknown, fmt::format("`{}` is not a unit of {}", name, known.name), units_of(dimension),
              nearest_unit(name, known)},
             static_cast<std::size_t>(name.data() - text.data()),
             name.size()};
    return std::nullopt;
  }
  return *number * unit->times / unit->divided;
}

std::optional<NumberAndUnit> parse_number_and_unit(std::string_view text, TextFinding& wrong) {
  std::string_view rest;
  const auto number = take_number(text, rest, "a number and its unit, such as \"60 km/h\"", wrong);
  return number ? std::optional(NumberAndUnit{*number, std::string(trimmed(rest))}) : std::nullopt;
}

std::optional<std::string> multiply_number(std::string_view text, double factor) {
  const auto number = leading_number(text);
  if (!number) {
    return std::nullopt;
  }
  return number_text(number->number * factor) + std::string(text.substr(number->length));
}

}  // namespace corridor::scenario
