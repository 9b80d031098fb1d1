// Facts -> visits.csv: a row per unit and stage, written when the unit leaves the stage or is refused. Only the visits
// under way are kept.
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"

#include "table.hpp"

namespace corridor::results {

/// @pre `scenario` outlives this object.
class VisitRecorder final : public record::Observer {
 public:
  /// Creates `<folder>/visits.csv`.
  VisitRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder);
  void on(const record::Fact& fact) override;
  /// Adds the visits that are not over, without what has not happened yet: vehicles first, then parties, by their
  /// numbers; a unit that is blocked in a stage and stands at the door of the next has a row for either. Call once, at
  /// the end.
  [[nodiscard]] OutputFile::Written finish();

 private:
  /// Vehicles before parties, then by number.
  struct UnitKey {
    record::Unit::Kind kind;
    std::uint32_t number;
    friend auto operator<=>(const UnitKey&, const UnitKey&) = default;
  };
  struct Visit {
    StageId stage;
    SimTime arrived;
    std::optional<SimTime> began;
    std::optional<SimTime> finished;
    std::string_view outcome;  ///< while it lasts: where the unit is
  };
  /// A vehicle at a door: when it came there, and when its parties took its place.
  struct Split {
    StageId door;
    SimTime arrived;
    SimTime at;
  };
  /// The vehicle that a party rode in. Ids of vehicles are given again; `number` counts the vehicles of that id.
  struct Ride {
    VehicleId vehicle;
    std::uint32_t number = 0;
  };

  void note(const record::PartyAppeared& fact);
  void note(const record::VehicleFormed& fact);
  void note(const record::BusFormed& fact);
  void note_new(VehicleId vehicle, std::optional<std::uint32_t> number);
  void note(const record::PartyBoarded& fact);
  void note(const record::PartyLeft& fact);
  void note(const record::OutcomeCounted& fact);
  void note(const record::UnitHeld& fact);
  void note(const record::StageJoined& fact);
  void note(const record::ServiceBegan& fact);
  void note(const record::ServiceFinished& fact);
  void note(const record::StageLeft& fact);
  void note(const record::StageRefused& fact);
  void note(const record::UnitReneged& fact);

  [[nodiscard]] UnitKey key(const record::Unit& unit) const;
  Visit& visit(const record::Unit& unit);
  /// When the unit came to the door: then, unless it was held there, or its vehicle was and has just been split up.
  [[nodiscard]] SimTime arrival(StageId stage, const record::Unit& unit, SimTime now);
  [[nodiscard]] std::optional<SimTime> arrival_of_vehicle(StageId stage, PartyId party, SimTime now);
  void write(const UnitKey& unit, const Visit& visit, std::optional<SimTime> left);

  const scenario::Scenario& scenario_;
  TableFile file_;
  CsvLine line_;
  std::map<UnitKey, Visit> held_;    ///< at a door
  std::map<UnitKey, Visit> inside_;  ///< in a stage
  std::map<VehicleId, Split> split_;
  std::map<PartyId, Ride> rides_;
  std::vector<std::uint32_t> vehicles_of_id_;
  // What units are called in the table, by id; those without one by their id.
  std::vector<std::uint32_t> party_numbers_;
  std::vector<std::uint32_t> vehicle_numbers_;
};

}  // namespace corridor::results
