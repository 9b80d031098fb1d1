// Lanes, capacities, priorities and closures that change at any instant, with vehicles on the way.
#include <algorithm>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_merge.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_change_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId first(0);
const LinkId second(1);
const VehicleClassId car(0);
const VehicleClassId truck(1);

/// At this instant the link changes as told.
void change_at(RoadRig& rig, SimTime at, LinkId link, const std::function<void(scenario::Link&)>& how) {
  scenario::Link now = rig.scenario().links[link.index()];
  how(now);
  rig.at(at, [link, now](processes::Road& road) { road.change(link, now); });
}
void restore_at(RoadRig& rig, SimTime at, LinkId link) {
  change_at(rig, at, link, [](scenario::Link&) {});
}
void close_at(RoadRig& rig, SimTime at, LinkId link) {
  change_at(rig, at, link, [](scenario::Link& now) { now.open = false; });
}

std::size_t inside_at(const RoadRig& rig, LinkId link, SimTime at) {
  const auto passages = rig.passages_of(link);
  return static_cast<std::size_t>(std::count_if(
      passages.begin(), passages.end(), [&](const test::Passage& p) { return p.entered <= at && p.left > at; }));
}

//  0 --first 1420 m--> 1 --second 1420 m--> 2, two lanes: 400 cars fill a link
std::vector<scenario::Link> two_lanes() {
  std::vector<scenario::Link> links = {a_link("first", 0, 1, 1420), a_link("second", 1, 2, 1420)};
  for (scenario::Link& link : links) {
    link.lanes = lanes(2);
  }
  return links;
}

TEST(Lanes, TakenAwayThrowNobodyOutAndNobodyEntersAboveTheLimit) {
  RoadRig rig({{a_class("car", 4.6)}, two_lanes(), 3});
  close_at(rig, SimTime(0s), second);
  change_at(rig, SimTime(1h), first, [](scenario::Link& now) { now.lanes = lanes(1); });
  restore_at(rig, SimTime(2h), second);
  for (int i = 0; i < 700; ++i) {
    rig.depart(SimTime(0s), {first, second});
  }
  rig.run(SimTime(10h));

  EXPECT_EQ(inside_at(rig, first, SimTime(1h)), 400U);
  const std::vector<SimTime> exits = rig.exits(first);
  ASSERT_EQ(exits.size(), 700U);
  // 200 leave, one lane's headway apart, before the 201st makes room for the first from outside, 200 reaction times
  // later
  EXPECT_EQ(rig.entered()[400], SimTime(2h + 200 * 2068ms + 300s));
}

TEST(Lanes, GoneLetThoseInsideLeaveWithTheHeadwaysOfTheLast) {
  RoadRig rig({{a_class("car", 4.6)}, two_lanes(), 3});
  close_at(rig, SimTime(0s), second);
  change_at(rig, SimTime(1h), first, [](scenario::Link& now) { now.lanes = lanes(0); });
  restore_at(rig, SimTime(2h), second);
  restore_at(rig, SimTime(3h), first);
  for (int i = 0; i < 500; ++i) {
    rig.depart(SimTime(0s), {first, second});
  }
  rig.run(SimTime(10h));

  const std::vector<SimTime> exits = rig.exits(first);
  ASSERT_EQ(exits.size(), 500U);
  EXPECT_EQ(exits[399], SimTime(2h + 399 * 1034ms));
  EXPECT_EQ(rig.entered()[400], SimTime(3h));
}

TEST(Lanes, AddedLetTheWaitingIn) {
  std::vector<scenario::Link> links = {a_link("first", 0, 1, 1420), a_link("second", 1, 2, 1420)};
  RoadRig rig({{a_class("car", 4.6)}, links, 3});
  close_at(rig, SimTime(0s), second);
  change_at(rig, SimTime(1h), first, [](scenario::Link& now) { now.lanes = lanes(2); });
  restore_at(rig, SimTime(2h), second);
  for (int i = 0; i < 500; ++i) {
    rig.depart(SimTime(0s), {first, second});
  }
  rig.run(SimTime(10h));

  EXPECT_EQ(inside_at(rig, first, SimTime(1h - 1us)), 200U);
  for (int i = 200; i < 400; ++i) {
    EXPECT_EQ(rig.entered()[static_cast<std::size_t>(i)], SimTime(1h + (i - 200) * 1034ms)) << "vehicle " << i;
  }
  EXPECT_EQ(inside_at(rig, first, SimTime(2h - 1us)), 400U);
}

TEST(Closure, HoldsThoseInsideAtTheEndAndLosesNobodyHoweverOftenItComes) {
  RoadRig rig({{a_class("car", 4.6)}, two_lanes(), 3});
  for (int i = 0; i < 60; ++i) {
    close_at(rig, SimTime(2min * i), first);
    restore_at(rig, SimTime(2min * i + 1min), first);
  }
  for (int i = 0; i < 3000; ++i) {
    rig.depart(SimTime(2s * i), {first, second});
  }
  rig.run(SimTime(100h));

  const std::vector<SimTime> exits = rig.exits(first);
  EXPECT_EQ(exits.size(), 3000U);
  for (const SimTime at : exits) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(at.time_since_epoch()).count();
    EXPECT_TRUE(minute >= 120 || minute % 2 == 1) << "left a closed link in minute " << minute;
  }
}

TEST(MergePriority, CanChange) {
  const std::vector<test::Branch> branches = {{1500, 1}, {1500, 1}};
  scenario::Link outlet = a_link("outlet", 0, 0, 300);
  outlet.capacity = 900;
  RoadRig rig(test::merge_of(branches, outlet));
  test::feed(rig, branches, 6h);
  change_at(rig, SimTime(2h), first, [](scenario::Link& now) { now.merge_priority = 3; });
  rig.run(SimTime(100h));

  const std::vector<int> before = test::served(rig, 2, SimTime(1h), SimTime(2h));
  EXPECT_NEAR(before[0], 450, 2);
  const std::vector<int> after = test::served(rig, 2, SimTime(2h), SimTime(3h));
  EXPECT_NEAR(after[0], 675, 2);
  EXPECT_NEAR(after[1], 225, 2);
}

//  0 --first 710 m--> 1 --second, closed until 1 h and from 2 h--> 2
TEST(JamGap, CanChangeWithVehiclesInside) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("first", 0, 1, 710), a_link("second", 1, 2, 710)}, 3});
  close_at(rig, SimTime(0s), second);
  change_at(rig, SimTime(1h), first, [](scenario::Link& now) { now.jam_gap = metres(5.4); });
  restore_at(rig, SimTime(1h), second);
  close_at(rig, SimTime(2h), second);
  for (int i = 0; i < 3000; ++i) {
    rig.depart(SimTime(0s), {first, second});
  }
  restore_at(rig, SimTime(3h), second);
  rig.run(SimTime(100h));

  EXPECT_EQ(inside_at(rig, first, SimTime(1h - 1us)), 100U);  // 7.1 m each
  EXPECT_EQ(inside_at(rig, first, SimTime(3h - 1us)), 71U);   // 10 m each
  EXPECT_EQ(rig.exits(second).size(), 3000U);
}

//  0 --trucks--> 2 --outlet 71 m--> 3 --closed until 1 h--> 4;  1 --cars--> 2
// A full outlet opens: the first room would do for a car, but it is the truck's turn, which needs three times as much.
struct TruckWhoseTurnItIs {
  RoadRig rig{
      {{a_class("car", 4.6), a_class("truck", 15.9)},
       {a_link("trucks", 0, 2, 500), a_link("cars", 1, 2, 500), a_link("outlet", 2, 3, 71), a_link("end", 3, 4, 500)},
       5}};
  VehicleId waiting_truck;
  VehicleId waiting_car;

  TruckWhoseTurnItIs() {
    close_at(rig, SimTime(0s), LinkId(3));
    restore_at(rig, SimTime(1h), LinkId(3));
    for (int i = 0; i < 10; ++i) {
      rig.depart(SimTime(10s * i), {LinkId(0), LinkId(2), LinkId(3)}, car);
    }
    waiting_truck = rig.depart(SimTime(10min), {LinkId(0), LinkId(2), LinkId(3)}, truck);
    waiting_car = rig.depart(SimTime(10min), {LinkId(1), LinkId(2), LinkId(3)}, car);
  }
  SimTime enters_outlet(VehicleId vehicle) const {
    for (const test::Passage& p : rig.passages_of(LinkId(2))) {
      if (p.vehicle == vehicle) {
        return p.entered;
      }
    }
    return never;
  }
};

TEST(Reservation, KeepsTheRoomForTheLongVehicleWhoseTurnItIs) {
  TruckWhoseTurnItIs merge;
  merge.rig.run(SimTime(10h));

  // 18.4 m are there when 18.4 / 7.1 cars have left, then L/w = 15 s
  EXPECT_LT(merge.enters_outlet(merge.waiting_truck), merge.enters_outlet(merge.waiting_car));
  EXPECT_EQ(merge.enters_outlet(merge.waiting_truck), SimTime(1h + 15s + 3291324us));
}

TEST(Reservation, FallsWhenItsBranchIsClosed) {
  TruckWhoseTurnItIs merge;
  close_at(merge.rig, SimTime(1h + 16s), LinkId(0));
  restore_at(merge.rig, SimTime(2h), LinkId(0));
  merge.rig.run(SimTime(10h));

  EXPECT_EQ(merge.enters_outlet(merge.waiting_car), SimTime(1h + 16s));
}

TEST(Reservation, FallsWhenItsBranchBecomesSlower) {
  TruckWhoseTurnItIs merge;
  change_at(merge.rig, SimTime(1h + 16s), LinkId(0), [](scenario::Link& now) { now.capacity = 0.5; });
  merge.rig.run(SimTime(10h));

  EXPECT_EQ(merge.enters_outlet(merge.waiting_car), SimTime(1h + 16s));
}

}  // namespace
}  // namespace corridor::road_change_test
