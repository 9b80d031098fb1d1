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
  formed = {.origin = fact.origin,
            .vehicle_class = fact.vehicle_class,
            .groups = groups_of(fact.aboard, 0),
            .parties = fact.parties,
            .number = formed.number + 1,
            .driver = fact.driver};
}

void Travellers::form(const record::BusFormed& fact) {
  Vehicle& formed = vehicle(fact.vehicle);
  formed = {.origin = {},
            .vehicle_class = fact.vehicle_class,
            .number = formed.number + 1,
            .is_bus = true,
            .is_from_origin = false};
}

void Travellers::set_off(const record::VehicleSetOff& fact) {
  Vehicle& vehicle_now = vehicle(fact.vehicle);
  vehicle_now.is_from_origin = false;
  vehicle_now.parties = fact.parties;
  if (vehicle_now.is_bus) {
    vehicle_now.has_crossed = false;  // those aboard have not
  } else {
    vehicle_now.groups = party(vehicle_now.driver).groups;
  }
}

void Travellers::alight(const record::PartyAlighted& fact) {
  vehicle(fact.vehicle).groups = {};
  party(fact.party).boarded_number = 0;
}

void Travellers::board(const record::PartyBoarded& fact) {
  const std::size_t without_vehicle = index_of(Group::without_vehicle);
  Vehicle& boarded = vehicle(fact.vehicle);
  Party& boarding = party(fact.party);
  boarding.boarded = fact.vehicle;
  boarding.boarded_number = boarded.number;
  if (boarded.is_bus) {
    for (std::size_t i = 0; i < boarded.groups.size(); ++i) {
      boarded.groups[i] = static_cast<std::uint16_t>(boarded.groups[i] + boarding.groups[i]);
    }
    return;
  }
  auto& aboard = boarded.groups[without_vehicle];
  aboard = static_cast<std::uint16_t>(aboard + boarding.groups[without_vehicle]);
}

Vehicle* Travellers::vehicle_of(const Party& party) {
  if (party.boarded_number == 0) {
    return nullptr;
  }
  Vehicle& boarded = vehicle(party.boarded);
  return boarded.number == party.boarded_number ? &boarded : nullptr;
}

}  // namespace corridor::statistics
