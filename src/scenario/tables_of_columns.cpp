// The columns of the CSV tables: the road in GMNS, observed series, departures and measured times.
#include <utility>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

/// The units that config.csv may name, in metres. Source of the mile and the foot: international yard and pound, 1959.
std::vector<Word<double>> length_units() {
  return {{"km", 1000},     {"kilometer", 1000}, {"kilometre", 1000}, {"kilometers", 1000}, {"kilometres", 1000},
          {"m", 1},         {"meter", 1},        {"metre", 1},        {"meters", 1},        {"metres", 1},
          {"mi", 1609.344}, {"mile", 1609.344},  {"miles", 1609.344}, {"ft", 0.3048},       {"foot", 0.3048},
          {"feet", 0.3048}};
}

/// In km/h.
std::vector<Word<double>> speed_units() {
  return {{"km/h", 1}, {"kph", 1}, {"kmh", 1}, {"mph", 1.609344}, {"mi/h", 1.609344}, {"m/s", 3.6}};
}

TableInfo csv(std::string name, std::string meaning) {
  return {.name = std::move(name), .meaning = std::move(meaning), .variant_key = "", .is_csv = true, .fields = {}};
}

/// Of a table whose values are no parameters of the model, and whose columns `source` and `kind` are not read.
TableInfo without_evidence(TableInfo info) {
  info.evidence_key.clear();
  return info;
}

Type<double> degrees(double most) {
  return real(at_least(-most, most));
}

}  // namespace

const Table<NetworkConfigRow>& network_config_table() {
  using S = NetworkConfigRow;
  static const Table<S> table(
      csv("config.csv", "The units of the road's tables, in one row. Stands beside the links."),
      {unused_field<S>("dataset_name", "name of the network"), unused_field<S>("short_length", "unit of widths"),
       field("long_length", &S::metres_per_length, word(length_units()), required, "unit of `length`"),
       field("speed", &S::km_h_per_speed, word(speed_units()), required, "unit of `free_speed`"),
       field("crs", &S::is_wgs84,
             word<bool>(
                 {{"EPSG:4326", true}, {"epsg:4326", true}, {"OGC:CRS84", true}, {"WGS84", true}, {"WGS 84", true}}),
             fallback("EPSG:4326"), "what coordinates mean: degrees"),
       unused_field<S>("geometry_field_format", "format of `geometry`"), unused_field<S>("currency", "unit of tolls"),
       field("version_number", &S::version, real(at_least(0.9, 0.99)), fallback("0.96"), "of GMNS"),
       unused_field<S>("id_type", "`string` or `integer`")});
  return table;
}

const Table<NodeRow>& node_table() {
  using S = NodeRow;
  static const Table<S> table(
      csv("node.csv", "The nodes of the road."),
      {field("node_id", &S::id, identifier(), required, "its id").changeable(Changeable::never),
       field("name", &S::name, text(), optional, "for maps and reports").changeable(Changeable::never),
       field("local_name", &S::local_name, text(), optional, "in the script and language of the place")
           .changeable(Changeable::never),
       field("x_coord", &S::x, degrees(180), required, "longitude, degrees east"),
       field("y_coord", &S::y, degrees(90), required, "latitude, degrees north"),
       unused_field<S>("z_coord", "altitude"), unused_field<S>("node_type", "what it is"),
       unused_field<S>("ctrl_type", "control of the intersection"), unused_field<S>("zone_id", "zone"),
       unused_field<S>("parent_node_id", "associated node"), unused_field<S>("note", "anything")});
  return table;
}

const Table<LinkRow>& link_table() {
  using S = LinkRow;
  const std::string per_lane = ", vehicles per hour and lane; empty: as headways allow";
  static const Table<S> table(
      csv("link.csv", "The links: one direction of a road each."),
      {field("link_id", &S::id, identifier(), required, "its id").changeable(Changeable::never),
       field("name", &S::name, text(), optional, "for maps and reports").changeable(Changeable::never),
       field("from_node_id", &S::from, reference("id of a node", "stepanakert"), required, "where it begins")
           .changeable(Changeable::never),
       field("to_node_id", &S::to, reference("id of a node", "goris"), required, "where it ends")
           .changeable(Changeable::never),
       field("directed", &S::is_directed, yes_or_no(), required, "1: a road with two directions is two links")
           .changeable(Changeable::never),
       field("length", &S::length, network_length(), required, "in the unit of config.csv")
           .changeable(Changeable::by_set),
       field("free_speed", &S::free_speed, network_speed(), required, "in the unit of config.csv"),
       field("lanes", &S::lanes, real(at_least(0, 1000)), required,
             "effective lanes, may be fractional; 0: nothing enters"),
       field("capacity", &S::capacity_per_lane, network_rate(), optional, "out of its end" + per_lane),
       field("entry_capacity", &S::entry_capacity_per_lane, network_rate(), optional, "into it" + per_lane),
       field("merge_priority", &S::merge_priority, real(more_than(0, largest_number)), fallback("1"),
             "weight against the others that enter the same next link"),
       field("reaction_time", &S::reaction_time, time(more_than(0, 60)), by_default("that of [traffic]"),
             "with unit: 1.5 s"),
       field("jam_gap", &S::jam_gap, length(at_least(0, 100)), by_default("that of [traffic]"), "with unit: 2.5 m"),
       field("opposite", &S::opposite, reference("id of a link", "goris__tegh"),
             by_default("the only link between its nodes the other way"), "the other direction of the same road")
           .changeable(Changeable::never),
       field("contraflow", &S::contraflow, real(at_least(0, 1000)), fallback("0"),
             "lanes taken from the opposite link, once those there fit into the lanes left"),
       field("open", &S::is_open, yes_or_no(), fallback("true"), "no: nothing enters and nothing leaves"),
       field("geometry", &S::course, course(), by_default("straight"), "its course, for maps")
           .changeable(Changeable::never),
       unused_field<S>("geometry_id", "course, in another table"),
       unused_field<S>("parent_link_id", "associated link"),
       unused_field<S>("dir_flag", "direction of the geometry"),
       unused_field<S>("grade", "slope"),
       unused_field<S>("facility_type", "kind of road"),
       unused_field<S>("jurisdiction", "owner"),
       unused_field<S>("row_width", "width of the road's land"),
       unused_field<S>("bike_facility", "for bicycles"),
       unused_field<S>("ped_facility", "for walkers"),
       unused_field<S>("parking", "beside the road"),
       unused_field<S>("note", "anything")},
      [](const Reading& reading, const Value& row, S& link) {
        if (!link.is_directed) {
          reading.error(row.find("directed")->mark, {ErrorCode::link_undirected, "this link is not directed",
                                                     "1; the other direction is a link of its own"});
        }
        if (link.from.name == link.to.name) {
          reading.error(link.to.mark, {ErrorCode::link_loop, "this link ends where it begins", "another node"});
        }
      });
  return table;
}

const Table<ObservedRow>& observed_table() {
  using S = ObservedRow;
  static const Table<S> table(
      without_evidence(
          csv("an observed series", "One counted value per row, in order of time. Other columns are not read.")),
      {field("time", &S::time, date(), required, "when it was so; the column that `time` of [[observe]] names"),
       field("value", &S::value, unlisted(real(at_least(-1e15, 1e15))), optional,
             "the count; the column that `value` of [[observe]] names"),
       field("published_local", &S::published, date(), by_default("`time`"),
             "when it became public: a forecast sees nothing earlier"),
       field("time_sd_h", &S::time_sd_h, unlisted(real(at_least(0, 1000))), fallback("0"),
             "how sure the hour is: standard deviation, hours"),
       field("use", &S::use, yes_or_no(), fallback("true"), "no: shown, never fitted; then `value` may be empty")},
      [](const Reading& reading, const Value& row, S& observed) {
        if (observed.use && !observed.value) {
          reading.error(row.mark, {ErrorCode::missing_key, "the value of this row is missing" + reading.context,
                                   "a number, or `no` in the column `use`"});
        }
      });
  return table;
}

const Table<DepartureRow>& departure_row_table() {
  using S = DepartureRow;
  static const Table<S> table(
      csv("departures by file", "Numbers that leave in intervals of time, in order of time."),
      {field("start", &S::start, date(), required, "the interval begins"),
       field("end", &S::end, date(), by_default("the next row's `start`"), "and ends; the last row says it"),
       field("persons", &S::persons, unlisted(whole_number(at_least(0, largest_number))), required,
             "who leave after the one and at the other at the latest"),
       unused_field<S>("note", "anything")});
  return table;
}

const Table<CurveRow>& curve_row_table() {
  using S = CurveRow;
  static const Table<S> table(
      csv("departures by curve",
          "How many have gone by then; between two rows the number rises in a straight line. In order of time."),
      {field("time", &S::time, date(), required, "an instant; at the first one nobody has gone"),
       field("share", &S::share, unlisted(percentage(at_least(0, 1))), by_default("given by `persons`"),
             "of the origin's population, with unit: 12.5 %"),
       field("persons", &S::persons, unlisted(whole_number(at_least(0, largest_number))),
             by_default("given by `share`"), "instead of `share`"),
       unused_field<S>("note", "anything")},
      [](const Reading& reading, const Value& row, S& point) {
        if (point.share.has_value() == point.persons.has_value()) {
          reading.error(row.mark,
                        {ErrorCode::missing_key,
                         point.share ? "this row has a share and persons" : "this row has neither share nor persons",
                         "one of the two"});
        }
      });
  return table;
}

const Table<MeasuredTimeRow>& measured_time_table() {
  using S = MeasuredTimeRow;
  static const Table<S> table(
      csv("measured times", "One time that was measured per row, in any order."),
      {field("time", &S::time, time(at_least(0, longest_time_s)), by_default("given by `seconds`"), "with unit: 95 s"),
       field("seconds", &S::seconds, unlisted(real(at_least(0, longest_time_s))), by_default("given by `time`"),
             "instead of `time`"),
       field("weight", &S::weight, unlisted(real(at_least(0, largest_number))), fallback("1"), "how often it comes"),
       unused_field<S>("note", "anything")},
      [](const Reading& reading, const Value& row, S& measured) {
        if (measured.time.has_value() == measured.seconds.has_value()) {
          reading.error(row.mark,
                        {ErrorCode::missing_key,
                         measured.time ? "this row has a time and seconds" : "this row has neither time nor seconds",
                         "one of the two"});
        }
      });
  return table;
}

}  // namespace corridor::scenario
