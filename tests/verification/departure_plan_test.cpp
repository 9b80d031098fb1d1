// Departures by a plan, as curves and files give it: so many persons in each interval, to the person, and within it the
// instants of a Poisson process that is known to have so many points.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_scenario.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"

namespace corridor::departure_plan_test {
namespace {

using namespace std::chrono_literals;
using scenario::DepartureInterval;
using scenario::PlannedDeparture;
using test::FactLog;
using test::ScenarioBuilder;

DepartureInterval interval(Duration begin, Duration end, std::int64_t persons) {
  return {SimTime(begin), SimTime(end), persons};
}

/// Families of 1 to 8 who leave for a town without a road.
ScenarioBuilder families(std::int64_t population, PlannedDeparture plan) {
  ScenarioBuilder builder;
  builder.site("town").stage("door", scenario::Delay{test::fixed_time(0s)});
  builder.hazard_arrivals(population, 0).party_sizes({1, 2, 3, 4, 5, 6, 7, 8}, {4, 9, 14, 21, 21, 16, 9, 6});
  builder.edit().origins[0].departure = std::move(plan);
  return builder;
}

struct Departed {
  SimTime at;
  std::int64_t persons = 0;
  std::uint32_t party = 0;
};

std::vector<Departed> departures(const scenario::Scenario& scenario, simulation::Replication replication = {}) {
  FactLog facts;
  test::simulate(scenario, {&facts}, replication);
  std::vector<Departed> result;
  for (const auto& f : facts.of<record::PartyDeparted>()) {
    result.push_back({f.at, f.persons, f.party.index()});
  }
  return result;
}

/// Persons who left after `begin` and at `end` at the latest.
std::int64_t persons_between(const std::vector<Departed>& departed, SimTime begin, SimTime end) {
  std::int64_t persons = 0;
  for (const Departed& d : departed) {
    persons += d.at > begin && d.at <= end ? d.persons : 0;
  }
  return persons;
}

void change_plan(ScenarioBuilder& builder, Duration at, PlannedDeparture plan) {
  scenario::Change change;
  change.at = SimTime(at);
  scenario::Origin now = builder.build().origins[0];
  now.departure = std::move(plan);
  change.what = scenario::Change::OfOrigin{OriginId(0), std::move(now)};
  builder.change(change);
}

TEST(Plan, EveryIntervalHasItsPersonsToThePersonInEveryReplication) {
  const PlannedDeparture plan{{interval(0h, 1h, 377), interval(1h, 2h, 1), interval(2h, 3h, 0),
                               interval(5h, 5h + 1us, 40), interval(6h, 24h, 1234)}};
  const auto scenario = families(1652, plan).build();
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    const auto departed = departures(scenario, {3, replication});

    std::int64_t total = 0;
    for (const DepartureInterval& i : plan.intervals) {
      EXPECT_EQ(persons_between(departed, i.begin, i.end), i.persons);
      total += i.persons;
    }
    EXPECT_EQ(persons_between(departed, SimTime(-1us), SimTime(24h)), total) << "nobody leaves between the intervals";
  }
}

TEST(Plan, WhomItDoesNotReachStaysAndIsCountedAtTheOrigin) {
  FactLog facts;
  test::simulate(families(1000, {{interval(0h, 10h, 250)}}).build(), {&facts});

  std::int64_t appeared = 0;
  std::int64_t departed = 0;
  for (const auto& f : facts.of<record::PartyAppeared>()) {
    appeared += f.who.persons;
  }
  for (const auto& f : facts.of<record::PartyDeparted>()) {
    departed += f.persons;
  }
  EXPECT_EQ(appeared, 1000);
  EXPECT_EQ(departed, 250);
}

TEST(Plan, InstantsWithinAnIntervalAreUniformAndIndependent) {
  auto builder = families(100'000, {{interval(2h, 22h, 100'000)}}).party_sizes({1}, {1});
  const auto departed = departures(builder.build());
  ASSERT_EQ(departed.size(), 100'000U);

  std::vector<double> place;
  for (const Departed& d : departed) {
    place.push_back((to_hours(d.at) - 2) / 20);
  }
  const auto n = static_cast<double>(place.size());
  double distance = 0;
  for (std::size_t i = 0; i < place.size(); ++i) {
    distance = std::max({distance, place[i] - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - place[i]});
  }
  // Kolmogorov and Smirnov: exceeded once in a million.
  EXPECT_LT(distance * std::sqrt(n), std::sqrt(-std::log(1e-6 / 2) / 2));
  // Gaps of independent uniform instants have the variance of exponential ones; evenly spread ones would have none.
  double squares = 0;
  for (std::size_t i = 1; i < place.size(); ++i) {
    squares += std::pow((place[i] - place[i - 1]) * n - 1, 2);
  }
  // The variance of (gap - 1)^2 is 8 for an exponential gap of mean 1.
  EXPECT_NEAR(squares / n, 1, 5 * std::sqrt(8 / n));
}

// Between the knots the number gone is binomial: 4 sd = at most 2 sqrt(parties of the interval) parties.
TEST(Plan, NumberGoneFollowsTheCurveWithinItsStatedError) {
  PlannedDeparture plan;
  for (int hour = 0; hour < 24; ++hour) {
    plan.intervals.push_back(interval(hour * 1h, (hour + 1) * 1h, 1000 + 40 * hour));
  }
  auto builder = families(40'000, plan).party_sizes({1}, {1});
  const auto departed = departures(builder.build());
  double squares = 0;
  int points = 0;
  for (const DepartureInterval& i : plan.intervals) {
    const auto n = static_cast<double>(i.persons);
    for (const double x : {0.25, 0.5, 0.75}) {
      const SimTime at = i.begin + Duration(static_cast<std::int64_t>(x * 3.6e9));
      const auto gone = static_cast<double>(persons_between(departed, i.begin, at));
      const double deviation = (gone - n * x) / std::sqrt(n * x * (1 - x));
      EXPECT_LT(std::abs(deviation), 5.2) << "once in five million";
      squares += deviation * deviation;
      ++points;
    }
  }
  // Chi-square with (correlated) points: its mean is their number; and not far less, as with evenly spread ones.
  EXPECT_NEAR(squares / points, 1, 5 * std::sqrt(2.0 * 3 / points));
}

TEST(Plan, OneOriginsPlanShiftsNobodyElsesDepartures) {
  const auto two_towns = [](PlannedDeparture first) {
    auto builder = families(300, std::move(first));
    scenario::Origin second = builder.build().origins[0];
    second.id = "other";
    second.population = People(500);
    second.departure = PlannedDeparture{{interval(1h, 20h, 500)}};
    return builder.origin(second).build();
  };
  const auto of_second = [](const scenario::Scenario& scenario) {
    FactLog facts;
    test::simulate(scenario, {&facts});
    std::vector<std::pair<SimTime, int>> result;
    for (const auto& f : facts.of<record::PartyDeparted>()) {
      if (f.origin == OriginId(1)) {
        result.emplace_back(f.at, f.persons);
      }
    }
    return result;
  };

  const auto before = of_second(two_towns({{interval(0h, 3h, 300)}}));
  const auto after = of_second(two_towns({{interval(0h, 1h, 10), interval(7h, 9h, 200)}}));

  EXPECT_GT(before.size(), 100U);
  EXPECT_EQ(before, after);
}

TEST(Plan, PartiesOfAnIntervalKeepTheirPlaceInItWhenItMoves) {
  const auto early = departures(families(400, {{interval(0h, 4h, 400)}}).build());
  const auto late = departures(families(400, {{interval(10h, 14h, 400)}}).build());
  ASSERT_EQ(early.size(), late.size());
  for (std::size_t i = 0; i < early.size(); ++i) {
    EXPECT_EQ(early[i].party, late[i].party);
    EXPECT_EQ(early[i].at + 10h, late[i].at);
  }
}

TEST(Plan, AChangeToTheSamePlanChangesNothing) {
  const PlannedDeparture plan{{interval(0h, 6h, 300), interval(6h, 12h, 500)}};
  const auto without = departures(families(1000, plan).build());
  auto builder = families(1000, plan);
  change_plan(builder, 2h, plan);
  change_plan(builder, 6h, plan);

  const auto with = departures(builder.build());

  ASSERT_EQ(with.size(), without.size());
  for (std::size_t i = 0; i < with.size(); ++i) {
    EXPECT_EQ(with[i].at, without[i].at);
    EXPECT_EQ(with[i].party, without[i].party);
  }
}

TEST(Plan, AfterAChangeTheNewPlanSaysHowManyAreGoneInAll) {
  constexpr std::int64_t largest_party = 8;
  auto builder = families(3000, {{interval(0h, 10h, 1000), interval(10h, 20h, 1000)}});
  change_plan(builder, 10h, {{interval(0h, 10h, 1200), interval(12h, 14h, 300), interval(14h, 20h, 900)}});
  const auto departed = departures(builder.build());
  const auto gone = [&](Duration at) { return persons_between(departed, SimTime(-1us), SimTime(at)); };

  EXPECT_EQ(gone(10h - 1us), 1000);
  EXPECT_NEAR(static_cast<double>(gone(10h)), 1200, largest_party) << "who should be gone by now leaves at once";
  EXPECT_EQ(gone(12h), gone(10h));
  EXPECT_NEAR(static_cast<double>(gone(14h)), 1500, largest_party);
  EXPECT_NEAR(static_cast<double>(gone(24h)), 2400, largest_party);
}

TEST(Plan, WhoHasLeftDoesNotComeBackWhenThePlanShrinks) {
  auto builder = families(2000, {{interval(0h, 10h, 2000)}});
  change_plan(builder, 5h, {{interval(0h, 10h, 100)}});
  const auto departed = departures(builder.build());

  EXPECT_EQ(persons_between(departed, SimTime(5h), SimTime(24h)), 0);
  EXPECT_NEAR(static_cast<double>(persons_between(departed, SimTime(-1us), SimTime(5h))), 1000,
              5 * std::sqrt(2000 * 8));
}

TEST(Plan, OnARoadDriversTakeAboardThoseOfTheirOwnIntervalOnly) {
  auto builder = test::a_road({2000});
  builder.party_sizes({1, 2, 3}, {1, 1, 1});
  scenario::Origin village = test::a_village("village", NodeId(0), 900, NodeId(1));
  const PlannedDeparture plan{{interval(0h, 2h, 300), interval(4h, 5h, 600)}};
  village.departure = plan;
  village.vehicles = {{VehicleClassId(0), 0.8}, {std::nullopt, 0.2}};
  FactLog facts;
  test::simulate(builder.origin(village).build(), {&facts});

  std::int64_t early = 0;
  std::int64_t late = 0;
  for (const auto& f : facts.of<record::PartyDeparted>()) {
    (f.at <= SimTime(2h) ? early : late) += f.persons;
  }
  EXPECT_EQ(early, 300);
  EXPECT_EQ(late, 600);
}

}  // namespace
}  // namespace corridor::departure_plan_test
