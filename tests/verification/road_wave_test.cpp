// Kinematic waves on a triangular fundamental diagram: how fast the back of a queue grows, how fast room travels back.
#include <algorithm>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_rig.hpp"

namespace corridor::road_wave_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

// The diagram: equal cars of 7.1 m with jam gap, 45 km/h, reaction time 1.5 s.
constexpr double free_speed = 12.5;       // [m/s]
constexpr double jam_density = 1 / 7.1;   // [vehicles/m]
constexpr double wave_speed = 7.1 / 1.5;  // [m/s]
double free_density(double flow) {
  return flow / free_speed;
}
double queue_density(double flow) {
  return jam_density - flow / wave_speed;
}
/// Rankine-Hugoniot: how fast the boundary between free traffic and a queue that moves with `queued` flow runs back
/// [m/s].
double shock_speed(double flow, double queued) {
  return (flow - queued) / (queue_density(queued) - free_density(flow));
}

std::vector<scenario::Link> chain(std::size_t links, double length_m) {
  std::vector<scenario::Link> made;
  for (std::size_t k = 0; k < links; ++k) {
    made.push_back(a_link("piece", k, k + 1, length_m));
  }
  return made;
}

std::vector<LinkId> whole_way(std::size_t links) {
  std::vector<LinkId> way;
  for (std::size_t k = 0; k < links; ++k) {
    way.emplace_back(k);
  }
  return way;
}

/// The first passage of the link's end later than the free way of a vehicle that set out at `gap` times its number.
std::optional<SimTime> first_delay(const RoadRig& rig, LinkId link, Duration gap) {
  const Duration free = rig.exits(link).front().time_since_epoch();
  for (const test::Passage& p : rig.passages_of(link)) {
    if (p.left > SimTime(gap * p.vehicle.index()) + free) {
      return p.left;
    }
  }
  return std::nullopt;
}

/// Ten links, 900 vehicles/h out of the last, a car every 3 s: compares when the queue reaches each node.
void expect_shock(double length_m, double stored_less_per_link) {
  std::vector<scenario::Link> links = chain(10, length_m);
  links.back().capacity = 900;
  RoadRig rig({{a_class("car", 4.6)}, links, 11});
  for (int i = 0; i < 3000; ++i) {
    rig.depart(SimTime(3s * i), whole_way(10));
  }
  rig.run(SimTime(100h));

  const double first_arrival = 10 * length_m / free_speed;
  for (std::size_t k = 0; k + 1 < links.size(); ++k) {
    const double cuts = static_cast<double>(links.size() - 1 - k);
    const double theory = first_arrival + cuts * length_m / shock_speed(1 / 3.0, 1 / 4.0);
    const auto seen = first_delay(rig, LinkId(k), 3s);
    ASSERT_TRUE(seen.has_value()) << "node " << k + 1;
    // one headway: the first to be delayed comes up to one gap behind the shock. A vehicle that a link stores less
    // brings the queue to its beginning earlier by 1 / (demand - capacity) = 12 s.
    EXPECT_LE(to_seconds(seen->time_since_epoch()), theory + 4.001) << "node " << k + 1;
    EXPECT_GE(to_seconds(seen->time_since_epoch()), theory - cuts * stored_less_per_link * 12 - 0.001)
        << "node " << k + 1;
  }
}

TEST(ShockWave, BackOfTheQueueReachesEachNodeWhenTheShockSpeedSays) {
  expect_shock(710, 0);
}

TEST(ShockWave, NodesBetweenTwoVehiclesMoveItByLessThanOneStoredVehicleForEachCut) {
  expect_shock(500, 1);
}

TEST(ShockWave, QueueMovesAtTheDensityOfItsFlow) {
  std::vector<scenario::Link> links = chain(2, 2000);
  links.back().capacity = 900;
  RoadRig rig({{a_class("car", 4.6)}, links, 3});
  for (int i = 0; i < 3000; ++i) {
    rig.depart(SimTime(3s * i), whole_way(2));
  }
  rig.at(SimTime(2h), [](processes::Road& road) { road.observe(); });
  rig.run(SimTime(100h));

  ASSERT_EQ(rig.observed().size(), 2U);
  for (const record::LinkObserved& seen : rig.observed()) {
    EXPECT_NEAR(static_cast<double>(seen.vehicles.value()), 2000 * queue_density(0.25),
                2);  // one in motion at each end
  }
}

//  0 --710 m--> 1 --710 m--> ... --710 m--> 7 --closed until 2 h--> 8; a closed link holds those before it and those in
//  it
TEST(StartWave, RoomReachesEachNodeAtWaveSpeedAfterTheRelease) {
  RoadRig rig({{a_class("car", 4.6)}, chain(8, 710), 9});
  scenario::Link closed = rig.scenario().links[7];
  closed.open = false;
  for (int i = 0; i < 2000; ++i) {
    rig.depart(SimTime(3s * i), whole_way(8));
  }
  rig.at(SimTime(10min), [closed](processes::Road& road) { road.change(LinkId(7), closed); });
  rig.at(SimTime(2h), [&](processes::Road& road) { road.change(LinkId(7), rig.scenario().links[7]); });
  rig.run(SimTime(100h));

  for (std::size_t k = 0; k < 7; ++k) {
    const std::vector<SimTime> exits = rig.exits(LinkId(k));
    const auto after = std::lower_bound(exits.begin(), exits.end(), SimTime(2h));
    ASSERT_NE(after, exits.end());
    // 100 cars stand on each link: the gap needs 100 reaction times
    EXPECT_EQ(*after, SimTime(2h + static_cast<int>(6 - k) * 150s)) << "node " << k + 1;
  }
}

TEST(StartWave, StandingQueueLeavesAtSaturationWithoutAGap) {
  RoadRig rig({{a_class("car", 4.6)}, chain(8, 710), 9});
  scenario::Link closed = rig.scenario().links[7];
  closed.open = false;
  for (int i = 0; i < 2000; ++i) {
    rig.depart(SimTime(1s * i), whole_way(8));
  }
  rig.at(SimTime(0s), [closed](processes::Road& road) { road.change(LinkId(7), closed); });
  rig.at(SimTime(2h), [&](processes::Road& road) { road.change(LinkId(7), rig.scenario().links[7]); });
  rig.run(SimTime(100h));

  const std::vector<SimTime> exits = rig.exits(LinkId(6));
  ASSERT_EQ(exits.size(), 2000U);
  for (std::size_t i = 0; i < exits.size(); ++i) {
    ASSERT_EQ(exits[i], SimTime(2h + 2068ms * static_cast<int>(i))) << "vehicle " << i;
  }
}

TEST(Jam, HoldsLengthTimesLanesOverEffectiveLengthAndNotOneVehicleMore) {
  std::vector<scenario::Link> links = {a_link("one", 0, 1, 1000), a_link("two and a half", 0, 1, 1000),
                                       a_link("short", 0, 1, 5)};
  links[1].lanes = lanes(2.5);
  RoadRig rig({{a_class("car", 4.6)}, links, 2});
  rig.door_every(1000h);
  for (std::size_t k = 0; k < links.size(); ++k) {
    for (int i = 0; i < 400; ++i) {
      rig.depart(SimTime(1h), {LinkId(k)});
    }
  }
  rig.at(SimTime(10h), [](processes::Road& road) { road.observe(); });
  rig.run(SimTime(10h));

  ASSERT_EQ(rig.observed().size(), 3U);
  EXPECT_EQ(rig.observed()[0].vehicles, Vehicles(140));  // 1000 / 7.1 = 140.8
  EXPECT_EQ(rig.observed()[1].vehicles, Vehicles(352));  // 2500 / 7.1 = 352.1
  EXPECT_EQ(rig.observed()[2].vehicles, Vehicles(1));    // passes one at a time
}

// --- stop and go: a car every 4 s on forty pieces of 71 m; the last is closed for a minute
// ----------------------------

constexpr std::size_t pieces = 40;
constexpr std::size_t gate = pieces - 1;
constexpr double stop_s = 60;

void stop_for_a_minute(RoadRig& rig) {
  for (int i = 0; i < 600; ++i) {
    rig.depart(SimTime(4s * i), whole_way(pieces));
  }
  scenario::Link closed = rig.scenario().links[gate];
  closed.open = false;
  rig.at(SimTime(20min), [closed](processes::Road& road) { road.change(LinkId(gate), closed); });
  rig.at(SimTime(21min), [&rig](processes::Road& road) { road.change(LinkId(gate), rig.scenario().links[gate]); });
  rig.run(SimTime(10h));
}

TEST(StopAndGo, DissolvesWhereTheStartWaveCatchesTheShock) {
  RoadRig rig({{a_class("car", 4.6)}, chain(pieces, 71), pieces + 1});
  stop_for_a_minute(rig);

  // x / shock = stop + x / w
  const double reach = stop_s / (1 / shock_speed(0.25, 0) - 1 / wave_speed);
  for (std::size_t k = 0; k < gate; ++k) {
    const double upstream = 71.0 * (static_cast<double>(gate) - 1 - static_cast<double>(k));
    const bool delayed = first_delay(rig, LinkId(k), 4s).has_value();
    if (upstream < reach - 7.1) {
      EXPECT_TRUE(delayed) << upstream << " m upstream";
    } else if (upstream > reach + 7.1) {
      EXPECT_FALSE(delayed) << upstream << " m upstream";
    }
  }
}

TEST(StopAndGo, DelaysPeopleByTheTriangleBetweenDemandAndSaturation) {
  RoadRig rig({{a_class("car", 4.6)}, chain(pieces, 71), pieces + 1});
  stop_for_a_minute(rig);

  constexpr Duration free_way = gate * 5680ms;  // 71 m at 12.5 m/s
  double delay = 0;
  for (const test::Passage& p : rig.passages_of(LinkId(gate - 1))) {
    delay += to_seconds(p.left - SimTime(4s * p.vehicle.index()) - free_way);
  }
  const double delayed_vehicles = stop_s * 0.25 / (1 - 0.25 * 2.068);
  // within one gap for each delayed vehicle: the stop begins between two of them
  EXPECT_NEAR(delay, stop_s * delayed_vehicles / 2, 4 * delayed_vehicles);
}

}  // namespace
}  // namespace corridor::road_wave_test
