#include "corridor/demand/party.hpp"

#include <algorithm>

#include "corridor/base/contract.hpp"

namespace corridor::demand {

namespace {

/// The end of the list, from `order` in this order. @pre all from some position on are in `order`
template <class T, class Id>
void take_in_order(std::vector<T>& list, std::span<const Id> order) {
  std::vector<T> taken;
  taken.reserve(order.size());
  for (const Id id : order) {
    taken.push_back(list[id.index()]);
  }
  std::copy(taken.begin(), taken.end(), list.end() - static_cast<std::ptrdiff_t>(taken.size()));
}

/// What the ids in `order`, the last of a list of so many, become.
template <class Id>
class NewIds {
 public:
  NewIds(std::span<const Id> order, std::size_t size) : first_(size - order.size()), new_(order.size()) {
    for (std::size_t i = 0; i < order.size(); ++i) {
      expects(order[i].index() >= first_, "what is put in order was added last");
      new_[order[i].index() - first_] = Id(first_ + i);
    }
  }
  [[nodiscard]] Id of(Id old) const { return new_[old.index() - first_]; }
  [[nodiscard]] std::size_t first() const { return first_; }

 private:
  std::size_t first_;
  std::vector<Id> new_;
};

}  // namespace

void Population::reorder(std::span<const PartyId> order) {
  expects(free_parties_.empty() && free_vehicles_.empty(), "nothing has been removed");
  std::vector<VehicleId> driven;
  for (const PartyId p : order) {
    if (parties_[p.index()].drives) {
      driven.push_back(*parties_[p.index()].vehicle);
    }
  }
  const std::span<const VehicleId> vehicles = driven;
  const NewIds<PartyId> party(order, parties_.size());
  const NewIds<VehicleId> vehicle(vehicles, vehicles_.size());
  take_in_order(parties_, order);
  take_in_order(party_numbers_, order);
  take_in_order(vehicles_, vehicles);
  take_in_order(vehicle_numbers_, vehicles);
  take_in_order(not_alone_, vehicles);
  for (Party& p : std::span(parties_).subspan(party.first())) {
    p.vehicle = p.vehicle ? std::optional(vehicle.of(*p.vehicle)) : std::nullopt;
    p.next_aboard = p.next_aboard ? std::optional(party.of(*p.next_aboard)) : std::nullopt;
  }
  for (Vehicle& v : std::span(vehicles_).subspan(vehicle.first())) {
    v.driver = party.of(v.driver);
  }
}

PartyId Population::add(const Party& party) {
  if (free_parties_.empty()) {
    parties_.push_back(party);
    party_numbers_.push_back(static_cast<std::uint32_t>(parties_.size() - 1));
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
    vehicle_numbers_.push_back(static_cast<std::uint32_t>(vehicles_.size() - 1));
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
