// Laws of any road on which vehicles break down, stand beside it and go on: random networks, each replayed from its
// seed.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_random.hpp"
#include "support/road_random_network.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_property_stall_test {
namespace {

using namespace std::chrono_literals;
using test::Dice;
using test::RandomNetwork;
using test::RoadRig;

constexpr std::uint64_t networks = 1000;

/// Who is in the line of each link, from the facts alone.
class Lines {
 public:
  explicit Lines(std::size_t links) : lines_(links) {}

  void on(const record::Fact& fact) {
    if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
      lines_[entered->link.index()].push_back({entered->vehicle, entered->at});
    } else if (const auto* stalled = std::get_if<record::VehicleStalled>(&fact)) {
      take_out(stalled->link, stalled->vehicle);
      ++stalls;
    } else if (const auto* rejoined = std::get_if<record::VehicleRejoined>(&fact)) {
      lines_[rejoined->link.index()].push_back({rejoined->vehicle, rejoined->at});
      ++rejoins;
    } else if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
      auto& line = lines_[left->link.index()];
      ASSERT_FALSE(line.empty());
      EXPECT_EQ(line.front().first, left->vehicle) << "first in, first out";
      EXPECT_GE(left->delay, Duration(0)) << "nobody is faster than free flow";
      line.pop_front();
    }
  }

  /// A vehicle in some line, and where.
  struct Pick {
    LinkId link;
    VehicleId vehicle;
    SimTime joined;
  };
  std::optional<Pick> pick(Dice& dice) const {
    const std::size_t link = dice.below(lines_.size());
    if (lines_[link].empty()) {
      return std::nullopt;
    }
    const auto& [vehicle, joined] = lines_[link][dice.below(lines_[link].size())];
    return Pick{LinkId(link), vehicle, joined};
  }
  [[nodiscard]] std::size_t present() const {
    std::size_t all = 0;
    for (const auto& line : lines_) {
      all += line.size();
    }
    return all;
  }

  int stalls = 0;
  int rejoins = 0;

 private:
  void take_out(LinkId link, VehicleId vehicle) {
    auto& line = lines_[link.index()];
    ASSERT_EQ(std::erase_if(line, [&](const auto& one) { return one.first == vehicle; }), 1U);
  }

  std::vector<std::deque<std::pair<VehicleId, SimTime>>> lines_;
};

void stall_at(RoadRig& rig, Lines& lines, Dice& dice, SimTime at) {
  rig.at(at, [&rig, &lines, &dice, at](processes::Road& road) {
    const auto picked = lines.pick(dice);
    if (!picked) {
      return;
    }
    const auto stand = road.stall(picked->link, picked->vehicle, picked->joined);
    const SimTime cleared = at + dice.between(Duration(0), 20min);
    const LinkId link = picked->link;
    rig.at(cleared, [link](processes::Road& r) { r.clear(link); });
    rig.at(cleared + dice.between(Duration(0), 40min), [link, stand](processes::Road& r) { r.rejoin(link, stand); });
  });
}

TEST(AnyRoadWithStalls, LosesNobodyAndKeepsItsOrder) {
  int stalls = 0;
  for (std::uint64_t seed = 1; seed <= networks && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const RandomNetwork network = test::random_network(seed);
    Dice dice(seed + networks);
    Lines lines(network.road.links.size());
    RoadRig rig(network.road, static_cast<double>(dice.below(11)) / 10);
    rig.watch([&lines](const record::Fact& fact) { lines.on(fact); });
    for (const test::Trip& trip : network.trips) {
      rig.depart(trip.at, trip.way, trip.vehicle_class);
    }
    for (const test::DatedChange& change : network.changes) {
      rig.at(change.at, [&change](processes::Road& road) { road.change(change.link, change.now); });
    }
    for (std::size_t i = dice.below(30); i > 0; --i) {
      stall_at(rig, lines, dice, SimTime(dice.between(Duration(0), 60min)));
    }
    rig.run(SimTime(1000h));

    stalls += lines.stalls;
    if (!network.has_cycles) {  // else they may stand for ever
      EXPECT_EQ(lines.stalls, lines.rejoins);
      EXPECT_EQ(lines.present(), 0U);
      EXPECT_EQ(rig.entered().size(), network.trips.size());
    }
  }
  EXPECT_GT(stalls, 1000);
}

// --- one road without breakdowns
// ----------------------------------------------------------------------------------------

/// A chain of links with trips along the whole of it, and with more of everything on one of the links.
struct Chains {
  RandomNetwork narrow;
  RandomNetwork wide;
};

/// @param slow free speed of trucks, as a share of the cars'
Chains random_chains(std::uint64_t seed, double slow) {
  Dice dice(seed);
  RandomNetwork chain;
  chain.road.nodes = 3 + dice.below(5);
  chain.road.classes = {test::a_class("car", 4.6), test::a_class("truck", 15.9, slow), test::a_class("van", 6.3)};
  std::vector<LinkId> way;
  for (std::size_t k = 0; k + 1 < chain.road.nodes; ++k) {
    scenario::Link link = test::random_link(dice, chain.road.nodes, false);
    link.from = NodeId(k);
    link.to = NodeId(k + 1);
    chain.road.links.push_back(link);
    way.emplace_back(k);
  }
  for (std::size_t i = 50 + dice.below(200); i > 0; --i) {
    chain.trips.push_back({SimTime(dice.between(Duration(0), 20min)), way, VehicleClassId(dice.below(3))});
  }
  std::stable_sort(chain.trips.begin(), chain.trips.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  Chains chains{chain, chain};
  scenario::Link& link = chains.wide.road.links[dice.below(way.size())];
  link.lanes = Lanes(link.lanes.value() + dice.between(1, 2000));
  const auto more = [&dice](std::optional<double>& rate) {
    if (rate) {
      rate = dice.chance(50) ? std::nullopt : std::optional(*rate * static_cast<double>(dice.between(1, 5)));
    }
  };
  more(link.capacity);
  more(link.entry_capacity);
  return chains;
}

/// When each vehicle has left the road.
std::vector<SimTime> arrivals(const RandomNetwork& chain) {
  RoadRig rig(chain.road);
  for (const test::Trip& trip : chain.trips) {
    rig.depart(trip.at, trip.way, trip.vehicle_class);
  }
  rig.run(SimTime(1000h));
  std::vector<SimTime> result(chain.trips.size(), never);
  for (const test::Passage& p : rig.passages()) {
    if (p.link == LinkId(chain.road.links.size() - 1)) {
      result[p.vehicle.index()] = p.left;
    }
  }
  return result;
}

// Without breakdowns and overtaking every exit time is a maximum of sums of headways and travel times (Newell's
// recursion): less of any of them makes none of the sums larger, the last arrival's neither. Each time is rounded once.
TEST(SingleRoad, MoreCapacityNeverMakesAnybodyLater) {
  int earlier = 0;
  for (std::uint64_t seed = 1; seed <= networks && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Chains chains = random_chains(seed, 1);
    const auto narrow = arrivals(chains.narrow);
    const auto wide = arrivals(chains.wide);
    const Duration rounding(static_cast<std::int64_t>(narrow.size() + chains.narrow.road.links.size()));
    for (std::size_t i = 0; i < narrow.size(); ++i) {
      ASSERT_NE(narrow[i], never);
      EXPECT_LE(wide[i], narrow[i] + rounding) << "vehicle " << i;
    }
    earlier += wide.back() < narrow.back() - rounding ? 1 : 0;
  }
  EXPECT_GT(earlier, 50);  // what is compared is not always the same
}

// Behind a slow vehicle the headway is longer, but only for who follows it without a gap (docs/model.md, section 5):
// who comes a moment later may leave sooner, by the difference of the headways.
TEST(SingleRoad, MoreCapacityMakesTheLastArrivalNoLaterThanAHeadwayBehindSlowVehicles) {
  constexpr double slow = 0.6;
  for (std::uint64_t seed = 1; seed <= networks; ++seed) {
    const Chains chains = random_chains(seed, slow);
    double difference_s = 0;
    for (const scenario::Link& link : chains.narrow.road.links) {
      const double speed = static_cast<double>(link.free_speed.value()) / 3600;
      const double lanes = static_cast<double>(link.lanes.value()) / 1000;
      difference_s = std::max(difference_s, (15.9 + 2.5) * (1 / (slow * speed) - 1 / speed) / lanes);
    }
    const Duration difference(static_cast<std::int64_t>(difference_s * 1e6) + 1);
    EXPECT_LE(arrivals(chains.wide).back(), arrivals(chains.narrow).back() + difference) << "network " << seed;
  }
}

}  // namespace
}  // namespace corridor::road_property_stall_test
