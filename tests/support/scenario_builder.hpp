// Small scenarios in memory, with defaults for all that a test does not care about.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corridor/base/units.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::test {

inline scenario::TimeDistribution fixed_time(Duration mean) {
  return {scenario::Family::fixed, mean, 0};
}
inline scenario::TimeDistribution exponential_time(Duration mean) {
  return {scenario::Family::exponential, mean, 1};
}
inline scenario::TimeDistribution gamma_time(Duration mean, double cv) {
  return {scenario::Family::gamma, mean, cv};
}
inline scenario::TimeDistribution lognormal_time(Duration mean, double cv) {
  return {scenario::Family::lognormal, mean, cv};
}

/// Starts on 24 September 2023 at midnight, UTC+4; parties of one person; one region, `onward`.
class ScenarioBuilder {
 public:
  ScenarioBuilder() {
    scenario_.folder_name = "test";
    scenario_.calendar = Calendar(*parse_local_time("2023-09-24T00:00:00+04:00"));
    scenario_.end = SimTime(std::chrono::hours(24));
    scenario_.regions = {"onward"};
  }

  ScenarioBuilder& end(Duration after) { return scenario_.end = SimTime(after), *this; }
  ScenarioBuilder& sample(Duration interval) { return scenario_.sample = interval, *this; }
  ScenarioBuilder& vehicle_class(const std::string& id, double length_m, int seats) {
    return scenario_.vehicle_classes.push_back({id, metres(length_m), seats, 1}), *this;
  }
  ScenarioBuilder& node(const std::string& id) { return scenario_.nodes.push_back({id, 0, 0}), *this; }
  ScenarioBuilder& link(scenario::Link link) { return scenario_.links.push_back(std::move(link)), *this; }
  ScenarioBuilder& party_sizes(std::vector<int> values, std::vector<double> weights) {
    scenario_.people.party_size_values = std::move(values);
    scenario_.people.party_size_weights = std::move(weights);
    return *this;
  }

  /// A site without a node unless `where` says otherwise; add its stages next.
  ScenarioBuilder& site(const std::string& id, std::variant<std::monostate, NodeId, LinkId> where = {}) {
    scenario::Site site;
    site.id = id;
    site.where = where;
    site.first_stage = StageId(scenario_.stages.size());
    scenario_.sites.push_back(site);
    return *this;
  }
  /// A stage of the last site, with an unlimited waiting room, after which units leave.
  ScenarioBuilder& stage(const std::string& id, decltype(scenario::Stage::kind) kind,
                         scenario::UnitKind unit = scenario::UnitKind::party) {
    scenario::Stage stage;
    stage.id = id;
    stage.place = scenario_.sites.back().id + "/" + id;
    stage.site = SiteId(scenario_.sites.size() - 1);
    stage.unit = unit;
    stage.kind = std::move(kind);
    stage.next = {scenario::Transition{}};
    scenario_.stages.push_back(stage);
    ++scenario_.sites.back().stage_count;
    return *this;
  }
  ScenarioBuilder& waiting_room(scenario::Limit limit) { return scenario_.stages.back().waiting_room = limit, *this; }
  ScenarioBuilder& next(std::vector<scenario::Transition> next) {
    return scenario_.stages.back().next = std::move(next), *this;
  }

  /// A Poisson origin without a road, of unlimited population, whose parties go to the first site.
  ScenarioBuilder& poisson_arrivals(double per_hour) {
    scenario::Origin origin;
    origin.id = "arrivals";
    origin.departure = scenario::PoissonDeparture{per_hour};
    origin.destinations = {{RegionId(0), 1.0}};
    origin.to = SiteId(0);
    scenario_.origins.push_back(origin);
    return *this;
  }
  /// A limited population that leaves by a constant hazard, without a road, to the first site.
  ScenarioBuilder& hazard_arrivals(std::int64_t population, double base_per_hour) {
    poisson_arrivals(0);
    scenario_.origins.back().population = People(population);
    scenario_.origins.back().departure = scenario::HazardDeparture{base_per_hour, 0, 1};
    return *this;
  }
  ScenarioBuilder& origin(scenario::Origin origin) { return scenario_.origins.push_back(std::move(origin)), *this; }
  ScenarioBuilder& change(scenario::Change change) { return scenario_.changes.push_back(std::move(change)), *this; }

  [[nodiscard]] scenario::Scenario& edit() { return scenario_; }
  [[nodiscard]] const scenario::Scenario& build() const { return scenario_; }

 private:
  scenario::Scenario scenario_;
};

/// Servers with a service time, always open.
inline scenario::Service servers(scenario::Limit count, scenario::TimeDistribution time) {
  scenario::Service service;
  service.servers = count;
  service.time = time;
  return service;
}

inline scenario::Beds beds(scenario::Limit places, scenario::TimeDistribution stay,
                           std::optional<StageId> when_full = std::nullopt) {
  return {places, stay, when_full};
}

/// Everybody goes on to the stage with this index.
inline std::vector<scenario::Transition> then(std::size_t stage) {
  return {{StageId(stage), {}, std::nullopt, std::nullopt}};
}

/// @pre `text` is a condition
inline scenario::Condition when(const std::string& text) {
  scenario::Condition::Error error;
  return scenario::Condition::parse(text, error).value();
}

/// From `at` on the stage is as `edit` makes what it is at the start.
template <class Edit>
scenario::Change change_of_stage(const scenario::Scenario& scenario, Duration at, StageId stage, Edit edit) {
  scenario::Change change;
  change.at = SimTime(at);
  scenario::Stage now = scenario.stages[stage.index()];
  edit(now);
  change.what = scenario::Change::OfStage{stage, std::move(now)};
  return change;
}

}  // namespace corridor::test
