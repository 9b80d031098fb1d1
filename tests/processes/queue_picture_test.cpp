// Where vehicles stand and move inside a link: Newell's wave from its end, by metres.
#include <cmath>

#include <gtest/gtest.h>

#include "corridor/processes/release_log.hpp"
#include "corridor/processes/road.hpp"

#include "support/road_rig.hpp"

namespace corridor {
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

}  // namespace
}  // namespace corridor
