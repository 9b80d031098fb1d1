// Fastest ways on the road, by free-flow travel time. Keeps no state of the traffic.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/base/ids.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::network {

class Router {
 public:
  explicit Router(const scenario::Scenario& scenario);
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  /// For each node the first link of a fastest way to `destination` (ties: the link listed first); none at the
  /// destination and where no way leads there. One Dijkstra from the destination against the links' direction.
  [[nodiscard]] std::vector<std::optional<LinkId>> next_links_towards(NodeId destination) const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

/// The error for an origin that cannot reach `destination`, placed where that is written, with the gap named: the pair
/// (reachable from the origin, able to reach the destination) that lies nearest together on the map.
[[nodiscard]] Diagnostic describe_gap(const scenario::Scenario& scenario, const scenario::Origin& origin,
                                      NodeId destination);

}  // namespace corridor::network
