// Vehicles of priority classes: what they gain, and what they cost the others.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "support/road_rig.hpp"

namespace corridor::road_priority_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const VehicleClassId ambulance(1);
const LinkId road(0);
const LinkId bridge(1);

std::vector<scenario::VehicleClass> classes() {
  auto fast = a_class("ambulance", 6, 1.2);
  fast.priority = true;
  return {a_class("car", 4.6), fast};
}

/// (0) --road, 10 km--> (1) --bridge, 1 km, 100 vehicles/h--> (2)
RoadRig a_road_before_a_narrow_bridge() {
  auto narrow = a_link("bridge", 1, 2, 1'000);
  narrow.capacity = 100;
  return RoadRig({classes(), {a_link("road", 0, 1, 10'000), narrow}, 3});
}

SimTime at_minute(double minutes) {
  return SimTime(Duration(static_cast<std::int64_t>(minutes * 60e6)));
}

TEST(PriorityVehicle, PassesAStandingQueueInItsFreeFlowTime) {
  RoadRig rig = a_road_before_a_narrow_bridge();
  for (int i = 0; i < 300; ++i) {
    rig.depart(SimTime(i * 4s), {road, bridge});
  }
  const VehicleId first = rig.depart(at_minute(60), {road, bridge}, ambulance);
  rig.run(SimTime(24h));
  const auto passed = rig.passages_of(bridge);
  const auto mine = std::find_if(passed.begin(), passed.end(), [&](const auto& p) { return p.vehicle == first; });
  ASSERT_NE(mine, passed.end());
  // 11 km at 54 km/h, each link rounded to the microsecond.
  EXPECT_EQ(mine->left, at_minute(60) + travel_time(metres(10'000), kilometres_per_hour(54)) +
                            travel_time(metres(1'000), kilometres_per_hour(54)));
}

TEST(PriorityVehicle, CostsTheQueueItsHeadwayAtTheBottleneckAndNoMore) {
  RoadRig with = a_road_before_a_narrow_bridge();
  RoadRig without = a_road_before_a_narrow_bridge();
  for (int i = 0; i < 300; ++i) {
    with.depart(SimTime(i * 4s), {road, bridge});
    without.depart(SimTime(i * 4s), {road, bridge});
  }
  constexpr int ambulances = 7;
  for (int i = 0; i < ambulances; ++i) {
    with.depart(at_minute(40 + i), {road, bridge}, ambulance);
  }
  with.run(SimTime(24h));
  without.run(SimTime(24h));
  // The bridge lets one vehicle through in 36 s, whatever it is.
  EXPECT_EQ(with.exits(bridge).back() - without.exits(bridge).back(), ambulances * 36s);
}

TEST(PriorityVehicle, CostsNothingInAGap) {
  RoadRig with = a_road_before_a_narrow_bridge();
  RoadRig without = a_road_before_a_narrow_bridge();
  for (int i = 0; i < 20; ++i) {
    with.depart(SimTime(i * 5min), {road, bridge});
    without.depart(SimTime(i * 5min), {road, bridge});
  }
  with.depart(at_minute(12.5), {road, bridge}, ambulance);
  with.run(SimTime(24h));
  without.run(SimTime(24h));
  std::vector<SimTime> cars;
  for (const auto& p : with.passages_of(bridge)) {
    if (p.vehicle.index() < 20) {
      cars.push_back(p.left);
    }
  }
  EXPECT_EQ(cars, without.exits(bridge));
}

TEST(PriorityVehicle, WaitsAtAClosedRoadAndGoesOnWhenItOpens) {
  RoadRig rig = a_road_before_a_narrow_bridge();
  scenario::Link closed = rig.scenario().links[1];
  closed.open = false;
  rig.at(SimTime(1min), [&](processes::Road& r) { r.change(bridge, closed); });
  rig.at(SimTime(2h), [&](processes::Road& r) { r.change(bridge, rig.scenario().links[1]); });
  rig.depart(SimTime(5min), {road, bridge}, ambulance);
  rig.run(SimTime(24h));
  ASSERT_EQ(rig.passages_of(bridge).size(), 1U);
  EXPECT_EQ(rig.passages_of(bridge).front().entered, SimTime(2h));
}

}  // namespace
}  // namespace corridor::road_priority_test
