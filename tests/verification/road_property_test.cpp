// Laws that hold at every event of any road: thousands of small random networks, each replayed from its seed.
#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_auditor.hpp"
#include "support/road_random.hpp"
#include "support/road_random_network.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_property_test {
namespace {

using namespace std::chrono_literals;
using test::Dice;
using test::RandomNetwork;
using test::RoadAuditor;
using test::RoadRig;

constexpr std::uint64_t networks = 1000;

void schedule(RoadRig& rig, const RandomNetwork& network, RoadAuditor* auditor = nullptr) {
  for (const test::Trip& trip : network.trips) {
    rig.depart(trip.at, trip.way, trip.vehicle_class);
  }
  for (const test::DatedChange& change : network.changes) {
    rig.at(change.at, [&change, auditor](processes::Road& road) {
      if (auditor != nullptr) {
        auditor->change(change.at, change.link, change.now);
      }
      road.change(change.link, change.now);
    });
  }
}

// Nobody is lost or overtaken, nobody is faster than free flow, no link is above its storage, nobody enters early,
// nobody enters late, no entry stands idle while an equal vehicle could go, and who still stands at the end has no room
// ahead.
TEST(AnyRoad, KeepsItsLawsAtEveryEvent) {
  for (std::uint64_t seed = 1; seed <= networks && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const RandomNetwork network = test::random_network(seed);
    RoadAuditor auditor(network.road.classes, network.road.links, network.trips);
    RoadRig rig(network.road);
    rig.watch([&auditor](const record::Fact& fact) { auditor.on(fact); });
    schedule(rig, network, &auditor);
    rig.run(SimTime(1000h));

    auditor.expect_nobody_waits_without_a_cause();
    if (!network.has_cycles) {
      EXPECT_EQ(auditor.arrived(), network.trips.size());
    }
  }
}

TEST(AnyRoad, KeepsItsLawsWhenManyThingsHappenInOneInstant) {
  for (std::uint64_t seed = networks + 1; seed <= 2 * networks && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    RandomNetwork network = test::random_network(seed, 10s);
    for (test::DatedChange& change : network.changes) {
      change.at = SimTime(change.at.time_since_epoch() / 10'000'000 * 10'000'000);
    }
    RoadAuditor auditor(network.road.classes, network.road.links, network.trips);
    RoadRig rig(network.road);
    rig.watch([&auditor](const record::Fact& fact) { auditor.on(fact); });
    schedule(rig, network, &auditor);
    rig.run(SimTime(1000h));

    auditor.expect_nobody_waits_without_a_cause();
  }
}

// --- the order in which links are listed
// ---------------------------------------------------------------------------------

/// A random order of the links in which those that enter the same node keep theirs: among claimants, ties go to the
/// first.
std::vector<std::size_t> reordered(Dice& dice, const std::vector<scenario::Link>& links) {
  std::vector<std::size_t> order;
  std::vector<bool> is_taken(links.size(), false);
  while (order.size() < links.size()) {
    std::size_t pick = dice.below(links.size());
    for (std::size_t k = 0; k <= pick; ++k) {
      if (!is_taken[k] && links[k].to == links[pick].to) {
        pick = k;
      }
    }
    if (!is_taken[pick]) {
      is_taken[pick] = true;
      order.push_back(pick);
    }
  }
  return order;
}

/// The same network with its links listed in the given order.
RandomNetwork relabelled(RandomNetwork network, const std::vector<std::size_t>& order) {
  std::vector<scenario::Link> links;
  std::vector<LinkId> now(order.size());
  for (const std::size_t old : order) {
    now[old] = LinkId(links.size());
    links.push_back(network.road.links[old]);
  }
  network.road.links = links;
  for (test::Trip& trip : network.trips) {
    for (LinkId& link : trip.way) {
      link = now[link.index()];
    }
  }
  for (test::DatedChange& change : network.changes) {
    change.link = now[change.link.index()];
  }
  return network;
}

/// When each vehicle entered the road and left its links.
std::vector<std::vector<SimTime>> times(const RandomNetwork& network) {
  RoadRig rig(network.road);
  schedule(rig, network);
  rig.run(SimTime(1000h));
  std::vector<std::vector<SimTime>> of_vehicle(network.trips.size());
  for (const test::Passage& p : rig.passages()) {
    of_vehicle[p.vehicle.index()].push_back(p.entered);
    of_vehicle[p.vehicle.index()].push_back(p.left);
  }
  return of_vehicle;
}

TEST(AnyRoad, IsTheSameWhateverTheOrderOfItsLinks) {
  for (std::uint64_t seed = 1; seed <= networks && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const RandomNetwork network = test::random_network(seed, seed % 2 == 0 ? 10s : 1us);
    EXPECT_EQ(times(network), times(relabelled(network, reordered(dice, network.road.links))));
  }
}

TEST(AnyRoad, IsReplayedExactly) {
  const RandomNetwork network = test::random_network(7);
  EXPECT_EQ(times(network), times(network));
}

}  // namespace
}  // namespace corridor::road_property_test
