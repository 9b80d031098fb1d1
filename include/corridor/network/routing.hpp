// Fastest ways on the road, by free-flow travel time. Keeps no state of the traffic.
#pragma once

#include <memory>
#include <optional>
#include <string>
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
