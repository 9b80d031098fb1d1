// Who travels: parties and their vehicles, as drawn. Moves nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/people.hpp"

namespace corridor::demand {

/// People who travel together, usually a household.
struct Party {
  OriginId origin;
  std::uint32_t ordinal = 0;  ///< within the origin: with it, the party's identity in random streams
  Composition who;
  RegionId destination;
  std::optional<VehicleId> vehicle;  ///< the one it travels in
  bool drives = false;               ///< the vehicle is its own
  bool registered = false;
  std::optional<PartyId> next_aboard;  ///< the party behind it in the list of those aboard
};

/// Which bus a vehicle is: with it, the vehicle's identity in random streams.
struct Bus {
  StageId stop;               ///< where it loads
  std::uint32_t ordinal = 0;  ///< within the stop's fleet
  std::uint32_t trip = 0;     ///< trips that it has begun
};

/// The unit of road traffic: the driver's party and those it has taken aboard; or a bus, of nobody aboard.
struct Vehicle {
  VehicleClassId vehicle_class;
  OriginId origin;  ///< not of a bus
  PartyId driver;   ///< first of the list of parties aboard; of nobody if there are none
  Composition aboard;
  std::uint16_t parties = 0;
  std::optional<Bus> bus;  ///< none: a party's own vehicle
};

/// Everybody in a replication. Slots of parties and vehicles that have left may be used again.
class Population {
 public:
  [[nodiscard]] const Party& party(PartyId id) const { return parties_[id.index()]; }
  [[nodiscard]] Party& party(PartyId id) { return parties_[id.index()]; }
  [[nodiscard]] const Vehicle& vehicle(VehicleId id) const { return vehicles_[id.index()]; }
  [[nodiscard]] Vehicle& vehicle(VehicleId id) { return vehicles_[id.index()]; }

  /// Persons aboard who are of parties of two or more.
  [[nodiscard]] std::uint16_t not_alone(VehicleId id) const { return not_alone_[id.index()]; }

  /// What they are called in tables: a slot's place among all that were added, whatever reorder() does.
  [[nodiscard]] std::uint32_t number(PartyId id) const { return party_numbers_[id.index()]; }
  [[nodiscard]] std::uint32_t number(VehicleId id) const { return vehicle_numbers_[id.index()]; }

  PartyId add(const Party& party);
  /// A vehicle with its driver's party aboard.
  VehicleId add_vehicle(VehicleClassId vehicle_class, PartyId driver);
  /// A bus with nobody aboard.
  VehicleId add_bus(VehicleClassId vehicle_class, const Bus& bus);
  void board(PartyId party, VehicleId vehicle);
  /// The party that boarded last; the driver's, if it is alone.
  [[nodiscard]] PartyId last_aboard(VehicleId vehicle) const;
  /// It gets out, and has no vehicle any more.
  PartyId alight_last(VehicleId vehicle);
  /// Nobody is aboard any more.
  void empty(VehicleId vehicle);
  /// The vehicle waits for its driver's party; the others who came in it are without a vehicle.
  void park(VehicleId vehicle);

  /// Gives the parties that were added last other ids, in this order, and their vehicles in the order of the drivers:
  /// who travels at the same time is neighbours in memory then. @pre `order` has all from some party on, their vehicles
  /// are those that were added last, and nothing has been removed
  void reorder(std::span<const PartyId> order);

  void remove(PartyId party) { free_parties_.push_back(party); }
  /// The parties aboard go on without it.
  void remove(VehicleId vehicle) { free_vehicles_.push_back(vehicle); }

  /// `who` are no longer of the party, nor of the vehicle that it is in. A party of which nobody is left is removed; if
  /// it drove, the party that boarded next drives from now on. A vehicle in which nobody is left stays.
  void lose(PartyId party, std::optional<VehicleId> vehicle, const Composition& who);
  /// So many persons of the party, and of the vehicle that it is in, need medical care and did not before.
  void need_care(PartyId party, std::optional<VehicleId> vehicle, std::uint16_t persons);

  /// Calls `visit(PartyId)` for every party aboard, the driver's first, then in the order of boarding.
  template <class Visit>
  void for_each_aboard(VehicleId vehicle, Visit visit) const {
    const Vehicle& v = vehicles_[vehicle.index()];
    for (std::optional<PartyId> p = v.parties == 0 ? std::nullopt : std::optional(v.driver); p;) {
      const auto next = parties_[p->index()].next_aboard;
      visit(*p);
      p = next;
    }
  }

 private:
  void leave(PartyId party, Vehicle& vehicle);
  /// The party is aboard from now on, or no longer, as far as persons are counted.
  void count(VehicleId vehicle, const Party& party);
  void discount(VehicleId vehicle, const Party& party);
  VehicleId put(const Vehicle& vehicle);

  std::vector<Party> parties_;
  std::vector<Vehicle> vehicles_;
  std::vector<std::uint16_t> not_alone_;  ///< by vehicle; apart, for incidents look at every vehicle on a link
  std::vector<std::uint32_t> party_numbers_;
  std::vector<std::uint32_t> vehicle_numbers_;
  std::vector<PartyId> free_parties_;
  std::vector<VehicleId> free_vehicles_;
};

}  // namespace corridor::demand
