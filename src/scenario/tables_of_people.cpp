// The tables of people and origins.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

void check_party_sizes(const Reading& reading, const Value& value, PartySizeSpec& sizes) {
  if (sizes.kind != PartySizeSpec::Kind::categorical) {
    return;
  }
  const bool has_weight = std::any_of(sizes.weights.begin(), sizes.weights.end(), [](double w) { return w > 0; });
  if (sizes.values.size() != sizes.weights.size() || !has_weight) {
    reading.error(value.mark, {ErrorCode::party_sizes,
                               fmt::format("{} party sizes have {} weights{}{}", sizes.values.size(),
                                           sizes.weights.size(), has_weight ? "" : ", all 0", reading.context),
                               "as many weights as values, not all 0"});
  }
}

double mean_size(const PartySizeSpec& sizes) {
  if (sizes.kind == PartySizeSpec::Kind::fixed) {
    return static_cast<double>(sizes.mean);
  }
  double persons = 0;
  double weight = 0;
  for (std::size_t i = 0; i < sizes.values.size(); ++i) {
    persons += static_cast<double>(sizes.values[i]) * sizes.weights[i];
    weight += sizes.weights[i];
  }
  return persons / weight;
}

/// The first person of a party is an adult, so at most (size - 1) of size are children.
void check_people(const Reading& reading, const Value& value, PeopleSpec& people) {
  constexpr double tolerance = 1e-9;  // of decimal shares, summed
  const auto mark = [&](const char* key) { return value.find(key) == nullptr ? value.mark : value.find(key)->mark; };
  const double mean = mean_size(people.party_size);
  const double most_children = 1 - 1 / mean;
  if (people.children > most_children + tolerance) {
    reading.error(
        mark("children"),
        {ErrorCode::impossible_people,
         fmt::format("in parties of {} persons on average, each with an adult, {} % cannot be children",
                     number_text(std::round(mean * 1000) / 1000), number_text(std::round(people.children * 1e5) / 1e3)),
         fmt::format("at most {} %", number_text(std::floor(most_children * 1e4) / 1e2))});
  }
  if (people.children + people.over_60 > 1 + tolerance) {
    reading.error(mark("over_60"), {ErrorCode::impossible_people, "children and people over 60 are more than everybody",
                                    "shares that sum to at most 100 %"});
  }
}

}  // namespace

const Table<PartySizeSpec>& party_size_table() {
  using S = PartySizeSpec;
  static const Table<S> table(
      {.name = "party_size = { ... }",
       .meaning = "How many persons travel together.",
       .variant_key = "dist",
       .fields = {}},
      {field("dist", &S::kind, word<S::Kind>({{"categorical", S::Kind::categorical}, {"fixed", S::Kind::fixed}}),
             required, "categorical: each value with its weight; fixed: all the same"),
       field("values", &S::values, list_of(whole_number(at_least(1, 1000)), "[1, 2, 3, 4]"), required,
             "party sizes [persons]")
           .only_for({"categorical"}),
       field("weights", &S::weights, list_of(real(at_least(0, largest_number)), "[4, 9, 14, 21]"), required,
             "how many parties are of each size, relative to each other")
           .only_for({"categorical"}),
       field("mean", &S::mean, whole_number(at_least(1, 1000)), required, "size of every party [persons]")
           .like("3")
           .only_for({"fixed"})},
      check_party_sizes);
  return table;
}

const Table<PeopleSpec>& people_table() {
  using S = PeopleSpec;
  const Range share = at_least(0, 1);
  static const Table<S> table(
      {.name = "[people]",
       .meaning = "Who travels, for every origin.",
       .variant_key = "",
       .lists_defaults = true,
       .fields = {}},
      {field("party_size", &S::party_size, table_of(party_size_table(), "party_size"), by_default("everybody alone"),
             "how many persons travel together"),
       field("female", &S::female, percentage(share), fallback("0 %"), "women and girls, of all persons")
           .like("\"52 %\""),
       field("children", &S::children, percentage(share), fallback("0 %"),
             "persons under 18; the first person of a party is an adult")
           .like("\"31 %\""),
       field("over_60", &S::over_60, percentage(share), fallback("0 %"), "persons over 60").like("\"18 %\""),
       field("medical", &S::medical, percentage(share), fallback("0 %"), "persons who need medical care")
           .like("\"1.2 %\""),
       field("overload", &S::overload, percentage(at_least(1, 10)), fallback("100 %"),
             "persons per seat up to which a driver takes others aboard")
           .like("\"160 %\""),
       field("walking_speed", &S::walking_speed, quantity(Dimension::speed, at_least(0.1, 20)), fallback("4 km/h"),
             "of people on foot")
           .like("\"4 km/h\"")},
      check_people);
  return table;
}

const Table<DepartureSpec>& departure_table() {
  using S = DepartureSpec;
  static const Table<S> table(
      {.name = "departure = { ... }", .meaning = "When parties leave an origin.", .variant_key = "model", .fields = {}},
      {field(
           "model", &S::model,
           word<S::Model>({{"hazard", S::Model::hazard},
                           {"poisson", S::Model::poisson},
                           {"curve", S::Model::curve},
                           {"file", S::Model::file}}),
           required,
           "hazard: everybody leaves in the end, the more have left the sooner; poisson: at a constant rate; curve: by "
           "a curve of the number gone; file: counted numbers in intervals")
           .changeable(Changeable::by_set),
       field("base", &S::base, rate(at_least(0, 1e6)), required,
             "share of those still there who leave in an hour, at first")
           .like("\"0.004 /h\"")
           .only_for({"hazard"}),
       field("imitation", &S::imitation, real(at_least(0, largest_number)), fallback("0"),
             "how much faster the last leave than the first: base x (1 + imitation x share gone)")
           .like("4")
           .only_for({"hazard"}),
       field("night", &S::night, percentage(at_least(0, 10)), fallback("100 %"), "factor on the hazard at night")
           .like("\"50 %\"")
           .only_for({"hazard"}),
       field("rate", &S::rate, rate(at_least(0, 1e6)), required, "parties per hour").only_for({"poisson"}),
       field("file", &S::file, reference("path of a CSV file", "\"departures.csv\""), required,
             "the curve, or the counts; whom they do not reach stays")
           .only_for({"curve", "file"})});
  return table;
}

const Table<TurnBackSpec>& turn_back_table() {
  using S = TurnBackSpec;
  static const Table<S> table(
      {.name = "turn_back = { ... }",
       .meaning = "Who has been under way for long turns back in a queue.",
       .variant_key = "",
       .fields = {}},
      {field("share", &S::share, percentage(at_least(0, 1)), required, "of the vehicles that set out").like("\"5 %\""),
       field("after", &S::after, time(at_least(0, longest_time_s)), required,
             "time since it set out; it turns back in the first queue from then on")
           .like("\"12 h\"")});
  return table;
}

const Table<CallUpSpec>& call_up_table() {
  using S = CallUpSpec;
  static const Table<S> table(
      {.name = "call_up = { ... }",
       .meaning = "From when on people may leave an origin; who wants to leave before waits there.",
       .variant_key = "",
       .fields = {}},
      {field("at", &S::at, date(), by_default("none; `at` or `after` is required"), "it is called up then")
           .like("2023-09-25T12:00:00+04:00"),
       field("after", &S::after, reference("id of an origin", "\"askeran\""), by_default("none"),
             "it is called up when of that origin `share` has departed")
           .changeable(Changeable::by_set),
       field("share", &S::share, percentage(at_least(0, 1)), by_default("none; required with `after`"),
             "of that origin's persons; who has no seat there never departs")
           .like("\"90 %\"")},
      [](const Reading& reading, const Value& value, S& call) {
        if (call.at && call.after) {
          reading.error(value.find("after")->mark,
                        {ErrorCode::misplaced_key, "`at` and `after` at once" + reading.context, "one of them"});
        } else if (!call.at && !call.after) {
          reading.error(value.mark, {ErrorCode::missing_key, "neither `at` nor `after`" + reading.context,
                                     "call_up = { at = <date> } or { after = <origin>, share = \"90 %\" }"});
        } else if (call.after.has_value() != call.share.has_value()) {
          reading.error(call.share ? value.find("share")->mark : value.mark,
                        {call.share ? ErrorCode::misplaced_key : ErrorCode::missing_key,
                         (call.share ? "`share` without `after`" : "`after` without `share`") + reading.context,
                         "`after` and `share`"});
        }
      });
  return table;
}

const Table<OriginSpec>& origin_table() {
  using S = OriginSpec;
  static const Table<S> table(
      {.name = "[[origin]]", .meaning = "A place that people leave.", .variant_key = "", .fields = {}},
      {field("id", &S::id, identifier(), required, "its name in results")
           .like("\"stepanakert\"")
           .changeable(Changeable::never),
       field("node", &S::node, reference("id of a node", "\"stepanakert\""),
             by_default("none: parties appear at their destination's door"), "where its vehicles enter the road")
           .changeable(Changeable::by_set),
       field("population", &S::population, limit(), required,
             "persons who leave; `unlimited` goes with Poisson departures only")
           .like("49_900")
           .changeable(Changeable::by_set),
       field("vehicles", &S::vehicles, shares("vehicle class or `none`"), by_default("none; required with `node`"),
             "shares of parties by the vehicle they have")
           .changeable(Changeable::by_set),
       field("departure", &S::departure, table_of(departure_table(), "departure"), required, "when parties leave"),
       field("destination", &S::destination, shares("region"), by_default("everybody `onward`"),
             "where parties want to go in the end; `needs_accommodation` is known to conditions")
           .changeable(Changeable::by_set),
       field("to", &S::to, reference("id of a site or node", "\"goris\""),
             by_default("the only site that is not on a link"), "where the journey on the road ends")
           .changeable(Changeable::by_set),
       field("merge_priority", &S::merge_priority, real(more_than(0, largest_number)), fallback("1"),
             "weight against the others that want to enter the same link")
           .changeable(Changeable::by_set),
       field("call_up", &S::call_up, table_of(call_up_table(), "call_up"), by_default("none: everybody may leave"),
             "when people may leave, if not at once")
           .changeable(Changeable::by_set),
       field("fuel", &S::fuel, table_of(fuel_table(), "fuel"), by_default("full tanks"),
             "in the tank of each vehicle before it sets out, no more than it holds"),
       field("fuel_gate", &S::fuel_gate, table_of(fuel_gate_table(), "fuel_gate"), by_default("nobody looks for fuel"),
             "who goes to a fuel point before setting out"),
       field("turn_back", &S::turn_back, table_of(turn_back_table(), "turn_back"), by_default("nobody turns back"),
             "who drives back to the origin after a long time in a queue"),
       field("without_vehicle", &S::without_vehicle, reference("`stays`, `walks`, or id of a site", "\"bus_station\""),
             by_default("`stays`"),
             "what parties without a vehicle and a seat do: wait at the origin, walk, or go to a site at its node")
           .changeable(Changeable::by_set)});
  return table;
}

const Table<RegionSpec>& region_table() {
  using S = RegionSpec;
  static const Table<S> table(
      {.name = "[[region]]",
       .meaning = "Where a region lies on the road, for those who drive on to it.",
       .variant_key = "",
       .fields = {}},
      {field("id", &S::id, reference("id of a region", "\"yerevan\""), required, "a region that some party goes to")
           .changeable(Changeable::never),
       field("node", &S::node, reference("id of a node", "\"yerevan\""), required, "where it lies")
           .changeable(Changeable::by_set)});
  return table;
}

}  // namespace corridor::scenario
