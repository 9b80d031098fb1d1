#include "milestones.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"

namespace corridor::results::milestones_test {
namespace {

using namespace std::chrono_literals;
using statistics::Measure;
using statistics::RunResult;

/// A hall with a desk that registers, and beds.
scenario::Scenario a_scenario() {
  test::ScenarioBuilder builder;
  builder.site("hall").stage("desk", test::servers(1, test::fixed_time(1h)));
  builder.edit().stages.back().registers = true;
  builder.stage("beds", test::beds(10, test::fixed_time(1h)), scenario::UnitKind::person);
  return builder.build();
}

/// At hours 0, 1, 2, ...
RunResult a_result(const std::vector<double>& queue, const std::vector<double>& waiting,
                   const std::vector<double>& without_bed) {
  RunResult result;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    result.times.emplace_back(std::chrono::hours(i));
  }
  const std::vector<double> nobody(queue.size(), 0);
  const std::vector<double> served(queue.size(), 42);
  result.series = {{"all", Measure::queue_vehicles, queue},
                   {"hall/desk", Measure::waiting, waiting},
                   {"hall/desk", Measure::held, nobody},
                   {"hall/desk", Measure::served_persons, served},
                   {"hall/beds", Measure::persons_without_bed, without_bed}};
  return result;
}

Milestone find(const std::vector<Milestone>& list, const std::string& name) {
  const auto found = std::ranges::find(list, name, &Milestone::name);
  return found == list.end() ? Milestone{} : *found;
}

TEST(Milestones, TellWhenTheQueueWasLargestAndGone) {
  const auto list =
      milestones(a_scenario(), a_result({0, 50, 300, 40, 3, 0, 2}, {0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(find(list, "queue_largest").at, SimTime(2h));
  EXPECT_EQ(find(list, "queue_largest").value, 300);
  EXPECT_EQ(find(list, "queue_gone").at, SimTime(4h)) << "3 vehicles are 1 % of 300, and never more come after";
}

TEST(Milestones, TellNoTimeOfAQueueThatStandsAtTheEndOrNeverWas) {
  const auto stands = milestones(a_scenario(), a_result({0, 9, 1}, {0, 0, 0}, {0, 0, 0}));
  EXPECT_EQ(find(stands, "queue_gone").at, std::nullopt);
  const auto never = milestones(a_scenario(), a_result({0, 0, 0}, {0, 0, 0}, {0, 0, 0}));
  EXPECT_EQ(find(never, "queue_largest").at, std::nullopt);
  EXPECT_EQ(find(never, "queue_largest").value, 0);
  EXPECT_EQ(find(never, "queue_gone").at, SimTime(0h));
}

TEST(Milestones, TellWhenALineIsGoneAndHowManyWereRegisteredThere) {
  const auto list = milestones(a_scenario(), a_result({0, 0, 0, 0}, {0, 200, 2, 0}, {0, 0, 0, 0}));
  EXPECT_EQ(find(list, "line_gone").place, "hall/desk");
  EXPECT_EQ(find(list, "line_gone").at, SimTime(2h));
  EXPECT_EQ(find(list, "line_gone").value, 42);
}

TEST(Milestones, TellWhenBedsRunOutAndHowManyHaveNone) {
  const auto list = milestones(a_scenario(), a_result({0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 7, 5}));
  EXPECT_EQ(find(list, "beds_run_out").place, "hall/beds");
  EXPECT_EQ(find(list, "beds_run_out").at, SimTime(2h));
  EXPECT_EQ(find(list, "beds_run_out").value, 7);
}

}  // namespace
}  // namespace corridor::results::milestones_test
