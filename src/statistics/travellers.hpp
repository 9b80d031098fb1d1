// Who is in each party and aboard each vehicle now, by slot; slots are given again after a story has ended. Measures
// nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"

namespace corridor::statistics {

/// Where a unit stands among the stages. It may be blocked in one stage and held at the door of the next.
struct Standing {
  SimTime at_door;  ///< when it came to the door of `door`
  StageId door;
  bool is_held = false;  ///< stands outside `door`
  bool is_blocked = false;
  std::uint16_t servers = 0;  ///< taken
  SimTime split_up = never;   ///< a vehicle: when its parties took its place at the door
};

struct Party {
  OriginId origin;
  GroupCounts groups{};
  bool is_registered = false;
  VehicleId boarded{};
  std::uint32_t boarded_number = 0;  ///< of `boarded`; 0: none
  bool has_crossed = false;          ///< on foot
  Standing standing{};
};

struct Vehicle {
  OriginId origin;
  VehicleClassId vehicle_class{};
  GroupCounts groups{};
  std::uint16_t parties = 0;
  std::uint32_t number = 0;  ///< counts the vehicles that had this slot
  PartyId driver{};          ///< not of a bus
  bool is_bus = false;
  bool is_from_origin = true;  ///< on the way that it departed for
  SimTime departed{};
  SimTime entered{};  ///< its first link
  LinkId link{};
  SimTime link_entered{};
  bool is_on_link = false;
  bool is_waiting_to_enter = false;
  bool has_crossed = false;
  Standing standing{};
};

class Travellers {
 public:
  /// A new party in a slot that is empty, or whose story has ended.
  void appear(const record::PartyAppeared& fact);
  /// A new vehicle; stated before its parties board.
  void form(const record::VehicleFormed& fact);
  void board(const record::PartyBoarded& fact);
  /// A bus, with nobody aboard.
  void form(const record::BusFormed& fact);
  /// Who is aboard now: in a vehicle that was parked, its driver's party alone.
  void set_off(const record::VehicleSetOff& fact);
  void alight(const record::PartyAlighted& fact);

  [[nodiscard]] Party& party(PartyId id) { return slot(parties_, id.index()); }
  [[nodiscard]] Vehicle& vehicle(VehicleId id) { return slot(vehicles_, id.index()); }
  /// The vehicle that the party has boarded, unless its slot has been given again.
  [[nodiscard]] Vehicle* vehicle_of(const Party& party);
  [[nodiscard]] const std::vector<Vehicle>& vehicles() const { return vehicles_; }
  [[nodiscard]] Standing& standing(const record::Unit& unit) {
    return is_vehicle(unit) ? vehicle(VehicleId(unit.index)).standing : party(PartyId(unit.index)).standing;
  }
  [[nodiscard]] const GroupCounts& groups(const record::Unit& unit) {
    return is_vehicle(unit) ? vehicle(VehicleId(unit.index)).groups : party(PartyId(unit.index)).groups;
  }

 private:
  [[nodiscard]] static bool is_vehicle(const record::Unit& unit) { return unit.kind == record::Unit::Kind::vehicle; }
  template <class T>
  [[nodiscard]] static T& slot(std::vector<T>& slots, std::size_t index) {
    if (index >= slots.size()) [[unlikely]] {
      slots.resize(index + 1);
    }
    return slots[index];
  }

  std::vector<Party> parties_;
  std::vector<Vehicle> vehicles_;
};

}  // namespace corridor::statistics
