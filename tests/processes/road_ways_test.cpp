// What can be seen of a queue at its link's end.
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_rig.hpp"

namespace corridor::road_ways_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId only(0);

/// A link of 20 minutes in free flow, a door that lets one out every 30 s, and a vehicle every 10 s.
struct QueueAtADoor {
  RoadRig rig{{{a_class("car", 4.6)}, {a_link("only", 0, 1, 15'000)}, 2}};
  std::vector<std::pair<VehicleId, Duration>> expected;  ///< of each vehicle, when it had just entered

  QueueAtADoor() {
    rig.door_every(30s);
    rig.at(SimTime(0s), [](processes::Road& road) { road.follow_ways(); });
    for (int i = 0; i < 300; ++i) {
      const VehicleId vehicle = rig.depart(SimTime(10s * i), {only});
      rig.at(SimTime(10s * i), [this, vehicle](processes::Road& road) {
        expected.emplace_back(vehicle, std::max<Duration>(1200s, road.discharge_time(only)));
      });
    }
  }
};

TEST(DischargeTime, IsWithinOneHeadwayTheTimeThatAVehicleTakesWhichEntersNow) {
  QueueAtADoor queue;
  queue.rig.run(SimTime(10h));

  const auto passages = queue.rig.passages();
  ASSERT_EQ(passages.size(), 300U);
  int compared = 0;
  for (const test::Passage& p : passages) {
    // once two have left from the queue, what one takes is known
    if (p.entered > SimTime(1200s + 2 * 30s)) {
      const auto [vehicle, expected] = queue.expected[p.vehicle.index()];
      EXPECT_EQ(vehicle, p.vehicle);
      EXPECT_LE(expected - (p.left - p.entered), 30s);
      EXPECT_GE(expected - (p.left - p.entered), -30s);
      ++compared;
    }
  }
  EXPECT_GT(compared, 100);
}

TEST(DischargeTime, GrowsWithTheTimeThatTheFirstHasStood) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("first", 0, 1, 9000), a_link("closed", 1, 2, 9000)}, 3});
  scenario::Link closed = rig.scenario().links[1];
  closed.open = false;
  rig.at(SimTime(0s), [closed](processes::Road& road) { road.follow_ways(), road.change(LinkId(1), closed); });
  rig.depart(SimTime(1s), {LinkId(0), LinkId(1)});
  std::vector<Duration> seen;
  for (const Duration at : {Duration(721s), Duration(1h), Duration(3h)}) {
    rig.at(SimTime(at), [&seen](processes::Road& road) { seen.push_back(road.discharge_time(LinkId(0))); });
  }
  rig.run(SimTime(4h));

  EXPECT_EQ(seen, (std::vector<Duration>{0s, 3600s - 721s, 3h - 721s}));
}

TEST(DischargeTime, ForgetsAQueueOnceAVehicleDrivesOutFreely) {
  QueueAtADoor queue;
  queue.rig.depart(SimTime(8h), {only});
  std::optional<Duration> seen;
  queue.rig.depart(SimTime(9h), {only});
  queue.rig.at(SimTime(9h + 1s), [&seen](processes::Road& road) { seen = road.discharge_time(only); });
  queue.rig.run(SimTime(10h));

  EXPECT_EQ(seen, Duration(0s));
}

}  // namespace
}  // namespace corridor::road_ways_test
