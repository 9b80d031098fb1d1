#include "corridor/network/road_network.hpp"

#include <algorithm>

#include "corridor/base/contract.hpp"
#include "corridor/scenario/error_catalogue.hpp"

namespace corridor::network {

RoadNetwork::RoadNetwork(const scenario::Scenario& scenario)
    : router_(scenario),
      into_(scenario.nodes.size()),
      out_of_(scenario.nodes.size()),
      next_by_destination_(scenario.nodes.size()) {
  for (std::size_t i = 0; i < scenario.links.size(); ++i) {
    into_[scenario.links[i].to.index()].emplace_back(i);
    out_of_[scenario.links[i].from.index()].emplace_back(i);
    end_of_.push_back(scenario.links[i].to);
  }
  const std::vector<Duration> times = free_flow_times(scenario);
  for (const scenario::Origin& origin : scenario.origins) {
    if (const auto destination = node_of(scenario, origin.to)) {
      find_ways(*destination, times);
    }
  }
  for (const Way& way : ways_off_origins(scenario)) {
    find_ways(way.to, times);
  }
  for (std::size_t i = 0; i < scenario.origins.size(); ++i) {
    if (scenario.origins[i].node && scenario.turn_back_from(OriginId(i)) != nullptr) {
      find_ways(*scenario.origins[i].node, times);
    }
  }
}

void RoadNetwork::find_ways(NodeId destination, std::span<const Duration> link_times) {
  std::vector<std::uint16_t>& next = next_by_destination_[destination.index()];
  if (!next.empty()) {
    return;
  }
  destinations_.push_back(destination);
  const Ways ways = router_.ways_towards(destination, link_times);
  next.reserve(out_of_.size());
  for (std::size_t node = 0; node < out_of_.size(); ++node) {
    const auto& out = out_of_[node];
    const auto first = ways.next[node] ? std::ranges::find(out, *ways.next[node]) : out.end();
    const auto choice = static_cast<std::size_t>(first - out.begin());
    expects(first == out.end() || choice < none, "no more than 65,535 links lead out of a node");
    next.push_back(first == out.end() ? none : static_cast<std::uint16_t>(choice));
  }
}

std::optional<LinkId> RoadNetwork::next_link(NodeId at, NodeId destination) const {
  const std::uint16_t choice = next_by_destination_[destination.index()][at.index()];
  return choice == none ? std::nullopt : std::optional(out_of_[at.index()][choice]);
}

std::optional<LinkId> RoadNetwork::way_back(const scenario::Link& link, NodeId home) const {
  const auto back = link.opposite;
  const bool leads_home =
      back && (end_of_[back->index()] == home || next_link(end_of_[back->index()], home).has_value());
  return leads_home ? back : std::nullopt;
}

bool RoadNetwork::has_choice(NodeId destination) const {
  for (std::size_t node = 0; node < out_of_.size(); ++node) {
    const auto& out = out_of_[node];
    const auto leads = [&](LinkId link) { return leads_to(destination, link, NodeId(node)); };
    if (out.size() > 1 && node != destination.index() && std::count_if(out.begin(), out.end(), leads) > 1) {
      return true;
    }
  }
  return false;
}

/// Does a way lead over the link to `destination`, and not over the node `without`?
bool RoadNetwork::leads_to(NodeId destination, LinkId link, NodeId without) const {
  std::vector<bool> seen(out_of_.size(), false);
  seen[without.index()] = true;
  std::vector<LinkId> open = {link};
  while (!open.empty() && !seen[destination.index()]) {
    const NodeId node = end_of_[open.back().index()];
    open.pop_back();
    if (!seen[node.index()]) {
      seen[node.index()] = true;
      open.insert(open.end(), out_of_[node.index()].begin(), out_of_[node.index()].end());
    }
  }
  return seen[destination.index()];
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

std::vector<Way> ways_off_origins(const scenario::Scenario& scenario) {
  std::vector<Way> result;
  for (const scenario::Stage& stage : scenario.stages) {
    const auto* transport = std::get_if<scenario::Transport>(&stage.kind);
    if (transport == nullptr || !transport->fleet.by_road) {
      continue;
    }
    const auto& road = *transport->fleet.by_road;
    const NodeId stop = *RoadNetwork::node_of(scenario, stage.site);
    const NodeId to = *RoadNetwork::node_of(scenario, road.to);
    const std::string who = "the buses of `" + stage.place + "`";
    result.push_back({*RoadNetwork::node_of(scenario, road.base), stop, who, road.written_at});
    result.push_back({stop, to, who, road.written_at});
    result.push_back({to, stop, who, road.written_at});
  }
  for (const scenario::Site& site : scenario.sites) {
    if (!site.is_left_by_road) {
      continue;
    }
    const NodeId from = std::get<NodeId>(site.where);
    for (const auto& to : scenario.region_nodes) {
      if (to) {
        result.push_back({from, *to, "`" + site.id + "`", site.written_at});
      }
    }
  }
  return result;
}

namespace {

void check_ways_back(const scenario::Scenario& scenario, const RoadNetwork& network, std::vector<Diagnostic>& wrong) {
  for (std::size_t i = 0; i < scenario.origins.size(); ++i) {
    const scenario::TurnBack* turn_back = scenario.turn_back_from(OriginId(i));
    const auto home = scenario.origins[i].node;
    const auto leads_home = [&](const scenario::Link& link) { return network.way_back(link, *home).has_value(); };
    if (turn_back != nullptr && home && std::none_of(scenario.links.begin(), scenario.links.end(), leads_home)) {
      Diagnostic& none = wrong.emplace_back();
      none.code = scenario::info(scenario::ErrorCode::no_road).name;
      none.place = turn_back->written_at;
      none.message = "nobody can turn back to `" + scenario.origins[i].id +
                     "`: no link has another direction from which a way leads to it";
      none.expected = "a link in each direction";
    }
  }
}

}  // namespace

std::vector<Diagnostic> check(const scenario::Scenario& scenario) {
  std::vector<Diagnostic> wrong;
  const RoadNetwork network(scenario);
  for (const scenario::Origin& origin : scenario.origins) {
    const auto destination = RoadNetwork::node_of(scenario, origin.to);
    if (!origin.node || !destination || *origin.node == *destination || network.next_link(*origin.node, *destination)) {
      continue;
    }
    const auto* site = std::get_if<SiteId>(&origin.to);
    const std::string end = site == nullptr ? "node `" + scenario.nodes[destination->index()].id + "`"
                                            : "site `" + scenario.sites[site->index()].id + "`";
    wrong.push_back(
        describe_gap(scenario, {*origin.node, *destination, "`" + origin.id + "`", origin.to_written_at}, end));
  }
  for (const Way& way : ways_off_origins(scenario)) {
    if (way.from != way.to && !network.next_link(way.from, way.to)) {
      const std::string end = "node `" + scenario.nodes[way.to.index()].id + "`";
      wrong.push_back(describe_gap(scenario, way, end));
    }
  }
  check_ways_back(scenario, network, wrong);
  return wrong;
}

}  // namespace corridor::network
