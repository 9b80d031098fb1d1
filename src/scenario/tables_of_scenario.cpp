// The file's own keys, and the tables of the run, the road, changes and observations.
#include <utility>

#include <fmt/format.h>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

/// What a vehicle holds and what it takes go together.
void check_fuel(const Reading& reading, const Value& value, VehicleClassSpec& spec) {
  const bool has_any = spec.tank || spec.moving || spec.queued;
  for (const auto& [key, is_there] :
       {std::pair{"tank", spec.tank.has_value()}, std::pair{"moving", spec.moving.has_value()},
        std::pair{"queued", spec.queued.has_value()}}) {
    if (has_any && !is_there) {
      reading.error(value.mark, {ErrorCode::missing_key, fmt::format("the key `{}` is missing{}", key, reading.context),
                                 "`tank`, `moving` and `queued`, or none of them"});
    }
  }
}

}  // namespace

const Table<NetworkSpec>& network_table() {
  using S = NetworkSpec;
  static const Table<S> table(
      {.name = "[network]",
       .meaning = "The road, as GMNS tables; config.csv stands beside the links.",
       .variant_key = "",
       .fields = {}},
      {field("nodes", &S::nodes, reference("path of a CSV file", "\"network/node.csv\""), required, "the nodes"),
       field("links", &S::links, reference("path of a CSV file", "\"network/link.csv\""), required, "the links")});
  return table;
}

const Table<Traffic>& traffic_table() {
  using S = Traffic;
  static const Table<S> table({.name = "[traffic]",
                               .meaning = "Driving, for links that do not say otherwise.",
                               .variant_key = "",
                               .lists_defaults = true,
                               .fields = {}},
                              {field("reaction_time", &S::reaction_time, time(more_than(0, 60)), fallback("1.5 s"),
                                     "time after which a driver follows the one ahead")
                                   .like("\"1.5 s\""),
                               field("jam_gap", &S::jam_gap, length(at_least(0, 100)), fallback("2.5 m"),
                                     "distance between standing vehicles")});
  return table;
}

const Table<Routing>& routing_table() {
  using S = Routing;
  static const Table<S> table(
      {.name = "[routing]", .meaning = "How people choose their way.", .variant_key = "", .fields = {}},
      {field(
           "information", &S::information,
           word<Information>({{"free_flow", Information::free_flow},
                              {"closures", Information::closures},
                              {"current", Information::current}}),
           fallback("free_flow"),
           "what they know: free_flow: travel times in free flow, and no closure; closures: which links are closed, at "
           "once; current: that, and travel times as they were at the last refresh")
           .changeable(Changeable::by_set),
       field("refresh", &S::refresh, time(at_least(1, longest_time_s)), fallback("15 min"),
             "with `current`: interval at which travel times become known; they also do when a link changes")
           .like("\"15 min\"")
           .changeable(Changeable::by_set),
       field("taste", &S::taste, time(at_least(0, longest_time_s)), fallback("0 s"),
             "how much people differ where ways part: scale of a logit choice; 0: everybody takes the fastest way")
           .like("\"5 min\"")
           .changeable(Changeable::by_set)});
  return table;
}

const Table<VehicleClassSpec>& vehicle_class_table() {
  using S = VehicleClassSpec;
  static const Table<S> table(
      {.name = "[vehicle_class.<id>]",
       .meaning = "A class of vehicles; the first is the reference of the road's capacity.",
       .variant_key = "",
       .fields = {}},
      {field("length", &S::length, length(more_than(0, 100)), required, "of the vehicle, bumper to bumper")
           .like("\"4.6 m\""),
       field("seats", &S::seats, whole_number(at_least(1, 1000)), required, "with the driver's").like("5"),
       field("speed_factor", &S::speed_factor, percentage(at_least(0.01, largest_speed_factor)), fallback("100 %"),
             "its speed, of the link's free speed")
           .like("\"80 %\""),
       field("priority", &S::priority, flag(), fallback("false"),
             "ambulances: past every queue, with no stop at a site on a link"),
       field("tank", &S::tank, volume(more_than(0, largest_tank_l)), by_default("it never runs dry"),
             "fuel that it holds; goes with `moving` and `queued`"),
       field("moving", &S::moving, fuel_per_distance(at_least(0, largest_consumption)),
             by_default("required with `tank`"), "fuel that it takes to drive"),
       field("queued", &S::queued, fuel_per_time(at_least(0, largest_consumption)), by_default("required with `tank`"),
             "fuel that it takes while it stands in a queue on the road")},
      check_fuel);
  return table;
}

const Table<CalendarSpec>& calendar_table() {
  using S = CalendarSpec;
  static const Table<S> table(
      {.name = "[calendar]", .meaning = "Parts of the day.", .variant_key = "", .lists_defaults = true, .fields = {}},
      {field("night", &S::night, window(), fallback("22:00-06:00"),
             "what `night` means in departures and service times")});
  return table;
}

const Table<ChangeSpec>& change_table() {
  using S = ChangeSpec;
  const std::vector<Word<Evidence>> evidence = {
      {"observed", Evidence::observed}, {"estimated", Evidence::estimated}, {"assumed", Evidence::assumed}};
  static const Table<S> table(
      {.name = "[[change]]",
       .meaning = "From an instant on, one value is another.",
       .variant_key = "",
       .is_csv = false,
       .evidence_key = "",
       .fields = {}},
      {field("id", &S::id, unlisted(identifier()), by_default("its position from 1"),
             "its name in paths: `change.plateau.to`")
           .like("\"plateau\"")
           .changeable(Changeable::never),
       field("at", &S::at, date(), required, "when; between `start` and `end`"),
       field("set", &S::set, text(), required,
             "what: a path of keys and ids joined by dots, `site.hakari.documents.servers`")
           .like("\"site.hakari.documents.servers\""),
       field("to", &S::to, anything(), by_default("none; `to` or `by` is required"),
             "the new value, written as in its table"),
       field("by", &S::by, anything(), by_default("none"), "a factor on the number that holds before").like("1.5"),
       field("reason", &S::reason, text(), by_default("none"), "why").like("\"a second shift\""),
       field("source", &S::source, text(), by_default("none"), "where the value comes from")
           .like("\"situation report 3\""),
       field("kind", &S::evidence, word(evidence), by_default("unstated"), "how well it is known"),
       field("known_from", &S::known_from, date(), by_default("always"),
             "a forecast as of an earlier time must not know it")},
      [](const Reading& reading, const Value& value, S& change) {
        change.set_mark = value.find("set")->mark;
        if (change.to.has_value() == change.by.has_value()) {
          reading.error(
              change.to ? change.by->mark : value.mark,
              {ErrorCode::to_or_by, change.to ? "`to` and `by` at once" : "neither `to` nor `by`", "one of them"});
        }
      });
  return table;
}

const Table<IncidentSpec>& incident_table() {
  using S = IncidentSpec;
  constexpr double most_persons = 1e6;
  const std::vector<Word<Outcome>> outcomes = {{"died", Outcome::died},
                                               {"injured", Outcome::injured},
                                               {"detained", Outcome::detained},
                                               {"turned_back", Outcome::turned_back},
                                               {"flown_out", Outcome::flown_out}};
  static const Table<S> table(
      {.name = "[[incident]]",
       .meaning = "Something befalls so many of the persons who are at a place then.",
       .variant_key = "",
       .fields = {}},
      {field("id", &S::id, identifier(), required, "its name, to which its random numbers belong")
           .like("\"depot\"")
           .changeable(Changeable::never),
       field("at", &S::at, date(), by_default("none; `at`, or `from` and `to`, is required"),
             "all at this instant; between `start` and `end`"),
       field("from", &S::from, date(), by_default("none"), "each person at an instant of its own, from here"),
       field("to", &S::to, date(), by_default("none"), "to here, all instants alike"),
       field("where", &S::where, references("id of an origin, a site or a link, or `road`", "\"stepanakert\""),
             required, "who is there then, in vehicles or not; `road`: all links"),
       field("outcome", &S::outcome, word(outcomes), required,
             "who is injured goes on and needs medical care; for the others the journey is over, and they are counted"),
       field("persons", &S::persons, whole_number(at_least(0, most_persons)), required,
             "exactly so many, as long as so many are there"),
       field("reason", &S::reason, text(), by_default("none"), "what happened").like("\"explosion of the fuel depot\""),
       field("known_from", &S::known_from, date(), by_default("always"),
             "a forecast as of an earlier time must not know it")},
      [](const Reading& reading, const Value& value, S& incident) {
        const bool is_interval = incident.from && incident.to;
        if (incident.at && (incident.from || incident.to)) {
          reading.error(value.find(incident.from ? "from" : "to")->mark,
                        {ErrorCode::misplaced_key, "an instant and an interval at once" + reading.context,
                         "`at`, or `from` and `to`"});
        } else if (!incident.at && !is_interval) {
          reading.error(value.mark,
                        {ErrorCode::missing_key, "no `at`, and not both of `from` and `to`" + reading.context,
                         "`at`, or `from` and `to`"});
        } else {
          incident.first_mark = value.find(incident.at ? "at" : "from")->mark;
          incident.last_mark = value.find(incident.at ? "at" : "to")->mark;
        }
      });
  return table;
}

const Table<ObserveSpec>& observe_table() {
  using S = ObserveSpec;
  static const Table<S> table(
      {.name = "[[observe]]",
       .meaning = "A counted series, to stand beside a measure of the simulation.",
       .variant_key = "",
       .fields = {}},
      {field("id", &S::id, identifier(), required, "its name in results")
           .like("\"arrivals\"")
           .changeable(Changeable::never),
       field("measure", &S::measure, identifier(), required, "a field of the catalogue of measures")
           .like("\"crossed_persons\""),
       field("place", &S::place, text(), fallback("all"), "`all`, a site, `site/stage`, a link, an origin or a region")
           .like("\"hakari\""),
       field("series", &S::series, reference("path of a CSV file", "\"observed/arrivals.csv\""), required, "the rows"),
       field("time", &S::time, reference("name of a column", "\"time_local\""), fallback("time"),
             "the column of times"),
       field("value", &S::value, reference("name of a column", "\"persons_cumulative\""), fallback("value"),
             "the column of counts")},
      [](const Reading&, const Value& value, S& observe) {
        const Value* place = value.find("place");
        observe.measure_mark = value.find("measure")->mark;
        observe.place_mark = (place == nullptr ? value : *place).mark;
      });
  return table;
}

const Table<ScenarioSpec>& scenario_table() {
  using S = ScenarioSpec;
  Type<Value> by_path = anything();
  by_path.name = "table of values by path";
  static const Table<S> table(
      {.name = "scenario.toml",
       .meaning = "The file's own keys, before its first table.",
       .variant_key = "",
       .fields = {}},
      {field("schema", &S::schema, unlisted(whole_number(at_least(1, 1e9))), required, "version of the format")
           .like("1"),
       field("base", &S::base, reference("path of a scenario's folder or file", "\"../lachin-2023\""),
             by_default("none"), "this file is a variant of that scenario")
           .changeable(Changeable::never),
       field("title", &S::title, text(), required, "one line").like("\"Exodus through the Lachin corridor\""),
       field("start", &S::start, date(), required, "the run begins; its offset is that of all local times in results"),
       field("end", &S::end, date(), required, "the run ends").like("2023-10-06T00:00:00+04:00"),
       field("sample", &S::sample, unlisted(time(at_least(1, longest_time_s))), fallback("15 min"),
             "interval of the time series")
           .like("\"15 min\""),
       field("seed", &S::seed, unlisted(whole_number(at_least(0, 9.2e18))), fallback("1"), "of the random numbers")
           .like("20230924"),
       field("network", &S::network, table_of(network_table(), "network"), by_default("no road"), "the road"),
       field("traffic", &S::traffic, table_of(traffic_table(), "traffic"), defaults_of_its_keys(), "driving"),
       field("routing", &S::routing, table_of(routing_table(), "routing"), defaults_of_its_keys(), "ways"),
       field("vehicle_class", &S::vehicle_classes, tables_by_id(vehicle_class_table(), "vehicle class"),
             by_default("none"), "vehicles"),
       field("calendar", &S::calendar, table_of(calendar_table(), "calendar"), defaults_of_its_keys(),
             "parts of the day"),
       field("people", &S::people, table_of(people_table(), "people"), defaults_of_its_keys(), "who travels"),
       field("breakdown", &S::breakdown, table_of(breakdown_table(), "breakdown"),
             by_default("none; required with vehicles that have a `tank`"), "vehicles that stop on the road for good"),
       field("rescue", &S::rescue, table_of(rescue_table(), "rescue"), by_default("nobody comes"),
             "crews that bring fuel"),
       field("needs", &S::needs, table_of(needs_table(), "needs"), by_default("needs are not measured"),
             "what people need for a day"),
       field("origin", &S::origins, tables_of(origin_table(), "origin"), required, "places that people leave"),
       field("site", &S::sites, tables_of(site_table(), "site"), by_default("none"), "places that serve people"),
       field("region", &S::regions, tables_of(region_table(), "region"), by_default("none"), "where regions lie"),
       field("change", &S::changes, tables_of(change_table(), "change"), by_default("none"), "the timeline"),
       field("incident", &S::incidents, tables_of(incident_table(), "incident"), by_default("none"),
             "what befalls people on the way"),
       field("delivery", &S::deliveries, tables_of(delivery_table(), "delivery"), by_default("none"),
             "goods that come to stocks"),
       field("observe", &S::observations, tables_of(observe_table(), "observation"), by_default("none"),
             "counted series"),
       field("set", &S::set, by_path, by_default("none"), "in a variant: new values by path")
           .like("{ \"link.bypass.lanes\" = 2 }")
           .changeable(Changeable::never)});
  return table;
}

}  // namespace corridor::scenario
