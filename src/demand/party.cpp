#include "corridor/demand/party.hpp"

#include <algorithm>

namespace corridor::demand {

namespace {

/// Old ids -> new ones.
template <class Id>
class Numbering {
 public:
  explicit Numbering(std::span<const Id> order) : numbers_(order.size()) {
    if (!order.empty()) {
      first_ = std::ranges::min(order).index();
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      numbers_.at(order[i].index() - first_) = Id(first_ + i);
    }
  }
  [[nodiscard]] Id operator()(Id old) const { return numbers_.at(old.index() - first_); }

 private:
  std::size_t first_ = 0;
  std::vector<Id> numbers_;
};

/// Puts the things at `order` in that order into the places that they have together.
template <class Thing, class Id>
void rearrange(std::vector<Thing>& things, std::span<const Id> order) {
  std::vector<Thing> in_order;
  in_order.reserve(order.size());
  for (const Id id : order) {
    in_order.push_back(things[id.index()]);
  }
  if (!order.empty()) {
    std::ranges::copy(in_order, things.begin() + static_cast<std::ptrdiff_t>(std::ranges::min(order).index()));
  }
}

}  // namespace

PartyId Population::add(const Party& party) {
  if (free_parties_.empty()) {
    parties_.push_back(party);
    return PartyId(parties_.size() - 1);
  }
  const PartyId id = free_parties_.back();
  free_parties_.pop_back();
  parties_[id.index()] = party;
  return id;
}

VehicleId Population::add_vehicle(VehicleClassId vehicle_class, PartyId driver) {
  VehicleId id;
  if (free_vehicles_.empty()) {
    id = VehicleId(vehicles_.size());
    vehicles_.emplace_back();
  } else {
    id = free_vehicles_.back();
    free_vehicles_.pop_back();
  }
  Party& party = parties_[driver.index()];
  vehicles_[id.index()] = Vehicle{vehicle_class, party.origin, driver, party.who, 1};
  party.vehicle = id;
  party.drives = true;
  return id;
}

void Population::board(PartyId party, VehicleId vehicle) {
  Vehicle& v = vehicles_[vehicle.index()];
  PartyId last = v.driver;
  while (parties_[last.index()].next_aboard) {
    last = *parties_[last.index()].next_aboard;
  }
  parties_[last.index()].next_aboard = party;
  Party& p = parties_[party.index()];
  p.vehicle = vehicle;
  v.aboard += p.who;
  ++v.parties;
}

void Population::renumber(std::span<const PartyId> parties, std::span<const VehicleId> vehicles) {
  const Numbering<PartyId> new_party(parties);
  const Numbering<VehicleId> new_vehicle(vehicles);
  for (const PartyId id : parties) {
    Party& party = parties_[id.index()];
    if (party.vehicle) {
      party.vehicle = new_vehicle(*party.vehicle);
    }
    if (party.next_aboard) {
      party.next_aboard = new_party(*party.next_aboard);
    }
  }
  for (const VehicleId id : vehicles) {
    Vehicle& vehicle = vehicles_[id.index()];
    vehicle.driver = new_party(vehicle.driver);
  }
  rearrange(parties_, parties);
  rearrange(vehicles_, vehicles);
}

}  // namespace corridor::demand
