// Circles in graphs of who waits for whom, against a search through everything; and on random roads, where they are
// right if nothing in them ever moves again, and complete if everybody arrives where there is none.
#include "corridor/processes/gridlock.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "support/road_random.hpp"
#include "support/road_random_network.hpp"
#include "support/road_rig.hpp"

namespace corridor::gridlock_test {
namespace {

using namespace std::chrono_literals;
using processes::WaitGraph;
using test::Dice;
using Circle = WaitGraph::Circle;
using Node = WaitGraph::Node;

TEST(WaitGraph, HasNoCircleInAChainThatEndsWhereSomebodyCanLeave) {
  WaitGraph graph(4);
  graph.add(0, 1);
  graph.add(1, 2);
  graph.add(2, 3);
  EXPECT_TRUE(graph.circles(4).empty());
}

TEST(WaitGraph, NamesACircleFromItsLowestNodeAndNotWhoWaitsForIt) {
  WaitGraph graph(5);
  graph.add(0, 3);
  graph.add(3, 1);
  graph.add(1, 4);
  graph.add(4, 3);
  EXPECT_EQ(graph.circles(5), (std::vector<Circle>{{1, 4, 3}}));
}

TEST(WaitGraph, LetsAStageGoFromWhichOneUnitCanLeave) {
  WaitGraph graph(4);  // the link 0, the stage 1 at its end, the links 2 and 3 behind it
  graph.add(0, 1);
  graph.add(1, 2);
  graph.add(2, 0);
  EXPECT_EQ(graph.circles(1), (std::vector<Circle>{{0, 1, 2}}));
  graph.add(1, 3);
  EXPECT_TRUE(graph.circles(1).empty());
}

TEST(WaitGraph, LeavesOutCirclesThatNoLinkIsIn) {
  WaitGraph graph(4);  // the links 0 and 1; the stages 2 and 3 hold each other
  graph.add(0, 2);
  graph.add(2, 3);
  graph.add(3, 2);
  EXPECT_TRUE(graph.circles(2).empty());
}

/// A few nodes and who waits for whom, with all that follows found by trying everything.
struct Tried {
  explicit Tried(std::uint64_t seed) {
    Dice dice(seed);
    nodes = static_cast<Node>(2 + dice.below(7));
    links = static_cast<Node>(1 + dice.below(nodes));
    waits.assign(nodes, std::vector<bool>(nodes, false));
    for (std::size_t i = dice.below(2 * nodes + 1); i > 0; --i) {
      waits[dice.below(nodes)][dice.below(nodes)] = true;
    }
    find_stuck();
  }

  [[nodiscard]] WaitGraph graph() const {
    WaitGraph made(nodes);
    for (Node from = nodes; from-- > 0;) {
      for (Node to = 0; to < nodes; ++to) {
        if (waits[from][to]) {
          made.add(from, to);
        }
      }
    }
    return made;
  }
  /// The union of all sets of nodes that wait for something, and only for nodes of the set.
  void find_stuck() {
    stuck.assign(nodes, false);
    for (std::size_t set = 1; set < (std::size_t{1} << nodes); ++set) {
      const auto is_in = [set](Node n) { return (set >> n & 1U) != 0; };
      bool is_closed = true;
      for (Node n = 0; n < nodes; ++n) {
        bool waits_inside = false;
        for (Node to = 0; to < nodes; ++to) {
          waits_inside = waits_inside || (waits[n][to] && is_in(to));
          is_closed = is_closed && !(is_in(n) && waits[n][to] && !is_in(to));
        }
        is_closed = is_closed && (!is_in(n) || waits_inside);
      }
      for (Node n = 0; is_closed && n < nodes; ++n) {
        stuck[n] = stuck[n] || is_in(n);
      }
    }
  }
  /// The length of the shortest way from `from` to `to` through stuck nodes; 0: there is none.
  [[nodiscard]] std::size_t distance(Node from, Node to) const {
    std::set<Node> here = {from};
    for (std::size_t steps = 1; steps <= nodes; ++steps) {
      std::set<Node> next;
      for (const Node n : here) {
        for (Node other = 0; other < nodes; ++other) {
          if (stuck[n] && stuck[other] && waits[n][other]) {
            next.insert(other);
          }
        }
      }
      if (next.contains(to)) {
        return steps;
      }
      here = next;
    }
    return 0;
  }

  Node nodes = 0;
  Node links = 0;
  std::vector<std::vector<bool>> waits;
  std::vector<bool> stuck;
};

TEST(WaitGraph, FindsWhatASearchThroughEverythingFinds) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 5000 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Tried tried(seed);
    std::vector<Node> lowest;  // of each set of nodes that reach each other
    for (Node n = 0; n < tried.links; ++n) {
      const auto reaches = [&](Node other) { return tried.distance(n, other) > 0 && tried.distance(other, n) > 0; };
      if (reaches(n) && std::ranges::none_of(lowest, reaches)) {
        lowest.push_back(n);
      }
    }
    const std::vector<Circle> circles = tried.graph().circles(tried.links);

    ASSERT_EQ(circles.size(), lowest.size());
    for (std::size_t i = 0; i < circles.size(); ++i) {
      const Circle& circle = circles[i];
      EXPECT_EQ(circle.front(), lowest[i]);
      EXPECT_EQ(circle.size(), tried.distance(circle.front(), circle.front()));
      for (std::size_t k = 0; k < circle.size(); ++k) {
        EXPECT_TRUE(tried.stuck[circle[k]] && tried.waits[circle[k]][circle[(k + 1) % circle.size()]]);
      }
    }
    found += circles.size();
  }
  EXPECT_GT(found, 500U);
}

std::vector<Circle> circles_of(const processes::Road& road, std::size_t links) {
  WaitGraph graph(links);
  for (std::size_t i = 0; i < links; ++i) {
    if (const auto next = road.held_by(LinkId(i))) {
      graph.add(static_cast<Node>(i), next->index());
    }
  }
  return graph.circles(static_cast<Node>(links));
}

// From the last dated change on (after an hour) a circle stays for ever and nobody leaves its links; and who has not
// arrived in the end stands in one or behind one.
TEST(AnyRoadWithCircles, IsInGridlockIfAndOnlyIfItNeverEmpties) {
  std::size_t in_gridlock = 0;
  for (std::uint64_t seed = 1; seed <= 1000 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const test::RandomNetwork network = test::random_network(seed);
    const std::size_t links = network.road.links.size();
    test::RoadRig rig(network.road);
    for (const test::Trip& trip : network.trips) {
      rig.depart(trip.at, trip.way, trip.vehicle_class);
    }
    for (const test::DatedChange& change : network.changes) {
      rig.at(change.at, [&change](processes::Road& road) { road.change(change.link, change.now); });
    }
    std::vector<Circle> early;
    std::vector<Circle> late;
    rig.at(SimTime(61min), [&](processes::Road& road) { early = circles_of(road, links); });
    rig.at(SimTime(900h), [&](processes::Road& road) { late = circles_of(road, links); });
    std::size_t arrived = 0;
    rig.watch([&](const record::Fact& fact) {
      if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
        arrived += rig.way_of(left->vehicle).back() == left->link ? 1U : 0U;
        EXPECT_TRUE(left->at <= SimTime(61min) ||
                    std::ranges::none_of(early,
                                         [&](const Circle& circle) {
                                           return std::ranges::find(circle, left->link.index()) != circle.end();
                                         }))
            << "link " << left->link.index();
      }
    });
    rig.run(SimTime(1000h));

    EXPECT_EQ(late.empty(), arrived == network.trips.size());
    for (const Circle& circle : early) {
      EXPECT_NE(std::ranges::find(late, circle), late.end());
    }
    in_gridlock += late.empty() ? 0U : 1U;
  }
  EXPECT_GT(in_gridlock, 20U);
}

}  // namespace
}  // namespace corridor::gridlock_test
