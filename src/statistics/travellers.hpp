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
  StageId stage;              ///< if it is inside one
  std::uint16_t servers = 0;  ///< taken
  bool is_held = false;       ///< stands outside `door`
  bool is_blocked = false;
  enum class Inside : std::uint8_t { nothing, line, service, finished } inside = Inside::nothing;
};

/// Fills one cache line, as a vehicle does.
struct alignas(64) Party {
  OriginId origin;
  GroupCounts groups{};
  bool is_registered = false;
  bool has_crossed = false;      ///< on foot
  SimTime call_awaited = never;  ///< since when; never: it does not wait for the call
  VehicleId boarded{};
  std::uint32_t boarded_number = 0;  ///< of `boarded`; 0: none
  Standing standing{};
  LinkId walks_on{};
  bool is_walking = false;  ///< along `walks_on`
};

struct alignas(64) Vehicle {
  OriginId origin;
  VehicleClassId vehicle_class{};
  SimTime departed{};
  SimTime entered{};         ///< its first link
  std::uint32_t number = 0;  ///< counts the vehicles that had this slot
  std::uint16_t parties = 0;
  bool is_under_way : 1 = false;  ///< departed or set off, and not arrived
  bool has_crossed : 1 = false;
  bool is_bus : 1 = false;
  bool is_from_origin : 1 = true;  ///< on the way that it departed for
  SimTime split_up = never;        ///< when its parties took its place at the door of a stage
  Standing standing{};
};
static_assert(sizeof(Party) == 64 && sizeof(Vehicle) == 64);

/// What every link changes of a vehicle, and reads: apart from the rest, so that it stays in the processor's cache.
struct OnRoad {
  SimTime link_entered{};
  LinkId link{};
  GroupCounts groups{};  ///< aboard
  bool is_on_link = false;
  bool is_waiting_to_enter = false;
};

class Travellers {
 public:
  /// A new party in a slot that is empty, or whose story has ended.
  void appear(const record::PartyAppeared& fact);
  /// A new vehicle; stated before its parties board.
  void form(const record::VehicleFormed& fact);
  void board(const record::PartyBoarded& fact);
  /// It goes from one vehicle into another.
  void take_on(const record::PartyTakenOn& fact);

  /// The party and what it is in have these persons less, or as many in need of care more.
  void count_outcome(const record::OutcomeCounted& fact);
  /// Persons of each group among those who met the outcome, as they were before. Ask before it is counted.
  [[nodiscard]] GroupCounts groups_met(const record::OutcomeCounted& fact);
  /// A bus, with nobody aboard.
  void form(const record::BusFormed& fact);
  /// Who is aboard now: in a vehicle that was parked, its driver's party alone.
  void set_off(const record::VehicleSetOff& fact);
  void alight(const record::PartyAlighted& fact);
  void walk(const record::WalkBegan& fact);
  void walk(const record::WalkEnded& fact) { party(fact.party).is_walking = false; }

  void expect(VehicleId id) const {
    if (id.index() < on_road_.size()) {
      __builtin_prefetch(&on_road_[id.index()]);
      __builtin_prefetch(&vehicles_[id.index()]);
    }
  }
  void expect(PartyId id) const {
    if (id.index() < parties_.size()) {
      __builtin_prefetch(&parties_[id.index()]);
    }
  }

  [[nodiscard]] Party& party(PartyId id) { return slot(parties_, id.index()); }
  [[nodiscard]] Vehicle& vehicle(VehicleId id) { return slot(vehicles_, id.index()); }
  [[nodiscard]] OnRoad& on_road(VehicleId id) { return slot(on_road_, id.index()); }
  /// The vehicle that the party has boarded, unless its slot has been given again.
  [[nodiscard]] Vehicle* vehicle_of(const Party& party) {
    if (party.boarded_number == 0) {
      return nullptr;
    }
    Vehicle& boarded = vehicle(party.boarded);
    return boarded.number == party.boarded_number ? &boarded : nullptr;
  }
  [[nodiscard]] bool has_anybody_walked() const { return has_anybody_walked_; }
  [[nodiscard]] const std::vector<Vehicle>& vehicles() const { return vehicles_; }
  [[nodiscard]] const std::vector<OnRoad>& on_road() const { return on_road_; }
  [[nodiscard]] const std::vector<Party>& parties() const { return parties_; }
  [[nodiscard]] Standing& standing(const record::Unit& unit) {
    return is_vehicle(unit) ? vehicle(VehicleId(unit.index)).standing : party(PartyId(unit.index)).standing;
  }
  [[nodiscard]] const GroupCounts& groups(const record::Unit& unit) {
    return is_vehicle(unit) ? on_road(VehicleId(unit.index)).groups : party(PartyId(unit.index)).groups;
  }

 private:
  [[nodiscard]] static bool is_vehicle(const record::Unit& unit) { return unit.kind == record::Unit::Kind::vehicle; }
  template <class T>
  [[nodiscard]] static T& slot(std::vector<T>& slots, std::size_t index) {
    if (index >= slots.size()) [[unlikely]] {
      grow(slots, index);
    }
    return slots[index];
  }
  template <class T>
  [[gnu::cold]] static void grow(std::vector<T>& slots, std::size_t index) {
    slots.resize(index + 1);
  }

  std::vector<Party> parties_;
  std::vector<Vehicle> vehicles_;
  std::vector<OnRoad> on_road_;  ///< by vehicle
  bool has_anybody_walked_ = false;
};

}  // namespace corridor::statistics
