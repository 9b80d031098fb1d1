// Those without a vehicle ride with a driver of their origin who has seats to spare, leave when the driver leaves, and
// arrive together.
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::pooling_seats_test {
namespace {

using namespace std::chrono_literals;
using test::FactLog;

/// Two villages on one road, cars of 5 and vans of 9 seats, 40 % without a vehicle, 20 % overload.
scenario::Scenario two_villages() {
  auto builder = test::a_road({9000, 9000});
  builder.vehicle_class("van", 6, 9).party_sizes({1, 2, 3, 4, 5, 6, 7}, {2, 3, 3, 3, 2, 1, 1}).end(72h);
  builder.edit().people.overload = 1.2;
  builder.site("town", NodeId(2)).stage("desk", scenario::Delay{test::fixed_time(0s)});
  for (std::size_t i = 0; i < 2; ++i) {
    scenario::Origin village = test::a_village("village" + std::to_string(i), NodeId(i), 2000, SiteId(0));
    village.vehicles = {{VehicleClassId(0), 0.5}, {VehicleClassId(1), 0.1}, {std::nullopt, 0.4}};
    village.departure = scenario::HazardDeparture{0.2, 1, 0.5};
    builder.origin(village);
  }
  return builder.build();
}

struct Driver {
  VehicleId vehicle;
  OriginId origin;
  int places = 0;  ///< left
};

/// The rule, by trying every driver for every party: the first of its origin, by ordinal, with places for all of it.
std::map<std::uint32_t, std::optional<VehicleId>> expected_vehicles(const scenario::Scenario& scenario,
                                                                    const FactLog& facts) {
  std::vector<Driver> drivers;
  std::map<std::uint32_t, int> persons;
  for (const auto& f : facts.by_number<record::PartyAppeared>()) {
    persons[f.party.index()] = f.who.persons;
  }
  for (const auto& f : facts.by_number<record::VehicleFormed>()) {
    const int seats = scenario.vehicle_classes[f.vehicle_class.index()].seats;
    drivers.push_back({f.vehicle, f.origin, seats * 12 / 10 - persons[f.driver.index()]});
  }
  std::map<std::uint32_t, std::optional<VehicleId>> vehicle_of;
  for (const auto& f : facts.by_number<record::PartyAppeared>()) {
    const auto driver = std::find_if(drivers.begin(), drivers.end(), [&](const Driver& d) {
      return !f.has_vehicle && d.origin == f.origin && d.places >= f.who.persons;
    });
    if (driver != drivers.end()) {
      driver->places -= f.who.persons;
      vehicle_of[f.party.index()] = driver->vehicle;
    }
  }
  return vehicle_of;
}

TEST(Pooling, PartyWithoutAVehicleRidesWithTheFirstDriverOfItsOriginWhoHasRoomForAllOfIt) {
  const auto scenario = two_villages();
  FactLog facts;

  test::simulate(scenario, {&facts});

  auto expected = expected_vehicles(scenario, facts);
  for (const auto& f : facts.of<record::VehicleFormed>()) {
    expected[f.driver.index()] = f.vehicle;
  }
  std::map<std::uint32_t, std::optional<VehicleId>> seen;
  for (const auto& f : facts.of<record::PartyBoarded>()) {
    seen[f.party.index()] = f.vehicle;
  }
  EXPECT_EQ(seen, expected);
  EXPECT_GT(seen.size(), facts.of<record::VehicleFormed>().size() + 100);
}

TEST(Pooling, EverybodyAboardLeavesAtTheDriversInstantAndArrivesWithTheVehicle) {
  FactLog facts;

  test::simulate(two_villages(), {&facts});

  std::map<std::uint32_t, SimTime> departed;
  std::map<std::uint32_t, SimTime> arrived;
  for (const auto& f : facts.of<record::VehicleDeparted>()) departed[f.vehicle.index()] = f.at;
  for (const auto& f : facts.of<record::VehicleArrived>()) arrived[f.vehicle.index()] = f.at;
  std::map<std::uint32_t, SimTime> party_departed;
  std::map<std::uint32_t, SimTime> party_joined;
  for (const auto& f : facts.of<record::PartyDeparted>()) party_departed[f.party.index()] = f.at;
  for (const auto& f : facts.of<record::StageJoined>()) party_joined[f.unit.index] = f.at;
  for (const auto& f : facts.of<record::PartyBoarded>()) {
    ASSERT_EQ(party_departed.at(f.party.index()), departed.at(f.vehicle.index()));
    ASSERT_EQ(party_joined.at(f.party.index()), arrived.at(f.vehicle.index()));
  }
  EXPECT_EQ(party_joined.size(), facts.of<record::PartyBoarded>().size());
}

TEST(Pooling, WhoFindsNoSeatStaysAtTheOrigin) {
  auto scenario = two_villages();
  for (scenario::Origin& origin : scenario.origins) {
    origin.vehicles = {{VehicleClassId(0), 0.2}, {std::nullopt, 0.8}};
  }
  FactLog facts;

  test::simulate(scenario, {&facts});

  const auto boarded = facts.of<record::PartyBoarded>().size();
  EXPECT_LT(boarded, facts.of<record::PartyAppeared>().size());
  EXPECT_EQ(facts.of<record::PartyDeparted>().size(), boarded);
  EXPECT_EQ(facts.of<record::PartyLeft>().size(), boarded);
}

TEST(Pooling, OverloadIsRoundedDownFromItsExactProduct) {
  auto scenario = two_villages();
  scenario.vehicle_classes[0].seats = 60;  // x 115 % = 69, but 68.99999999999999 in doubles
  scenario.people = {};
  scenario.people.overload = 1.15;
  scenario.origins.resize(1);
  scenario.origins[0].vehicles = {{VehicleClassId(0), 0.005}, {std::nullopt, 0.995}};
  FactLog facts;

  test::simulate(scenario, {&facts});

  ASSERT_FALSE(facts.of<record::VehicleFormed>().empty());
  for (const auto& f : facts.of<record::VehicleFormed>()) {
    EXPECT_EQ(f.aboard.persons, 69);
  }
}

}  // namespace
}  // namespace corridor::pooling_seats_test
