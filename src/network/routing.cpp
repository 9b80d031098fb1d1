#include "corridor/network/routing.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/transform_value_property_map.hpp>
#include <boost/range/iterator_range.hpp>
#include <fmt/format.h>

#include "corridor/base/units.hpp"
#include "corridor/scenario/error_catalogue.hpp"

namespace corridor::network {

namespace {

struct EdgeProperty {
  std::uint32_t link = 0;
};

/// Edges run against the links, so that one search from the destination finds the way from everywhere.
using ReversedGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, EdgeProperty>;

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
    properties.push_back({static_cast<std::uint32_t>(i)});
  }
  graph_->nodes = scenario.nodes.size();
  graph_->reversed = ReversedGraph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), properties.begin(),
                                   scenario.nodes.size());
}

Router::~Router() = default;

Ways Router::ways_towards(NodeId destination, std::span<const Duration> link_times) const {
  const ReversedGraph& g = graph_->reversed;
  Ways ways{std::vector<std::optional<LinkId>>(graph_->nodes), std::vector<Duration>(graph_->nodes, no_way)};
  if (graph_->nodes == 0) {
    return ways;
  }
  const auto time_of = [&](std::uint32_t link) { return link_times[link].count(); };
  std::vector<std::int64_t> distance(graph_->nodes, no_way.count());
  boost::dijkstra_shortest_paths(
      g, destination.index(),
      boost::weight_map(boost::make_transform_value_property_map(time_of, get(&EdgeProperty::link, g)))
          .distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, g)))
          .distance_inf(no_way.count())
          .distance_combine(boost::closed_plus<std::int64_t>(no_way.count())));
  for (const auto edge : boost::make_iterator_range(edges(g))) {
    const std::uint32_t link = g[edge].link;
    const auto after = distance[source(edge, g)];
    const bool is_way = after != no_way.count() && link_times[link] != no_way;
    auto& best = ways.next[target(edge, g)];
    if (is_way && after + time_of(link) == distance[target(edge, g)] && target(edge, g) != destination.index() &&
        (!best || link < best->index())) {
      best = LinkId(link);
    }
  }
  std::transform(distance.begin(), distance.end(), ways.time.begin(), [](std::int64_t us) { return Duration(us); });
  return ways;
}

std::vector<Duration> free_flow_times(const scenario::Scenario& scenario) {
  std::vector<Duration> times;
  times.reserve(scenario.links.size());
  for (const scenario::Link& link : scenario.links) {
    times.push_back(travel_time(link.length, link.free_speed));
  }
  return times;
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
