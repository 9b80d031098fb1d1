// A vehicle that stops on a busy link: the queue behind the loss of capacity, how it recovers, and when the room that
// it leaves reaches the link's beginning.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_rig.hpp"

namespace corridor::road_stall_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

/// Hours that all vehicles lose beyond free flow on the way over the link.
double delay_h(const RoadRig& rig, LinkId link, Duration free) {
  double hours = 0;
  for (const test::Passage& p : rig.passages_of(link)) {
    hours += to_hours(p.left - p.entered - free);
  }
  return hours;
}

TEST(Stall, QueueAndRecoveryAreThoseOfThePointQueueWithLessCapacity) {
  // Inflow q = 900/h, capacity c = 1200/h, of which one half is lost for b = 30 min. By the deterministic point queue
  // (Newell 1982, Applications of Queueing Theory, ch. 2) the queue grows to (q - c/2) b = 150 vehicles, is gone
  // (q - c/2) b / (c - q) = 30 min after the road is clear, and the delay is the triangle 150 x 60 min / 2 = 75 vehicle
  // h.
  RoadRig rig({{a_class("car", 4.6)}, {a_link("road", 0, 1, 20'000)}, 2});
  scenario::Link link = rig.scenario().links[0];
  link.capacity = 1200;
  rig.at(SimTime(0s), [&](processes::Road& road) { road.change(LinkId(0), link); });
  for (int i = 0; i < 3600; ++i) {
    rig.depart(SimTime(4s * i), {LinkId(0)});
  }
  rig.at(SimTime(1h), [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(890), rig.entered()[890]); });
  rig.at(SimTime(90min), [&](processes::Road& road) { road.clear(LinkId(0)); });
  rig.run(SimTime(6h));

  const Duration free = travel_time(metres(20'000), kilometres_per_hour(45));
  const auto passages = rig.passages_of(LinkId(0));
  ASSERT_EQ(passages.size(), 3599U);  // all but the one that stands beside the road
  std::int64_t most = 0;
  SimTime last_delayed;
  for (const test::Passage& p : passages) {
    if (p.left > p.entered + free) {
      last_delayed = p.left;
    }
    most = std::max(most, (p.left - p.entered - free) / 4s);  // arrived behind it while it waited
  }
  EXPECT_NEAR(static_cast<double>(most), 150, 1.5);
  EXPECT_NEAR(to_hours(last_delayed), 2.0, 4.0 / 300);  // one headway more or less takes four headways to recover
  EXPECT_NEAR(delay_h(rig, LinkId(0), free), 75, 75 * 2 * 4.0 / 600);
}

TEST(Stall, BelowTheCapacityThatIsLeftDelaysNobody) {
  RoadRig rig(
      {{a_class("car", 4.6)}, {a_link("road", 0, 1, 5000)}, 2});  // 1,739 vehicles/h; 870 while it is in the way
  for (int i = 0; i < 500; ++i) {
    rig.depart(SimTime(6s * i), {LinkId(0)});  // 600/h
  }
  rig.at(SimTime(20min), [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(195), rig.entered()[195]); });
  rig.run(SimTime(3h));

  EXPECT_EQ(rig.passages().size(), 499U);
  EXPECT_EQ(delay_h(rig, LinkId(0), 400s), 0);
}

/// A lane of 710 m, full of 100 cars that stand behind a closed door; more wait to enter.
struct FullLane {
  RoadRig rig{{{a_class("car", 4.6)}, {a_link("lane", 0, 1, 710)}, 2}};
  FullLane() {
    rig.door_every(1000h);
    for (int i = 0; i < 120; ++i) {
      rig.depart(SimTime(2500ms * i), {LinkId(0)});
    }
  }
  [[nodiscard]] std::size_t inside() const {
    return static_cast<std::size_t>(
               std::count_if(rig.entered().begin(), rig.entered().end(), [](SimTime t) { return t != never; })) -
           rig.passages().size();
  }
};

TEST(Stall, LeavesRoomThatReachesTheLinksBeginningWithTheWaveFromItsPlace) {
  for (const std::uint32_t stalls : {1U, 50U, 100U}) {  // car 0 has gone through the door
    FullLane lane;
    processes::AtRoadside at;
    lane.rig.at(SimTime(10h), [&](processes::Road& road) {
      at = road.stall(LinkId(0), VehicleId(stalls), lane.rig.entered()[stalls]);
    });
    lane.rig.run(SimTime(9h));
    ASSERT_EQ(lane.inside(), 100U);
    lane.rig.run(SimTime(11h));

    // Car k stands behind k - 1 of 7.1 m; the wave runs back at 7.1 m / 1.5 s.
    EXPECT_EQ(at.position, metres(710 - 7.1 * (stalls - 1)));
    const SimTime room = SimTime(10h) + 1500ms * (100 - (stalls - 1));
    EXPECT_LE(std::abs((lane.rig.entered()[101] - room).count()), 1);
    EXPECT_EQ(std::count_if(lane.rig.entered().begin(), lane.rig.entered().end(),
                            [](SimTime t) { return t != never && t > SimTime(9h); }),
              1);
  }
}

TEST(Stall, OfTheHeadLetsTheNextOneGo) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("a", 0, 1, 450), a_link("b", 1, 2, 450)}, 3});
  scenario::Link closed = rig.scenario().links[1];
  closed.open = false;
  rig.at(SimTime(0s), [&](processes::Road& road) { road.change(LinkId(1), closed); });
  const scenario::Link open = rig.scenario().links[1];
  for (int i = 0; i < 3; ++i) {
    rig.depart(SimTime(10s * i), {LinkId(0), LinkId(1)});
  }
  rig.at(SimTime(1h), [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(0), rig.entered()[0]); });
  rig.at(SimTime(2h), [&](processes::Road& road) { road.change(LinkId(1), open); });
  rig.run(SimTime(3h));

  const auto exits = rig.passages_of(LinkId(0));
  ASSERT_EQ(exits.size(), 2U);
  EXPECT_EQ(exits[0].vehicle, VehicleId(1));
  EXPECT_EQ(exits[0].left, SimTime(2h));
}

TEST(Stall, OfAHeadThatWantsTheDoorLetsTheNextOneDriveOnWhenItIsThere) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("a", 0, 1, 4500), a_link("b", 1, 2, 450)}, 3});
  rig.depart(SimTime(0s), {LinkId(0)});
  rig.depart(SimTime(100s), {LinkId(0), LinkId(1)});
  rig.at(SimTime(150s), [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(0), SimTime(0s)); });
  rig.run(SimTime(1h));

  ASSERT_EQ(rig.passages_of(LinkId(0)).size(), 1U);
  EXPECT_EQ(rig.passages_of(LinkId(0))[0].left, SimTime(460s));  // 4.5 km at 45 km/h
  EXPECT_EQ(rig.passages_of(LinkId(1)).size(), 1U);
}

TEST(Stall, IsBehindThoseAheadAlsoWhenSomebodyBehindHasStalledBefore) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("a", 0, 1, 450)}, 2});
  rig.door_every(1000h);
  for (int i = 0; i < 5; ++i) {  // the first goes through the door, the others stand behind it
    rig.depart(SimTime(10s * i), {LinkId(0)});
  }
  std::vector<Metres> positions;
  for (const std::uint32_t stalls : {4U, 3U, 1U, 2U}) {
    rig.at(SimTime(1h * (positions.size() + 1)), [&rig, &positions, stalls](processes::Road& road) {
      positions.push_back(road.stall(LinkId(0), VehicleId(stalls), rig.entered()[stalls]).position);
    });
    rig.run(SimTime(1h * (positions.size() + 1)));
  }

  EXPECT_EQ(positions, (std::vector{metres(450 - 3 * 7.1), metres(450 - 2 * 7.1), metres(450), metres(450)}));
}

TEST(Stall, OfASlowVehicleHoldsNobodyWhoEntersLater) {
  RoadRig rig({{a_class("car", 4.6), a_class("tractor", 8, 0.2)}, {a_link("a", 0, 1, 45'000)}, 2});
  rig.depart(SimTime(0s), {LinkId(0)});
  rig.depart(SimTime(1s), {LinkId(0)}, VehicleClassId(1));  // 5 h
  rig.depart(SimTime(50min), {LinkId(0)});                  // 1 h
  rig.at(SimTime(10min), [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(1), rig.entered()[1]); });
  rig.at(SimTime(30min), [&](processes::Road& road) { road.clear(LinkId(0)); });
  rig.run(SimTime(10h));

  ASSERT_EQ(rig.passages().size(), 2U);
  EXPECT_EQ(rig.passages()[1].left, SimTime(1h + 50min));
}

TEST(Stall, OfTheWholeRoadHoldsEverybodyUntilItIsClear) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("a", 0, 1, 450)}, 2}, 1.0);
  for (int i = 0; i < 10; ++i) {
    rig.depart(SimTime(10s * i), {LinkId(0)});
  }
  rig.at(SimTime(1s), [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(0), rig.entered()[0]); });
  rig.at(SimTime(1h), [&](processes::Road& road) { road.clear(LinkId(0)); });
  rig.run(SimTime(2h));

  ASSERT_EQ(rig.passages().size(), 9U);
  EXPECT_EQ(rig.passages().front().left, SimTime(1h));
}

TEST(Rejoining, TakesTheRestOfTheWayBehindThoseOnTheLink) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("road", 0, 1, 4500)}, 2});  // 360 s
  rig.depart(SimTime(0s), {LinkId(0)});
  rig.depart(SimTime(300s), {LinkId(0)});
  processes::AtRoadside at;
  rig.at(SimTime(120s), [&](processes::Road& road) { at = road.stall(LinkId(0), VehicleId(0), SimTime(0s)); });
  rig.at(SimTime(400s), [&](processes::Road& road) {
    road.clear(LinkId(0));
    road.rejoin(LinkId(0), at);
  });
  rig.run(SimTime(1h));

  EXPECT_EQ(at.position, metres(1500));
  ASSERT_EQ(rig.passages().size(), 2U);
  EXPECT_EQ(rig.passages()[0].vehicle, VehicleId(1));
  EXPECT_EQ(rig.passages()[0].left, SimTime(660s));
  // 240 s for the other 3 km would be 640 s; the car ahead is ready at 660 s, and a headway (1.5 s + 7.1 m / 12.5 m/s)
  // lies between the two.
  EXPECT_EQ(rig.passages()[1].left, SimTime(660s + 2068ms));
  EXPECT_EQ(rig.passages()[1].entered, SimTime(0s));
}

TEST(Rejoining, WaitsForRoomAndTakesItBeforeThoseWhoWantToEnter) {
  FullLane lane;
  processes::AtRoadside at;
  lane.rig.at(SimTime(10h),
              [&](processes::Road& road) { at = road.stall(LinkId(0), VehicleId(50), lane.rig.entered()[50]); });
  std::vector<SimTime> rejoined;
  lane.rig.watch([&](const record::Fact& fact) {
    if (const auto* f = std::get_if<record::VehicleRejoined>(&fact)) {
      rejoined.push_back(f->at);
    }
  });
  lane.rig.at(SimTime(11h), [&](processes::Road& road) {  // the lane is full again
    road.clear(LinkId(0));
    road.rejoin(LinkId(0), at);
  });
  lane.rig.run(SimTime(1001h));

  ASSERT_EQ(rejoined.size(), 1U);
  EXPECT_EQ(rejoined[0], lane.rig.passages()[1].left);  // the metres of the next that leaves
  EXPECT_EQ(lane.inside(), 100U);
}

}  // namespace
}  // namespace corridor::road_stall_test
