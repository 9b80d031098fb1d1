#include "corridor/demand/party.hpp"

namespace corridor::demand {

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

VehicleId Population::put(const Vehicle& vehicle) {
  if (free_vehicles_.empty()) {
    vehicles_.push_back(vehicle);
    return VehicleId(vehicles_.size() - 1);
  }
  const VehicleId id = free_vehicles_.back();
  free_vehicles_.pop_back();
  vehicles_[id.index()] = vehicle;
  return id;
}

VehicleId Population::add_vehicle(VehicleClassId vehicle_class, PartyId driver) {
  Party& party = parties_[driver.index()];
  const VehicleId id = put(Vehicle{vehicle_class, party.origin, driver, driver, party.who, 1, std::nullopt});
  party.vehicle = id;
  party.drives = true;
  return id;
}

VehicleId Population::add_bus(VehicleClassId vehicle_class, const Bus& bus) {
  return put(Vehicle{vehicle_class, {}, {}, {}, {}, 0, bus});
}

void Population::board(PartyId party, VehicleId vehicle) {
  Vehicle& v = vehicles_[vehicle.index()];
  if (v.parties == 0) {
    v.driver = party;
  } else {
    parties_[v.last.index()].next_aboard = party;
  }
  v.last = party;
  Party& p = parties_[party.index()];
  p.vehicle = vehicle;
  v.aboard += p.who;
  ++v.parties;
}

void Population::empty(VehicleId vehicle) {
  for_each_aboard(vehicle, [this](PartyId p) {
    parties_[p.index()].vehicle.reset();
    parties_[p.index()].next_aboard.reset();
  });
  Vehicle& v = vehicles_[vehicle.index()];
  v.aboard = {};
  v.parties = 0;
}

void Population::park(VehicleId vehicle) {
  const PartyId driver = vehicles_[vehicle.index()].driver;
  empty(vehicle);
  board(driver, vehicle);
}

}  // namespace corridor::demand
