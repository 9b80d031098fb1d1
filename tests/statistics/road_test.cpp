// Facts of crossings and queues, by hand -> what RunStatistics makes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::road_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNan;

record::LinkObserved observed(double hour, LinkId link, int vehicles, int queued, double queue_m) {
  return {at_hour(hour), link, Vehicles(vehicles), Vehicles(queued), corridor::People(3 * queued), metres(queue_m)};
}

TEST(Crossings, AreCountedPerSiteAndOnceInAll) {
  scenario::Scenario scenario = a_scenario();
  scenario.sites[1].where = road;  // both sites stand on the road
  RunStatistics statistics(scenario);
  statistics.on(formed(0, 4));
  statistics.on(record::SitePassed{at_hour(0.5), VehicleId(0), hub, 4});
  statistics.on(record::SampleTaken{at_hour(1)});
  statistics.on(record::SitePassed{at_hour(1.5), VehicleId(0), bridge, 4});
  statistics.on(record::SampleTaken{at_hour(2)});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "hub", Measure::crossed_persons), ElementsAre(4, 4));
  EXPECT_THAT(values_of(result, "bridge", Measure::crossed_persons), ElementsAre(0, 4));
  EXPECT_THAT(values_of(result, "all", Measure::crossed_persons), ElementsAre(4, 4));
  EXPECT_THAT(values_of(result, "all", Measure::crossed_vehicles), ElementsAre(1, 1));
}

TEST(Crossings, RatesAreOverTheIntervalAndEmptyAtTheStart) {
  scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  statistics.on(record::SampleTaken{at_hour(0)});
  for (std::uint32_t v = 0; v < 3; ++v) {
    statistics.on(formed(v, 5));
    statistics.on(record::SitePassed{at_hour(0.1), VehicleId(v), bridge, 5});
  }
  statistics.on(record::SampleTaken{at_hour(0.5)});
  statistics.on(record::SampleTaken{at_hour(1)});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "bridge", Measure::crossed_persons_per_hour), ElementsAre(IsNan(), 15 / 0.5, 0));
  EXPECT_THAT(values_of(result, "all", Measure::crossed_vehicles_per_hour), ElementsAre(IsNan(), 3 / 0.5, 0));
}

TEST(Crossings, NinetyNinePercentIsReachedAtThePassingThatReachesIt) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  for (std::uint32_t v = 0; v < 100; ++v) {
    statistics.on(formed(v, 1));
    statistics.on(record::SitePassed{at_hour(0.01 * (v + 1)), VehicleId(v), bridge, 1});
  }
  const RunResult result = statistics.finish();
  EXPECT_NEAR(summary_of(result, "all", Measure::time_99_crossed), 0.99, 1e-9);
  EXPECT_NEAR(summary_of(result, "bridge", Measure::last_crossing), 1.0, 1e-9);
}

TEST(Crossings, OfNobodyHaveNoTime) {
  const scenario::Scenario scenario = a_scenario();
  const RunResult result = RunStatistics(scenario).finish();
  EXPECT_THAT(summary_of(result, "all", Measure::time_99_crossed), IsNan());
  EXPECT_THAT(summary_of(result, "all", Measure::last_crossing), IsNan());
}

TEST(Crossings, HappenOnlyAtSitesOnTheRoad) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  statistics.on(formed(0, 1));
  EXPECT_THAT(values_of(RunStatistics(scenario).finish(), "hub", Measure::crossed_persons), IsEmpty());
  EXPECT_THROW(statistics.on(record::SitePassed{at_hour(1), VehicleId(0), hub, 1}), ContractViolation);
}

TEST(Queues, AreAddedOverLinksAndTheLongestOfEachIsKept) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  for (const record::Fact& fact : std::vector<record::Fact>{
           observed(0, road, 0, 0, 0), observed(0, bypass, 0, 0, 0), record::SampleTaken{at_hour(0)},
           observed(1, road, 9, 8, 60), observed(1, bypass, 2, 1, 7.5), record::SampleTaken{at_hour(1)},
           observed(2, road, 4, 3, 22.5), observed(2, bypass, 6, 5, 37.5), record::SampleTaken{at_hour(2)}}) {
    statistics.on(fact);
  }
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "road", Measure::queue_vehicles), ElementsAre(0, 8, 3));
  EXPECT_THAT(values_of(result, "bypass", Measure::vehicles_on_link), ElementsAre(0, 2, 6));
  EXPECT_THAT(values_of(result, "all", Measure::queue_persons), ElementsAre(0, 27, 24));
  EXPECT_THAT(values_of(result, "all", Measure::queue_km), ElementsAre(0, 0.0675, 0.06));
  EXPECT_DOUBLE_EQ(summary_of(result, "bypass", Measure::max_queue_vehicles), 5);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::max_queue_vehicles), 9);  // not 8 + 5
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::max_queue_persons), 27);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::max_queue_km), 0.0675);
}

}  // namespace
}  // namespace corridor::statistics::road_test
