// The table of a stop's buses, and how what only it needs is written.
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

using WhenFull = Fleet::WhenFull;

constexpr std::string_view full = "full";
constexpr std::string_view full_or = "full or ";

/// `full`, or `full or 2 h`.
Type<WhenFull> leave_rule() {
  const Type<Duration> patience = time(more_than(0, longest_time_s));
  const std::string& time_pattern = *patience.form.text;  // ^...$
  return {.name = "`full`, or `full or` a time",
          .example = "\"full or 2 h\"",
          .read = [patience](const Reading& reading, const Value& value) -> std::optional<WhenFull> {
            const auto* text = value.get<std::string>();
            if (text != nullptr && *text == full) {
              return WhenFull{};
            }
            if (text == nullptr || !text->starts_with(full_or)) {
              reading.error(value.mark,
                            {ErrorCode::unknown_word,
                             fmt::format("{} does not say when a bus leaves{}", describe(value), reading.context),
                             "\"full\", or \"full or 2 h\"", "full"});
              return std::nullopt;
            }
            const Value wait{.data = text->substr(full_or.size()), .mark = value.mark};
            const auto read = patience.read(reading, wait);
            return read ? std::optional(WhenFull{*read}) : std::nullopt;
          },
          .is_parameter = true,
          .form = {.text = fmt::format("^full( or {})?$", time_pattern.substr(1, time_pattern.size() - 2))}};
}

void check_fleet(const Reading& reading, const Value& value, FleetSpec& fleet) {
  const auto wrong = [&](const char* key, std::string message, std::string expected) {
    const Value* written = value.find(key);
    reading.error(written == nullptr ? value.mark : written->mark,
                  {ErrorCode::bad_fleet, std::move(message) + reading.context, std::move(expected)});
  };
  const int rules = (fleet.leave ? 1 : 0) + (fleet.timetable.empty() ? 0 : 1) + (fleet.every ? 1 : 0);
  if (rules != 1) {
    wrong("", rules == 0 ? "nothing says when the buses leave" : "more than one rule says when the buses leave",
          "one of `leave`, `timetable` and `every`");
  }
  if (!fleet.seats && !fleet.vehicle_class) {
    wrong("", "nothing says how many seats a bus has", "`seats`, or the `class` of vehicle");
  }
  if (fleet.to.has_value() == fleet.trip.has_value()) {
    wrong(fleet.to ? "trip" : "", fleet.to ? "`trip` beside `to`" : "neither `to` nor `trip`",
          "`to`, if the buses drive on the road, or `trip`, the time that they take");
  }
  if (fleet.to && !fleet.vehicle_class) {
    wrong("to", "nothing says which vehicles drive on the road", "`class` beside `to`");
  }
  if (fleet.base && !fleet.to) {
    wrong("base", "`base` without `to`: these buses do not drive on the road", "`base` only beside `to`");
  }
}

}  // namespace

const Table<FleetSpec>& fleet_table() {
  using S = FleetSpec;
  static const Table<S> table(
      {.name = "fleet = { ... }",
       .meaning = "The buses of a stop: they load who waits, in the order of the line, carry them away and come back.",
       .variant_key = "",
       .fields = {}},
      {field("count", &S::count, whole_number(at_least(0, 100'000)), required,
             "how many there are; with fewer, those on their way finish their trip")
           .like("35"),
       field("class", &S::vehicle_class, reference("id of a vehicle class", "\"bus\""),
             by_default("none; required with `to`"), "which vehicles they are")
           .changeable(Changeable::by_set),
       field("seats", &S::seats, maybe(whole_number(at_least(1, 1000))), by_default("those of the class"),
             "of each: a hard limit; a larger party is refused")
           .like("35")
           .changeable(Changeable::by_set),
       field("leave", &S::leave, maybe(leave_rule()), by_default("one of `leave`, `timetable`, `every`"),
             "full: when the next party does not fit; or so long after the first has boarded"),
       field("timetable", &S::timetable, times_of_day(), by_default("none"),
             "when all buses that have somebody aboard leave"),
       field("every", &S::every, maybe(time(at_least(1, longest_time_s))), by_default("none"),
             "likewise, at equal intervals from the midnight before the start on")
           .like("\"2 h\""),
       field("trip", &S::trip, maybe(table_of(time_distribution_table(), "trip")), by_default("one of `trip` and `to`"),
             "one way; the way back is drawn anew"),
       field("turn_round", &S::turn_round, maybe(table_of(time_distribution_table(), "turn_round")), by_default("0 s"),
             "at the other end, before a bus comes back"),
       field("to", &S::to, reference("id of a site or node", "\"goris\""), by_default("none"),
             "the buses drive on the road, and people get out there")
           .changeable(Changeable::by_set),
       field("base", &S::base, reference("id of a site or node", "\"goris\""), by_default("the stop"),
             "where the buses stand at first, if they drive on the road")
           .changeable(Changeable::by_set)},
      check_fleet);
  return table;
}

}  // namespace corridor::scenario
