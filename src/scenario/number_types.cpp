// The types of numbers: quantities with units, counts, limits, and those of the road's columns.
#include <array>
#include <cmath>
#include <functional>
#include <string_view>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

#include "value_types.hpp"

namespace corridor::scenario {

namespace {

/// Beyond these is a slip, not a scenario, and no computation overflows. Left out of the documentation of each key.
double largest(Dimension dimension) {
  switch (dimension) {
    case Dimension::time:
      return longest_time_s;
    case Dimension::length:
      return 1e7;
    case Dimension::speed:
      return highest_speed_km_h;
    case Dimension::share:
      return 1;
    case Dimension::rate:
      return 1e6;
    case Dimension::volume:
    case Dimension::area:
      return largest_number;
    case Dimension::per_distance:
    case Dimension::per_time:
      return largest_consumption;
  }
  return largest_number;
}

/// In the unit that a person would choose.
std::string in_words(double x, Dimension dimension) {
  if (dimension == Dimension::share) {
    return number_text(x * 100) + " %";
  }
  if (dimension == Dimension::time && x != 0) {
    for (const auto& [seconds, unit] : {std::pair{86400.0, "d"}, std::pair{3600.0, "h"}, std::pair{60.0, "min"}}) {
      if (std::fmod(x, seconds) == 0) {
        return fmt::format("{} {}", number_text(x / seconds), unit);
      }
    }
  }
  return fmt::format("{} {}", number_text(x), base_unit(dimension));
}

/// `0 to 100 %`, `more than 0`, `at least 1 %`.
template <class InWords>
std::string bounds(Range range, bool has_upper, InWords words) {
  const std::string from = range.from == 0 ? "0" : words(range.from);
  if (range.is_from_outside) {
    return has_upper ? fmt::format("more than {}, at most {}", from, words(range.to)) : "more than " + from;
  }
  return has_upper ? fmt::format("{} to {}", from, words(range.to)) : "at least " + from;
}

std::string bounds(Range range, Dimension dimension, bool has_upper) {
  return bounds(range, has_upper, [&](double x) { return in_words(x, dimension); });
}

std::string bounds(Range range, bool has_upper) {
  return bounds(range, has_upper, number_text);
}

ValueForm::Number number_form(Range range, bool is_whole) {
  return {.is_whole = is_whole, .from = range.from, .to = range.to, .is_from_outside = range.is_from_outside};
}

std::optional<double> number_in(const Value& value) {
  if (const auto* whole = value.get<std::int64_t>()) {
    return static_cast<double>(*whole);
  }
  const auto* number = value.get<double>();
  return number == nullptr ? std::nullopt : std::optional(*number);
}

/// A number without unit: of TOML, or the text of a CSV cell.
std::optional<double> read_number(const Reading& reading, const Value& value, const std::string& expected) {
  if (const auto number = number_in(value)) {
    return number;
  }
  const auto* text = value.get<std::string>();
  if (text == nullptr) {
    report_wrong_type(reading, value, expected);
    return std::nullopt;
  }
  TextFinding wrong;
  const auto number = parse_number(*text, wrong);
  if (!number) {
    if (wrong.finding.code != ErrorCode::decimal_comma) {
      wrong.finding.expected = expected;
    }
    report_in_text(reading, value, wrong);
    return std::nullopt;
  }
  if (!value.is_cell) {
    report_wrong_type(reading, value, expected + ", without quotes");
    return std::nullopt;
  }
  return number;
}

std::optional<double> read_quantity(const Reading& reading, const Value& value, Dimension dimension) {
  if (const auto* text = value.get<std::string>()) {
    TextFinding wrong;
    const auto number = parse_quantity(*text, dimension, wrong);
    if (!number) {
      report_in_text(reading, value, wrong);
    }
    return number;
  }
  if (number_in(value)) {
    reading.error(value.mark,
                  {ErrorCode::unit_missing, fmt::format("{} has no unit{}", describe(value), reading.context),
                   std::string(example(dimension))});
  } else {
    report_wrong_type(reading, value, std::string(example(dimension)));
  }
  return std::nullopt;
}

std::string quoted_example(Dimension dimension) {
  const std::string_view words = example(dimension);
  return std::string(words.substr(words.find('"')));
}

std::string quantity_name(Range range, Dimension dimension) {
  constexpr std::array names = {
      "time", "length", "speed", "percentage", "rate", "volume", "fuel for a distance", "fuel for a time", "area"};
  return fmt::format("{}, {}", names.at(static_cast<std::size_t>(dimension)),
                     bounds(range, dimension, range.to < largest(dimension) || dimension == Dimension::share));
}

/// A quantity as a V that counts whole units; what rounds to none of them is out of range unless it is 0.
template <class V>
Type<V> counted(Dimension dimension, Range range, V (*convert)(double)) {
  Type<double> base = quantity(dimension, range);
  return {.name = base.name,
          .example = base.example,
          .read = [base, dimension, range, convert](const Reading& reading, const Value& value) -> std::optional<V> {
            const auto number = base.read(reading, value);
            if (!number) {
              return std::nullopt;
            }
            const V result = convert(*number);
            if (result == V{} && *number > 0) {
              report_out_of_range(reading, value, bounds(range, dimension, true) + "; not so small a value");
              return std::nullopt;
            }
            return result;
          },
          .is_parameter = true,
          .form = base.form};
}

bool is_unlimited(const Value& value) {
  const auto* text = value.get<std::string>();
  return text != nullptr && *text == "unlimited";
}

/// A bare number in a CSV cell, times the unit of its column; elsewhere a quantity.
template <class V>
Type<V> of_network(CellUnit unit, Dimension dimension, Range range, V (*convert)(double)) {
  Type<V> elsewhere = counted(dimension, range, convert);
  return {.name = elsewhere.name,
          .example = elsewhere.example,
          .read = [=](const Reading& reading, const Value& value) -> std::optional<V> {
            if (!value.is_cell) {
              return elsewhere.read(reading, value);
            }
            const auto number = read_number(reading, value, "a number in the unit of config.csv");
            if (!number) {
              return std::nullopt;
            }
            const double scale = unit == CellUnit::length  ? reading.units.metres_per_length
                                 : unit == CellUnit::speed ? reading.units.km_h_per_speed
                                                           : 1.0;
            const double scaled = *number * scale;
            if (!range.contains(scaled) || (convert(scaled) == V{} && scaled > 0)) {
              report_out_of_range(reading, value, bounds(range, dimension, true));
              return std::nullopt;
            }
            return convert(scaled);
          },
          .is_parameter = true,
          .cell_unit = unit};
}

}  // namespace

Type<double> quantity(Dimension dimension, Range range) {
  return {.name = quantity_name(range, dimension),
          .example = quoted_example(dimension),
          .read = [dimension, range](const Reading& reading, const Value& value) -> std::optional<double> {
            const auto number = read_quantity(reading, value, dimension);
            if (number && !range.contains(*number)) {
              report_out_of_range(reading, value, bounds(range, dimension, true));
              return std::nullopt;
            }
            return number;
          },
          .is_parameter = true,
          .form = {.text = quantity_pattern(dimension, range.from < 0)}};
}

Type<Duration> time(Range seconds) {
  return counted(Dimension::time, seconds, &from_seconds);
}

Type<Metres> length(Range m) {
  return counted<Metres>(Dimension::length, m, [](double x) { return metres(x); });
}

Type<double> percentage(Range range) {
  return quantity(Dimension::share, range);
}

Type<double> rate(Range per_hour) {
  return quantity(Dimension::rate, per_hour);
}

Type<Litres> volume(Range l) {
  return counted<Litres>(Dimension::volume, l, [](double x) { return litres(x); });
}

Type<LitresPerKilometre> fuel_per_distance(Range l_per_100_km) {
  return counted<LitresPerKilometre>(Dimension::per_distance, l_per_100_km,
                                     [](double x) { return litres_per_100_km(x); });
}

Type<LitresPerHour> fuel_per_time(Range l_per_hour) {
  return counted<LitresPerHour>(Dimension::per_time, l_per_hour, [](double x) { return litres_per_hour(x); });
}

Type<FuelAmount> fuel_or(const std::string& word, Range l) {
  const Type<Litres> amount = volume(l);
  return {.name = fmt::format("{}, or `{}`", amount.name, word),
          .example = amount.example,
          .read = [amount, word](const Reading& reading, const Value& value) -> std::optional<FuelAmount> {
            const auto* text = value.get<std::string>();
            if (text != nullptr && *text == word) {
              return FuelAmount{};
            }
            if (text != nullptr && !nearest_name(*text, std::vector<std::string>{word}).empty()) {
              report_not_a_word(reading, value, {word});
              return std::nullopt;
            }
            const auto litres = amount.read(reading, value);
            return litres ? std::optional(FuelAmount{*litres}) : std::nullopt;
          },
          .is_parameter = true,
          .form = {.text = fmt::format("({})|(^{}$)", amount.form.text.value_or(""), word)}};
}

Type<double> real(Range range) {
  const std::string name = "number, " + bounds(range, range.to < largest_number);
  return {.name = name,
          .example = "1.5",
          .read = [range, name](const Reading& reading, const Value& value) -> std::optional<double> {
            const auto number = read_number(reading, value, name);
            if (number && !range.contains(*number)) {
              report_out_of_range(reading, value, bounds(range, true));
              return std::nullopt;
            }
            return number;
          },
          .is_parameter = true,
          .form = {.number = number_form(range, false)}};
}

Type<std::int64_t> whole_number(Range range) {
  const std::string name = "whole number, " + bounds(range, range.to < largest_number);
  return {.name = name,
          .example = "4",
          .read = [range, name](const Reading& reading, const Value& value) -> std::optional<std::int64_t> {
            if (const auto* whole = value.get<std::int64_t>();
                whole != nullptr && range.contains(static_cast<double>(*whole))) {
              return *whole;
            }
            const auto number = read_number(reading, value, name);
            if (number && (!range.contains(*number) || std::trunc(*number) != *number)) {
              report_out_of_range(reading, value, "a whole number, " + bounds(range, true));
              return std::nullopt;
            }
            return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
          },
          .is_parameter = true,
          .form = {.number = number_form(range, true)}};
}

Type<Limit> limit() {
  const Type<std::int64_t> number = whole_number(at_least(0, largest_number));
  return {.name = "whole number, at least 0, or `unlimited`",
          .example = "4",
          .read = [number](const Reading& reading, const Value& value) -> std::optional<Limit> {
            if (is_unlimited(value)) {
              return std::optional<Limit>(std::in_place, std::nullopt);
            }
            const auto* text = value.get<std::string>();
            if (text != nullptr && !nearest_name(*text, std::vector<std::string>{"unlimited"}).empty()) {
              report_not_a_word(reading, value, {"unlimited"});
              return std::nullopt;
            }
            const auto count = number.read(reading, value);
            return count ? std::optional<Limit>(std::in_place, *count) : std::optional<Limit>();
          },
          .is_parameter = true,
          .form = {.number = number.form.number, .text = "^unlimited$"}};
}

Type<WaitingRoom> waiting_room() {
  const Type<Limit> room = limit();
  return {.name = "whole number, at least 0, or `unlimited` or `road`",
          .example = "\"unlimited\"",
          .read = [room](const Reading& reading, const Value& value) -> std::optional<WaitingRoom> {
            const auto* text = value.get<std::string>();
            if (text != nullptr && *text == "road") {
              return WaitingRoom{WaitingRoom::Kind::road, 0, value.mark};
            }
            if (text != nullptr && !nearest_name(*text, std::vector<std::string>{"road"}).empty()) {
              report_not_a_word(reading, value, {"road", "unlimited"});
              return std::nullopt;
            }
            const auto limit = room.read(reading, value);
            if (!limit) {
              return std::nullopt;
            }
            return *limit ? WaitingRoom{WaitingRoom::Kind::limited, **limit, value.mark}
                          : WaitingRoom{WaitingRoom::Kind::unlimited, 0, value.mark};
          },
          .is_parameter = true,
          .form = {.number = room.form.number, .text = "^(unlimited|road)$"}};
}

Type<Metres> network_length() {
  return of_network<Metres>(CellUnit::length, Dimension::length, more_than(0, 1e7), [](double x) { return metres(x); });
}

Type<KilometresPerHour> network_speed() {
  return of_network<KilometresPerHour>(CellUnit::speed, Dimension::speed, at_least(0.1, highest_speed_km_h),
                                       [](double x) { return kilometres_per_hour(x); });
}

Type<double> network_rate() {
  return of_network<double>(CellUnit::per_hour, Dimension::rate, more_than(0, 1e6), [](double x) { return x; });
}

}  // namespace corridor::scenario
