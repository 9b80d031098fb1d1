// Fastest ways on the road, by travel times that it is given. Keeps no state of the traffic.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/base/ids.hpp"
#include "corridor/base/time.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::network {

/// A link that nobody can take; a node from which no way leads to the destination.
inline constexpr Duration no_way = Duration::max();

/// Fastest ways to one destination.
struct Ways {
  /// By node, the first link of a fastest way (ties: the link listed first); none at the destination and where no way
  /// leads there.
  std::vector<std::optional<LinkId>> next;
  std::vector<Duration> time;  ///< by node, to the destination; or `no_way`
};

class Router {
 public:
  explicit Router(const scenario::Scenario& scenario);
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  /// The fastest ways to `destination`, where each link takes its time of `link_times` (> 0, or `no_way`). One Dijkstra
  /// from the destination against the links' direction.
  [[nodiscard]] Ways ways_towards(NodeId destination, std::span<const Duration> link_times) const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

/// By link, its travel time in free flow.
[[nodiscard]] std::vector<Duration> free_flow_times(const scenario::Scenario& scenario);

/// A way that somebody wants to drive.
struct Way {
  NodeId from;
  NodeId to;
  std::string who;  ///< for messages: "the buses of `site/stage`"
  Place written_at;
};

/// The error for a way that is not there, with the gap named: the pair (reachable from its beginning, able to reach its
/// end) that lies nearest together on the map. `end`: what it leads to, for the message.
[[nodiscard]] Diagnostic describe_gap(const scenario::Scenario& scenario, const Way& way, const std::string& end);

}  // namespace corridor::network
