// The road as a graph of nodes and links, with the next link towards every destination. Moves nothing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/base/ids.hpp"
#include "corridor/network/routing.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::network {

/// Built once per scenario and shared, read-only, by all replications.
class RoadNetwork {
 public:
  explicit RoadNetwork(const scenario::Scenario& scenario);

  [[nodiscard]] std::span<const LinkId> links_into(NodeId node) const { return into_[node.index()]; }
  [[nodiscard]] std::span<const LinkId> links_out_of(NodeId node) const { return out_of_[node.index()]; }
  /// The link to take at `at` towards `destination` (fastest in free flow; ties: lowest link id). None: arrived, or
  /// no way. @pre destination is the end of some origin's journey, or of a way off the origins, or the
  /// node of an origin to which vehicles may turn back
  [[nodiscard]] std::optional<LinkId> next_link(NodeId at, NodeId destination) const;
  /// The other direction of `link`, if a way leads over it to `home`. @pre vehicles may turn back to an origin there
  [[nodiscard]] std::optional<LinkId> way_back(const scenario::Link& link, NodeId home) const;
  /// The nodes to which `next_link` leads.
  [[nodiscard]] std::span<const NodeId> destinations() const { return destinations_; }
  /// True if ways to `destination` part somewhere: of two links out of one node each leads there without coming back
  /// to the node.
  [[nodiscard]] bool has_choice(NodeId destination) const;
  [[nodiscard]] const Router& router() const { return router_; }
  /// Where a journey ends on the road: the node itself, the site's node, or none for a site without a road.
  [[nodiscard]] static std::optional<NodeId> node_of(const scenario::Scenario& scenario,
                                                     const std::variant<SiteId, NodeId>& end);

 private:
  static constexpr std::uint16_t none = std::numeric_limits<std::uint16_t>::max();

  void find_ways(NodeId destination, std::span<const Duration> link_times);
  [[nodiscard]] bool leads_to(NodeId destination, LinkId link, NodeId without) const;

  Router router_;
  std::vector<NodeId> end_of_;  ///< by link
  std::vector<std::vector<LinkId>> into_;
  std::vector<std::vector<LinkId>> out_of_;
  std::vector<NodeId> destinations_;
  /// [destination node][node]: which of the links out of the node, as short as can be, for it is read at every node of
  /// every way. Empty if not a destination.
  std::vector<std::vector<std::uint16_t>> next_by_destination_;
};

/// Every way that vehicles may drive which do not come from an origin: buses to and from their stops, parked vehicles
/// to regions.
[[nodiscard]] std::vector<Way> ways_off_origins(const scenario::Scenario& scenario);

/// What is wrong with the road as a whole: a destination that an origin, a bus or a parked vehicle cannot reach, with
/// the gap named; an origin to which nobody can turn back.
[[nodiscard]] std::vector<Diagnostic> check(const scenario::Scenario& scenario);

}  // namespace corridor::network
