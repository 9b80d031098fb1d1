#include "corridor/processes/routes.hpp"

#include <algorithm>
#include <limits>

#include "corridor/base/contract.hpp"
#include "corridor/processes/event_kinds.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::processes {

namespace {

constexpr std::uint16_t interval_handler = 0;
constexpr std::uint16_t incident_handler = 1;

/// The time that the link takes in free flow, if anything may enter it.
Duration open_time(const scenario::Link& link) {
  return link.open && link.lanes.value() > 0 ? travel_time(link.length, link.free_speed) : network::no_way;
}

}  // namespace

Routes::Routes(const Context& context, const network::RoadNetwork& network, Road& road)
    : context_(context),
      network_(network),
      road_(road),
      routing_(context.scenario.routing),
      self_(context.scheduler.add(*this)) {}

void Routes::start() {
  const scenario::Scenario& scenario = context_.scenario;
  const auto destinations = network_.destinations();
  is_alive_ = (knows_closures() || differ()) && std::any_of(destinations.begin(), destinations.end(),
                                                            [&](NodeId node) { return network_.has_choice(node); });
  if (!is_alive_) {
    return;
  }
  const std::vector<Duration> free_flow = network::free_flow_times(scenario);
  free_times_ = free_flow;
  known_.resize(scenario.nodes.size());
  for (std::size_t i = 0; i < scenario.links.size(); ++i) {
    if (knows_closures()) {
      free_times_[i] = open_time(scenario.links[i]);
    }
    if (differ()) {
      decisions_.emplace_back(context_.seed, context_.replication, random::Purpose::route, scenario.links[i].id);
    }
  }
  for (const NodeId destination : destinations) {
    known_[destination.index()].free_flow = network_.router().ways_towards(destination, free_flow).time;
  }
  road_.follow_ways();
  refresh();
  if (knows_delays()) {
    context_.scheduler.at(context_.now() + routing_.refresh, kind::routing_refresh, {self_, interval_handler, 0, 0});
  }
}

void Routes::change(LinkId link, const scenario::Link& now) {
  if (!is_alive_ || !knows_closures()) {
    return;
  }
  free_times_[link.index()] = open_time(now);
  if (incident_at_ != context_.now()) {
    incident_at_ = context_.now();
    context_.scheduler.at(context_.now(), kind::routing_refresh, {self_, incident_handler, 0, 0});
  }
}

void Routes::handle(const kernel::Event& event) {
  refresh();
  road_.reconsider();
  if (event.action.handler == interval_handler) {
    context_.scheduler.at(context_.now() + routing_.refresh, kind::routing_refresh, {self_, interval_handler, 0, 0});
  }
}

void Routes::refresh() {
  times_ = free_times_;
  for (std::size_t i = 0; knows_delays() && i < times_.size(); ++i) {
    if (times_[i] != network::no_way) {
      times_[i] = std::max(times_[i], road_.discharge_time(LinkId(i)));
    }
  }
  for (const NodeId destination : network_.destinations()) {
    Known& known = known_[destination.index()];
    known.ways = network_.router().ways_towards(destination, times_);
    known.is_considered = considered_links(known);
  }
}

/// Efficient links: nearer by what is known now, or in free flow, so that a delay beyond the next node takes no way out
/// of sight. Source: Dial 1971, Transportation Research 5(2), 83-111.
std::vector<bool> Routes::considered_links(const Known& known) const {
  const auto& links = context_.scenario.links;
  std::vector<bool> considered(links.size(), false);
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto from = links[i].from.index();
    const auto to = links[i].to.index();
    const bool is_nearer = known.ways.time[to] < known.ways.time[from] || known.free_flow[to] < known.free_flow[from];
    considered[i] = is_nearer && !leads_back(LinkId(i), known.ways);
  }
  return considered;
}

/// The fastest way from the end of the link comes back to its beginning.
bool Routes::leads_back(LinkId link, const network::Ways& ways) const {
  const auto& links = context_.scenario.links;
  const NodeId start = links[link.index()].from;
  NodeId at = links[link.index()].to;
  while (at != start) {
    const auto next = ways.next[at.index()];
    if (!next) {
      return false;
    }
    at = links[next->index()].to;
  }
  return true;
}

Duration Routes::time_by(LinkId link, const Known& known) const {
  const Duration rest = known.ways.time[context_.scenario.links[link.index()].to.index()];
  const bool is_way = times_[link.index()] != network::no_way && rest != network::no_way;
  return is_way && known.is_considered[link.index()] ? times_[link.index()] + rest : network::no_way;
}

/// By and by everybody takes the fastest way: who differs from others much might else drive in circles.
bool Routes::chooses_freely(VehicleId vehicle) const {
  return differ() && links_passed_[vehicle.index()] < context_.scenario.nodes.size();
}

/// Minus a Gumbel variate of the scale `taste`, the same whenever this party looks at this link; so the shares of
/// people are those of the multinomial logit model. Source: McFadden 1974, Frontiers in Econometrics, 105-142.
double Routes::aversion(LinkId link, VehicleId vehicle) const {
  const double u = decisions_[link.index()].draws(context_.entity(vehicle)).uniform_at(0);
  return static_cast<double>(routing_.taste.count()) * random::deterministic::log(-random::deterministic::log(u));
}

double Routes::perceived_time(LinkId link, const Known& known, VehicleId vehicle) const {
  const Duration time = time_by(link, known);
  if (time == network::no_way) {
    return std::numeric_limits<double>::infinity();
  }
  return static_cast<double>(time.count()) + (chooses_freely(vehicle) ? aversion(link, vehicle) : 0.0);
}

std::optional<LinkId> Routes::next_link(NodeId at, NodeId destination, VehicleId vehicle) const {
  const auto usual = network_.next_link(at, destination);
  if (!is_alive_ || !usual) {
    return usual;
  }
  const Known& known = known_[destination.index()];
  auto best = known.ways.next[at.index()];
  if (!best || !chooses_freely(vehicle)) {
    return best ? best : usual;
  }
  double least = std::numeric_limits<double>::infinity();
  for (const LinkId link : network_.links_out_of(at)) {
    const double time = perceived_time(link, known, vehicle);
    if (time < least) {
      best = link;
      least = time;
    }
  }
  return best;
}

SourceId Routes::gateway(NodeId at, NodeId destination, VehicleId vehicle, std::span<const Gateway> gateways,
                         std::optional<SourceId> present) const {
  const auto first = next_link(at, destination, vehicle);
  auto best = std::find_if(gateways.begin(), gateways.end(), [&](const Gateway& g) { return g.into == first; });
  double least = std::numeric_limits<double>::infinity();
  for (auto g = gateways.begin(); is_alive_ && knows_delays() && g != gateways.end(); ++g) {
    const Duration in_line = g->source == present ? Duration(0) : road_.discharge_time(g->source);
    const double time =
        perceived_time(g->into, known_[destination.index()], vehicle) + static_cast<double>(in_line.count());
    if (time < least) {
      best = g;
      least = time;
    }
  }
  expects(best != gateways.end(), "a way begins with a link out of the node where the vehicle stands");
  return best->source;
}

void Routes::set_out(VehicleId vehicle) {
  if (is_alive_ && differ()) {
    links_passed_.resize(std::max<std::size_t>(links_passed_.size(), vehicle.index() + 1U));
    links_passed_[vehicle.index()] = 0;
  }
}

void Routes::passed_link(VehicleId vehicle) {
  if (is_alive_ && differ()) {
    ++links_passed_[vehicle.index()];
  }
}

}  // namespace corridor::processes
