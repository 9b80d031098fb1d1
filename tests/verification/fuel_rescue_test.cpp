// Vehicles that have run dry: crews against Erlang C, people who are taken on, and nobody lost whatever happens.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/fact_log.hpp"
#include "support/road_random.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::fuel_rescue_test {
namespace {

using namespace std::chrono_literals;
using test::Dice;
using test::FactLog;

std::unique_ptr<FactLog> facts_of(const scenario::Scenario& scenario, simulation::Replication replication = {}) {
  auto log = std::make_unique<FactLog>();
  test::simulate(scenario, {log.get()}, replication);
  return log;
}

scenario::FuelDistribution fixed_fuel(double l) {
  return {scenario::Family::fixed, litres(l), 0};
}

void give_tanks(scenario::Scenario& s) {
  for (scenario::VehicleClass& c : s.vehicle_classes) {
    c.tank = litres(45);
    c.moving = litres_per_100_km(10);
    c.queued = litres_per_hour(1);
  }
}

TEST(Rescue, WaitsAreThoseOfErlangC) {
  // Cars run dry as a Poisson process (6/h) where they enter the road; 3 crews take 24 min each, exponential: a = 2.4.
  // Erlang C = B / (1 - rho (1 - B)), B = (a^3 / 6) / (1 + a + a^2 / 2 + a^3 / 6); mean wait = C / (c mu - lambda).
  constexpr double a = 2.4;
  const double b = (a * a * a / 6) / (1 + a + a * a / 2 + a * a * a / 6);
  const double erlang_c = b / (1 - a / 3 * (1 - b));
  const double wait_h = erlang_c / (3 * 2.5 - 6);
  auto builder = test::a_road({1000});
  scenario::Scenario& s = builder.end(800h).sample(100h).edit();
  give_tanks(s);
  s.breakdown = {0, test::fixed_time(0s), false};
  s.rescue = {3, test::exponential_time(24min), litres(10)};
  scenario::Origin village = test::a_village("village", NodeId(0), 1, NodeId(1));
  village.population.reset();
  village.departure = scenario::PoissonDeparture{6};
  village.fuel = fixed_fuel(0);
  builder.origin(village);

  std::vector<double> waits;
  for (std::uint32_t r = 0; r < 20; ++r) {
    std::map<std::uint32_t, SimTime> since;
    double hours = 0;
    int n = 0;
    const auto facts = facts_of(builder.build(), {1, r});
    for (const record::Fact& fact : facts->all()) {
      if (const auto* cleared = std::get_if<record::VehicleCleared>(&fact)) {
        since[cleared->vehicle.index()] = cleared->at;
      } else if (const auto* rescued = std::get_if<record::VehicleRescued>(&fact);
                 rescued && rescued->at > SimTime(50h)) {
        hours += to_hours(rescued->at - since.at(rescued->vehicle.index()));
        ++n;
      }
    }
    waits.push_back(hours / n - 0.4);
  }
  test::expect_theory(waits, wait_h, 0.05);
}

TEST(Rescue, SendsAVehicleOnWithTheFuelThatACrewGives) {
  // 0.1 l: dry after 1 of 4 km; 2 min in the way, 30 min for the crew; the other 3 km take 240 s.
  auto builder = test::a_road({4000});
  scenario::Scenario& s = builder.edit();
  give_tanks(s);
  s.breakdown = {0.5, test::fixed_time(2min), false};
  s.rescue = {1, test::fixed_time(30min), litres(10)};
  builder.origin(test::a_village("village", NodeId(0), 1, NodeId(1)));
  builder.edit().origins[0].fuel = fixed_fuel(0.1);
  const auto facts = facts_of(builder.build());

  const SimTime entered = facts->of<record::LinkEntered>().at(0).at;
  EXPECT_EQ(facts->of<record::VehicleStalled>().at(0).at, entered + 80s);
  EXPECT_EQ(facts->of<record::VehicleCleared>().at(0).at, entered + 80s + 2min);
  EXPECT_EQ(facts->of<record::VehicleRescued>().at(0).given, litres(10));
  EXPECT_EQ(facts->of<record::LinkLeft>().at(0).at, entered + 320s + 32min);
  EXPECT_EQ(facts->of<record::LinkLeft>().at(0).delay, 32min);
}

TEST(Rescue, DoesNotComeWithoutCrews) {
  auto builder = test::a_road({4000});
  give_tanks(builder.edit());
  builder.edit().breakdown = {0.5, test::fixed_time(2min), false};
  builder.origin(test::a_village("village", NodeId(0), 7, NodeId(1)));
  builder.edit().origins[0].fuel = fixed_fuel(0.1);
  const auto facts = facts_of(builder.build());

  EXPECT_EQ(facts->of<record::VehicleStalled>().size(), 7U);
  EXPECT_EQ(facts->of<record::VehicleRescued>().size(), 0U);
  EXPECT_EQ(facts->of<record::VehicleArrived>().size(), 0U);
}

/// A car with `stranded` people that stops at once, and a truck with places for 12 that follows with `aboard`.
test::ScenarioBuilder a_car_and_a_truck(int stranded, int aboard) {
  auto builder = test::a_road({4000, 4000});
  builder.vehicle_class("truck", 8, 12);
  scenario::Scenario& s = builder.edit();
  s.vehicle_classes[0].tank = litres(45);
  s.vehicle_classes[0].moving = litres_per_100_km(10);
  s.breakdown = {0.5, test::fixed_time(2min), true};
  s.people.party_size_values = {stranded, aboard};
  s.people.party_size_weights = {1, 0};
  builder.origin(test::a_village("first", NodeId(0), stranded, NodeId(2)));
  builder.origin(test::a_village("second", NodeId(0), aboard, NodeId(2)));
  s.origins[0].fuel = fixed_fuel(0);
  s.origins[0].departure = scenario::PlannedDeparture{{{SimTime(0s), SimTime(1s), stranded}}};
  s.origins[1].departure = scenario::PlannedDeparture{{{SimTime(1min), SimTime(2min), aboard}}};
  s.origins[1].vehicles = {{VehicleClassId(1), 1.0}};
  return builder;
}

TEST(TakingOn, IsByTheFirstLaterVehicleWithPlacesForAWholeParty) {
  // Parties of 5: the truck has three of them aboard 5, or two aboard 10 and no place for five more.
  const auto taken = facts_of(a_car_and_a_truck(5, 5).build());
  ASSERT_EQ(taken->of<record::PartyTakenOn>().size(), 1U);
  EXPECT_EQ(taken->of<record::PartyTakenOn>()[0].by, VehicleId(1));
  EXPECT_EQ(taken->of<record::VehicleAbandoned>().size(), 1U);
  EXPECT_EQ(taken->of<record::PartyLeft>().size(), 2U);
  EXPECT_EQ(taken->of<record::LinkEntered>().back().persons, 10);
}

TEST(TakingOn, NeedsPlacesForTheWholeParty) {
  auto builder = a_car_and_a_truck(5, 5);
  builder.edit().vehicle_classes[1].seats = 9;
  EXPECT_EQ(facts_of(builder.build())->of<record::PartyTakenOn>().size(), 0U);
  builder.edit().people.overload = 1.12;  // 10.08 places
  EXPECT_EQ(facts_of(builder.build())->of<record::PartyTakenOn>().size(), 1U);
}

// --- nobody is lost -------------------------------------------------------------------------------------------------

/// Two villages on a random chain of links with little fuel; every mechanism at once.
scenario::Scenario random_scenario(Dice& dice) {
  std::vector<double> lengths;
  for (std::size_t i = 2 + dice.below(4); i > 0; --i) {
    lengths.push_back(static_cast<double>(dice.between(5, dice.chance(50) ? 100 : 4000)));
  }
  auto builder = test::a_road(lengths);
  builder.vehicle_class("truck", 12, 20).party_sizes({1, 2, 3, 5}, {1, 2, 2, 1}).end(30h);
  scenario::Scenario& s = builder.edit();
  give_tanks(s);
  s.people.overload = 1.4;
  s.breakdown = {dice.chance(20) ? 1.0 : static_cast<double>(dice.below(100)) / 100,
                 test::exponential_time(dice.between(Duration(1min), Duration(30min))), dice.chance(60)};
  s.rescue = {dice.chance(20) ? scenario::Limit() : scenario::Limit(dice.between(0, 3)), test::exponential_time(20min),
              dice.chance(50) ? std::optional(litres(0.3)) : std::nullopt};
  for (scenario::Link& link : s.links) {
    link.capacity = dice.chance(40) ? std::optional(static_cast<double>(dice.between(60, 900))) : std::nullopt;
  }
  if (dice.chance(50)) {
    test::with_checkpoint(builder, LinkId(0), test::servers(1, test::exponential_time(20s)));
  }
  builder.site("town", NodeId(lengths.size())).stage("desk", test::servers(4, test::exponential_time(2min)));
  const SiteId town(s.sites.size() - 1);
  for (std::size_t i = 0; i < 2; ++i) {
    scenario::Origin village = test::a_village("village" + std::to_string(i), NodeId(i), 400, town);
    village.vehicles = {{VehicleClassId(0), 0.7}, {VehicleClassId(1), 0.1}, {std::nullopt, 0.2}};
    village.departure = scenario::HazardDeparture{1, 1, 0.5};
    village.fuel = scenario::FuelDistribution{scenario::Family::gamma, litres(0.4), 1.5};
    builder.origin(village);
  }
  return s;
}

/// Effective metres in each link's line, from the facts.
void expect_room(const scenario::Scenario& scenario, const FactLog& facts) {
  std::map<std::uint32_t, std::int64_t> length_of;
  std::vector<std::int64_t> inside(scenario.links.size(), 0);
  const auto change = [&](VehicleId vehicle, LinkId link, int sign) {
    inside[link.index()] += sign * length_of.at(vehicle.index());
    const scenario::Link& l = scenario.links[link.index()];
    EXPECT_LE(inside[link.index()], std::max(l.length.value(), length_of.at(vehicle.index()))) << "above storage";
  };
  for (const record::Fact& fact : facts.all()) {
    if (const auto* formed = std::get_if<record::VehicleFormed>(&fact)) {
      const Metres own = scenario.vehicle_classes[formed->vehicle_class.index()].length;
      length_of[formed->vehicle.index()] = (own + scenario.links[0].jam_gap).value();
    } else if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
      change(entered->vehicle, entered->link, 1);
    } else if (const auto* rejoined = std::get_if<record::VehicleRejoined>(&fact)) {
      change(rejoined->vehicle, rejoined->link, 1);
    } else if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
      inside[left->link.index()] -= length_of.at(left->vehicle.index());
    } else if (const auto* stalled = std::get_if<record::VehicleStalled>(&fact)) {
      inside[stalled->link.index()] -= length_of.at(stalled->vehicle.index());
      EXPECT_GE(stalled->position, Metres(0));
      EXPECT_LE(stalled->position, scenario.links[stalled->link.index()].length);
    }
  }
}

TEST(Stalls, LoseNobodyAndKeepEveryLimitOnRandomRoads) {
  std::size_t stalls = 0;
  std::size_t rejoined = 0;
  std::size_t taken_on = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const scenario::Scenario scenario = random_scenario(dice);
    const auto facts = facts_of(scenario, {seed, 0});  // its ledger checks every law at every fact
    expect_room(scenario, *facts);
    stalls += facts->of<record::VehicleStalled>().size();
    rejoined += facts->of<record::VehicleRejoined>().size();
    taken_on += facts->of<record::PartyTakenOn>().size();
    std::int64_t left = 0;
    std::int64_t stalled = 0;
    for (const auto& f : facts->of<record::PartyLeft>()) {
      left += f.persons;
    }
    for (const auto& f : facts->of<record::VehicleStalled>()) {
      stalled += f.persons;
    }
    EXPECT_LE(left, 800);
    EXPECT_TRUE(left > 0 || stalled > 0);
  }
  EXPECT_GT(stalls, 3000U);  // the cases are not all trivial
  EXPECT_GT(rejoined, 1000U);
  EXPECT_GT(taken_on, 300U);
}

}  // namespace
}  // namespace corridor::fuel_rescue_test
