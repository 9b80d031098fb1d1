// Lanes that one direction takes from the other.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "support/road_rig.hpp"

namespace corridor::road_contraflow_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId out(0);
const LinkId in(1);

/// (0) ==out, 10 km==> (1), and back by `in`: one lane each.
struct BothWays {
  RoadRig rig;
  scenario::Link one_lane;
  scenario::Link two_lanes;

  explicit BothWays(double own_lanes = 1) : rig({{a_class("car", 4.6)}, links(own_lanes), 2}) {
    one_lane = rig.scenario().links[0];
    two_lanes = one_lane;
    two_lanes.contraflow = lanes(1);
  }
  static std::vector<scenario::Link> links(double own_lanes) {
    auto outbound = a_link("out", 0, 1, 10'000);
    auto inbound = a_link("in", 1, 0, 10'000);
    outbound.lanes = lanes(own_lanes);
    inbound.lanes = lanes(own_lanes);
    outbound.opposite = in;
    inbound.opposite = out;
    return {outbound, inbound};
  }
  void take_lane_at(SimTime at) {
    rig.at(at, [this](processes::Road& r) { r.change(out, two_lanes); });
  }
  void give_back_at(SimTime at) {
    rig.at(at, [this](processes::Road& r) { r.change(out, one_lane); });
  }
};

// 4.6 m and a gap of 2.5 m, reaction time 1.5 s, 45 km/h: (1.5 s + 7.1 m / 12.5 m/s) = 2.068 s on one lane.
constexpr Duration headway_on_one = 2068ms;
constexpr Duration headway_on_two = 1034ms;
constexpr Duration free_time = 800s;

TEST(Contraflow, HalvesTheHeadwaysOnceTheOtherDirectionIsEmpty) {
  BothWays road;
  for (int i = 0; i < 2'000; ++i) {
    road.rig.depart(SimTime(0s), {out});
  }
  road.rig.depart(SimTime(0s), {in});
  road.take_lane_at(SimTime(100s));
  road.rig.run(SimTime(24h));
  // The car that comes the other way is gone after 800 s; from then on vehicles enter twice as fast.
  const auto entered = road.rig.entered();
  for (int i = 1; i < 2'000; ++i) {
    const auto gap = entered[static_cast<std::size_t>(i)] - entered[static_cast<std::size_t>(i - 1)];
    const bool is_before = entered[static_cast<std::size_t>(i)] < SimTime(free_time);
    const bool is_after = entered[static_cast<std::size_t>(i - 1)] >= SimTime(free_time);
    if (is_before || is_after) {
      EXPECT_EQ(gap, is_before ? headway_on_one : headway_on_two) << i;
    }
  }
}

TEST(Contraflow, LetsNobodyInTheOtherWayFromItsFirstInstant) {
  BothWays road;
  road.take_lane_at(SimTime(100s));
  road.rig.depart(SimTime(99s), {in});
  const VehicleId late = road.rig.depart(SimTime(100s), {in});
  road.rig.run(SimTime(24h));
  EXPECT_EQ(road.rig.passages_of(in).size(), 1U);
  EXPECT_EQ(road.rig.entered()[late.index()], never);
}

TEST(Contraflow, GivesTheLaneBackWhenThoseOnItFitIntoTheOthers) {
  BothWays road;
  // Behind a door that lets one through every 20 s the road fills: two lanes hold 2 x 10,000 m / 7.1 m = 2,816 cars.
  road.rig.door_every(20s);
  for (int i = 0; i < 2'800; ++i) {
    road.rig.depart(SimTime(0s), {out});
  }
  road.take_lane_at(SimTime(0s));
  const SimTime end(4h);
  road.give_back_at(end);
  const VehicleId waiting = road.rig.depart(end, {in});
  road.rig.run(SimTime(48h));
  // One lane holds 10,000 / 7.1 = 1,408 cars: the other direction opens in the instant that no more are left. Nobody
  // has entered since the lane was given back.
  const SimTime opened = road.rig.entered()[waiting.index()];
  ASSERT_NE(opened, never);
  ASSERT_GT(opened, end);
  const auto passed = road.rig.passages_of(out);
  const auto on_road = std::count_if(passed.begin(), passed.end(),
                                     [&](const auto& p) { return p.entered <= opened && p.left > opened; });
  EXPECT_EQ(on_road, 1'408);
}

TEST(Contraflow, TakesHalfOfARoadWithTwoLanesAndLeavesTheOther) {
  BothWays road(2);
  road.take_lane_at(SimTime(0s));
  for (int i = 0; i < 100; ++i) {
    road.rig.depart(SimTime(1h), {out});
    road.rig.depart(SimTime(1h), {in});
  }
  road.rig.run(SimTime(24h));
  // Three lanes out, one in.
  const auto gap = [&](LinkId link) {
    const auto passed = road.rig.passages_of(link);
    return passed.back().entered - passed[passed.size() - 2].entered;
  };
  EXPECT_EQ(gap(in), headway_on_one);
  EXPECT_EQ(gap(out), Duration(689'333));  // 2.068 s / 3
}

TEST(Contraflow, LosesNobodyWhenItComesAndGoesEveryFewMinutes) {
  BothWays road;
  road.rig.door_every(3s);
  for (int i = 0; i < 400; ++i) {
    road.rig.depart(SimTime(i * 7s), {out});
    road.rig.depart(SimTime(i * 9s), {in});
  }
  for (int i = 0; i < 20; ++i) {
    road.take_lane_at(SimTime(i * 30min));
    road.give_back_at(SimTime(i * 30min + 11min));
  }
  road.rig.run(SimTime(48h));
  EXPECT_EQ(road.rig.passages().size(), 800U);
}

}  // namespace
}  // namespace corridor::road_contraflow_test
