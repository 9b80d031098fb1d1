#include "corridor/processes/walkers.hpp"

#include <utility>

#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

Walkers::Walkers(const Context& context, const network::RoadNetwork& network, WalkerUser& user)
    : context_(context), network_(network), user_(user), self_(context.scheduler.add(*this)) {
  roads_.reserve(context.scenario.links.size());
  for (const scenario::Link& link : context.scenario.links) {
    roads_.push_back({link.length, link.open, {}});
  }
}

Walkers::Walk& Walkers::walk(PartyId party) {
  if (party.index() >= walks_.size()) {
    walks_.resize(party.index() + std::size_t{1});
  }
  return walks_[party.index()];
}

std::optional<LinkId> Walkers::next_link(PartyId party, NodeId at) const {
  const OriginId origin = context_.population.party(party).origin;
  const auto end = network::RoadNetwork::node_of(context_.scenario, context_.scenario.origins[origin.index()].to);
  return network_.next_link(at, *end);
}

void Walkers::walk_on(PartyId party, NodeId from) {
  walk(party).at = from;
  const auto next = next_link(party, from);
  if (!next) {
    user_.arrived_on_foot(party);
  } else if (road(*next).is_open) {
    begin(party, *next);
  } else {
    road(*next).held.push_back(party);
  }
}

void Walkers::begin(PartyId party, LinkId link) {
  walk(party).link = link;
  walk(party).is_on_link = true;
  const std::uint16_t persons = context_.population.party(party).who.persons;
  context_.observer.on(record::WalkBegan{context_.now(), party, link, persons});
  const Duration time = travel_time(road(link).length, context_.scenario.people.walking_speed);
  context_.scheduler.at(context_.now() + time, kind::departure, {self_, 0, party.index(), ++walk(party).epoch});
}

void Walkers::handle(const kernel::Event& event) {
  const PartyId party(event.action.subject);
  if (walk(party).epoch == event.action.epoch) {
    leave(party);
  }
}

/// It is at its link's end. A closed link lets nobody out, and nobody onto it.
void Walkers::leave(PartyId party) {
  const LinkId link = walk(party).link;
  if (!road(link).is_open) {
    road(link).held.push_back(party);
    return;
  }
  const NodeId node = context_.scenario.links[link.index()].to;
  walk(party).at = node;
  walk(party).is_on_link = false;
  const std::uint16_t persons = context_.population.party(party).who.persons;
  context_.observer.on(record::WalkEnded{context_.now(), party, link, persons});
  if (!user_.stops_on_foot(link, party)) {
    walk_on(party, node);
  }
}

void Walkers::drop(PartyId party) {
  Walk& dropped = walk(party);
  std::erase(road(dropped.link).held, party);
  dropped.is_on_link = false;
  ++dropped.epoch;
}

void Walkers::change(LinkId id, const scenario::Link& now) {
  road(id).length = now.length;
  road(id).is_open = now.open;
  if (!now.open) {
    return;
  }
  for (const PartyId party : std::exchange(road(id).held, {})) {
    if (walk(party).is_on_link) {
      leave(party);
    } else {
      walk_on(party, walk(party).at);
    }
  }
}

}  // namespace corridor::processes
