// When parties leave by hazard: every instant against numerical integration, and the diffusion model of Bass in the
// limit.
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/distributions.hpp"
#include "corridor/random/stream.hpp"

#include "support/estimate.hpp"
#include "support/fact_log.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"

namespace corridor::departure_hazard_test {
namespace {

using namespace std::chrono_literals;
using test::FactLog;
using test::ScenarioBuilder;

/// A site where everybody ends at once.
ScenarioBuilder a_town() {
  ScenarioBuilder builder;
  builder.site("town").stage("door", scenario::Delay{test::fixed_time(0s)});
  return builder;
}

scenario::Change change_of_hazard(const scenario::Scenario& scenario, Duration at, scenario::HazardDeparture hazard) {
  scenario::Change change;
  change.at = SimTime(at);
  scenario::Origin now = scenario.origins[0];
  now.departure = hazard;
  change.what = scenario::Change::OfOrigin{OriginId(0), now};
  return change;
}

/// What the hazard is from an hour on.
struct From {
  double hour = 0;
  scenario::HazardDeparture hazard;
};

struct Leader {
  long double threshold = 0;
  int persons = 0;
  long double departs_h = -1;
};

/// dH/dt = base (1 + imitation g) night, integrated in steps of a minute, cut where a party reaches its threshold.
/// @pre changes and the edges of the night fall on whole minutes
void integrate(std::vector<Leader>& leaders, const std::vector<From>& hazards, int persons, double end_h) {
  std::vector<Leader*> waiting;
  for (Leader& l : leaders) {
    waiting.push_back(&l);
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](auto* a, auto* b) { return a->threshold < b->threshold; });
  long double integral = 0;
  int gone = 0;
  auto next = waiting.begin();
  for (int minute = 0; minute < end_h * 60; ++minute) {
    const double hour = minute / 60.0;
    const auto from = std::find_if(hazards.rbegin(), hazards.rend(), [&](const From& f) { return f.hour <= hour; });
    const bool night = std::fmod(hour, 24) >= 22 || std::fmod(hour, 24) < 6;
    for (long double left_h = 1 / 60.0L; left_h > 0;) {
      const long double rate = from->hazard.base_per_hour *
                               (1 + from->hazard.imitation * static_cast<long double>(gone) / persons) *
                               (night ? from->hazard.night_factor : 1);
      if (next == waiting.end() || integral + rate * left_h < (*next)->threshold) {
        integral += rate * left_h;
        break;
      }
      left_h -= ((*next)->threshold - integral) / rate;
      integral = (*next)->threshold;
      (*next)->departs_h = (minute + 1) / 60.0L - left_h;
      gone += (*next)->persons;
      ++next;
    }
  }
}

TEST(Hazard, EveryPartyLeavesWhenTheIntegratedHazardReachesItsThreshold) {
  const std::vector<From> hazards = {
      {0, {0.01, 3, 0.4}}, {30, {0.03, 3, 0.4}}, {52, {0.02, 6, 0.2}}, {60, {0, 1, 1}}, {70, {0.05, 1, 2}}};
  auto builder = a_town().hazard_arrivals(3000, 0).party_sizes({1, 2, 5}, {1, 1, 1}).end(96h);
  builder.edit().origins[0].departure = hazards[0].hazard;
  for (std::size_t i = 1; i < hazards.size(); ++i) {
    const Duration at = from_seconds(hazards[i].hour * 3600);
    builder.change(change_of_hazard(builder.build(), at, hazards[i].hazard));
  }
  FactLog facts;

  test::simulate(builder.build(), {&facts}, {5, 3});

  const random::Decisions departure(5, 3, random::Purpose::departure, "");
  std::vector<Leader> leaders;
  std::map<PartyId, std::size_t> ordinals;
  for (const auto& f : facts.by_number<record::PartyAppeared>()) {
    ordinals[f.party] = leaders.size();
    const auto ordinal = static_cast<std::uint32_t>(leaders.size());
    leaders.push_back(
        {random::exponential_threshold(departure.draws({id32("arrivals"), ordinal}).uniform()), f.who.persons});
  }
  integrate(leaders, hazards, 3000, 96);
  std::size_t departed = 0;
  for (const auto& f : facts.of<record::PartyDeparted>()) {
    ASSERT_NEAR(static_cast<double>(f.at.time_since_epoch().count()),
                static_cast<double>(leaders[ordinals.at(f.party)].departs_h * 3.6e9L), 1.0);
    ++departed;
  }
  const auto expected = std::count_if(leaders.begin(), leaders.end(), [](const Leader& l) { return l.departs_h >= 0; });
  EXPECT_EQ(departed, static_cast<std::size_t>(expected));
  EXPECT_GT(departed, 900U);
}

/// Share gone by Bass's model with constant base b and imitation q from g(0) = g0: x belongs to g0, and shrinks by
/// exp(-(1 + q) b t); g = (1 - x) / (1 + q x). Source: Bass 1969, Management Science 15(5), 215-227, eq. 8.
double bass(double g0, double b, double q, double t) {
  const double x = (1 - g0) / (1 + q * g0) * std::exp(-(1 + q) * b * t);
  return (1 - x) / (1 + q * x);
}

/// Share gone at these hours, one vector per hour with one value per replication.
std::vector<std::vector<double>> shares_gone(const scenario::Scenario& scenario, const std::vector<double>& hours) {
  std::vector<std::vector<double>> shares(hours.size());
  const auto population = static_cast<double>(scenario.origins[0].population->value());
  for (std::uint32_t r = 0; r < 20; ++r) {
    FactLog facts;
    test::simulate(scenario, {&facts}, {1, r});
    const auto departed = facts.of<record::PartyDeparted>();
    for (std::size_t i = 0; i < hours.size(); ++i) {
      const auto gone =
          std::count_if(departed.begin(), departed.end(), [&](const auto& f) { return to_hours(f.at) <= hours[i]; });
      shares[i].push_back(static_cast<double>(gone) / population);
    }
  }
  return shares;
}

// The mean differs from the limit by a term of order 1 / population: far less than 5 standard errors.
TEST(Hazard, ShareGoneFollowsBassInTheLimitOfALargePopulation) {
  constexpr double b = 0.02;
  constexpr double q = 4;
  auto builder = a_town().hazard_arrivals(4000, 0).end(72h);
  builder.edit().origins[0].departure = scenario::HazardDeparture{b, q, 1};
  builder.change(change_of_hazard(builder.build(), 20h, {3 * b, q, 1}));
  const std::vector<double> hours = {5, 10, 20, 25, 30, 40};

  const auto shares = shares_gone(builder.build(), hours);

  for (std::size_t i = 0; i < hours.size(); ++i) {
    const double at_20 = bass(0, b, q, 20);
    const double theory = hours[i] <= 20 ? bass(0, b, q, hours[i]) : bass(at_20, 3 * b, q, hours[i] - 20);
    test::expect_theory(shares[i], theory, 0.02);
  }
}

TEST(Hazard, WithoutImitationTimesAreExponential) {
  const auto shares = shares_gone(a_town().hazard_arrivals(4000, 0.1).end(72h).build(), {3, 10, 30});

  test::expect_theory(shares[0], 1 - std::exp(-0.3), 0.01);
  test::expect_theory(shares[1], 1 - std::exp(-1.0), 0.01);
  test::expect_theory(shares[2], 1 - std::exp(-3.0), 0.01);
}

/// Who leaves at the same time is neighbours in memory; the numbers are those in which they were drawn.
TEST(Hazard, IdsAreInTheOrderOfDeparturesAndNumbersAreNot) {
  FactLog facts;
  test::simulate(a_town().hazard_arrivals(500, 1).end(72h).build(), {&facts});

  std::vector<std::uint32_t> departed;
  std::ranges::transform(facts.of<record::PartyDeparted>(), std::back_inserter(departed),
                         [](const record::PartyDeparted& f) { return f.party.index(); });
  std::vector<std::uint32_t> numbers;
  std::ranges::transform(facts.of<record::PartyAppeared>(), std::back_inserter(numbers),
                         [](const record::PartyAppeared& f) { return f.number.value(); });
  ASSERT_EQ(numbers.size(), 500U);
  EXPECT_TRUE(std::ranges::is_sorted(departed));
  EXPECT_FALSE(std::ranges::is_sorted(numbers));
  std::ranges::sort(numbers);
  EXPECT_EQ(numbers.front(), 0U);
  EXPECT_EQ(numbers.back(), 499U);
  EXPECT_EQ(std::ranges::adjacent_find(numbers), numbers.end());
}

TEST(Hazard, OfZeroKeepsEverybodyUntilItChanges) {
  auto builder = a_town().hazard_arrivals(100, 0).end(72h);
  builder.change(change_of_hazard(builder.build(), 48h, {1e6, 0, 1}));
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  const auto departed = facts.of<record::PartyDeparted>();
  ASSERT_EQ(departed.size(), 100U);
  EXPECT_GE(departed.front().at, SimTime(48h));
  EXPECT_LT(departed.back().at, SimTime(48h + 1s));
}

}  // namespace
}  // namespace corridor::departure_hazard_test
