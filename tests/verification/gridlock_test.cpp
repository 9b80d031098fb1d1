// Gridlock through the road: rings of links in which everybody waits for everybody, with and without sites in them,
// and roads that are only queued. simulate() checks at every fact that nobody is lost.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/fact_log.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::gridlock_test {
namespace {

using namespace std::chrono_literals;
using test::a_village;
using test::FactLog;
using test::ScenarioBuilder;

/// A roundabout of four one-way links of 71 m, ten cars each. From every node people want to go to the last one before
/// it, over three of the links, and enter with nine tenths of the priority.
//
//   n0 --l0--> n1
//   ^           |
//   l3          l1
//   |           v
//   n3 <--l2-- n2
ScenarioBuilder a_roundabout(std::int64_t people_of_each_village, std::size_t links_to_drive = 3) {
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5);
  for (std::size_t i = 0; i < 4; ++i) {
    scenario::Link link = test::a_link("l" + std::to_string(i), i, (i + 1) % 4, 71);
    link.merge_priority = 1;
    scenario::Origin village =
        a_village("v" + std::to_string(i), NodeId(i), people_of_each_village, NodeId((i + links_to_drive) % 4));
    village.merge_priority = 9;
    builder.node("n" + std::to_string(i)).link(link).origin(village);
  }
  return builder.end(6h).sample(5min);
}

struct Seen {
  explicit Seen(const scenario::Scenario& scenario) {
    statistics::RunStatistics statistics(scenario);
    test::simulate(scenario, {&facts, &statistics});
    result = statistics.finish();
  }
  FactLog facts;
  statistics::RunResult result;
};

double gridlock_hours(const statistics::RunResult& result) {
  const auto found =
      std::ranges::find(result.summary, statistics::Measure::gridlock_hours, &statistics::SummaryValue::measure);
  return found == result.summary.end() ? 0 : found->value;
}

SimTime last_movement(const FactLog& facts) {
  const auto entered = facts.of<record::LinkEntered>();
  return entered.back().at;
}

TEST(Gridlock, OfARoundaboutThatFillsIsNamedFromTheFirstSampleAfterTheLastMovementOn) {
  const Seen seen(a_roundabout(60).build());

  ASSERT_EQ(seen.result.gridlocks.size(), 1U);
  const statistics::Gridlock& gridlock = seen.result.gridlocks.front();
  EXPECT_EQ(gridlock.circle, (std::vector<std::string>{"l0", "l1", "l2", "l3"}));
  EXPECT_FALSE(gridlock.until);
  // A car enters and drives 71 m in seconds: what stands five minutes later stands for ever.
  const SimTime last = last_movement(seen.facts);
  EXPECT_GT(gridlock.since, last);
  EXPECT_LE(gridlock.since, last + 5min);
  EXPECT_EQ(gridlock_hours(seen.result), to_seconds(SimTime(6h) - gridlock.since) / 3600);
}

TEST(Gridlock, HoldsEverybodyWhoIsInItAndLosesNobody) {
  const Seen seen(a_roundabout(60).build());

  const auto entered = seen.facts.of<record::LinkEntered>().size();
  const auto left = seen.facts.of<record::LinkLeft>().size();
  EXPECT_EQ(entered - left, 40U);  // four links of ten cars
  EXPECT_LT(seen.facts.of<record::PartyLeft>().size(), 240U);
}

// The same roundabout with fewer people than fill it: queued, but it empties.
TEST(Gridlock, IsNotFoundInARoundaboutThatIsQueuedAndEmpties) {
  const Seen seen(a_roundabout(9).sample(1min).build());

  EXPECT_EQ(seen.facts.of<record::PartyLeft>().size(), 36U);
  EXPECT_TRUE(seen.result.gridlocks.empty());
  EXPECT_EQ(gridlock_hours(seen.result), 0);
}

// Everybody leaves the roundabout at the next node: it is as full, and its links' heads always go.
TEST(Gridlock, IsNotFoundWhereTheFirstOfEachLinkLeavesTheRoad) {
  const Seen seen(a_roundabout(300, 1).sample(1min).build());

  EXPECT_EQ(seen.facts.of<record::PartyLeft>().size(), 1200U);
  EXPECT_TRUE(seen.result.gridlocks.empty());
}

TEST(Gridlock, DissolvesWhenAnotherLaneOpens) {
  auto builder = a_roundabout(60);
  for (std::size_t i = 0; i < 4; ++i) {
    scenario::Change change;
    change.at = SimTime(3h);
    scenario::Link wider = builder.edit().links[i];
    wider.lanes = lanes(10);
    change.what = scenario::Change::OfLink{LinkId(i), wider};
    builder.change(change);
  }

  const Seen seen(builder.build());

  ASSERT_EQ(seen.result.gridlocks.size(), 1U);
  EXPECT_EQ(seen.result.gridlocks.front().until, SimTime(3h));
  EXPECT_EQ(gridlock_hours(seen.result), to_seconds(SimTime(3h) - seen.result.gridlocks.front().since) / 3600);
  EXPECT_EQ(seen.facts.of<record::PartyLeft>().size(), 240U);
}

TEST(Gridlock, IsNotFoundOnARoadThatIsQueuedFromATownThatIsFull) {
  auto builder = test::a_road({300, 200, 71});
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(10s)))
      .site("town", NodeId(3))
      .stage("beds", test::beds(30, test::fixed_time(1000h)), scenario::UnitKind::person)
      .waiting_room(0)
      .origin(a_village("village", NodeId(0), 200, SiteId(1)));

  const Seen seen(builder.build());

  EXPECT_LT(seen.facts.of<record::PartyLeft>().size(), 200U);
  EXPECT_TRUE(seen.facts.of<record::GridlockFound>().empty());
}

// A checkpoint with two booths in the roundabout: cars that have been checked keep their booths, as the road behind is
// full of cars that wait for the checkpoint.
TEST(Gridlock, GoesThroughASiteWhoseServersAreAllHeld) {
  auto builder = a_roundabout(60);
  test::with_checkpoint(builder, LinkId(1), test::servers(2, test::fixed_time(20s)));

  const Seen seen(builder.build());

  ASSERT_EQ(seen.result.gridlocks.size(), 1U);
  EXPECT_EQ(seen.result.gridlocks.front().circle, (std::vector<std::string>{"l0", "l1", "post/documents", "l2", "l3"}));
}

// Two stages after one another at the end of the link: the first is held by the second, and that by the road.
TEST(Gridlock, GoesThroughAllStagesOfASiteThatHoldEachOther) {
  auto builder = a_roundabout(60);
  test::with_checkpoint(builder, LinkId(1), test::servers(2, test::fixed_time(20s))).next(test::then(1));
  builder.stage("search", test::servers(3, test::fixed_time(20s)), scenario::UnitKind::vehicle).waiting_room(4);

  const Seen seen(builder.build());

  ASSERT_EQ(seen.result.gridlocks.size(), 1U);
  EXPECT_EQ(seen.result.gridlocks.front().circle,
            (std::vector<std::string>{"l0", "l1", "post/documents", "post/search", "l2", "l3"}));
}

// All stands, but in the search bay somebody is being served: when that is over the booths are no longer held.
TEST(Gridlock, IsNotFoundAsLongAsSomebodyIsServedInTheCircle) {
  auto builder = a_roundabout(60);
  test::with_checkpoint(builder, LinkId(1), test::servers(2, test::fixed_time(20s))).next(test::then(1));
  builder.stage("search", test::servers(1, test::fixed_time(1000h)), scenario::UnitKind::vehicle).waiting_room(0);

  const Seen seen(builder.build());

  EXPECT_LT(last_movement(seen.facts), SimTime(1h));
  EXPECT_TRUE(seen.result.gridlocks.empty());
}

TEST(Gridlock, OfTwoRoundaboutsIsFoundInEach) {
  auto builder = a_roundabout(60);
  const std::vector<scenario::Link> links = builder.edit().links;
  const std::vector<scenario::Origin> origins = builder.edit().origins;
  for (std::size_t i = 0; i < 4; ++i) {
    scenario::Link link = links[i];
    link.id = "m" + std::to_string(i);
    link.from = NodeId(link.from.index() + 4U);
    link.to = NodeId(link.to.index() + 4U);
    scenario::Origin village = origins[i];
    village.id = "w" + std::to_string(i);
    village.node = NodeId(i + 4);
    village.to = NodeId(std::get<NodeId>(village.to).index() + 4U);
    builder.node("o" + std::to_string(i)).link(link).origin(village);
  }

  const Seen seen(builder.build());

  ASSERT_EQ(seen.result.gridlocks.size(), 2U);
  EXPECT_EQ(seen.result.gridlocks[0].circle, (std::vector<std::string>{"l0", "l1", "l2", "l3"}));
  EXPECT_EQ(seen.result.gridlocks[1].circle, (std::vector<std::string>{"m0", "m1", "m2", "m3"}));
  EXPECT_LE(gridlock_hours(seen.result), 6);
}

}  // namespace
}  // namespace corridor::gridlock_test
