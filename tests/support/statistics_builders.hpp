// A small scenario, facts with defaults, and look-ups in a RunResult, for the tests of statistics.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "corridor/record/fact.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/statistics/run_result.hpp"
#include "corridor/statistics/run_statistics.hpp"

namespace corridor::test_support {

/// An instant, from the hours since the start.
inline SimTime at_hour(double hours) {
  return SimTime(Duration(static_cast<std::int64_t>(hours * 3.6e9)));
}

inline constexpr OriginId town{0};     ///< on the road
inline constexpr OriginId airport{1};  ///< without a road
inline constexpr LinkId road{0};
inline constexpr LinkId bypass{1};
inline constexpr SiteId bridge{0};  ///< a checkpoint at the end of `bypass`
inline constexpr SiteId hub{1};
inline constexpr StageId documents{0};  ///< bridge: 1 server, vehicles
inline constexpr StageId desk{1};       ///< hub: 2 servers, parties, registers
inline constexpr StageId beds{2};       ///< hub: 4 places, persons
inline constexpr StageId later{3};      ///< hub: a delay, parties
inline constexpr RegionId relatives{0};
inline constexpr RegionId camp{1};

inline scenario::Stage stage_of(std::string_view id, SiteId site, std::string_view place, scenario::UnitKind unit) {
  scenario::Stage stage;
  stage.id = id;
  stage.site = site;
  stage.place = place;
  stage.unit = unit;
  return stage;
}

/// town ==road==> ==bypass==> (bridge) ==> hub; airport ==> hub. Each link takes half an hour in free flow. Four hours,
/// a sample each hour.
inline scenario::Scenario a_scenario() {
  scenario::Scenario s;
  s.end = at_hour(4);
  s.sample = std::chrono::hours(1);
  s.regions = {"relatives", "camp"};
  s.origins.resize(2);
  s.origins[0].id = "town";
  s.origins[0].node = NodeId(0);
  s.origins[1].id = "airport";
  s.vehicle_classes = {{.id = "car", .length = metres(4.6), .seats = 5}};
  s.links.resize(2);
  for (scenario::Link& link : s.links) {
    link.length = metres(30'000);
    link.free_speed = kilometres_per_hour(60);
  }
  s.links[0].id = "road";
  s.links[1].id = "bypass";
  s.sites.resize(2);
  s.sites[0].id = "bridge";
  s.sites[0].where = bypass;
  s.sites[1].id = "hub";
  s.stages = {stage_of("documents", bridge, "bridge/documents", scenario::UnitKind::vehicle),
              stage_of("desk", hub, "hub/desk", scenario::UnitKind::party),
              stage_of("beds", hub, "hub/beds", scenario::UnitKind::person),
              stage_of("later", hub, "hub/later", scenario::UnitKind::party)};
  s.stages[0].kind = scenario::Service{.servers = 1, .hours = {}, .time = {}, .balking = {}};
  s.stages[1].kind = scenario::Service{.servers = 2, .hours = {}, .time = {}, .balking = {}};
  s.stages[1].registers = true;
  s.stages[2].kind = scenario::Beds{.places = 4, .stay = {}, .when_full = {}};
  s.stages[3].kind = scenario::Delay{};
  return s;
}

/// Cars have tanks, the bridge's officers give fuel, and the town sends those short of it to the hub.
inline scenario::Scenario with_fuel() {
  scenario::Scenario s = a_scenario();
  s.vehicle_classes[0].tank = litres(45);
  std::get<scenario::Service>(s.stages[0].kind).fuel = scenario::FuelPoint{std::nullopt, litres(100)};
  s.origins[0].fuel_gate = scenario::FuelGate{hub, litres(8), 0};
  return s;
}

inline record::Unit party_unit(std::uint32_t index, std::uint16_t persons) {
  return {record::Unit::Kind::party, index, persons};
}
inline record::Unit vehicle_unit(std::uint32_t index, std::uint16_t persons) {
  return {record::Unit::Kind::vehicle, index, persons};
}

/// A party of `persons`, none of them in a group, in slot `index`.
inline record::PartyAppeared appeared(std::uint32_t index, std::uint16_t persons, OriginId origin = town) {
  return {at_hour(0), PartyId(index), origin, {.persons = persons}, true};
}
/// A vehicle with one party.
inline record::VehicleFormed formed(std::uint32_t index, std::uint16_t persons) {
  return {at_hour(0), VehicleId(index), town, VehicleClassId(0), PartyId(0), {.persons = persons}, 1};
}

/// The unit waits at the stage from `joined` to `began`, is served until `finished`, and leaves then.
inline std::vector<record::Fact> a_visit(StageId stage, record::Unit unit, double joined, double began,
                                         double finished) {
  const SimTime j = at_hour(joined);
  const SimTime b = at_hour(began);
  const SimTime f = at_hour(finished);
  return {record::StageJoined{j, stage, unit}, record::ServiceBegan{b, stage, unit},
          record::ServiceFinished{f, stage, unit}, record::StageLeft{f, stage, unit, j, b, f}};
}

inline const statistics::Series* find_series(const statistics::RunResult& result, std::string_view place,
                                             statistics::Measure measure) {
  const auto found =
      std::ranges::find_if(result.series, [&](const auto& s) { return s.place == place && s.measure == measure; });
  return found == result.series.end() ? nullptr : &*found;
}

/// All sampled values; empty if there is no such series.
inline std::vector<double> values_of(const statistics::RunResult& result, std::string_view place,
                                     statistics::Measure measure) {
  const statistics::Series* series = find_series(result, place, measure);
  return series == nullptr ? std::vector<double>{} : series->values;
}

/// -1 if there is no such row.
inline double summary_of(const statistics::RunResult& result, std::string_view place, statistics::Measure measure,
                         std::string_view group = "") {
  const auto found = std::ranges::find_if(
      result.summary, [&](const auto& s) { return s.place == place && s.measure == measure && s.group == group; });
  return found == result.summary.end() ? -1.0 : found->value;
}

/// The values of all departure hours.
inline std::vector<double> hourly_of(const statistics::RunResult& result, std::string_view place,
                                     statistics::Measure measure) {
  std::vector<double> values;
  for (const auto& row : result.hourly) {
    if (row.place == place && row.measure == measure) {
      values.push_back(row.value);
    }
  }
  return values;
}

/// What is measured of these facts.
inline statistics::RunResult result_of(const scenario::Scenario& scenario, const std::vector<record::Fact>& facts) {
  statistics::RunStatistics statistics(scenario);
  for (const record::Fact& fact : facts) {
    statistics.on(fact);
  }
  return statistics.finish();
}

}  // namespace corridor::test_support
