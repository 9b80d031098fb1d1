// Gridlocks as facts, by hand -> what RunStatistics makes of them.
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::gridlock_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;

void found(RunStatistics& statistics, double hour, GridlockId id, const std::vector<LinkOrStage>& circle) {
  statistics.on(record::GridlockFound{at_hour(hour), id, static_cast<std::uint32_t>(circle.size())});
  for (const LinkOrStage& part : circle) {
    statistics.on(record::GridlockPartFound{at_hour(hour), id, part});
  }
}

TEST(Gridlocks, AreCountedAndTheTimeWithAnyIsMeasured) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  statistics.on(record::SampleTaken{at_hour(0)});
  found(statistics, 1, GridlockId(0), {road, bypass});
  statistics.on(record::SampleTaken{at_hour(1)});
  found(statistics, 2, GridlockId(1), {bypass, documents});
  statistics.on(record::SampleTaken{at_hour(2)});
  statistics.on(record::GridlockDissolved{at_hour(3), GridlockId(0)});
  statistics.on(record::GridlockDissolved{at_hour(3), GridlockId(1)});
  statistics.on(record::SampleTaken{at_hour(3)});
  found(statistics, 3.5, GridlockId(2), {road, bypass});
  statistics.on(record::SampleTaken{at_hour(4)});

  const RunResult result = statistics.finish();

  EXPECT_THAT(values_of(result, "all", Measure::gridlocks), ElementsAre(0, 1, 2, 0, 1));
  EXPECT_EQ(summary_of(result, "all", Measure::gridlock_hours), 2 + 0.5);
  ASSERT_EQ(result.gridlocks.size(), 3U);
  EXPECT_THAT(result.gridlocks[0].circle, ElementsAre("road", "bypass"));
  EXPECT_THAT(result.gridlocks[1].circle, ElementsAre("bypass", "bridge/documents"));
  EXPECT_EQ(result.gridlocks[0].until, at_hour(3));
  EXPECT_EQ(result.gridlocks[2].since, at_hour(3.5));
  EXPECT_FALSE(result.gridlocks[2].until);
}

}  // namespace
}  // namespace corridor::statistics::gridlock_test
