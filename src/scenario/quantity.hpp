// Numbers with units in texts: `95 s`, `60 km/h`, `12 %`. Knows no key and no range.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics.hpp"

namespace corridor::scenario {

enum class Dimension : std::uint8_t { time, length, speed, share, rate, volume, per_distance, per_time, area };

/// `a time such as "95 s"`
[[nodiscard]] std::string_view example(Dimension dimension);
/// `s`, `m`, `km/h`, nothing (a share is a number), `/h`, `l`, `l/100km`, `l/h`, `m2`
[[nodiscard]] std::string_view base_unit(Dimension dimension);
/// The units that may be written: `ms, s, min, h, d`.
[[nodiscard]] std::string units_of(Dimension dimension);

/// The texts that parse_quantity reads, but for numbers beyond the largest: a regular expression (ECMAScript) for all
/// of it. `has_minus`: also numbers below 0.
[[nodiscard]] std::string quantity_pattern(Dimension dimension, bool has_minus);

/// What is wrong with a part of a text.
struct TextFinding {
  Finding finding;
  std::size_t begin = 0;  ///< byte
  std::size_t length = 0;
};

/// 0 to 9, whatever the locale.
[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A number without unit: digits (with `_` between them), a point, an exponent.
[[nodiscard]] std::optional<double> parse_number(std::string_view text, TextFinding& wrong);
/// A number and its unit, in the dimension's base unit: seconds, metres, km/h, 1, per hour, litres, square metres.
[[nodiscard]] std::optional<double> parse_quantity(std::string_view text, Dimension dimension, TextFinding& wrong);
/// A number and what follows it, whatever that is.
struct NumberAndUnit {
  double number = 0;
  std::string unit;  ///< without blanks around it; may be empty
};
[[nodiscard]] std::optional<NumberAndUnit> parse_number_and_unit(std::string_view text, TextFinding& wrong);
/// The text with its number, the first thing in it, multiplied: `48 s` by 1.5 is `72 s`. Nothing if there is no number.
[[nodiscard]] std::optional<std::string> multiply_number(std::string_view text, double factor);

}  // namespace corridor::scenario
