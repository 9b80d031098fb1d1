// Each table of a scenario as it is written: names instead of ids, with places for errors. resolver.hpp makes the
// Scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corridor/scenario/scenario.hpp"

#include "field_table.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

struct NetworkSpec {
  Ref nodes;
  Ref links;
};

struct VehicleClassSpec {
  std::string id;
  Metres length;
  std::int64_t seats = 0;
  double speed_factor = 1;
  bool priority = false;
  std::optional<Litres> tank;
  std::optional<LitresPerKilometre> moving;
  std::optional<LitresPerHour> queued;
  Mark mark;
};

struct CalendarSpec {
  DailyWindow night;
};

struct PartySizeSpec {
  enum class Kind : std::uint8_t { categorical, fixed };
  Kind kind = Kind::fixed;
  std::vector<std::int64_t> values;
  std::vector<double> weights;
  std::int64_t mean = 1;
};

struct PeopleSpec {
  PartySizeSpec party_size;
  double female = 0;
  double children = 0;
  double over_60 = 0;
  double medical = 0;
  double overload = 1;
  double walking_speed = 4;
};

struct DepartureSpec {
  enum class Model : std::uint8_t { hazard, poisson, curve, file };
  Model model = Model::hazard;
  double base = 0;
  double imitation = 0;
  double night = 1;
  double rate = 0;
  std::optional<Ref> file;
};

struct CallUpSpec {
  std::optional<LocalTime> at;
  std::optional<Ref> after;
  std::optional<double> share;
  Mark mark;
};

struct FuelSpec {
  Family dist = Family::fixed;
  Litres mean;
  double cv = 0;
};

struct FuelGateSpec {
  Ref site;
  Litres needs;
  double goes_anyway = 0;
};

struct TurnBackSpec {
  double share = 0;
  Duration after{0};
  Mark mark;
};

struct OriginSpec {
  std::string id;
  std::optional<Ref> node;
  Limit population;
  std::vector<LabelledShare> vehicles;
  DepartureSpec departure;
  std::vector<LabelledShare> destination;
  std::optional<Ref> to;
  double merge_priority = 1;
  std::optional<CallUpSpec> call_up;
  std::optional<FuelSpec> fuel;
  std::optional<FuelGateSpec> fuel_gate;
  std::optional<TurnBackSpec> turn_back;
  std::optional<Ref> without_vehicle;
  Mark mark;
  bool is_sound = false;
};

struct TimeSpec {
  Family dist = Family::fixed;
  Duration mean{0};
  double cv = 0;
  std::vector<Duration> values;
  std::vector<double> weights;
  std::optional<Ref> file;
};

struct BreakdownSpec {
  double blocks = 0;
  TimeSpec clearing;
  bool take_on = false;
};

struct RescueSpec {
  Limit crews;
  TimeSpec time;
  FuelAmount gives;
};

struct NeedsSpec {
  enum class Standard : std::uint8_t { none, sphere, unhcr };
  Standard standard = Standard::none;
  std::optional<Litres> water;
  std::optional<double> meals;
  std::optional<double> covered_area;
  std::optional<double> toilets;
  std::optional<double> blankets;
};

struct ProvisionSpec {
  std::optional<Litres> water;
  std::optional<double> meals;
  std::optional<double> covered_area;
  std::optional<double> toilets;
  std::optional<double> blankets;
};

struct ServiceTimeSpec {
  Family dist = Family::fixed;
  Duration mean{0};
  double cv = 0;
  std::vector<Duration> values;
  std::vector<double> weights;
  std::optional<Ref> file;
  Duration per_person{0};
  double night = 1;
  std::vector<LabelledShare> by_class;
  std::vector<ServicePace::OfHours> by_hour;
};

struct WanderSpec {
  double sd = 0;
  Duration correlation{0};
};

struct BalkSpec {
  Duration when_wait_over{0};
  double share = 1;
  std::optional<Ref> to;
};

struct RenegeSpec {
  TimeSpec after;
  double share = 1;
  std::optional<Ref> to;
};

struct TransitionSpec {
  std::vector<Ref> to;
  Search::Rule search = Search::Rule::first_free;
  std::optional<Outcome> outcome;
  std::optional<PersonGroup> of;
  std::optional<Condition> when;
  std::optional<double> share;
  std::optional<TimeSpec> delay;
  Mark mark;
};

struct FleetSpec {
  std::int64_t count = 0;
  std::optional<Ref> vehicle_class;
  std::optional<std::int64_t> seats;
  std::optional<Fleet::WhenFull> leave;
  std::vector<Duration> timetable;
  std::optional<Duration> every;
  std::optional<TimeSpec> trip;
  std::optional<TimeSpec> turn_round;
  std::optional<Ref> to;
  std::optional<Ref> base;
};

struct StockUseSpec {
  Ref stock;
  double per_person = 1;
  bool goes_without = false;
};

struct StageSpec {
  enum class Kind : std::uint8_t { service, beds, delay, transport };
  std::string id;
  UnitKind unit = UnitKind::party;
  Kind kind = Kind::service;
  Search::Rule search = Search::Rule::first_free;
  Fit fit = Fit::strict;
  bool registers = false;
  bool preempts = false;
  Limit servers = 1;
  std::vector<DailyWindow> hours;
  std::vector<Shift> shifts;
  std::vector<Shift> breaks;
  std::vector<Reserve> reserves;
  std::optional<Batch> batch;
  ServiceTimeSpec service;
  std::optional<WaitingRoom> waiting_room;
  std::optional<BalkSpec> balk;
  std::optional<WanderSpec> wander;
  std::optional<FuelAmount> gives;
  std::optional<FuelAmount> stock;
  Limit places;
  TimeSpec stay;
  std::vector<Ref> when_full;
  std::vector<StockUseSpec> uses;
  TimeSpec time;
  std::optional<FleetSpec> fleet;
  std::vector<TransitionSpec> next;
  std::vector<LabelledShare> to_region;
  std::vector<Condition> priority;
  std::optional<RenegeSpec> renege;
  Mark mark;
  bool is_sound = false;
};

struct StockSpec {
  std::string id;
  Limit amount;
  double per_day = 0;
  Mark mark;
  bool is_sound = false;
};

struct SiteSpec {
  std::string id;
  std::optional<Ref> node;
  std::optional<Ref> on_link;
  std::vector<Ref> exempt;
  std::optional<Ref> walkers;
  bool onward_by_road = false;
  std::optional<ProvisionSpec> has;
  std::vector<StageSpec> stages;
  std::vector<StockSpec> stocks;
  Mark mark;
  bool is_sound = false;
};

struct RegionSpec {
  Ref id;
  Ref node;
  Mark mark;
};

struct ChangeSpec {
  std::string id;
  LocalTime at;
  std::string set;
  std::optional<Value> to;
  std::optional<Value> by;
  std::string reason;
  std::string source;
  Evidence evidence = Evidence::unstated;
  std::optional<LocalTime> known_from;
  Mark mark;
  Mark set_mark;
  bool is_sound = false;
};

struct IncidentSpec {
  std::string id;
  std::optional<LocalTime> at;
  std::optional<LocalTime> from;
  std::optional<LocalTime> to;
  std::vector<Ref> where;
  Outcome outcome = Outcome::died;
  std::int64_t persons = 0;
  std::string reason;
  std::optional<LocalTime> known_from;
  Mark mark;
  Mark first_mark;  ///< of `at` or `from`
  Mark last_mark;   ///< of `at` or `to`
  bool is_sound = false;
};

struct DeliverySpec {
  LocalTime at;
  Ref to;
  double amount = 0;
  std::optional<Duration> every;
  std::string reason;
  Mark mark;
  bool is_sound = false;
};

struct ObserveSpec {
  std::string id;
  std::string measure;
  std::string place;
  Ref series;
  Ref time;
  Ref value;
  Mark mark;
  Mark measure_mark;
  Mark place_mark;
  bool is_sound = false;
};

struct ScenarioSpec {
  std::int64_t schema = 0;
  std::optional<Ref> base;
  std::optional<Value> set;
  std::string title;
  LocalTime start;
  LocalTime end;
  Duration sample{0};
  std::int64_t seed = 0;
  std::optional<NetworkSpec> network;
  Traffic traffic;
  Routing routing;
  std::vector<VehicleClassSpec> vehicle_classes;
  CalendarSpec calendar;
  PeopleSpec people;
  std::optional<BreakdownSpec> breakdown;
  std::optional<RescueSpec> rescue;
  std::optional<NeedsSpec> needs;
  std::vector<OriginSpec> origins;
  std::vector<SiteSpec> sites;
  std::vector<RegionSpec> regions;
  std::vector<ChangeSpec> changes;
  std::vector<IncidentSpec> incidents;
  std::vector<DeliverySpec> deliveries;
  std::vector<ObserveSpec> observations;
  Mark mark;
  bool is_sound = false;
};

/// The row of a network's config.csv.
struct NetworkConfigRow {
  double metres_per_length = 1;
  double km_h_per_speed = 1;
  bool is_wgs84 = true;
  double version = 0;
};

struct NodeRow {
  std::string id;
  std::string name;
  std::string local_name;
  double x = 0;
  double y = 0;
  Mark mark;
  bool is_sound = false;
};

struct LinkRow {
  std::string id;
  Ref from;
  Ref to;
  bool is_directed = true;
  Metres length;
  KilometresPerHour free_speed;
  double lanes = 0;
  std::optional<double> capacity_per_lane;
  std::optional<double> entry_capacity_per_lane;
  double merge_priority = 1;
  std::optional<Duration> reaction_time;
  std::optional<Metres> jam_gap;
  bool is_open = true;
  std::optional<Ref> opposite;
  double contraflow = 0;
  std::string name;
  std::vector<Coordinates> course;
  Mark mark;
  bool is_sound = false;
};

/// The row of an observed series.
struct ObservedRow {
  LocalTime time;
  std::optional<LocalTime> published;
  double time_sd_h = 0;
  bool use = true;
  std::optional<double> value;
  Mark mark;
  bool is_sound = false;
};

/// The row of a table of counted departures.
struct DepartureRow {
  LocalTime start;
  std::optional<LocalTime> end;
  std::int64_t persons = 0;
  Mark mark;
  bool is_sound = false;
};

/// The row of a curve of departures.
struct CurveRow {
  LocalTime time;
  std::optional<double> share;
  std::optional<std::int64_t> persons;
  Mark mark;
  bool is_sound = false;
};

/// The row of a table of measured times.
struct MeasuredTimeRow {
  std::optional<Duration> time;
  std::optional<double> seconds;
  double weight = 1;
  Mark mark;
  bool is_sound = false;
};

// The tables, each declared once.
[[nodiscard]] const Table<ScenarioSpec>& scenario_table();
[[nodiscard]] const Table<NetworkSpec>& network_table();
[[nodiscard]] const Table<Traffic>& traffic_table();
[[nodiscard]] const Table<Routing>& routing_table();
[[nodiscard]] const Table<VehicleClassSpec>& vehicle_class_table();
[[nodiscard]] const Table<CalendarSpec>& calendar_table();
[[nodiscard]] const Table<PeopleSpec>& people_table();
[[nodiscard]] const Table<PartySizeSpec>& party_size_table();
[[nodiscard]] const Table<OriginSpec>& origin_table();
[[nodiscard]] const Table<DepartureSpec>& departure_table();
[[nodiscard]] const Table<CallUpSpec>& call_up_table();
[[nodiscard]] const Table<FuelSpec>& fuel_table();
[[nodiscard]] const Table<FuelGateSpec>& fuel_gate_table();
[[nodiscard]] const Table<TurnBackSpec>& turn_back_table();
[[nodiscard]] const Table<BreakdownSpec>& breakdown_table();
[[nodiscard]] const Table<RescueSpec>& rescue_table();
[[nodiscard]] const Table<NeedsSpec>& needs_table();
[[nodiscard]] const Table<SiteSpec>& site_table();
[[nodiscard]] const Table<StageSpec>& stage_table();
[[nodiscard]] const Table<StockSpec>& stock_table();
[[nodiscard]] const Table<StockUseSpec>& stock_use_table();
[[nodiscard]] const Table<ProvisionSpec>& provision_table();
[[nodiscard]] const Table<DeliverySpec>& delivery_table();
[[nodiscard]] const Table<FleetSpec>& fleet_table();
[[nodiscard]] const Table<RegionSpec>& region_table();
[[nodiscard]] const Table<ServiceTimeSpec>& service_time_table();
[[nodiscard]] const Table<TimeSpec>& time_distribution_table();
[[nodiscard]] const Table<BalkSpec>& balk_table();
[[nodiscard]] const Table<RenegeSpec>& renege_table();
[[nodiscard]] const Table<WanderSpec>& wander_table();
[[nodiscard]] const Table<Shift>& shift_table();
[[nodiscard]] const Table<Reserve>& reserve_table();
[[nodiscard]] const Table<Batch>& batch_table();
[[nodiscard]] const Table<ServicePace::OfHours>& pace_by_hour_table();
[[nodiscard]] const Table<TransitionSpec>& transition_table();
[[nodiscard]] const Table<ChangeSpec>& change_table();
[[nodiscard]] const Table<IncidentSpec>& incident_table();
[[nodiscard]] const Table<ObserveSpec>& observe_table();
[[nodiscard]] const Table<NetworkConfigRow>& network_config_table();
[[nodiscard]] const Table<NodeRow>& node_table();
[[nodiscard]] const Table<LinkRow>& link_table();
[[nodiscard]] const Table<ObservedRow>& observed_table();
[[nodiscard]] const Table<DepartureRow>& departure_row_table();
[[nodiscard]] const Table<CurveRow>& curve_row_table();
[[nodiscard]] const Table<MeasuredTimeRow>& measured_time_table();

}  // namespace corridor::scenario
