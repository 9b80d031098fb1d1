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
            .number = formed.number + 1};
}

void Travellers::board(const record::PartyBoarded& fact) {
  const std::size_t without_vehicle = index_of(Group::without_vehicle);
  Vehicle& boarded = vehicle(fact.vehicle);
  Party& boarding = party(fact.party);
  boarding.boarded = fact.vehicle;
  boarding.boarded_number = boarded.number;
  auto& aboard = boarded.groups[without_vehicle];
  aboard = static_cast<std::uint16_t>(aboard + boarding.groups[without_vehicle]);
}

void Travellers::take_on(const record::PartyTakenOn& fact) {
  Party& moving = party(fact.party);
  Vehicle& from = vehicle(fact.from);
  Vehicle& by = vehicle(fact.by);
  for (std::size_t i = 0; i < moving.groups.size(); ++i) {
    from.groups[i] = static_cast<std::uint16_t>(from.groups[i] - moving.groups[i]);
    by.groups[i] = static_cast<std::uint16_t>(by.groups[i] + moving.groups[i]);
  }
  --from.parties;
  ++by.parties;
  moving.boarded = fact.by;
  moving.boarded_number = by.number;
}

Vehicle* Travellers::vehicle_of(const Party& party) {
  if (party.boarded_number == 0) {
    return nullptr;
  }
  Vehicle& boarded = vehicle(party.boarded);
  return boarded.number == party.boarded_number ? &boarded : nullptr;
}

}  // namespace corridor::statistics
