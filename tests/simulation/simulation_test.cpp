#include "corridor/simulation/simulation.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::simulation_test {
namespace {

using namespace std::chrono_literals;
using test::FactLog;
using test::ScenarioBuilder;
using test::texts;

/// Two villages, a checkpoint, a town with a desk and beds: every random decision is made.
ScenarioBuilder a_corridor() {
  auto builder = test::a_road({9000, 9000});
  builder.party_sizes({1, 2, 4}, {1, 2, 1}).end(48h);
  builder.edit().regions = {"onward", "north"};
  builder.edit().people.female = 0.5;
  test::with_checkpoint(builder, LinkId(0), test::servers(2, test::gamma_time(60s, 0.5)));
  scenario::Service office = test::servers(3, test::lognormal_time(4min, 0.7));
  office.balking = {20min, 0.5, StageId(2)};
  builder.site("town", NodeId(2))
      .stage("desk", office)
      .next({{StageId(2), {}, 0.6, test::exponential_time(1h)}, {}})
      .stage("beds", test::beds(100, test::gamma_time(9h, 0.5)), scenario::UnitKind::person);
  builder.edit().stages[1].to_region = {{RegionId(0), 0.5}, {RegionId(1), 0.5}};
  for (std::size_t i = 0; i < 2; ++i) {
    scenario::Origin village = test::a_village("village" + std::to_string(i), NodeId(i), 400, SiteId(1));
    village.vehicles = {{VehicleClassId(0), 0.8}, {std::nullopt, 0.2}};
    village.departure = scenario::HazardDeparture{0.2, 2, 0.5};
    builder.origin(village);
  }
  return builder;
}

std::vector<std::string> run_of(const scenario::Scenario& scenario, simulation::Replication replication) {
  FactLog facts;
  test::simulate(scenario, {&facts}, replication);
  return texts(facts);
}

TEST(Simulation, SameSeedAndReplicationGiveTheSameFacts) {
  const auto scenario = a_corridor().build();

  const auto first = run_of(scenario, {4, 2});

  EXPECT_GT(first.size(), 3000U);
  EXPECT_EQ(first, run_of(scenario, {4, 2}));
}

TEST(Simulation, AnotherReplicationOrSeedGivesOtherFacts) {
  const auto scenario = a_corridor().build();

  const auto facts = run_of(scenario, {4, 2});

  EXPECT_NE(facts, run_of(scenario, {4, 3}));
  EXPECT_NE(facts, run_of(scenario, {5, 2}));
}

/// At its first sample it runs another replication from start to end.
struct RunsAnother final : record::Observer {
  explicit RunsAnother(const simulation::Model& shared) : model(shared) {}
  void on(const record::Fact& fact) override {
    own.on(fact);
    if (std::holds_alternative<record::SampleTaken>(fact) && ++samples % 50 == 1) {
      simulation::run(model, {4, 9}, other.emplace());
    }
  }
  const simulation::Model& model;
  FactLog own;
  std::optional<FactLog> other;
  int samples = 0;
};

TEST(Simulation, OneRunInTheMiddleOfAnotherDisturbsNeither) {
  const auto scenario = a_corridor().build();
  const simulation::Model model(scenario);
  RunsAnother both(model);

  simulation::run(model, {4, 2}, both);

  EXPECT_EQ(texts(both.own), run_of(scenario, {4, 2}));
  EXPECT_EQ(texts(*both.other), run_of(scenario, {4, 9}));
}

TEST(Simulation, StatesTheSameFactsWhetherOrNotPartsOfLinksAreStated) {
  const auto scenario = a_corridor().build();
  const simulation::Model model(scenario);
  FactLog with;
  FactLog without;
  simulation::run(model, {4, 2}, with, metres(500));
  simulation::run(model, {4, 2}, without);

  FactLog others;
  for (const record::Fact& fact : with.all()) {
    if (!std::holds_alternative<record::CellObserved>(fact)) {
      others.on(fact);
    }
  }
  EXPECT_EQ(texts(others), texts(without));
  EXPECT_GT(with.all().size(), without.all().size() + 1000);
}

TEST(Simulation, SamplesStandAtEveryIntervalAndAtTheEnd) {
  const auto scenario = a_corridor().end(100min).sample(30min).build();
  FactLog facts;

  test::simulate(scenario, {&facts});

  std::vector<SimTime> samples;
  for (const auto& f : facts.of<record::SampleTaken>()) {
    samples.push_back(f.at);
  }
  EXPECT_EQ(samples, (std::vector{SimTime(0s), SimTime(30min), SimTime(1h), SimTime(90min), SimTime(100min)}));
}

// --- common random numbers ------------------------------------------------------------------------------------------

/// What a party draws, by its origin's id and its ordinal there: size, departure, time at the desk.
struct Luck {
  std::uint16_t persons = 0;
  std::uint16_t women = 0;
  SimTime departs = never;
  std::map<std::string, Duration> service;  ///< by `site/stage`
};

std::map<std::pair<std::string, std::uint32_t>, Luck> luck_of(const scenario::Scenario& scenario) {
  FactLog facts;
  test::simulate(scenario, {&facts});
  std::map<std::pair<std::string, std::uint32_t>, Luck> luck;
  std::map<std::uint32_t, Luck*> of_party;
  std::map<std::uint32_t, Luck*> of_vehicle;
  std::map<std::string, std::uint32_t> next_ordinal;
  for (const auto& f : facts.by_number<record::PartyAppeared>()) {
    const std::string& origin = scenario.origins[f.origin.index()].id;
    Luck& mine = luck[{origin, next_ordinal[origin]++}];
    mine = {f.who.persons, f.who.women, never, {}};
    of_party[f.party.index()] = &mine;
  }
  for (const auto& f : facts.of<record::VehicleFormed>()) {
    of_vehicle[f.vehicle.index()] = of_party.at(f.driver.index());
  }
  for (const auto& f : facts.of<record::PartyDeparted>()) {
    of_party.at(f.party.index())->departs = f.at;
  }
  for (const auto& f : facts.of<record::StageLeft>()) {
    const auto& unit = f.unit.kind == record::Unit::Kind::party ? of_party : of_vehicle;
    unit.at(f.unit.index)->service[scenario.stages[f.stage.index()].place] = f.finished - f.began;
  }
  return luck;
}

/// Whoever occurs in both, and has been served in both, has had the same luck.
void expect_same_luck(const scenario::Scenario& base, const scenario::Scenario& variant) {
  const auto before = luck_of(base);
  const auto after = luck_of(variant);
  std::size_t services = 0;
  for (const auto& [who, luck] : before) {
    const Luck& other = after.at(who);
    ASSERT_EQ(luck.persons, other.persons) << who.first << " " << who.second;
    ASSERT_EQ(luck.women, other.women);
    ASSERT_EQ(luck.departs, other.departs);
    for (const auto& [place, time] : luck.service) {
      if (const auto found = other.service.find(place); found != other.service.end()) {
        ASSERT_EQ(time, found->second) << who.first << " " << who.second << " " << place;
        ++services;
      }
    }
  }
  EXPECT_GT(services, before.size() / 2);
}

TEST(CommonRandomNumbers, AStageElsewhereChangesNobodysDraws) {
  auto variant = a_corridor();
  auto& s = variant.edit();
  scenario::Stage medical = s.stages[0];
  medical.id = "medical";
  medical.place = "post/medical";
  medical.waiting_room = std::nullopt;
  s.stages[0].next = {{StageId(3), {}, 0.3, {}}, {}};  // some vehicles go there first
  s.stages.push_back(medical);

  expect_same_luck(a_corridor().build(), s);
}

TEST(CommonRandomNumbers, AnOriginMoreChangesNobodysDraws) {
  auto variant = a_corridor();
  auto& origins = variant.edit().origins;
  origins.insert(origins.begin(), origins[0]);
  origins[0].id = "another_village";

  expect_same_luck(a_corridor().build(), variant.build());
}

TEST(CommonRandomNumbers, OtherServersChangeNobodysDraws) {
  auto variant = a_corridor();
  std::get<scenario::Service>(variant.edit().stages[1].kind).servers = 1;

  expect_same_luck(a_corridor().build(), variant.build());
}

TEST(CommonRandomNumbers, PartiesMoreAtTheEndChangeNobodysDraws) {
  auto base = a_corridor();
  for (scenario::Origin& origin : base.edit().origins) {
    origin.departure = scenario::HazardDeparture{0.2, 0, 1};  // with imitation more people are also a smaller share
    origin.vehicles = {{VehicleClassId(0), 1.0}};
    origin.population = People(400);
  }
  base.party_sizes({1}, {1});
  auto variant = base;
  variant.edit().origins[0].population = People(450);

  expect_same_luck(base.build(), variant.build());
}

TEST(CommonRandomNumbers, ScaledMeanScalesEveryTimeAndKeepsTheRanks) {
  auto variant = a_corridor();
  std::get<scenario::Service>(variant.edit().stages[1].kind).time.mean *= 2;

  const auto before = luck_of(a_corridor().build());
  for (const auto& [who, luck] : luck_of(variant.build())) {
    const auto& other = before.at(who).service;
    if (luck.service.contains("town/desk") && other.contains("town/desk")) {
      ASSERT_NEAR(static_cast<double>(luck.service.at("town/desk").count()),
                  2.0 * static_cast<double>(other.at("town/desk").count()), 2);
    }
  }
}

}  // namespace
}  // namespace corridor::simulation_test
