#include "corridor/network/road_network.hpp"

#include <algorithm>

#include "corridor/network/routing.hpp"

namespace corridor::network {

RoadNetwork::RoadNetwork(const scenario::Scenario& scenario)
    : into_(scenario.nodes.size()), out_of_(scenario.nodes.size()), next_by_destination_(scenario.nodes.size()) {
  for (std::size_t i = 0; i < scenario.links.size(); ++i) {
    into_[scenario.links[i].to.index()].emplace_back(i);
    out_of_[scenario.links[i].from.index()].emplace_back(i);
  }
  const Router router(scenario);
  for (const scenario::Origin& origin : scenario.origins) {
    const auto destination = node_of(scenario, origin.to);
    if (destination && next_by_destination_[destination->index()].empty()) {
      next_by_destination_[destination->index()] = router.next_links_towards(*destination);
    }
  }
}

std::optional<LinkId> RoadNetwork::next_link(NodeId at, NodeId destination) const {
  return next_by_destination_[destination.index()][at.index()];
}

std::optional<NodeId> RoadNetwork::node_of(const scenario::Scenario& scenario,
                                           const std::variant<SiteId, NodeId>& end) {
  if (const auto* node = std::get_if<NodeId>(&end)) {
    return *node;
  }
  const scenario::Site& site = scenario.sites[std::get<SiteId>(end).index()];
  if (const auto* node = std::get_if<NodeId>(&site.where)) {
    return *node;
  }
  return std::nullopt;
}

std::vector<Diagnostic> check(const scenario::Scenario& scenario) {
  std::vector<Diagnostic> wrong;
  const RoadNetwork network(scenario);
  for (const scenario::Origin& origin : scenario.origins) {
    const auto destination = RoadNetwork::node_of(scenario, origin.to);
    if (!origin.node || !destination || *origin.node == *destination || network.next_link(*origin.node, *destination)) {
      continue;
    }
    wrong.push_back(describe_gap(scenario, origin, *destination));
  }
  return wrong;
}

}  // namespace corridor::network
