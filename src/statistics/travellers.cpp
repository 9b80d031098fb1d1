#include "travellers.hpp"

namespace corridor::statistics {
namespace {

GroupCounts groups_of(const Composition& who, std::uint16_t without_vehicle) {
  return {who.persons, who.children, who.over_60, who.medical, without_vehicle};
}

}  // namespace

void Travellers::appear(const record::PartyAppeared& fact) {
  party(fact.party) = {.origin = fact.origin,
                       .groups = groups_of(fact.who, fact.has_vehicle ? std::uint16_t{0} : fact.who.persons)};
}

void Travellers::form(const record::VehicleFormed& fact) {
  Vehicle& formed = vehicle(fact.vehicle);
  formed = {
      .origin = fact.origin, .vehicle_class = fact.vehicle_class, .number = formed.number + 1, .parties = fact.parties};
  on_road(fact.vehicle) = {.groups = groups_of(fact.aboard, 0)};
}

void Travellers::form(const record::BusFormed& fact) {
  Vehicle& formed = vehicle(fact.vehicle);
  formed = {.origin = {},
            .vehicle_class = fact.vehicle_class,
            .number = formed.number + 1,
            .is_bus = true,
            .is_from_origin = false};
  on_road(fact.vehicle) = {};
}

void Travellers::set_off(const record::VehicleSetOff& fact) {
  Vehicle& vehicle_now = vehicle(fact.vehicle);
  vehicle_now.is_from_origin = false;
  vehicle_now.parties = fact.parties;
  if (vehicle_now.is_bus) {
    vehicle_now.has_crossed = false;  // those aboard have not
  } else {
    on_road(fact.vehicle).groups = party(*fact.driver).groups;
  }
}

void Travellers::alight(const record::PartyAlighted& fact) {
  Party& alighting = party(fact.party);
  GroupCounts& aboard = on_road(fact.vehicle).groups;
  for (std::size_t i = 0; i < aboard.size(); ++i) {
    aboard[i] = static_cast<std::uint16_t>(aboard[i] - alighting.groups[i]);
  }
  alighting.boarded_number = 0;
}

void Travellers::walk(const record::WalkBegan& fact) {
  has_anybody_walked_ = true;
  party(fact.party).is_walking = true;
  party(fact.party).walks_on = fact.link;
}

void Travellers::board(const record::PartyBoarded& fact) {
  const std::size_t without_vehicle = index_of(Group::without_vehicle);
  Party& boarding = party(fact.party);
  boarding.boarded = fact.vehicle;
  const Vehicle& into = vehicle(fact.vehicle);
  boarding.boarded_number = into.number;
  GroupCounts& groups = on_road(fact.vehicle).groups;
  if (into.is_bus) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
      groups[i] = static_cast<std::uint16_t>(groups[i] + boarding.groups[i]);
    }
    return;
  }
  auto& aboard = groups[without_vehicle];
  aboard = static_cast<std::uint16_t>(aboard + boarding.groups[without_vehicle]);
}

GroupCounts Travellers::groups_met(const record::OutcomeCounted& fact) {
  const bool has_vehicle = party(fact.party).groups[index_of(Group::without_vehicle)] == 0;
  return groups_of(fact.who, has_vehicle ? std::uint16_t{0} : fact.who.persons);
}

void Travellers::take_on(const record::PartyTakenOn& fact) {
  Party& moving = party(fact.party);
  GroupCounts& from = on_road(fact.from).groups;
  GroupCounts& by = on_road(fact.by).groups;
  for (std::size_t i = 0; i < moving.groups.size(); ++i) {
    from[i] = static_cast<std::uint16_t>(from[i] - moving.groups[i]);
    by[i] = static_cast<std::uint16_t>(by[i] + moving.groups[i]);
  }
  --vehicle(fact.from).parties;
  ++vehicle(fact.by).parties;
  moving.boarded = fact.by;
  moving.boarded_number = vehicle(fact.by).number;
}

void Travellers::count_outcome(const record::OutcomeCounted& fact) {
  const GroupCounts met = groups_met(fact);
  const auto change = [&](GroupCounts& groups) {
    for (std::size_t i = 0; i < groups.size() && ends_journey(fact.outcome); ++i) {
      groups[i] = static_cast<std::uint16_t>(groups[i] - met[i]);
    }
    auto& medical = groups[index_of(Group::medical)];
    const int in_need_now = ends_journey(fact.outcome) ? 0 : fact.who.persons - fact.who.medical;
    medical = static_cast<std::uint16_t>(medical + in_need_now);
  };
  change(party(fact.party).groups);
  if (is_vehicle(fact.unit)) {
    Vehicle& in = vehicle(VehicleId(fact.unit.index));
    change(on_road(VehicleId(fact.unit.index)).groups);
    in.parties = static_cast<std::uint16_t>(in.parties - (fact.remaining == 0 ? 1 : 0));
  }
}

}  // namespace corridor::statistics
