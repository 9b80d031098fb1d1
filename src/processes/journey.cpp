#include "corridor/processes/journey.hpp"

#include <algorithm>
#include <iterator>

#include "corridor/processes/turn_back.hpp"

namespace corridor::processes {

Journeys::Journeys(const Context& context, const network::RoadNetwork& network)
    : context_(context),
      network_(network),
      site_on_link_(context.scenario.links.size()),
      from_node_(context.scenario.nodes.size()) {
  const scenario::Scenario& scenario = context.scenario;
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
    if (const auto* link = std::get_if<LinkId>(&scenario.sites[i].where)) {
      site_on_link_[link->index()] = SiteId(i);
    }
  }
}

void Journeys::connect(const Processes& processes, DepartureGate* gate, TurnBacks* turn_backs) {
  road_ = &processes.road;
  sites_ = &processes.sites;
  walkers_ = &processes.walkers;
  routes_ = &processes.routes;
  gate_ = gate;
  turn_backs_ = turn_backs;
  const scenario::Scenario& scenario = context_.scenario;
  for (const scenario::Origin& origin : scenario.origins) {
    from_origin_.push_back(open_stand(origin.node, origin.merge_priority, std::nullopt));
  }
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
    const auto* link = std::get_if<LinkId>(&scenario.sites[i].where);
    const double priority = link ? scenario.links[link->index()].merge_priority : 1;
    from_site_.push_back(open_stand(node_behind(SiteId(i)), priority, SiteId(i)));
  }
  for (const network::Way& way : network::ways_off_origins(scenario)) {
    auto& stand = from_node_[way.from.index()];
    stand = stand ? *stand : open_stand(way.from, 1, std::nullopt);
  }
}

std::size_t Journeys::open_stand(std::optional<NodeId> node, double priority, std::optional<SiteId> site) {
  std::vector<Gateway>& stand = stands_.emplace_back();
  for (const LinkId link : node ? network_.links_out_of(*node) : std::span<const LinkId>{}) {
    stand.push_back({link, road_->add_source(link, priority)});
    site_of_source_.push_back(site);
    stand_of_source_.push_back(stands_.size() - 1);
  }
  return stands_.size() - 1;
}

Journeys::Leg Journeys::leg_to(const std::variant<SiteId, NodeId>& end) const {
  const auto* site = std::get_if<SiteId>(&end);
  return {network::RoadNetwork::node_of(context_.scenario, end), site == nullptr ? std::nullopt : std::optional(*site),
          false, false};
}

void Journeys::head_for(VehicleId vehicle, const Leg& leg) {
  if (vehicle.index() >= legs_.size()) {
    legs_.resize(vehicle.index() + 1);
  }
  legs_[vehicle.index()] = leg;
}

// --- setting out ----------------------------------------------------------------------------------------------------

void Journeys::set_out(PartyId leader) {
  const demand::Party& party = context_.population.party(leader);
  const scenario::Origin& origin = context_.scenario.origins[party.origin.index()];
  const SimTime now = context_.now();
  if (!party.vehicle) {
    context_.observer.on(record::PartyDeparted{now, leader, party.origin, party.who.persons});
    set_out_without_vehicle(leader);
    return;
  }
  const VehicleId vehicle = *party.vehicle;
  context_.population.for_each_aboard(vehicle, [&](PartyId p) {
    context_.observer.on(record::PartyDeparted{now, p, party.origin, context_.population.party(p).who.persons});
  });
  if (const auto stop = gate_ == nullptr ? std::nullopt : gate_->stop_before(vehicle)) {
    head_for(vehicle, {origin.node, stop, true, false});
    sites_->arrive(*stop, vehicle);
  } else {
    set_out_after_stop(vehicle);
  }
}

/// From its origin onto the road, at once or after a stop at a site that stands there.
void Journeys::set_out_after_stop(VehicleId vehicle) {
  const demand::Vehicle& v = context_.population.vehicle(vehicle);
  const scenario::Origin& origin = context_.scenario.origins[v.origin.index()];
  context_.observer.on(record::VehicleDeparted{context_.now(), vehicle, v.origin, v.aboard.persons});
  head_for(vehicle, leg_to(origin.to));
  if (turn_backs_ != nullptr) {
    turn_backs_->set_out(vehicle);
  }
  set_off(vehicle, from_origin_[v.origin.index()], origin.node);
}

void Journeys::set_out_without_vehicle(PartyId party) {
  const scenario::Origin& origin = context_.scenario.origins[context_.population.party(party).origin.index()];
  if (!origin.node) {
    sites_->arrive(std::get<SiteId>(origin.to), party);
  } else if (const auto* stop = std::get_if<SiteId>(&origin.without_vehicle)) {
    sites_->arrive(*stop, party);
  } else {
    walkers_->walk_on(party, *origin.node);
  }
}

void Journeys::set_off(VehicleId vehicle, std::size_t stand, std::optional<NodeId> node) {
  const auto end = leg_of(vehicle).node;
  if (node && end && network_.next_link(*node, *end)) {
    routes_->set_out(vehicle);
    offer(stand, *node, vehicle);
  } else {
    end_on_road(vehicle, std::nullopt);
  }
}

void Journeys::offer(std::size_t stand, NodeId at, VehicleId vehicle) {
  const SourceId source = routes_->gateway(at, *leg_of(vehicle).node, vehicle, stands_[stand], std::nullopt);
  const demand::Vehicle& v = context_.population.vehicle(vehicle);
  road_->offer(source, {vehicle, v.vehicle_class, v.aboard.persons});
}

SourceId Journeys::source_for(SourceId present, VehicleId vehicle) {
  const std::vector<Gateway>& stand = stands_[stand_of_source_[present.index()]];
  const NodeId at = context_.scenario.links[stand.front().into.index()].from;
  return routes_->gateway(at, *leg_of(vehicle).node, vehicle, stand, present);
}

// --- on the road ----------------------------------------------------------------------------------------------------

std::optional<SiteId> Journeys::stop_at_end(LinkId link, VehicleId vehicle) const {
  const auto site = site_on_link_[link.index()];
  if (!site) {
    return std::nullopt;
  }
  const auto& exempt = context_.scenario.sites[site->index()].exempt;
  const VehicleClassId c = context_.population.vehicle(vehicle).vehicle_class;
  if (context_.scenario.vehicle_classes[c.index()].priority) {
    return std::nullopt;
  }
  return std::find(exempt.begin(), exempt.end(), c) == exempt.end() ? site : std::nullopt;
}

void Journeys::expect(VehicleId vehicle) {
  __builtin_prefetch(&leg_of(vehicle));
  __builtin_prefetch(&context_.population.vehicle(vehicle));
  context_.observer.expect(vehicle);
}

std::optional<LinkId> Journeys::link_after(LinkId link, VehicleId vehicle) {
  if (stop_at_end(link, vehicle)) {
    return std::nullopt;
  }
  return routes_->next_link(context_.scenario.links[link.index()].to, *leg_of(vehicle).node, vehicle);
}

bool Journeys::is_door_open(LinkId link, VehicleId vehicle) {
  if (const auto site = stop_at_end(link, vehicle)) {
    return sites_->is_door_open(*site, vehicle, link);
  }
  const auto site = leg_of(vehicle).site;
  const bool is_bus = context_.population.vehicle(vehicle).bus.has_value();
  return !site || is_bus || sites_->is_door_open(*site, vehicle, link);
}

/// A vehicle of an exempt class passes a site on a link without stopping, and passes it all the same.
void Journeys::drove_on(LinkId link, VehicleId vehicle) {
  routes_->passed_link(vehicle);
  if (const auto site = site_on_link_[link.index()]) {
    const std::uint16_t persons = context_.population.vehicle(vehicle).aboard.persons;
    context_.observer.on(record::SitePassed{context_.now(), vehicle, *site, persons});
  }
}

void Journeys::left_road(LinkId link, VehicleId vehicle) {
  if (const auto site = stop_at_end(link, vehicle)) {
    routes_->passed_link(vehicle);
    sites_->arrive(*site, vehicle, link);
  } else {
    drove_on(link, vehicle);
    end_on_road(vehicle, link);
  }
}

/// Nobody at the door has to let it pass: it waits there, if it must, off the road.
void Journeys::left_road_beside(LinkId link, VehicleId vehicle) {
  drove_on(link, vehicle);
  end_on_road(vehicle, std::nullopt);
}

void Journeys::entered_road(SourceId source, VehicleId vehicle) {
  if (const auto site = site_of_source_[source.index()]) {
    sites_->entered_road(*site, vehicle);
  }
}

void Journeys::taken_off(LinkId link, VehicleId vehicle) {
  context_.population.remove(vehicle);
  sites_->abandon_door(link);
}

void Journeys::turned_back(const TurnRound& turn) {
  const OriginId home = context_.population.vehicle(turn.vehicle).origin;
  head_for(turn.vehicle, {context_.scenario.origins[home.index()].node, std::nullopt, false, true});
  routes_->set_out(turn.vehicle);
  if (turn.was_first) {
    sites_->abandon_door(turn.from);
  }
}

std::vector<SourceId> Journeys::sources(std::size_t stand) const {
  std::vector<SourceId> result;
  std::ranges::transform(stands_[stand], std::back_inserter(result), &Gateway::source);
  return result;
}

std::vector<SourceId> Journeys::sources_of_parked(SiteId site) const {
  const auto node = node_behind(site);
  const auto stand = node ? from_node_[node->index()] : std::nullopt;
  return stand ? sources(*stand) : std::vector<SourceId>{};
}

/// The vehicle is where its journey on the road ends, at the end of `link` if it has driven: at a site, or simply
/// there.
void Journeys::end_on_road(VehicleId vehicle, std::optional<LinkId> link) {
  if (leg_of(vehicle).is_way_back) {
    come_home(vehicle);
    return;
  }
  const auto site = leg_of(vehicle).site;
  const std::uint16_t persons = context_.population.vehicle(vehicle).aboard.persons;
  context_.observer.on(record::VehicleArrived{context_.now(), vehicle, site, persons});
  if (context_.population.vehicle(vehicle).bus) {
    sites_->bus_arrived(vehicle);
    return;
  }
  if (site) {
    sites_->arrive(*site, vehicle, link);
    return;
  }
  std::vector<PartyId> aboard;
  context_.population.for_each_aboard(vehicle, [&](PartyId p) { aboard.push_back(p); });
  for (const PartyId p : aboard) {
    const demand::Party& party = context_.population.party(p);
    context_.observer.on(record::PartyLeft{context_.now(), p, std::nullopt, party.destination, party.who.persons});
    context_.population.remove(p);
  }
  context_.population.remove(vehicle);
}

/// All aboard have turned back, whatever their origin: where the vehicle is from.
void Journeys::come_home(VehicleId vehicle) {
  demand::Population& population = context_.population;
  const OriginId home = population.vehicle(vehicle).origin;
  std::vector<PartyId> aboard;
  population.for_each_aboard(vehicle, [&](PartyId p) { aboard.push_back(p); });
  for (const PartyId p : aboard) {
    const Composition who = population.party(p).who;
    population.lose(p, vehicle, who);
    const record::Unit unit{record::Unit::Kind::vehicle, vehicle.index(), population.vehicle(vehicle).aboard.persons};
    context_.observer.on(record::OutcomeCounted{context_.now(), p, home, Outcome::turned_back, who, 0, unit,
                                                record::OutcomeCounted::From::door});
  }
  population.remove(vehicle);
}

// --- from a site back to the road -----------------------------------------------------------------------------------

std::optional<NodeId> Journeys::node_behind(SiteId site) const {
  const auto& where = context_.scenario.sites[site.index()].where;
  if (const auto* link = std::get_if<LinkId>(&where)) {
    return context_.scenario.links[link->index()].to;
  }
  const auto* node = std::get_if<NodeId>(&where);
  return node == nullptr ? std::nullopt : std::optional(*node);
}

Beyond Journeys::beyond(SiteId site, VehicleId vehicle) {
  const Leg& leg = leg_of(vehicle);
  if (leg.site == site) {
    return {leg.is_stop ? Beyond::Kind::departure : Beyond::Kind::journey_end, {}};
  }
  const auto node = node_behind(site);
  if (node && leg.node && network_.next_link(*node, *leg.node)) {
    return {Beyond::Kind::road, {}};
  }
  if (leg.is_way_back) {
    return {Beyond::Kind::leg_end, {}};
  }
  return leg.site ? Beyond{Beyond::Kind::site, *leg.site} : Beyond{Beyond::Kind::journey_end, {}};
}

void Journeys::return_to_road(SiteId site, VehicleId vehicle) {
  offer(from_site_[site.index()], *node_behind(site), vehicle);
}

// --- onward ---------------------------------------------------------------------------------------------------------

void Journeys::send(VehicleId vehicle, const Drive& drive) {
  const NodeId from = *network::RoadNetwork::node_of(context_.scenario, drive.from);
  const NodeId to = *network::RoadNetwork::node_of(context_.scenario, drive.to);
  const demand::Vehicle& v = context_.population.vehicle(vehicle);
  const auto driver = v.bus ? std::nullopt : std::optional(v.driver);
  context_.observer.on(record::VehicleSetOff{context_.now(), vehicle, driver, from, to, v.parties, v.aboard.persons});
  head_for(vehicle, leg_to(drive.to));
  set_off(vehicle, from_node_[from.index()].value(), from);
}

void Journeys::end_leg(VehicleId vehicle) {
  end_on_road(vehicle, std::nullopt);
}

std::optional<NodeId> Journeys::onward(SiteId site, PartyId party) const {
  const auto from = node_behind(site);
  const auto to = context_.scenario.node_of(context_.population.party(party).destination);
  const bool is_left_by_road = context_.scenario.sites[site.index()].is_left_by_road;
  return is_left_by_road && from && to && network_.next_link(*from, *to) ? to : std::nullopt;
}

// --- on foot --------------------------------------------------------------------------------------------------------

bool Journeys::stops_on_foot(LinkId link, PartyId party) {
  const auto site = site_on_link_[link.index()];
  if (!site) {
    return false;
  }
  if (!context_.scenario.sites[site->index()].on_foot) {
    const std::uint16_t persons = context_.population.party(party).who.persons;
    context_.observer.on(record::WalkerPassed{context_.now(), party, *site, persons});
    return false;
  }
  sites_->arrive(*site, party);
  return true;
}

void Journeys::arrived_on_foot(PartyId party) {
  const scenario::Origin& origin = context_.scenario.origins[context_.population.party(party).origin.index()];
  sites_->come(party, origin.to);
}

}  // namespace corridor::processes
