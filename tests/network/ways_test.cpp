// Fastest ways on random graphs, with links closed, beside relaxation until nothing changes.
#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/network/road_network.hpp"

#include "support/road_random.hpp"
#include "support/road_rig.hpp"

namespace corridor::ways_test {
namespace {

using test::a_link;
using test::Dice;

struct RandomGraph {
  scenario::Scenario scenario;
  std::vector<Duration> times;
  NodeId destination;
};

/// Few different times, so that many ways are equally fast.
RandomGraph random_graph(std::uint64_t seed) {
  Dice dice(seed);
  RandomGraph made;
  const std::size_t nodes = 2 + dice.below(12);
  made.scenario.nodes.resize(nodes);
  for (std::size_t i = dice.below(4 * nodes); i > 0; --i) {
    made.scenario.links.push_back(a_link("link", dice.below(nodes), dice.below(nodes), 100));
    made.times.push_back(dice.chance(20) ? network::no_way : std::chrono::minutes(dice.between(1, 5)));
  }
  made.destination = NodeId(dice.below(nodes));
  return made;
}

/// Bellman 1958, Quarterly of Applied Mathematics 16(1), 87-90.
std::vector<Duration> relaxed(const RandomGraph& graph) {
  std::vector<Duration> time(graph.scenario.nodes.size(), network::no_way);
  time[graph.destination.index()] = Duration(0);
  for (std::size_t round = 0; round < time.size(); ++round) {
    for (std::size_t i = 0; i < graph.times.size(); ++i) {
      const scenario::Link& link = graph.scenario.links[i];
      const Duration after = time[link.to.index()];
      if (after != network::no_way && graph.times[i] != network::no_way) {
        time[link.from.index()] = std::min(time[link.from.index()], graph.times[i] + after);
      }
    }
  }
  return time;
}

TEST(Ways, AreTheFastestOnAnyGraphAndGoOverNoClosedLink) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    const RandomGraph graph = random_graph(seed);
    const network::Router router(graph.scenario);

    const network::Ways ways = router.ways_towards(graph.destination, graph.times);

    ASSERT_EQ(ways.time, relaxed(graph)) << "seed " << seed;
    for (std::size_t node = 0; node < ways.next.size(); ++node) {
      const bool is_on_the_way = node != graph.destination.index() && ways.time[node] != network::no_way;
      ASSERT_EQ(ways.next[node].has_value(), is_on_the_way) << "seed " << seed;
      std::optional<LinkId> first;
      for (std::size_t i = 0; i < graph.times.size() && !first && is_on_the_way; ++i) {
        const scenario::Link& link = graph.scenario.links[i];
        const Duration after = ways.time[link.to.index()];
        const bool is_open = graph.times[i] != network::no_way && after != network::no_way;
        if (is_open && link.from == NodeId(node) && graph.times[i] + after == ways.time[node]) {
          first = LinkId(i);
        }
      }
      ASSERT_EQ(ways.next[node], first) << "seed " << seed << ": the link listed first";
    }
  }
}

scenario::Scenario to_last_node(std::vector<scenario::Link> links, std::size_t nodes) {
  scenario::Scenario s;
  s.nodes.resize(nodes);
  s.links = std::move(links);
  scenario::Origin origin;
  origin.node = NodeId(0);
  origin.to = NodeId(nodes - 1);
  s.origins = {origin};
  return s;
}

TEST(Choice, IsWhereTwoWaysPart) {
  EXPECT_TRUE(
      network::RoadNetwork(to_last_node({a_link("a", 0, 1, 9), a_link("b", 0, 1, 9)}, 2)).has_choice(NodeId(1)));
  EXPECT_TRUE(
      network::RoadNetwork(
          to_last_node({a_link("a", 0, 1, 9), a_link("b", 1, 3, 9), a_link("c", 0, 2, 9), a_link("d", 2, 3, 9)}, 4))
          .has_choice(NodeId(3)));
}

TEST(Choice, IsNotOnASingleRoadWithBothDirectionsNorAtADeadEnd) {
  const auto road = to_last_node({a_link("a", 0, 1, 9), a_link("back", 1, 0, 9), a_link("b", 1, 2, 9),
                                  a_link("aside", 1, 3, 9), a_link("return", 3, 1, 9), a_link("c", 2, 4, 9)},
                                 5);

  EXPECT_FALSE(network::RoadNetwork(road).has_choice(NodeId(4)));
}

}  // namespace
}  // namespace corridor::ways_test
