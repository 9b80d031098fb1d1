// How each kind of value is written: the types that field tables are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "field_table.hpp"
#include "quantity.hpp"

namespace corridor::scenario {

/// Bounds in the base unit: seconds, metres, km/h, 1, per hour, litres.
struct Range {
  double from = 0;
  double to = 0;
  bool is_from_outside = false;  ///< `from` itself is out of range

  [[nodiscard]] bool contains(double x) const { return (is_from_outside ? x > from : x >= from) && x <= to; }
};

/// At least `from`, at most `to`. @pre from <= to
[[nodiscard]] constexpr Range at_least(double from, double to) {
  return {from, to, false};
}
[[nodiscard]] constexpr Range more_than(double from, double to) {
  return {from, to, true};
}

/// A name that refers to something else in the scenario.
struct Ref {
  std::string name;
  Mark mark;
};

/// A share under a label: `car = "88 %"`.
struct LabelledShare {
  std::string label;
  double share = 0;
  Mark mark;
};

struct WaitingRoom {
  enum class Kind : std::uint8_t { limited, unlimited, road };
  Kind kind = Kind::limited;
  std::int64_t room = 0;
  Mark mark = {};
};

/// Litres, or the word that may stand for them: `full`, `unlimited`.
struct FuelAmount {
  std::optional<Litres> litres = {};
};

/// More is a slip, not a scenario.
inline constexpr double largest_number = 1e9;
/// The bounds below which a vehicle needs at least a microsecond, the tick of the clock, for the shortest link.
inline constexpr double highest_speed_km_h = 200;
inline constexpr double largest_speed_factor = 10;
static_assert(1e-3 / (highest_speed_km_h / 3.6 * largest_speed_factor) > 1e-6,
              "the fastest vehicle needs more than a tick for a millimetre");
/// Ten years: longer than any run, and far from the end of the clock.
inline constexpr double longest_time_s = 3660.0 * 86400.0;

[[nodiscard]] Type<double> quantity(Dimension dimension, Range range);
[[nodiscard]] Type<Duration> time(Range seconds);
[[nodiscard]] Type<Metres> length(Range m);
[[nodiscard]] Type<Litres> volume(Range l);
[[nodiscard]] Type<LitresPerKilometre> fuel_per_distance(Range l_per_100_km);
[[nodiscard]] Type<LitresPerHour> fuel_per_time(Range l_per_hour);
/// An amount of fuel, or the word that stands for none stated.
[[nodiscard]] Type<FuelAmount> fuel_or(const std::string& word, Range l);
[[nodiscard]] Type<double> percentage(Range range);
[[nodiscard]] Type<double> rate(Range per_hour);
[[nodiscard]] Type<double> real(Range range);
[[nodiscard]] Type<std::int64_t> whole_number(Range range);
[[nodiscard]] Type<Limit> limit();
[[nodiscard]] Type<WaitingRoom> waiting_room();
[[nodiscard]] Type<bool> flag();
/// In a cell of a CSV table: also 1 and 0, true and false.
[[nodiscard]] Type<bool> yes_or_no();
[[nodiscard]] Type<std::string> text();
[[nodiscard]] Type<std::string> identifier();
[[nodiscard]] Type<Ref> reference(std::string to_what, std::string example);
/// One name or a list of them, none of which is empty.
[[nodiscard]] Type<std::vector<Ref>> references(std::string to_what, std::string example);
[[nodiscard]] Type<LocalTime> date();
[[nodiscard]] Type<DailyWindow> window();
/// One window or a list; the whole day becomes none.
[[nodiscard]] Type<std::vector<DailyWindow>> windows();
/// One time of day, or a list of them, in order.
[[nodiscard]] Type<std::vector<Duration>> times_of_day();
[[nodiscard]] Type<Condition> condition();
/// A table of percentages by label that sum to 100 %.
[[nodiscard]] Type<std::vector<LabelledShare>> shares(std::string labels);
/// A table of percentages by label, each in the range.
[[nodiscard]] Type<std::vector<LabelledShare>> percentages(std::string labels, Range range);
/// Any value at all, kept as it is.
[[nodiscard]] Type<Value> anything();

/// In a CSV cell a bare number in the unit that config.csv states; elsewhere a quantity with unit.
[[nodiscard]] Type<Metres> network_length();
[[nodiscard]] Type<KilometresPerHour> network_speed();
[[nodiscard]] Type<double> network_rate();
/// The course of a road as Well-Known Text: `LINESTRING (46.75 39.82, 46.80 39.90)`, in degrees east and north.
[[nodiscard]] Type<std::vector<Coordinates>> course();

/// The same, of a key that may be missing.
template <class V>
Type<std::optional<V>> maybe(Type<V> type) {
  return {.name = type.name,
          .example = type.example,
          .read = [read = type.read](const Reading& reading, const Value& value) -> std::optional<std::optional<V>> {
            auto result = read(reading, value);
            return result ? std::optional(std::move(result)) : std::nullopt;
          },
          .is_parameter = type.is_parameter,
          .words = type.words,
          .shape = type.shape,
          .nested = type.nested,
          .cell_unit = type.cell_unit,
          .is_raw = type.is_raw,
          .form = type.form};
}

/// True if the text may be an id; else says why.
bool is_identifier(const Reading& reading, const std::string& id, const Mark& mark);

/// Reports what is wrong inside a text.
void report_in_text(const Reading& reading, const Value& value, const TextFinding& wrong);

template <class E>
struct Word {
  std::string word;
  E means;
};

/// Exactly these words, as a regular expression.
[[nodiscard]] std::string words_pattern(const std::vector<std::string>& words);
void report_not_a_word(const Reading& reading, const Value& value, const std::vector<std::string>& words);

/// One of a few words.
template <class E>
Type<E> word(std::vector<Word<E>> words) {
  std::vector<std::string> names;
  std::string all;
  for (const Word<E>& w : words) {
    all += (all.empty() ? "`" : ", `") + w.word + "`";
    names.push_back(w.word);
  }
  return {.name = all,
          .example = "\"" + names.front() + "\"",
          .read = [words = std::move(words), names](const Reading& reading, const Value& value) -> std::optional<E> {
            const auto* written = value.get<std::string>();
            for (const Word<E>& w : words) {
              if (written != nullptr && w.word == *written) {
                return w.means;
              }
            }
            report_not_a_word(reading, value, names);
            return std::nullopt;
          },
          .is_parameter = false,
          .words = names,
          .form = {.text = words_pattern(names)}};
}

/// A list of values of one type.
template <class V>
Type<std::vector<V>> list_of(Type<V> element, std::string example) {
  const bool is_parameter = element.is_parameter;
  const ValueForm form = element.form;
  return {.name = "list of: " + element.name,
          .example = std::move(example),
          .read = [element = std::move(element)](const Reading& reading,
                                                 const Value& value) -> std::optional<std::vector<V>> {
            const auto* list = value.get<List>();
            if (list == nullptr) {
              report_not_a_list(reading, value, "values, each: " + element.name);
              return std::nullopt;
            }
            std::vector<V> result;
            for (const Value& written : *list) {
              auto one = element.read(reading, written);
              if (!one) {
                return std::nullopt;
              }
              result.push_back(std::move(*one));
            }
            return result;
          },
          .is_parameter = is_parameter,
          .form = {.element = {form}}};
}

}  // namespace corridor::scenario
