// Closures that people come to know: who has not passed the fork takes the other way, and nobody is lost.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/road_random.hpp"
#include "support/route_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::route_closure_test {
namespace {

using namespace std::chrono_literals;
using scenario::Information;
using test::FactLog;

const std::vector<Information> informed = {Information::closures, Information::current};

TEST(Closure, TurnsExactlyThoseWhoHaveNotPassedTheFork) {
  for (const Information information : informed) {
    for (const LinkId closed : {test::north, LinkId(3)}) {
      auto builder = test::two_exits(9000, 12'000, {information, 15min, 0s});
      close_link(builder, 1h, closed);
      open_link(builder, 2h, closed);
      builder.origin(test::a_village("city", test::city, 4000, test::abroad));
      FactLog facts;

      test::simulate(builder.build(), {&facts});

      EXPECT_EQ(facts.of<record::VehicleArrived>().size(), 4000U);
      for (const auto& e : test::entries(facts, test::north)) {
        EXPECT_TRUE(e.at <= SimTime(1h) || e.at >= SimTime(2h));
      }
      const auto south = test::entries(facts, test::south);
      ASSERT_GT(south.size(), 1000U);
      EXPECT_GE(south.front().at, SimTime(1h));
      if (information == Information::closures) {  // who knows of the queue that the closure has left, goes on south
        EXPECT_LE(south.back().at, SimTime(2h));
      }
      // the fork never stands still: one headway from one vehicle to the next
      const auto forked = test::exits(facts, test::stem);
      for (std::size_t i = 1; i < forked.size(); ++i) {
        EXPECT_LE(forked[i].at - forked[i - 1].at, 2068ms);
      }
    }
  }
}

TEST(Closure, IsNotKnownToThoseWhoKnowFreeFlowOnly) {
  auto builder = test::two_exits(9000, 12'000, {Information::free_flow, 15min, 0s});
  close_link(builder, 1h, test::north);
  builder.origin(test::a_village("city", test::city, 4000, test::abroad));
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  EXPECT_EQ(test::entries(facts, test::south).size(), 0U);
}

TEST(Closure, OfAllWaysLetsEverybodyWaitUntilOneOpens) {
  for (const Information information : informed) {
    auto builder = test::two_exits(9000, 12'000, {information, 15min, 0s});
    close_link(builder, 30min, test::north);
    close_link(builder, 1h, test::south);
    open_link(builder, 5h, test::south);
    builder.origin(test::a_village("city", test::city, 4000, test::abroad));
    FactLog facts;

    test::simulate(builder.build(), {&facts});

    // those on the closed northern road stand there for good
    const auto north = test::entries(facts, test::north);
    const auto gone_north = test::exits(facts, test::north);
    EXPECT_EQ(facts.of<record::VehicleArrived>().size() + north.size() - gone_north.size(), 4000U);
    for (const auto& e : test::entries(facts, test::south)) {
      EXPECT_TRUE(e.at <= SimTime(1h) || e.at >= SimTime(5h));
    }
  }
}

TEST(Closure, FarAheadLetsThemDriveUpToItWhereNoOtherWayIs) {
  auto builder = test::two_exits(9000, 12'000, {Information::closures, 15min, 0s});
  close_link(builder, 30min, LinkId(3));
  close_link(builder, 30min, LinkId(4));
  open_link(builder, 5h, LinkId(4));
  builder.origin(test::a_village("city", test::city, 4000, test::abroad));
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  // 9 km of 7.1 m each wait at the closed end of the northern road, and those on the closed road stand there
  const std::size_t north = test::entries(facts, test::north).size();
  EXPECT_EQ(north - test::entries(facts, LinkId(3)).size(), 1267U);
  const auto south = test::entries(facts, test::south);
  EXPECT_EQ(north + south.size(), 4000U);
  EXPECT_GE(south.front().at, SimTime(5h));
  EXPECT_EQ(facts.of<record::VehicleArrived>().size(), south.size() + test::exits(facts, LinkId(3)).size());
}

TEST(Closure, TurnsThoseWhoStillWaitAtTheirDoor) {
  for (const Information information : informed) {
    auto builder = test::two_exits(9000, 12'000, {information, 15min, 0s});
    close_link(builder, 10min, test::north);
    builder.origin(test::a_village("fork", test::fork, 1000, test::abroad)).end(48h);
    FactLog facts;

    test::simulate(builder.build(), {&facts});

    const auto south = test::entries(facts, test::south);
    const auto north = test::entries(facts, test::north);
    EXPECT_EQ(north.size() + south.size(), 1000U);
    EXPECT_TRUE(std::all_of(north.begin(), north.end(), [](const auto& e) { return e.at < SimTime(10min); }));
    EXPECT_GT(south.size(), 500U);
  }
}

//  0 --stem--> [post] 1: who has been checked and waits to drive on keeps the lane
TEST(Closure, TurnsTheVehicleThatHoldsALaneOfTheCheckpoint) {
  auto builder = test::two_exits(9000, 12'000, {Information::closures, 15min, 0s});
  builder.site("post", test::stem)
      .stage("documents", test::servers(2, test::fixed_time(20s)), scenario::UnitKind::vehicle)
      .waiting_room(0);
  close_link(builder, 1h, test::south);
  close_link(builder, 1h, test::north);
  open_link(builder, 2h, test::south);
  builder.origin(test::a_village("city", test::city, 800, test::abroad));
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  const auto south = test::entries(facts, test::south);
  ASSERT_FALSE(south.empty());
  EXPECT_EQ(south.front().at, SimTime(2h));
  EXPECT_EQ(test::entries(facts, test::north).size() + south.size(), 800U);
}

/// Random roads on which ways lead forward only, so that nobody can stand in everybody's way for good.
scenario::Scenario random_roads(std::uint64_t seed) {
  test::Dice dice(seed);
  test::ScenarioBuilder builder;
  const std::size_t nodes = 4 + dice.below(6);
  builder.vehicle_class("car", 4.6, 5).end(20 * 24h);
  for (std::size_t i = 0; i < nodes; ++i) {
    builder.node("n" + std::to_string(i));
  }
  for (std::size_t i = 0; i < nodes - 1 + dice.below(2 * nodes); ++i) {
    const std::size_t from = i < nodes - 1 ? i : dice.below(nodes - 1);
    const std::size_t to = i < nodes - 1 ? i + 1 : from + 1 + dice.below(nodes - 1 - from);
    builder.link(test::a_link("l" + std::to_string(i), from, to, static_cast<double>(dice.between(50, 3000))));
    if (dice.chance(30)) {
      builder.edit().links.back().capacity = static_cast<double>(dice.between(100, 900));
    }
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const NodeId start(dice.below(nodes - 1));
    builder.origin(test::a_village("v" + std::to_string(i), start, dice.between(1, 150), NodeId(nodes - 1)));
  }
  const std::size_t links = builder.build().links.size();
  for (std::size_t i = 0; i < 12; ++i) {
    const LinkId link(dice.below(links));
    const Duration at = std::chrono::seconds(dice.between(0, 7200));
    dice.chance(50) ? close_link(builder, at, link) : open_link(builder, at, link);
  }
  for (std::size_t i = 0; i < links; ++i) {
    open_link(builder, 3h, LinkId(i));
  }
  auto& changes = builder.edit().changes;
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  const Duration taste = dice.chance(50) ? Duration(0) : dice.between(Duration(1s), Duration(30min));
  builder.edit().routing = {informed[dice.below(2)], dice.between(Duration(10s), Duration(30min)), taste};
  return builder.build();
}

TEST(Closure, OnAnyRoadLosesNobodyAndTheRunIsRepeatable) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const scenario::Scenario scenario = random_roads(seed);
    FactLog facts;
    FactLog again;

    test::simulate(scenario, {&facts});
    test::simulate(scenario, {&again});

    ASSERT_EQ(test::texts(facts), test::texts(again)) << "seed " << seed;
    ASSERT_EQ(facts.of<record::VehicleArrived>().size(), facts.of<record::VehicleFormed>().size()) << "seed " << seed;
    std::vector<bool> is_open(scenario.links.size(), true);
    auto change = scenario.changes.begin();
    for (const record::Fact& fact : facts.all()) {
      for (; change != scenario.changes.end() && change->at <= record::time_of(fact); ++change) {
        const auto& of_link = std::get<scenario::Change::OfLink>(change->what);
        is_open[of_link.id.index()] = of_link.now.open;
      }
      if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
        ASSERT_TRUE(is_open[entered->link.index()]) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace corridor::route_closure_test
