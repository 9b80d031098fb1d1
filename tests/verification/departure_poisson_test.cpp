// Poisson departures: counts, gaps, limited and unlimited populations.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_scenario.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"

namespace corridor::departure_poisson_test {
namespace {

using namespace std::chrono_literals;
using test::FactLog;
using test::ScenarioBuilder;

ScenarioBuilder a_town() {
  ScenarioBuilder builder;
  builder.site("town").stage("door", scenario::Delay{test::fixed_time(0s)});
  return builder;
}

/// Departure times [h] of one run.
std::vector<double> departures(const scenario::Scenario& scenario) {
  FactLog facts;
  test::simulate(scenario, {&facts});
  std::vector<double> hours;
  for (const auto& f : facts.of<record::PartyDeparted>()) {
    hours.push_back(to_hours(f.at));
  }
  return hours;
}

TEST(Poisson, CountsInIntervalsHaveThePoissonDistribution) {
  constexpr double mean = 4;  // per interval of an hour
  constexpr int intervals = 20000;
  const auto hours = departures(a_town().poisson_arrivals(mean).end(1h * intervals).sample(1000h).build());

  std::vector<int> counts(intervals);
  for (const double hour : hours) {
    ++counts[static_cast<std::size_t>(hour)];
  }
  double p = std::exp(-mean);
  double chi_square = 0;
  constexpr int cells = 13;  // 0 to 12 per hour: at least 12 expected in each
  for (int k = 0; k < cells; ++k) {
    const double expected = intervals * p;
    const auto seen = static_cast<double>(std::count(counts.begin(), counts.end(), k));
    chi_square += (seen - expected) * (seen - expected) / expected;
    p *= mean / (k + 1);
  }
  // At most 13 degrees of freedom: mean 13, variance 26. Mean + 9 standard deviations is exceeded once in 10 million.
  EXPECT_LT(chi_square, cells + 9 * std::sqrt(2.0 * cells));
}

TEST(Poisson, GapsAreExponential) {
  auto hours = departures(a_town().poisson_arrivals(100).end(1000h).sample(1000h).build());
  ASSERT_GT(hours.size(), 99000U);

  std::vector<double> gaps(hours.size());
  std::adjacent_difference(hours.begin(), hours.end(), gaps.begin());
  std::sort(gaps.begin(), gaps.end());
  const auto n = static_cast<double>(gaps.size());
  double distance = 0;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const double p = 1 - std::exp(-100 * gaps[i]);
    distance = std::max({distance, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
  }
  // Kolmogorov and Smirnov: exceeded once in a million
  EXPECT_LT(distance * std::sqrt(n), std::sqrt(-std::log(1e-6 / 2) / 2));
}

TEST(Poisson, RateMayChangeAtAnInstant) {
  auto builder = a_town().poisson_arrivals(100).end(300h);
  for (const auto& [at, rate] : {std::pair(100h, 0.0), std::pair(200h, 400.0)}) {
    scenario::Change change;
    change.at = SimTime(at);
    scenario::Origin now = builder.build().origins[0];
    now.departure = scenario::PoissonDeparture{rate};
    change.what = scenario::Change::OfOrigin{OriginId(0), now};
    builder.change(change);
  }

  const auto hours = departures(builder.build());

  const auto count = [&](double from, double to) {
    return static_cast<double>(
        std::count_if(hours.begin(), hours.end(), [&](double h) { return h >= from && h < to; }));
  };
  EXPECT_NEAR(count(0, 100), 10000, 5 * std::sqrt(10000));
  EXPECT_EQ(count(100, 200), 0);
  EXPECT_NEAR(count(200, 300), 40000, 5 * std::sqrt(40000));
}

TEST(Poisson, LimitedPopulationLeavesOneAfterTheOtherUntilNobodyIsLeft) {
  auto builder = a_town().hazard_arrivals(1000, 0).party_sizes({1, 2, 3}, {1, 1, 1}).end(1000h);
  builder.edit().origins[0].departure = scenario::PoissonDeparture{10};
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  const auto departed = facts.of<record::PartyDeparted>();
  std::int64_t persons = 0;
  for (std::size_t i = 0; i < departed.size(); ++i) {
    EXPECT_EQ(departed[i].party.index(), i);  // in order of ordinal
    persons += departed[i].persons;
  }
  EXPECT_EQ(persons, 1000);
  const auto n = static_cast<double>(departed.size());
  EXPECT_NEAR(to_hours(departed.back().at), n / 10, 5 * std::sqrt(n) / 10);
}

TEST(Poisson, PartyOfAnUnlimitedOriginWithoutASeatStaysThereAndIsCounted) {
  auto builder = test::a_road({9000});
  scenario::Origin village = test::a_village("village", NodeId(0), 0, NodeId(1));
  village.population = std::nullopt;
  village.departure = scenario::PoissonDeparture{100};
  village.vehicles = {{VehicleClassId(0), 0.75}, {std::nullopt, 0.25}};
  FactLog facts;

  test::simulate(builder.origin(village).end(100h).build(), {&facts});

  const auto n = static_cast<double>(facts.of<record::PartyAppeared>().size());
  const auto departed = facts.of<record::PartyDeparted>().size();
  EXPECT_NEAR(static_cast<double>(departed), 0.75 * n, 5 * std::sqrt(n * 0.75 * 0.25));
  EXPECT_EQ(departed, facts.of<record::VehicleFormed>().size());
}

}  // namespace
}  // namespace corridor::departure_poisson_test
