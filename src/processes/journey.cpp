#include "corridor/processes/journey.hpp"

#include <algorithm>
#include <iterator>

#include "corridor/base/contract.hpp"

namespace corridor::processes {

Journeys::Journeys(const Context& context, const network::RoadNetwork& network)
    : context_(context), network_(network), site_on_link_(context.scenario.links.size()) {
  const scenario::Scenario& scenario = context.scenario;
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
    if (const auto* link = std::get_if<LinkId>(&scenario.sites[i].where)) {
      site_on_link_[link->index()] = SiteId(i);
    }
  }
  for (const scenario::Origin& origin : scenario.origins) {
    destination_of_origin_.push_back(network::RoadNetwork::destination_node(scenario, origin));
  }
}

void Journeys::connect(Road& road, Sites& sites) {
  road_ = &road;
  sites_ = &sites;
  const scenario::Scenario& scenario = context_.scenario;
  const auto open_gateways = [&](NodeId node, double priority, std::optional<SiteId> site) {
    std::vector<Gateway> gateways;
    for (const LinkId link : network_.links_out_of(node)) {
      gateways.push_back({link, road.add_source(link, priority)});
      site_of_source_.push_back(site);
    }
    return gateways;
  };
  for (const scenario::Origin& origin : scenario.origins) {
    from_origin_.push_back(origin.node ? open_gateways(*origin.node, origin.merge_priority, std::nullopt)
                                       : std::vector<Gateway>{});
  }
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
    const auto* link = std::get_if<LinkId>(&scenario.sites[i].where);
    from_site_.push_back(
        link ? open_gateways(scenario.links[link->index()].to, scenario.links[link->index()].merge_priority, SiteId(i))
             : std::vector<Gateway>{});
  }
}

const scenario::Origin& Journeys::origin_of(VehicleId vehicle) const {
  return context_.scenario.origins[context_.population.vehicle(vehicle).origin.index()];
}

std::optional<NodeId> Journeys::destination_of(VehicleId vehicle) const {
  return destination_of_origin_[context_.population.vehicle(vehicle).origin.index()];
}

// --- setting out ----------------------------------------------------------------------------------------------------

void Journeys::set_out(PartyId leader) {
  const demand::Party& party = context_.population.party(leader);
  const scenario::Origin& origin = context_.scenario.origins[party.origin.index()];
  const SimTime now = context_.now();
  if (!party.vehicle) {
    context_.observer.on(record::PartyDeparted{now, leader, party.origin, party.who.persons});
    sites_->arrive(std::get<SiteId>(origin.to), leader);
    return;
  }
  const VehicleId vehicle = *party.vehicle;
  context_.population.for_each_aboard(vehicle, [&](PartyId p) {
    context_.observer.on(record::PartyDeparted{now, p, party.origin, context_.population.party(p).who.persons});
  });
  const std::uint16_t persons = context_.population.vehicle(vehicle).aboard.persons;
  context_.observer.on(record::VehicleDeparted{now, vehicle, party.origin, persons});
  const auto destination = destination_of(vehicle);
  const auto first = origin.node && destination ? network_.next_link(*origin.node, *destination) : std::nullopt;
  if (first) {
    offer(from_origin_[party.origin.index()], *first, vehicle);
  } else {
    end_on_road(vehicle, std::nullopt);
  }
}

void Journeys::offer(const std::vector<Gateway>& gateways, LinkId into, VehicleId vehicle) {
  const auto gateway = std::find_if(gateways.begin(), gateways.end(), [&](const Gateway& g) { return g.into == into; });
  expects(gateway != gateways.end(), "a way begins with a link out of the node where the vehicle stands");
  const demand::Vehicle& v = context_.population.vehicle(vehicle);
  road_->offer(gateway->source, {vehicle, v.vehicle_class, v.aboard.persons});
}

// --- on the road ----------------------------------------------------------------------------------------------------

std::optional<SiteId> Journeys::stop_at_end(LinkId link, VehicleId vehicle) const {
  const auto site = site_on_link_[link.index()];
  if (!site) {
    return std::nullopt;
  }
  const auto& exempt = context_.scenario.sites[site->index()].exempt;
  const VehicleClassId c = context_.population.vehicle(vehicle).vehicle_class;
  return std::find(exempt.begin(), exempt.end(), c) == exempt.end() ? site : std::nullopt;
}

std::optional<LinkId> Journeys::link_after(LinkId link, VehicleId vehicle) {
  if (stop_at_end(link, vehicle)) {
    return std::nullopt;
  }
  return network_.next_link(context_.scenario.links[link.index()].to, *destination_of(vehicle));
}

bool Journeys::is_door_open(LinkId link, VehicleId vehicle) {
  if (const auto site = stop_at_end(link, vehicle)) {
    return sites_->is_door_open(*site, vehicle, link);
  }
  const auto* site = std::get_if<SiteId>(&origin_of(vehicle).to);
  return site == nullptr || sites_->is_door_open(*site, vehicle, link);
}

/// A vehicle of an exempt class passes a site on a link without stopping, and passes it all the same.
void Journeys::drove_on(LinkId link, VehicleId vehicle) {
  if (const auto site = site_on_link_[link.index()]) {
    const std::uint16_t persons = context_.population.vehicle(vehicle).aboard.persons;
    context_.observer.on(record::SitePassed{context_.now(), vehicle, *site, persons});
  }
}

void Journeys::left_road(LinkId link, VehicleId vehicle) {
  if (const auto site = stop_at_end(link, vehicle)) {
    sites_->arrive(*site, vehicle, link);
  } else {
    drove_on(link, vehicle);
    end_on_road(vehicle, link);
  }
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

std::vector<SourceId> Journeys::sources(const std::vector<Gateway>& gateways) {
  std::vector<SourceId> result;
  std::transform(gateways.begin(), gateways.end(), std::back_inserter(result),
                 [](const Gateway& g) { return g.source; });
  return result;
}

/// The vehicle is where its journey on the road ends, at the end of `link` if it has driven: at a site, or simply
/// there.
void Journeys::end_on_road(VehicleId vehicle, std::optional<LinkId> link) {
  const auto* site = std::get_if<SiteId>(&origin_of(vehicle).to);
  const std::uint16_t persons = context_.population.vehicle(vehicle).aboard.persons;
  const auto at = site == nullptr ? std::nullopt : std::optional(*site);
  context_.observer.on(record::VehicleArrived{context_.now(), vehicle, at, persons});
  if (site != nullptr) {
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

// --- at a site on a link --------------------------------------------------------------------------------------------

Beyond Journeys::beyond(SiteId site, VehicleId vehicle) {
  const LinkId link = std::get<LinkId>(context_.scenario.sites[site.index()].where);
  if (network_.next_link(context_.scenario.links[link.index()].to, *destination_of(vehicle))) {
    return {Beyond::Kind::road, {}};
  }
  const auto* end = std::get_if<SiteId>(&origin_of(vehicle).to);
  return end == nullptr ? Beyond{Beyond::Kind::journey_end, {}} : Beyond{Beyond::Kind::site, *end};
}

void Journeys::return_to_road(SiteId site, VehicleId vehicle) {
  const LinkId link = std::get<LinkId>(context_.scenario.sites[site.index()].where);
  const NodeId node = context_.scenario.links[link.index()].to;
  offer(from_site_[site.index()], *network_.next_link(node, *destination_of(vehicle)), vehicle);
}

}  // namespace corridor::processes
