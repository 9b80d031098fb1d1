#include "corridor/network/routing.hpp"

#include <cstdint>
#include <limits>
#include <utility>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/range/iterator_range.hpp>
#include <fmt/format.h>

#include "corridor/base/units.hpp"
#include "corridor/scenario/error_catalogue.hpp"

namespace corridor::network {

namespace {

struct EdgeProperty {
  std::int64_t microseconds = 0;
  std::uint32_t link = 0;
};

/// Edges run against the links, so that one search from the destination finds the way from everywhere.
using ReversedGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, EdgeProperty>;

constexpr std::int64_t unreachable = std::numeric_limits<std::int64_t>::max();

std::vector<bool> reachable_from(const scenario::Scenario& scenario, NodeId start, bool along_links) {
  std::vector<bool> seen(scenario.nodes.size(), false);
  std::vector<NodeId> open = {start};
  seen[start.index()] = true;
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    for (const scenario::Link& link : scenario.links) {
      const NodeId tail = along_links ? link.from : link.to;
      const NodeId head = along_links ? link.to : link.from;
      if (tail == node && !seen[head.index()]) {
        seen[head.index()] = true;
        open.push_back(head);
      }
    }
  }
  return seen;
}

}  // namespace

struct Router::Graph {
  ReversedGraph reversed;
  std::size_t nodes = 0;
};

Router::Router(const scenario::Scenario& scenario) : graph_(std::make_unique<Graph>()) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  std::vector<EdgeProperty> properties;
  for (std::size_t i = 0; i < scenario.links.size(); ++i) {
    const scenario::Link& link = scenario.links[i];
    edges.emplace_back(link.to.index(), link.from.index());
    properties.push_back({travel_time(link.length, link.free_speed).count(), static_cast<std::uint32_t>(i)});
  }
  graph_->nodes = scenario.nodes.size();
  graph_->reversed = ReversedGraph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), properties.begin(),
                                   scenario.nodes.size());
}

Router::~Router() = default;

std::vector<std::optional<LinkId>> Router::next_links_towards(NodeId destination) const {
  const ReversedGraph& g = graph_->reversed;
  std::vector<std::int64_t> distance(graph_->nodes, unreachable);
  std::vector<std::optional<LinkId>> next(graph_->nodes);
  if (graph_->nodes == 0) {
    return next;
  }
  boost::dijkstra_shortest_paths(
      g, destination.index(),
      boost::weight_map(get(&EdgeProperty::microseconds, g))
          .distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, g)))
          .distance_inf(unreachable));
  for (const auto edge : boost::make_iterator_range(edges(g))) {
    const auto after = distance[source(edge, g)];
    auto& best = next[target(edge, g)];
    const bool on_fastest_way = after != unreachable && after + g[edge].microseconds == distance[target(edge, g)];
    if (on_fastest_way && target(edge, g) != destination.index() && (!best || g[edge].link < best->index())) {
      best = LinkId(g[edge].link);
    }
  }
  return next;
}

namespace {

/// The pair (reachable from the origin, able to reach the destination) that lies nearest together on the map.
std::pair<std::size_t, std::size_t> narrowest_gap(const scenario::Scenario& scenario, NodeId origin,
                                                  NodeId destination) {
  const auto from_origin = reachable_from(scenario, origin, true);
  const auto to_destination = reachable_from(scenario, destination, false);
  double nearest = std::numeric_limits<double>::infinity();
  std::pair<std::size_t, std::size_t> gap{origin.index(), destination.index()};
  for (std::size_t a = 0; a < scenario.nodes.size(); ++a) {
    for (std::size_t b = 0; b < scenario.nodes.size(); ++b) {
      if (!from_origin[a] || !to_destination[b]) {
        continue;
      }
      const double x = scenario.nodes[a].longitude - scenario.nodes[b].longitude;
      const double y = scenario.nodes[a].latitude - scenario.nodes[b].latitude;
      if (x * x + y * y < nearest) {
        nearest = x * x + y * y;
        gap = {a, b};
      }
    }
  }
  return gap;
}

}  // namespace

Diagnostic describe_gap(const scenario::Scenario& scenario, const Way& way, const std::string& end) {
  const auto [before, behind] = narrowest_gap(scenario, way.from, way.to);
  Diagnostic wrong;
  wrong.code = scenario::info(scenario::ErrorCode::no_road).name;
  wrong.place = way.written_at;
  wrong.message = fmt::format("{} cannot be reached from {}: no link from `{}` to `{}`", end, way.who,
                              scenario.nodes[before].id, scenario.nodes[behind].id);
  wrong.expected = "a way of links from every origin to the end of its journey";
  return wrong;
}

}  // namespace corridor::network
