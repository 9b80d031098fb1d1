#include "corridor/demand/generator.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"

namespace corridor::demand::generator_test {
namespace {

/// One origin of so many people; a third of the parties are children, half women, a quarter over 60, 4 % need care.
scenario::Scenario people_of(std::int64_t population) {
  test::ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).vehicle_class("van", 6, 9).site("town").hazard_arrivals(population, 1);
  builder.party_sizes({1, 2, 4, 7}, {1, 2, 4, 1});
  builder.edit().regions = {"relatives", "needs_accommodation"};
  builder.edit().people.children = 0.33;
  builder.edit().people.female = 0.52;
  builder.edit().people.over_60 = 0.25;
  builder.edit().people.medical = 0.04;
  builder.edit().origins[0].destinations = {{RegionId(0), 0.7}, {RegionId(1), 0.3}};
  builder.edit().origins[0].vehicles = {{VehicleClassId(0), 0.6}, {VehicleClassId(1), 0.1}, {std::nullopt, 0.3}};
  return builder.build();
}

std::vector<Party> parties_of(const scenario::Scenario& scenario, OriginId origin = OriginId(0)) {
  Population population;
  std::vector<Party> parties;
  for (const Resident& r : Generator(scenario, 1, 0).populate(origin, population)) {
    parties.push_back(population.party(r.party));
  }
  return parties;
}

Composition everybody(const std::vector<Party>& parties) {
  Composition sum;
  for (const Party& p : parties) {
    sum += p.who;
  }
  return sum;
}

/// The number of persons in a group, within 5 standard deviations. Persons of one party are independent given its size;
/// the size of parties adds at most as much again.
void expect_share(int count, int n, double share) {
  EXPECT_NEAR(count, n * share, 5 * std::sqrt(2 * n * share * (1 - share)));
}

TEST(Generator, DrawsExactlyThePopulationAndCutsOnlyTheLastParty) {
  for (const std::int64_t population : {1, 2, 3, 999, 1000, 1001}) {
    const auto parties = parties_of(people_of(population));

    EXPECT_EQ(everybody(parties).persons, population);
    for (std::size_t i = 0; i + 1 < parties.size(); ++i) {
      const auto persons = parties[i].who.persons;
      EXPECT_TRUE(persons == 1 || persons == 2 || persons == 4 || persons == 7);
      EXPECT_EQ(parties[i].ordinal, i);
    }
  }
}

TEST(Generator, ExpectedSharesOfPersonsAreThoseOfTheScenario) {
  constexpr int n = 60000;
  const Composition all = everybody(parties_of(people_of(n)));

  ASSERT_EQ(all.persons, n);
  expect_share(all.children, n, 0.33);
  expect_share(all.women, n, 0.52);
  expect_share(all.over_60, n, 0.25);
  expect_share(all.medical, n, 0.04);
  expect_share(all.men_18_60, n, (1 - 0.33 - 0.25) * (1 - 0.52));
}

TEST(Generator, EveryPartyHasAnAdultAndGroupsFitIntoIt) {
  for (const Party& p : parties_of(people_of(20000))) {
    ASSERT_LT(p.who.children, p.who.persons);
    ASSERT_LE(p.who.children + p.who.over_60, p.who.persons);
    ASSERT_LE(p.who.women + p.who.men_18_60, p.who.persons);
    ASSERT_LE(p.who.medical, p.who.persons);
  }
}

TEST(Generator, SizesVehiclesAndDestinationsFollowTheirShares) {
  const auto scenario = people_of(60000);
  Population population;
  const auto residents = Generator(scenario, 1, 0).populate(OriginId(0), population);

  const auto n = static_cast<double>(residents.size());
  double fours = 0;
  double vans = 0;
  double to_relatives = 0;
  for (const Resident& r : residents) {
    const Party& p = population.party(r.party);
    fours += p.who.persons == 4 ? 1 : 0;
    vans += p.drives && population.vehicle(*p.vehicle).vehicle_class == VehicleClassId(1) ? 1 : 0;
    to_relatives += p.destination == RegionId(0) ? 1 : 0;
  }
  EXPECT_NEAR(fours, n * 0.5, 5 * std::sqrt(n * 0.5 * 0.5));
  EXPECT_NEAR(vans, n * 0.1, 5 * std::sqrt(n * 0.1 * 0.9));
  EXPECT_NEAR(to_relatives, n * 0.7, 5 * std::sqrt(n * 0.7 * 0.3));
}

TEST(Generator, MorePeopleAtTheEndChangeNobodyBefore) {
  const auto few = parties_of(people_of(5000));
  const auto more = parties_of(people_of(5100));

  ASSERT_GT(more.size(), few.size());
  for (std::size_t i = 0; i + 1 < few.size(); ++i) {
    ASSERT_EQ(few[i].who, more[i].who);
    ASSERT_EQ(few[i].destination, more[i].destination);
    ASSERT_EQ(few[i].drives, more[i].drives);
  }
}

TEST(Generator, AnotherOriginBeforeItChangesNobody) {
  auto scenario = people_of(5000);
  const auto alone = parties_of(scenario);
  scenario.origins.insert(scenario.origins.begin(), scenario.origins[0]);
  scenario.origins[0].id = "elsewhere";

  const auto beside = parties_of(scenario, OriginId(1));
  const auto elsewhere = parties_of(scenario, OriginId(0));

  ASSERT_EQ(alone.size(), beside.size());
  std::size_t same_elsewhere = 0;
  for (std::size_t i = 0; i < alone.size(); ++i) {
    ASSERT_EQ(alone[i].who, beside[i].who);
    same_elsewhere += i < elsewhere.size() && alone[i].who == elsewhere[i].who ? 1U : 0U;
  }
  EXPECT_LT(same_elsewhere, alone.size() / 2);
}

TEST(Generator, PartyOfAnUnlimitedOriginIsTheOneOfItsOrdinal) {
  const auto scenario = people_of(1000);
  const auto expected = parties_of(scenario);
  const Generator generator(scenario, 1, 0);
  Population population;

  for (const std::uint32_t ordinal : {17U, 3U, 100U}) {
    const Resident resident = generator.populate_one(OriginId(0), ordinal, population);
    EXPECT_EQ(population.party(resident.party).who, expected[ordinal].who);
    EXPECT_EQ(population.party(resident.party).ordinal, ordinal);
  }
}

TEST(Population, SlotsOfThoseWhoHaveLeftAreUsedAgain) {
  Population population;
  const PartyId first = population.add({});
  const PartyId second = population.add({});

  population.remove(first);

  EXPECT_EQ(population.add({}), first);
  EXPECT_NE(population.add({}), second);
}

TEST(Population, PartiesAboardAreListedDriverFirstAndThenAsTheyBoarded) {
  Population population;
  std::vector<PartyId> parties;
  for (const std::uint16_t persons : std::vector<std::uint16_t>{2, 1, 3}) {
    Party party;
    party.who.persons = persons;
    parties.push_back(population.add(party));
  }

  const VehicleId vehicle = population.add_vehicle(VehicleClassId(0), parties[1]);
  population.board(parties[2], vehicle);
  population.board(parties[0], vehicle);

  std::vector<PartyId> aboard;
  population.for_each_aboard(vehicle, [&](PartyId p) { aboard.push_back(p); });
  EXPECT_EQ(aboard, (std::vector{parties[1], parties[2], parties[0]}));
  EXPECT_EQ(population.vehicle(vehicle).aboard.persons, 6);
  EXPECT_EQ(population.vehicle(vehicle).parties, 3);
}

TEST(Generator, PlannedIntervalsHaveTheirOwnPartiesAndOnlyTheLastOfEachIsCut) {
  auto scenario = people_of(300);
  const auto without = parties_of(scenario);
  scenario.origins[0].departure = scenario::PlannedDeparture{{{{}, {}, 100}, {{}, {}, 0}, {{}, {}, 57}}};
  const auto parties = parties_of(scenario);

  std::int64_t persons = 0;
  std::vector<std::int64_t> cuts;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    persons += parties[i].who.persons;
    EXPECT_EQ(parties[i].ordinal, i);
    if (i + 1 < std::min(parties.size(), without.size()) && parties[i].who.persons != without[i].who.persons) {
      EXPECT_LT(parties[i].who.persons, without[i].who.persons);
      cuts.push_back(persons);
    }
  }
  EXPECT_EQ(persons, 300);
  for (const std::int64_t cut : cuts) {
    EXPECT_TRUE(cut == 100 || cut == 157) << cut;
  }
}

TEST(Generator, NobodyRidesWithAPartyOfAnotherInterval) {
  auto scenario = people_of(4000);
  scenario.origins[0].departure = scenario::PlannedDeparture{{{{}, {}, 1000}, {{}, {}, 1000}}};
  Population population;
  const auto residents = Generator(scenario, 1, 0).populate(OriginId(0), population);

  std::map<std::uint32_t, std::int64_t> interval_of;  // by vehicle
  std::int64_t persons = 0;
  int rides = 0;
  for (const Resident& r : residents) {
    const std::int64_t interval = std::min<std::int64_t>(persons / 1000, 2);
    const Party& party = population.party(r.party);
    persons += party.who.persons;
    if (party.vehicle) {
      const auto [known, is_new] = interval_of.emplace(party.vehicle->index(), interval);
      EXPECT_EQ(known->second, interval);
      rides += r.travel == Resident::Travel::is_aboard ? 1 : 0;
    }
  }
  EXPECT_GT(rides, 50);
}

}  // namespace
}  // namespace corridor::demand::generator_test
