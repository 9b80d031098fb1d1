// What comes after a stage: transitions in order, conditions, shares, delays, regions, registration, balking, revisits.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/distributions.hpp"
#include "corridor/random/stream.hpp"

#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"

namespace corridor::stage_transition_test {
namespace {

using namespace std::chrono_literals;
using scenario::Transition;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;

/// A hall that everybody passes at once, then stages `a`, `b`, `c`, which nobody leaves within the run.
ScenarioBuilder a_hall(std::vector<Transition> next) {
  ScenarioBuilder builder;
  builder.site("town").stage("hall", scenario::Delay{test::fixed_time(0s)}).next(std::move(next));
  for (const char* id : {"a", "b", "c"}) {
    builder.stage(id, scenario::Delay{test::fixed_time(10000h)});
  }
  return builder.poisson_arrivals(0);
}

/// |k - n p| within 5 standard deviations of the binomial distribution.
void expect_share(std::size_t k, std::size_t n, double p) {
  const auto trials = static_cast<double>(n);
  EXPECT_NEAR(static_cast<double>(k), trials * p, 5 * std::sqrt(trials * p * (1 - p)));
}

TEST(Transition, TheFirstWhoseConditionHoldsIsTaken) {
  SiteRig rig(a_hall({{StageId(1), test::when("size > 4"), {}, {}},
                      {StageId(2), test::when("size > 2 and not needs_accommodation"), {}, {}},
                      {StageId(3), {}, {}, {}}})
                  .build());

  for (std::uint16_t size = 1; size <= 7; ++size) {
    rig.party(SimTime(1h), size);
  }
  rig.run(SimTime(2h));

  EXPECT_EQ(rig.visits(StageId(1)).size(), 3U);  // 5, 6, 7
  EXPECT_EQ(rig.visits(StageId(2)).size(), 2U);  // 3, 4
  EXPECT_EQ(rig.visits(StageId(3)).size(), 2U);  // 1, 2
}

TEST(Transition, SharesAreOfThoseForWhomTheConditionHoldsAndWereNotTakenBefore) {
  SiteRig rig(a_hall({{StageId(1), test::when("size == 2"), 0.3, {}},
                      {StageId(2), test::when("size == 2"), 0.5, {}},
                      {StageId(3), {}, {}, {}}})
                  .build());
  constexpr std::size_t n = 10000;

  for (std::size_t i = 0; i < 2 * n; ++i) {
    rig.party(SimTime(1h), static_cast<std::uint16_t>(i < n ? 2 : 1));
  }
  rig.run(SimTime(2h));

  expect_share(rig.visits(StageId(1)).size(), n, 0.3);
  expect_share(rig.visits(StageId(2)).size(), n, 0.7 * 0.5);
  EXPECT_EQ(rig.visits(StageId(1)).size() + rig.visits(StageId(2)).size() + rig.visits(StageId(3)).size(), 2 * n);
  EXPECT_EQ(rig.visits(StageId(1)).front().unit.persons, 2);
}

TEST(Transition, ConditionsKnowTheHourAndTheLine) {
  ScenarioBuilder builder;
  builder.site("town")
      .stage("desk", test::servers(1, test::fixed_time(1h)))
      .next({{StageId(1), test::when("hour >= 12.5"), {}, {}}, {StageId(2), test::when("waiting >= 2"), {}, {}}, {}});
  builder.stage("late", scenario::Delay{test::fixed_time(1h)}).stage("crowded", scenario::Delay{test::fixed_time(1h)});
  SiteRig rig(builder.poisson_arrivals(0).build());

  for (int i = 0; i < 4; ++i) {
    rig.party(SimTime(9h), 1);  // finished at 10:00 (3 waiting), 11:00 (2), 12:00 (1), 13:00
  }
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.visits(StageId(2)).size(), 2U);
  ASSERT_EQ(rig.visits(StageId(1)).size(), 1U);
  EXPECT_EQ(rig.visits(StageId(1))[0].joined, SimTime(13h));
}

TEST(Transition, DelayFreesTheServerAndBringsTheUnitLater) {
  ScenarioBuilder builder;
  builder.site("town")
      .stage("desk", test::servers(1, test::fixed_time(1h)))
      .next({{StageId(1), {}, {}, test::fixed_time(48h)}})
      .stage("request", test::servers(1, test::fixed_time(1h)));
  SiteRig rig(builder.poisson_arrivals(0).build());

  rig.party(SimTime(0s), 3);
  rig.party(SimTime(0s), 3);
  rig.run(SimTime(100h));

  EXPECT_EQ(rig.visits(StageId(0))[1].began, SimTime(1h));
  EXPECT_EQ(rig.visits(StageId(1))[0].joined, SimTime(49h));
  EXPECT_EQ(rig.visits(StageId(1))[1].joined, SimTime(50h));
  EXPECT_EQ(rig.facts().of<record::DelayEnded>().size(), 2U);
}

TEST(Transition, DelaysHaveTheirOwnDrawsFromTheirDistribution) {
  SiteRig rig(a_hall({{StageId(1), {}, {}, test::exponential_time(10h)}}).build());
  constexpr int n = 10000;

  for (int i = 0; i < n; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(1000h));

  double sum = 0;
  for (const test::Visit& v : rig.visits(StageId(1))) {
    sum += to_hours(v.joined);
  }
  EXPECT_NEAR(sum / n, 10, 5 * 10 / std::sqrt(n));
}

TEST(Registration, IsOncePerPartyAndCountsItsPersons) {
  ScenarioBuilder builder;
  builder.site("town").stage("desk", test::servers(1, test::fixed_time(1h))).next(test::then(1));
  builder.edit().stages.back().registers = true;
  builder.stage("later", test::servers(1, test::fixed_time(1h)));
  builder.edit().stages.back().registers = true;
  SiteRig rig(builder.poisson_arrivals(0).build());

  rig.party(SimTime(0s), 4);
  rig.party(SimTime(0s), 2);
  rig.run(SimTime(10h));

  const auto registered = rig.facts().of<record::PartyRegistered>();
  ASSERT_EQ(registered.size(), 2U);
  EXPECT_EQ(registered[0].persons, 4);
  EXPECT_EQ(registered[1].stage, StageId(0));
}

TEST(Balking, ShareOfThoseWhoseExpectedWaitIsOverTheLimitGoesElsewhere) {
  scenario::Service service = test::servers(2, test::fixed_time(10min));
  service.balking = {30min, 0.4, StageId(1)};
  ScenarioBuilder builder;
  builder.site("town").stage("desk", service).stage("later", scenario::Delay{test::fixed_time(1h)}).poisson_arrivals(0);
  SiteRig rig(builder.build());
  constexpr std::size_t n = 10000;

  // Two are served; 6 x 10 min / 2 = 30 min is not over the limit, 7 in line are.
  for (std::size_t i = 0; i < 9 + n; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(1min));

  expect_share(rig.visits(StageId(1)).size(), n, 0.4);
  EXPECT_EQ(static_cast<std::size_t>(rig.refused(StageId(0))), rig.visits(StageId(1)).size());
  EXPECT_EQ(rig.visits(StageId(0)).size() + rig.visits(StageId(1)).size(), 9 + n);
  EXPECT_EQ(rig.visits(StageId(0))[8].unit.index, 8U);
}

TEST(Balking, WhoComesBackDecidesAnew) {
  scenario::Service service = test::servers(0, test::fixed_time(10min));
  service.balking = {Duration(1us), 0.5, StageId(1)};
  ScenarioBuilder builder;
  builder.site("town").stage("desk", service);
  builder.stage("walk", scenario::Delay{test::fixed_time(1h)}).next(test::then(0)).poisson_arrivals(0);
  SiteRig rig(builder.build());
  constexpr std::size_t n = 4000;

  rig.party(SimTime(0s), 1);  // the line
  for (std::size_t i = 0; i < n; ++i) {
    rig.party(SimTime(1min), 1);
  }
  rig.run(SimTime(3h));

  // Half balk, half of these again after an hour, and half of these after two.
  expect_share(rig.visits(StageId(0)).size() - 1, n, 0.5 + 0.25 + 0.125);
}

TEST(Balking, WithoutAnotherStageTheyLeave) {
  scenario::Service service = test::servers(1, test::fixed_time(1h));
  service.balking = {30min, 1, std::nullopt};
  ScenarioBuilder builder;
  builder.site("town").stage("desk", service).poisson_arrivals(0);
  SiteRig rig(builder.build());

  for (int i = 0; i < 5; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(1min));

  EXPECT_EQ(rig.facts().of<record::PartyLeft>().size(), 3U);
}

TEST(Region, IsDrawnByShareWhenTheStageEnds) {
  ScenarioBuilder builder;
  builder.site("town").stage("desk", scenario::Delay{test::fixed_time(1h)}).poisson_arrivals(0);
  builder.edit().regions = {"onward", "north", "south"};
  builder.edit().stages[0].to_region = {{RegionId(1), 0.8}, {RegionId(2), 0.2}};
  SiteRig rig(builder.build());
  constexpr std::size_t n = 10000;

  for (std::size_t i = 0; i < n; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(2h));

  std::map<std::uint32_t, std::size_t> by_region;
  for (const auto& left : rig.facts().of<record::PartyLeft>()) {
    ++by_region[left.region.index()];
  }
  EXPECT_EQ(by_region[1] + by_region[2], n);
  expect_share(by_region[1], n, 0.8);
}

/// A desk to which half of the parties come back at once.
ScenarioBuilder a_desk_with_revisits() {
  ScenarioBuilder builder;
  builder.site("town")
      .stage("desk", test::servers(std::nullopt, test::exponential_time(1h)))
      .next({{StageId(0), {}, 0.5, {}}, {}});
  return builder;
}

TEST(Revisit, DrawsNewNumbersEachTimeAndTheSameInEveryRun) {
  SiteRig rig(a_desk_with_revisits().poisson_arrivals(0).build());

  for (int i = 0; i < 2000; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(1000h));

  const random::Decisions times(1, 0, random::Purpose::service_time, "town/desk");
  std::map<std::uint32_t, std::uint32_t> visits;
  for (const test::Visit& v : rig.visits(StageId(0))) {
    const random::Entity entity{id32("arrivals"), v.unit.index};
    const double u = times.draws(entity, visits[v.unit.index]++).uniform();
    ASSERT_EQ(v.finished - v.began, from_seconds(random::exponential_with_mean(u, 3600)));
  }
  // Visits are geometric with mean 2 and variance 2.
  EXPECT_NEAR(static_cast<double>(rig.visits(StageId(0)).size()), 4000, 5 * std::sqrt(2000 * 2.0));
}

TEST(Revisit, PartyThatTakesTheSlotOfOneThatHasLeftBeginsWithItsFirstVisit) {
  const auto scenario = a_desk_with_revisits().end(300h).poisson_arrivals(10).build();
  test::FactLog facts;

  test::simulate(scenario, {&facts});

  const random::Decisions times(1, 0, random::Purpose::service_time, "town/desk");
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> ordinal_and_visits;  // by slot
  std::uint32_t ordinal = 0;
  for (const record::Fact& fact : facts.all()) {
    if (const auto* appeared = std::get_if<record::PartyAppeared>(&fact)) {
      ordinal_and_visits[appeared->party.index()] = {ordinal++, 0};
    } else if (const auto* left = std::get_if<record::StageLeft>(&fact)) {
      auto& [party, visit] = ordinal_and_visits.at(left->unit.index);
      const double u = times.draws({id32("arrivals"), party}, visit++).uniform();
      ASSERT_EQ(left->finished - left->began, from_seconds(random::exponential_with_mean(u, 3600)));
    }
  }
  EXPECT_GT(ordinal, 2U * ordinal_and_visits.size());  // slots were used again
}

}  // namespace
}  // namespace corridor::stage_transition_test
