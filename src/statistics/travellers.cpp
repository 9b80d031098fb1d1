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
      .origin = fact.origin, .vehicle_class = fact.vehicle_class, .parties = fact.parties, .number = formed.number + 1};
  on_road(fact.vehicle) = {.groups = groups_of(fact.aboard, 0)};
}

void Travellers::board(const record::PartyBoarded& fact) {
  const std::size_t without_vehicle = index_of(Group::without_vehicle);
  Party& boarding = party(fact.party);
  boarding.boarded = fact.vehicle;
  boarding.boarded_number = vehicle(fact.vehicle).number;
  auto& aboard = on_road(fact.vehicle).groups[without_vehicle];
  aboard = static_cast<std::uint16_t>(aboard + boarding.groups[without_vehicle]);
}

}  // namespace corridor::statistics
