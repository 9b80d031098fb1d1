// Persons and parties that are no longer in a vehicle.
#include "corridor/demand/party.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace corridor::demand::party_test {
namespace {

/// A vehicle with parties of these sizes, the driver's first.
VehicleId a_vehicle(Population& population, const std::vector<std::uint16_t>& sizes) {
  std::vector<PartyId> parties;
  for (const std::uint16_t persons : sizes) {
    Party party;
    party.who.persons = persons;
    parties.push_back(population.add(party));
  }
  const VehicleId id = population.add_vehicle(VehicleClassId(0), parties.front());
  for (std::size_t i = 1; i < parties.size(); ++i) {
    population.board(parties[i], id);
  }
  return id;
}

std::vector<std::uint32_t> aboard(const Population& population, VehicleId vehicle) {
  std::vector<std::uint32_t> parties;
  population.for_each_aboard(vehicle, [&](PartyId p) { parties.push_back(p.index()); });
  return parties;
}

Composition persons(std::uint16_t n) {
  return {.persons = n};
}

TEST(Population, PartyGoesOnWithOneFewer) {
  Population population;
  const VehicleId car = a_vehicle(population, {3, 2});

  population.lose(PartyId(1), car, persons(1));

  EXPECT_EQ(population.party(PartyId(1)).who.persons, 1);
  EXPECT_EQ(population.vehicle(car).aboard.persons, 4);
  EXPECT_EQ(aboard(population, car), (std::vector<std::uint32_t>{0, 1}));
}

TEST(Population, PartyThatIsOverLeavesTheOthersInTheirOrder) {
  Population population;
  const VehicleId car = a_vehicle(population, {1, 2, 3, 4});

  population.lose(PartyId(2), car, persons(3));
  EXPECT_EQ(aboard(population, car), (std::vector<std::uint32_t>{0, 1, 3}));
  EXPECT_EQ(population.vehicle(car).parties, 3);

  population.lose(PartyId(3), car, persons(4));
  EXPECT_EQ(aboard(population, car), (std::vector<std::uint32_t>{0, 1}));
}

TEST(Population, PutInOrderItIsTheSameUnderOtherIdsAndKeepsItsNumbers) {
  Population population;
  a_vehicle(population, {9});
  a_vehicle(population, {1, 2});
  const VehicleId alone = a_vehicle(population, {3});
  population.add({.origin = {}, .ordinal = 0, .who = persons(4), .destination = {}, .vehicle = {}, .next_aboard = {}});
  ASSERT_EQ(population.party(PartyId(3)).vehicle, alone);

  population.reorder(std::vector{PartyId(3), PartyId(1), PartyId(2), PartyId(4)});

  EXPECT_EQ(aboard(population, VehicleId(0)), (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(aboard(population, VehicleId(1)), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(aboard(population, VehicleId(2)), (std::vector<std::uint32_t>{2, 3}));
  std::vector<std::uint16_t> sizes;
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < 5; ++i) {
    sizes.push_back(population.party(PartyId(i)).who.persons);
    numbers.push_back(population.number(PartyId(i)));
  }
  EXPECT_EQ(sizes, (std::vector<std::uint16_t>{9, 3, 1, 2, 4}));
  EXPECT_EQ(numbers, (std::vector<std::uint32_t>{0, 3, 1, 2, 4}));
  EXPECT_EQ(population.number(VehicleId(1)), 2U);
  EXPECT_EQ(population.number(VehicleId(2)), 1U);
  EXPECT_EQ(population.vehicle(VehicleId(2)).aboard.persons, 3);
  EXPECT_EQ(population.party(PartyId(3)).vehicle, VehicleId(2));
  EXPECT_EQ(population.party(PartyId(4)).vehicle, std::nullopt);
}

TEST(Population, SlotThatIsUsedAgainKeepsItsNumber) {
  Population population;
  a_vehicle(population, {1});
  a_vehicle(population, {1});
  population.reorder(std::vector{PartyId(1), PartyId(0)});
  population.remove(PartyId(0));
  population.remove(VehicleId(0));

  const VehicleId again = a_vehicle(population, {5});

  EXPECT_EQ(again, VehicleId(0));
  EXPECT_EQ(population.number(again), 1U);
  EXPECT_EQ(population.number(PartyId(0)), 1U);
}

TEST(Population, NextPartyDrivesWhenTheDriversIsOver) {
  Population population;
  const VehicleId car = a_vehicle(population, {1, 2, 3});

  population.lose(PartyId(0), car, persons(1));

  EXPECT_EQ(population.vehicle(car).driver, PartyId(1));
  EXPECT_TRUE(population.party(PartyId(1)).drives);
  EXPECT_EQ(population.vehicle(car).aboard.persons, 5);
  EXPECT_EQ(aboard(population, car), (std::vector<std::uint32_t>{1, 2}));
}

TEST(Population, WhoNeedsCareIsCountedInPartyAndVehicle) {
  Population population;
  const VehicleId car = a_vehicle(population, {3, 2});

  population.need_care(PartyId(1), car, 1);

  EXPECT_EQ(population.party(PartyId(1)).who.medical, 1);
  EXPECT_EQ(population.vehicle(car).aboard.medical, 1);
  EXPECT_EQ(population.vehicle(car).aboard.persons, 5);
}

}  // namespace
}  // namespace corridor::demand::party_test
