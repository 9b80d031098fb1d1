// A road cut into pieces is the same road: no exit time moves by more than a microsecond for each cut.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_random.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_cutting_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::Dice;
using test::RoadRig;

struct Road {
  double approach_m = 1000;
  double lanes = 1;
  double bottleneck_per_hour = 900;
  bool is_closed_for_a_while = false;
  double truck_speed = 1;
  int truck_percent = 0;
  std::size_t vehicles = 900;
  double unevenness = 0;  ///< pieces are this share longer and shorter than their mean, in turn
};

/// Exit times out of the approach and out of the bottleneck behind it, of every vehicle.
struct Exits {
  std::vector<SimTime> approach;
  std::vector<SimTime> bottleneck;
};

//  0 --approach, in pieces--> n --bottleneck 50 m--> n + 1
Exits drive(const Road& road, std::size_t pieces, std::uint64_t seed) {
  const double mean_m = road.approach_m / static_cast<double>(pieces);
  const double uneven_m = pieces == 1 ? 0 : road.unevenness * mean_m;
  test::RoadRigOptions options{{a_class("car", 4.6), a_class("truck", 15.9, road.truck_speed)}, {}, pieces + 2};
  std::vector<LinkId> way;
  for (std::size_t k = 0; k <= pieces; ++k) {
    options.links.push_back(a_link("piece", k, k + 1, k == pieces ? 50 : mean_m + (k % 2 == 0 ? uneven_m : -uneven_m)));
    options.links.back().lanes = lanes(road.lanes);
    way.emplace_back(k);
  }
  options.links.back().capacity = road.bottleneck_per_hour;
  RoadRig rig(options);

  if (road.is_closed_for_a_while) {
    scenario::Link closed = options.links.back();
    closed.open = false;
    rig.at(SimTime(20min), [closed, way](processes::Road& r) { r.change(way.back(), closed); });
    rig.at(SimTime(40min), [&options, way](processes::Road& r) { r.change(way.back(), options.links.back()); });
  }
  Dice dice(seed);
  std::vector<SimTime> departures;
  for (std::size_t i = 0; i < road.vehicles; ++i) {
    departures.push_back(dice.between(SimTime(0s), SimTime(1h)));
  }
  std::sort(departures.begin(), departures.end());
  for (const SimTime at : departures) {
    rig.depart(at, way, VehicleClassId(dice.chance(road.truck_percent) ? 1 : 0));
  }
  rig.run(SimTime(100h));
  return {rig.exits(way[pieces - 1]), rig.exits(way.back())};
}

void expect_within(Duration bound, const std::vector<SimTime>& seen, const std::vector<SimTime>& theory) {
  ASSERT_EQ(seen.size(), theory.size());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    ASSERT_LE(std::chrono::abs(seen[i] - theory[i]), bound) << "vehicle " << i;
  }
}

void expect_no_change_by_cutting(const Road& road) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Exits whole = drive(road, 1, seed);
    ASSERT_EQ(whole.bottleneck.size(), road.vehicles);
    for (const std::size_t pieces : {2U, 10U, 50U}) {
      SCOPED_TRACE(std::to_string(pieces) + " pieces, seed " + std::to_string(seed));
      const Exits cut = drive(road, pieces, seed);
      expect_within(std::chrono::microseconds(pieces - 1), cut.approach, whole.approach);
      expect_within(std::chrono::microseconds(pieces - 1), cut.bottleneck, whole.bottleneck);
    }
  }
}

TEST(CuttingALink, ChangesNoExitTimeInFreeTraffic) {
  expect_no_change_by_cutting({.bottleneck_per_hour = 1700, .vehicles = 600});
}

TEST(CuttingALink, ChangesNoExitTimeBeforeABottleneck) {
  expect_no_change_by_cutting({.bottleneck_per_hour = 500});
}

TEST(CuttingALink, ChangesNoExitTimeAfterAClosure) {
  expect_no_change_by_cutting({.bottleneck_per_hour = 1200, .is_closed_for_a_while = true});
}

TEST(CuttingALink, ChangesNoExitTimeWithLongTrucks) {
  expect_no_change_by_cutting({.bottleneck_per_hour = 700, .truck_percent = 20});
}

TEST(CuttingALink, ChangesNoExitTimeWithSlowTrucks) {
  expect_no_change_by_cutting(
      {.approach_m = 3000, .bottleneck_per_hour = 1700, .truck_speed = 0.6, .truck_percent = 10});
}

// Two things a whole link does not see with vehicles of different speeds: that a slow truck falls behind the car ahead
// when a standing queue starts, and that room for a car appears while a truck still crosses the end of a piece that
// cannot hold both. So the queue closes up later on the pieces; behind a bottleneck slower than a platoon of trucks
// nothing is left of it.
TEST(CuttingALink, ChangesNoExitTimeOfABottleneckWithSlowTrucksAndAClosureBeforeIt) {
  const Road road{.bottleneck_per_hour = 600, .is_closed_for_a_while = true, .truck_speed = 0.6, .truck_percent = 20};
  const Exits whole = drive(road, 1, 4);
  for (const std::size_t pieces : {2U, 10U, 50U}) {
    const Exits cut = drive(road, pieces, 4);

    const Duration bound = std::chrono::microseconds(pieces - 1);
    expect_within(bound, cut.bottleneck, whole.bottleneck);
    for (std::size_t i = 0; i < road.vehicles; ++i) {
      ASSERT_GE(cut.approach[i], whole.approach[i] - bound) << "vehicle " << i;
    }
  }
}

TEST(CuttingALink, ChangesNoExitTimeWhereTheCutsAreUneven) {
  expect_no_change_by_cutting({.bottleneck_per_hour = 700, .is_closed_for_a_while = true, .unevenness = 0.4});
  expect_no_change_by_cutting(
      {.approach_m = 3000, .bottleneck_per_hour = 700, .truck_percent = 20, .unevenness = 0.37});
}

TEST(CuttingALink, ChangesNoExitTimeOnTwoLanesAndAHalf) {
  expect_no_change_by_cutting(
      {.lanes = 2.5, .bottleneck_per_hour = 800, .is_closed_for_a_while = true, .truck_percent = 20});
}

TEST(CuttingALink, ChangesNoExitTimeAtSaturation) {
  expect_no_change_by_cutting({.bottleneck_per_hour = 5000, .is_closed_for_a_while = true, .vehicles = 1500});
}

}  // namespace
}  // namespace corridor::road_cutting_test
