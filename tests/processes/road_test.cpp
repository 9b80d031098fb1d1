#include "corridor/processes/road.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "support/road_rig.hpp"

namespace corridor::road_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId first(0);
const LinkId second(1);

//  0 --first--> 1 --second--> 2
RoadRig two_links(double first_m, double second_m) {
  return RoadRig({{a_class("car", 4.6)}, {a_link("first", 0, 1, first_m), a_link("second", 1, 2, second_m)}, 3});
}

TEST(Road, FreeVehicleTakesLengthOverSpeed) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, 9000)}, 2});

  rig.depart(SimTime(1h), {first});
  rig.run(SimTime(10h));

  // 9 km at 45 km/h = 12 min
  EXPECT_EQ(rig.exits(first), std::vector<SimTime>{SimTime(1h + 12min)});
}

TEST(Road, SaturationHeadwayIsReactionTimePlusLengthOverSpeed) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, 9000)}, 2});

  for (int i = 0; i < 3; ++i) {
    rig.depart(SimTime(0s), {first});
  }
  rig.run(SimTime(10h));

  // tau + e / v = 1.5 s + 7.1 m / 12.5 m/s = 2.068 s
  EXPECT_EQ(rig.exits(first), (std::vector<SimTime>{SimTime(12min), SimTime(12min + 2068ms), SimTime(12min + 4136ms)}));
}

TEST(Road, ClosedLinkHoldsTheVehicleThatIsDueInTheSameInstantAndLosesNobody) {
  RoadRig rig = two_links(9000, 9000);
  scenario::Link closed = rig.scenario().links[1];
  closed.open = false;

  rig.depart(SimTime(0s), {first, second});
  rig.at(SimTime(12min), [&](processes::Road& road) { road.change(second, closed); });
  rig.at(SimTime(2h), [&](processes::Road& road) { road.change(second, rig.scenario().links[1]); });
  rig.run(SimTime(10h));

  EXPECT_EQ(rig.exits(first), std::vector<SimTime>{SimTime(2h)});
  EXPECT_EQ(rig.exits(second), std::vector<SimTime>{SimTime(2h + 12min)});
}

TEST(Road, SlowDoorFillsTheLinkToItsStorageAndTheRestWaitsOutside) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, 71)}, 2});
  rig.door_every(1min);

  for (int i = 0; i < 100; ++i) {
    rig.depart(SimTime(0s), {first});
  }
  rig.at(SimTime(30min), [](processes::Road& road) { road.observe(); });
  rig.run(SimTime(10h));

  ASSERT_EQ(rig.observed().size(), 1U);
  EXPECT_EQ(rig.observed()[0].vehicles, Vehicles(10));  // 71 m / 7.1 m
  EXPECT_EQ(rig.exits(first).size(), 100U);
}

/// Ten cars of one person on a link that nobody can leave, seen at 30 min.
record::LinkObserved seen_after(const std::function<void(processes::Road&)>& what) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, 500)}, 2});
  rig.door_every(10h);
  for (int i = 0; i < 10; ++i) {
    rig.depart(SimTime(1s * i), {first});
  }
  rig.at(SimTime(20min), what);
  rig.at(SimTime(30min), [](processes::Road& road) { road.observe(); });
  rig.run(SimTime(30min));
  return rig.observed().at(0);
}

TEST(Road, CountsThePersonsInTheQueueAfterSomeAreNoLongerInTheirVehicle) {
  const auto all = seen_after([](processes::Road&) {});
  ASSERT_EQ(all.queued, Vehicles(9));  // the first has left through the door
  ASSERT_EQ(all.queued_persons, People(9));

  for (const std::size_t lost : {1U, 5U, 9U}) {  // the head, one in the middle, the tail
    const auto seen = seen_after([&](processes::Road& road) { road.lose_persons(first, VehicleId(lost), 1); });
    EXPECT_EQ(seen.queued_persons, People(8)) << lost;
  }
}

TEST(Road, TakesAnEmptyVehicleOffAtTheLinksEndInItsTurn) {
  RoadRig rig = two_links(500, 500);
  for (int i = 0; i < 3; ++i) {
    rig.depart(SimTime(0s), {first, second});
  }
  rig.at(SimTime(20s), [](processes::Road& road) { road.lose_persons(first, VehicleId(1), 1); });
  rig.run(SimTime(1h));

  ASSERT_EQ(rig.exits(first).size(), 3U);
  EXPECT_EQ(rig.passages_of(first)[1].vehicle, VehicleId(1));
  EXPECT_EQ(rig.exits(second).size(), 2U);
}

TEST(Road, EmptyVehicleAtTheHeadMakesWayForTheLinkThatItWaitedFor) {
  RoadRig rig = two_links(500, 500);
  scenario::Link closed = rig.scenario().links[1];
  closed.open = false;
  rig.at(SimTime(0s), [&](processes::Road& road) { road.change(second, closed); });
  rig.depart(SimTime(0s), {first, second});
  rig.depart(SimTime(0s), {first});
  rig.at(SimTime(10min), [](processes::Road& road) { road.lose_persons(first, VehicleId(0), 1); });
  rig.run(SimTime(1h));

  ASSERT_EQ(rig.exits(first).size(), 2U);
  EXPECT_EQ(rig.exits(first)[0], SimTime(10min));
  EXPECT_TRUE(rig.exits(second).empty());
}

TEST(Road, EmptyVehicleWaitsNoLongerToEnter) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, 500)}, 2});
  rig.source(first, 1);
  for (int i = 0; i < 3; ++i) {
    rig.depart(SimTime(1s), {first});
  }
  rig.at(SimTime(2s), [](processes::Road& road) { road.lose_persons(processes::SourceId(0), VehicleId(1), 1); });
  rig.run(SimTime(1h));

  EXPECT_EQ(rig.exits(first).size(), 2U);
}

}  // namespace
}  // namespace corridor::road_test
