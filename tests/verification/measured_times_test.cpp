// Service times, stays and delays that were measured: drawn as they are, with what a service adds to them.
#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"
#include "support/site_rig.hpp"

namespace corridor::measured_times_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::SiteRig;

const StageId desk(0);

/// Three times that were measured, in the scenario's list; the mean is theirs.
scenario::TimeDistribution measured(ScenarioBuilder& builder) {
  builder.edit().empirical_times = {{{1s, 2s}, {1, 1}}, {{100s, 200s, 400s}, {2, 1, 1}}};
  return {scenario::Family::empirical, 200s, 0, EmpiricalId(1)};
}

std::map<Duration, int> counts(SiteRig& rig, StageId stage) {
  std::map<Duration, int> result;
  for (const test::Visit& v : rig.visits(stage)) {
    ++result[v.finished - v.began];
  }
  return result;
}

void expect_share(int count, int n, double share) {
  EXPECT_NEAR(count, n * share, 5 * std::sqrt(n * share * (1 - share)));
}

TEST(MeasuredTimes, AreDrawnWithTheSharesOfTheirWeights) {
  constexpr int n = 4000;
  ScenarioBuilder builder;
  const auto time = measured(builder);
  builder.poisson_arrivals(0).site("office").stage("desk", test::servers(std::nullopt, time));
  SiteRig rig(builder.end(100h).build());
  for (int i = 0; i < n; ++i) {
    rig.party(SimTime(8h), 1);
  }
  rig.run(SimTime(60h));

  const auto seen = counts(rig, desk);
  ASSERT_EQ(seen.size(), 3U);
  expect_share(seen.at(100s), n, 0.5);
  expect_share(seen.at(200s), n, 0.25);
  expect_share(seen.at(400s), n, 0.25);
}

TEST(MeasuredTimes, OfAServiceGrowWithThePersonsAndAtNight) {
  ScenarioBuilder builder;
  scenario::Service service = test::servers(std::nullopt, measured(builder));
  service.time.empirical = EmpiricalId(0);
  builder.edit().empirical_times[0] = {{100s}, {7}};
  service.per_person = 10s;
  service.pace.night = 1.5;
  builder.poisson_arrivals(0).site("office").stage("desk", service);
  SiteRig rig(builder.end(100h).build());
  rig.party(SimTime(12h), 2);
  rig.party(SimTime(23h), 2);  // night is 22:00 to 06:00
  rig.run(SimTime(60h));

  ASSERT_EQ(rig.visits(desk).size(), 2U);
  EXPECT_EQ(rig.visits(desk)[0].finished - rig.visits(desk)[0].began, Duration(120s));
  EXPECT_EQ(rig.visits(desk)[1].finished - rig.visits(desk)[1].began, Duration(180s));
}

TEST(MeasuredTimes, AreStaysAndDelaysToo) {
  ScenarioBuilder builder;
  const auto time = measured(builder);
  builder.poisson_arrivals(0).site("hall").stage("beds", test::beds(std::nullopt, time)).next(test::then(1));
  builder.stage("later", scenario::Delay{time});
  SiteRig rig(builder.end(100h).build());
  for (int i = 0; i < 200; ++i) {
    rig.party(SimTime(8h), 1);
  }
  rig.run(SimTime(60h));

  EXPECT_EQ(counts(rig, StageId(0)).size(), 3U);
  EXPECT_EQ(counts(rig, StageId(1)).size(), 3U);
}

}  // namespace
}  // namespace corridor::measured_times_test
