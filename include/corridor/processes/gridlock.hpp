// Gridlock: circles of full links and stages through the road, in which each waits for room in the next. Found at
// sampling instants, stated as facts; moves nobody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/journey.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/processes/site.hpp"

namespace corridor::processes {

/// Who waits for room in what: a graph of links and stages, by number. Whoever can leave in one way is not stuck, so a
/// node is stuck if it waits for something, and everything that it waits for is stuck.
class WaitGraph {
 public:
  using Node = std::uint32_t;
  using Circle = std::vector<Node>;  ///< each waits for the next, the last for the first

  explicit WaitGraph(std::size_t nodes) : size_(nodes) {}
  /// Something in `from` waits for room in `to`.
  void add(Node from, Node to) { waits_.emplace_back(from, to); }
  [[nodiscard]] bool empty() const { return waits_.empty(); }
  void clear() { waits_.clear(); }

  /// Of each set of stuck nodes that wait for each other, directly or not, and of which some are below `first_of_rest`
  /// (links): a shortest circle through the lowest of them, which comes first in it. In the order of these. Of circles
  /// of one length the one whose nodes come first. Takes time in proportion to nodes and waits, for each such set.
  [[nodiscard]] std::vector<Circle> circles(Node first_of_rest);

 private:
  struct Neighbours {
    std::vector<std::size_t> first;  ///< by node: its first one in `nodes`
    std::vector<Node> nodes;
  };
  [[nodiscard]] Neighbours neighbours(bool is_backward) const;
  [[nodiscard]] std::vector<bool> stuck(const Neighbours& waiting) const;
  [[nodiscard]] static Circle circle_through(Node start, const Neighbours& of, const std::vector<bool>& open);
  static void close_reached(Node start, const Neighbours& ahead, const Neighbours& behind, std::vector<bool>& open);
  [[nodiscard]] static std::vector<bool> reached(Node start, const Neighbours& of, const std::vector<bool>& open);

  std::size_t size_;
  std::vector<std::pair<Node, Node>> waits_;
};

class Gridlocks {
 public:
  Gridlocks(const Context& context, const Road& road, const Sites& sites);
  /// Call once, when the journeys know where vehicles enter the road.
  void start(const Journeys& journeys);
  /// States what has been found, or has dissolved, since the last time.
  void observe();

 private:
  struct Known {
    GridlockId id;
    WaitGraph::Circle circle;
  };
  [[nodiscard]] WaitGraph::Node node(LinkId link) const { return link.index(); }
  [[nodiscard]] WaitGraph::Node node(StageId stage) const;
  [[nodiscard]] LinkOrStage place(WaitGraph::Node node) const;
  void note_waits();
  void note_waits_of_stages();
  void state(const WaitGraph::Circle& circle);

  const Context& context_;
  const Road& road_;
  const Sites& sites_;
  std::vector<SourceId> from_sites_;  ///< lines of vehicles that may still hold a server
  WaitGraph graph_;
  std::vector<Known> known_;  ///< now, in the order in which they were found
  std::size_t found_ = 0;
};

}  // namespace corridor::processes
