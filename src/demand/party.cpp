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
    not_alone_.push_back(0);
    return VehicleId(vehicles_.size() - 1);
  }
  const VehicleId id = free_vehicles_.back();
  free_vehicles_.pop_back();
  vehicles_[id.index()] = vehicle;
  not_alone_[id.index()] = 0;
  return id;
}

VehicleId Population::add_vehicle(VehicleClassId vehicle_class, PartyId driver) {
  Party& party = parties_[driver.index()];
  const VehicleId id = put(Vehicle{.vehicle_class = vehicle_class,
                                   .origin = party.origin,
                                   .driver = driver,
                                   .aboard = {},
                                   .parties = 1,
                                   .bus = std::nullopt});
  count(id, party);
  party.vehicle = id;
  party.drives = true;
  return id;
}

VehicleId Population::add_bus(VehicleClassId vehicle_class, const Bus& bus) {
  return put(
      Vehicle{.vehicle_class = vehicle_class, .origin = {}, .driver = {}, .aboard = {}, .parties = 0, .bus = bus});
}

void Population::count(VehicleId vehicle, const Party& party) {
  vehicles_[vehicle.index()].aboard += party.who;
  std::uint16_t& not_alone = not_alone_[vehicle.index()];
  not_alone = static_cast<std::uint16_t>(not_alone + (party.who.persons == 1 ? 0 : party.who.persons));
}

void Population::discount(VehicleId vehicle, const Party& party) {
  vehicles_[vehicle.index()].aboard -= party.who;
  std::uint16_t& not_alone = not_alone_[vehicle.index()];
  not_alone = static_cast<std::uint16_t>(not_alone - (party.who.persons == 1 ? 0 : party.who.persons));
}

PartyId Population::last_aboard(VehicleId vehicle) const {
  PartyId last = vehicles_[vehicle.index()].driver;
  while (parties_[last.index()].next_aboard) {
    last = *parties_[last.index()].next_aboard;
  }
  return last;
}

PartyId Population::alight_last(VehicleId vehicle) {
  Vehicle& v = vehicles_[vehicle.index()];
  const PartyId last = last_aboard(vehicle);
  for (std::optional<PartyId> p = v.driver; p && *p != last; p = parties_[p->index()].next_aboard) {
    if (parties_[p->index()].next_aboard == last) {
      parties_[p->index()].next_aboard.reset();
    }
  }
  Party& party = parties_[last.index()];
  party.vehicle.reset();
  party.drives = false;
  discount(vehicle, party);
  --v.parties;
  return last;
}

void Population::board(PartyId party, VehicleId vehicle) {
  Vehicle& v = vehicles_[vehicle.index()];
  if (v.parties == 0) {
    v.driver = party;
  } else {
    parties_[last_aboard(vehicle).index()].next_aboard = party;
  }
  Party& p = parties_[party.index()];
  p.vehicle = vehicle;
  count(vehicle, p);
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
  not_alone_[vehicle.index()] = 0;
}

void Population::park(VehicleId vehicle) {
  const PartyId driver = vehicles_[vehicle.index()].driver;
  empty(vehicle);
  board(driver, vehicle);
}

void Population::lose(PartyId party, std::optional<VehicleId> vehicle, const Composition& who) {
  Party& p = parties_[party.index()];
  if (vehicle) {
    discount(*vehicle, p);
  }
  p.who -= who;
  if (vehicle) {
    count(*vehicle, p);
  }
  if (p.who.persons > 0) {
    return;
  }
  if (vehicle && vehicles_[vehicle->index()].parties > 0) {
    leave(party, vehicles_[vehicle->index()]);
  }
  remove(party);
}

/// Takes the party out of the list of those aboard.
void Population::leave(PartyId party, Vehicle& vehicle) {
  --vehicle.parties;
  const auto next = parties_[party.index()].next_aboard;
  if (vehicle.driver == party) {
    if (next) {
      vehicle.driver = *next;
      parties_[next->index()].drives = !vehicle.bus;
    }
    return;
  }
  PartyId before = vehicle.driver;
  while (parties_[before.index()].next_aboard != party) {
    before = *parties_[before.index()].next_aboard;
  }
  parties_[before.index()].next_aboard = next;
}

void Population::need_care(PartyId party, std::optional<VehicleId> vehicle, std::uint16_t persons) {
  Composition more;
  more.medical = persons;
  parties_[party.index()].who += more;
  if (vehicle) {
    vehicles_[vehicle->index()].aboard += more;
  }
}

}  // namespace corridor::demand
