// Names, needs by the day, checks, the main chart.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chart.hpp"
#include "checks.hpp"
#include "names.hpp"
#include "needs.hpp"
#include "report_data.hpp"
#include "run_builder.hpp"

namespace corridor::report::parts_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace testing;  // of this module: run_builder.hpp

TEST(Names, AreThoseOfNodesAndElseTheId) {
  const Names names(RunBuilder(1).build().scenario);
  EXPECT_EQ(names.of("gate"), "Gate & bridge");
  EXPECT_EQ(names.of("gate/main_desk"), "Main desk, Gate & bridge");
  EXPECT_EQ(names.of("bus_stop"), "Bus stop");
  EXPECT_EQ(names.of("all"), "all places");
  EXPECT_EQ(names.local("gate"), "");
}

TEST(Needs, AreThoseOfTheInstantOfTheDayWithTheLargestMedian) {
  const Calendar calendar(*parse_local_time("2023-09-24T12:00:00+04:00"));
  const std::vector<Series> all = {
      {{"hall", "water_gap", "l/d"}, {range_of({1, 9}), range_of({5, 6}), range_of({2}), range_of({7})}},
      {{"hall", "queue_km", "km"}, {range_of({1}), range_of({1}), range_of({1}), range_of({1})}},
      {{"hall", "meals_gap", "meals/d"}, {range_of({0}), range_of({0}), range_of({0}), range_of({0})}}};
  const auto needs = daily_needs(all, {0, 6, 12, 36}, calendar);
  ASSERT_EQ(needs.size(), 2U);
  EXPECT_EQ(needs[0].day, "2023-09-24");
  EXPECT_EQ(needs[0].range.p50, 5);
  EXPECT_EQ(needs[0].range.p95, 6);
  EXPECT_EQ(needs[1].day, "2023-09-25") << "the end of the run is no day of its own";
  EXPECT_EQ(needs[1].range.p50, 7);
}

const Check* find(const std::vector<Check>& list, const std::string& name) {
  const auto found = std::ranges::find(list, name, &Check::name);
  return found == list.end() ? nullptr : &*found;
}

TEST(Checks, FindPeopleWhoAreLost) {
  RunBuilder run(2);
  run.figure("all", "total_persons", {100, 100}).figure("all", "arrived_persons", {90, 80});
  run.figure("all", "present_persons", {10, 20});
  EXPECT_TRUE(find(checks_of(run.build()), "conserved")->has_passed);
  run.figure("all", "died_persons", {1, 0});
  EXPECT_FALSE(find(checks_of(run.build()), "conserved")->has_passed);
}

TEST(Checks, FindMorePeopleInBedsThanThereArePlaces) {
  RunBuilder run(2);
  run.figure("hall/beds", "max_occupied", {10, 10});
  run.edit().series = {{{"hall/beds", "capacity", "places"}, {range_of({10, 10})}}};
  EXPECT_TRUE(find(checks_of(run.build()), "limits")->has_passed);
  run.edit().summary[0].range = range_of({10, 11});
  EXPECT_FALSE(find(checks_of(run.build()), "limits")->has_passed);
}

TEST(Checks, TellOfObservationsOutsideTheBandOfFailuresAndWarnings) {
  RunBuilder run(2);
  run.edit().observed = {{"a", "gate", "crossed_persons", {{1, 10, 9, 10, 11, true}, {2, 30, 9, 10, 11, true}}}};
  run.edit().manifest["warnings"].push_back("interrupted");
  run.edit().manifest["replications"]["interrupted"] = true;
  const auto list = checks_of(run.build());
  EXPECT_FALSE(find(list, "observations")->has_passed);
  EXPECT_THAT(find(list, "observations")->detail, HasSubstr("1 of 2"));
  EXPECT_FALSE(find(list, "replications")->has_passed);
  EXPECT_EQ(find(list, "warning")->detail, "interrupted");
}

TEST(Chart, HasStepsOfOneTwoOrFive) {
  EXPECT_EQ(nice_step(10, 5), 2);
  EXPECT_EQ(nice_step(11, 5), 5);
  EXPECT_EQ(nice_step(8775, 5), 2000);
  EXPECT_EQ(nice_step(100'632, 5), 50'000);
  EXPECT_EQ(nice_step(0, 5), 1);
  EXPECT_NEAR(nice_step(0.3, 5), 0.1, 1e-12);
}

TEST(Chart, DrawsBandsMedianAndObservedPointsAndEscapesWhatItIsCalled) {
  const Series series{{"all", "queue_vehicles", "vehicles"}, {range_of({0, 2}), range_of({4, 10}), Range()}};
  const Chart chart{
      .id = "q", .title = "<img onerror>", .unit = "vehicles", .series = &series, .observed = {{1, 5, 0, 0, 0, true}}};
  const std::string text = svg(chart, {0, 1, 2}, Calendar(*parse_local_time("2023-09-24T00:00:00+04:00")));
  EXPECT_THAT(text, HasSubstr("&lt;img onerror&gt;"));
  EXPECT_THAT(text, Not(HasSubstr("<img")));
  EXPECT_THAT(text, HasSubstr("<circle"));
  EXPECT_THAT(text, Not(HasSubstr("style=")));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  // From (70, 270) for hour 0 and 0 to x = 430 for hour 1; the median there is 4 of 10: 270 - 0.4 * 236.
  EXPECT_THAT(text, HasSubstr("<polyline points=\"70.0,270.0 430.0,175.6\""));
}

TEST(Suppression, LeavesOutSmallCountsOfGroupsOnly) {
  const ReportOptions wanted{.suppress_small = true};
  const auto shown_mean = [&](const std::string& unit, const std::string& group, double value) {
    return shown({{"all", "died_persons", unit}, group, range_of({value})}, wanted).mean;
  };
  EXPECT_TRUE(std::isnan(shown_mean("persons", "children", 1)));
  EXPECT_TRUE(std::isnan(shown_mean("persons", "children", 9)));
  EXPECT_EQ(shown_mean("persons", "children", 0), 0);
  EXPECT_EQ(shown_mean("persons", "children", 10), 10);
  EXPECT_EQ(shown_mean("persons", "", 3), 3) << "of everybody";
  EXPECT_EQ(shown_mean("h", "children", 3), 3) << "no count";
  EXPECT_EQ(shown({{"all", "died_persons", "persons"}, "children", range_of({3})}, {}).mean, 3);
}

}  // namespace
}  // namespace corridor::report::parts_test
