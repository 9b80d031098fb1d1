// Where vehicles stand and move inside a link: Newell's wave from its end, by metres.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/release_log.hpp"
#include "corridor/processes/road.hpp"

#include "support/road_rig.hpp"

namespace corridor::queue_picture_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

// Cars of 7.1 m with jam gap, 12.5 m/s, reaction time 1.5 s: w = 7.1 / 1.5 m/s, headway 1.5 s + 7.1 m / 12.5 m/s.
constexpr Duration headway = 2068ms;
constexpr processes::QueueSpace space{Metres(710000), 150s, Lanes(1000)};

TEST(QueuePicture, StandingVehicleIsBehindTheEffectiveLengthsAheadSharedByTheLanes) {
  processes::ReleaseLog log;
  log.add(SimTime(0s), 7100, headway);
  for (const int ahead : {0, 1, 7, 99}) {
    EXPECT_EQ(log.distance_in_queue(7100 * (ahead + 1), SimTime(1h), space), Metres(7100 * ahead));
    const processes::QueueSpace two{space.length, space.wave, Lanes(2000)};
    EXPECT_EQ(log.distance_in_queue(7100 * (ahead + 1), SimTime(1h), two), Metres(3550 * ahead));
  }
}

TEST(QueuePicture, StartWaveRunsBackAtWaveSpeedAndThoseItHasMetDriveFreely) {
  processes::ReleaseLog log;
  for (int i = 0; i < 30; ++i) {
    log.add(SimTime(headway * i), 7100, headway);  // green at 0
  }
  const SimTime now(headway * 29);
  const double seconds = to_seconds(headway * 29);
  for (int i = 30; i < 100; ++i) {
    const double stood = 7.1 * i;
    const double moving = std::max(0.0, seconds - stood / (7.1 / 1.5));  // since the wave met it
    const double seen = to_metres(log.distance_in_queue(7100 * i, now, space));
    EXPECT_NEAR(seen, stood - 12.5 * moving, 0.01) << i;
  }
}

/// A car every 3 s on 10 km, cut in pieces, 900 vehicles/h out of the last: the tail from the road's beginning after
/// 40, 60 and 80 minutes [m].
std::vector<double> tails_by_pieces(std::size_t pieces) {
  std::vector<scenario::Link> links;
  std::vector<LinkId> way;
  for (std::size_t k = 0; k < pieces; ++k) {
    links.push_back(a_link("piece", k, k + 1, 10000.0 / static_cast<double>(pieces)));
    way.emplace_back(k);
  }
  links.back().capacity = 900;
  RoadRig rig({{a_class("car", 4.6)}, links, pieces + 1});
  for (int i = 0; i < 3000; ++i) {
    rig.depart(SimTime(3s * i), way);
  }
  std::vector<double> tails;
  for (const auto when : {40min, 60min, 80min}) {
    rig.at(SimTime(when), [](processes::Road& road) { road.observe(); });
  }
  rig.run(SimTime(81min));
  for (std::size_t i = 0; i < rig.observed().size(); ++i) {
    const std::size_t piece = i % pieces;
    if (piece == 0) {
      tails.push_back(10000);
    }
    if (const auto tail = rig.observed()[i].tail) {
      tails.back() =
          std::min(tails.back(), 10000.0 / static_cast<double>(pieces) * static_cast<double>(piece) + to_metres(*tail));
    }
  }
  return tails;
}

TEST(QueuePicture, TailOfAGrowingQueueRunsBackAtTheShockSpeed) {
  // (q_in - q_out) / (k_queue - k_free)
  const double queue_density = 1 / 7.1 - 0.25 / (7.1 / 1.5);
  const double shock = (1.0 / 3 - 0.25) / (queue_density - 1.0 / 3 / 12.5);
  const std::vector<double> tails = tails_by_pieces(1);
  ASSERT_EQ(tails.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    const double growing = 60.0 * (40 + 20 * static_cast<double>(i)) - 10000 / 12.5;
    // vehicles come every 3 s x 12.5 m/s, and one counts as soon as it is its length behind
    EXPECT_NEAR(tails[i], 10000 - shock * growing, 3 * 12.5 + 7.1) << i;
  }
}

TEST(QueuePicture, CuttingALinkLeavesTheTailWhereItIs) {
  const std::vector<double> whole = tails_by_pieces(1);
  const std::vector<double> cut = tails_by_pieces(5);
  ASSERT_EQ(whole.size(), cut.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_NEAR(cut[i], whole[i], 3 * 12.5 + 7.1) << i;
  }
}

/// Cars and, at these places of the line, trucks of 12 m that stand before a door which lets only the first of them
/// through; what is seen an hour later.
record::LinkObserved seen_standing(RoadRig& rig, std::size_t vehicles, const std::vector<std::size_t>& trucks) {
  rig.door_every(10h);
  for (std::size_t i = 0; i < vehicles; ++i) {
    const bool is_truck = std::ranges::find(trucks, i) != trucks.end();
    rig.depart(SimTime(10s * static_cast<int>(i)), {LinkId(0)}, VehicleClassId(is_truck ? 1 : 0));
  }
  rig.at(SimTime(1h), [](processes::Road& road) { road.observe(); });
  rig.run(SimTime(1h));
  return rig.observed().at(0);
}

RoadRig cars_and_trucks() {
  auto truck = a_class("truck", 12);
  truck.queued = litres_per_hour(2);
  auto car = a_class("car", 4.6);
  car.queued = litres_per_hour(0.5);
  return RoadRig({{car, truck}, {a_link("only", 0, 1, 1000)}, 2});
}

TEST(QueuePicture, TailOfMixedClassesIsBehindTheEffectiveLengthOfEachAhead) {
  RoadRig rig = cars_and_trucks();
  const auto seen = seen_standing(rig, 8, {2, 3, 6});  // the first leaves; seven stand

  EXPECT_EQ(seen.queued, Vehicles(7));
  EXPECT_EQ(seen.tail, metres(1000 - 3 * 7.1 - 3 * 14.5));  // the last is a car
  EXPECT_EQ(seen.queue, metres(4 * 7.1 + 3 * 14.5));
}

TEST(QueuePicture, QueueBurnsWhatEachClassBurnsStanding) {
  RoadRig rig = cars_and_trucks();
  EXPECT_EQ(seen_standing(rig, 8, {2, 3, 6}).queue_consumption, litres_per_hour(4 * 0.5 + 3 * 2));

  RoadRig with_a_stalled_truck = cars_and_trucks();  // its engine is off
  with_a_stalled_truck.at(SimTime(30min), [&](processes::Road& road) {
    road.stall(LinkId(0), VehicleId(3), with_a_stalled_truck.entered()[3]);
  });
  EXPECT_EQ(seen_standing(with_a_stalled_truck, 8, {2, 3, 6}).queue_consumption, litres_per_hour(4 * 0.5 + 2 * 2));

  RoadRig without_the_first = cars_and_trucks();
  without_the_first.at(SimTime(30min), [&](processes::Road& road) {
    road.stall(LinkId(0), VehicleId(1), without_the_first.entered()[1]);
  });
  EXPECT_EQ(seen_standing(without_the_first, 8, {2, 3, 6}).queue_consumption, litres_per_hour(3 * 0.5 + 3 * 2));
}

TEST(QueuePicture, ThoseBehindAStalledVehicleCloseItsGapAndTheTailWithThem) {
  for (const std::size_t stalls : {1U, 3U, 6U}) {
    RoadRig rig = cars_and_trucks();
    rig.at(SimTime(30min),
           [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(stalls), rig.entered()[stalls]); });
    const auto seen = seen_standing(rig, 8, {3});
    const double gap = stalls == 3 ? 14.5 : 7.1;
    EXPECT_EQ(seen.queued, Vehicles(6)) << stalls;
    EXPECT_EQ(seen.tail, metres(1000 - 5 * 7.1 - 14.5 + gap)) << stalls;
  }
}

TEST(QueuePicture, TailOfWhomAStalledLastVehicleLeavesBehindIsTheNextAhead) {
  RoadRig rig = cars_and_trucks();
  rig.at(SimTime(30min), [&](processes::Road& road) { road.stall(LinkId(0), VehicleId(7), rig.entered()[7]); });
  const auto seen = seen_standing(rig, 8, {});

  EXPECT_EQ(seen.queued, Vehicles(6));
  EXPECT_EQ(seen.tail, metres(1000 - 5 * 7.1));
}

}  // namespace
}  // namespace corridor::queue_picture_test
