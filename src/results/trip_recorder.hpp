// Facts -> trips.csv: one row per vehicle trip, written when the vehicle arrives. Keeps only the trips under way.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"

#include "table.hpp"

namespace corridor::results {

/// @pre `scenario` outlives this object.
class TripRecorder final : public record::Observer {
 public:
  /// Creates `<folder>/trips.csv`.
  TripRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder);
  void on(const record::Fact& fact) override;
  /// Adds the trips that are still under way, without an arrival, in the order of their vehicles. Call once, at the
  /// end.
  [[nodiscard]] OutputFile::Written finish();

 private:
  struct Trip {
    VehicleClassId vehicle_class;
    OriginId origin;
    std::uint16_t parties = 0;
    std::uint16_t persons = 0;
    std::optional<SimTime> departed;
    std::optional<SimTime> entered_road;
    Duration queued{0};  ///< beyond the free-flow travel time of the links that it has left
  };
  void form(const record::VehicleFormed& fact);
  void arrive(const record::VehicleArrived& fact);
  void write(VehicleId vehicle, const Trip& trip, std::optional<SimTime> arrived);

  const scenario::Scenario& scenario_;
  TableFile file_;
  CsvLine line_;
  std::map<VehicleId, Trip> trips_;              ///< formed and not arrived
  std::vector<std::uint32_t> trips_of_vehicle_;  ///< arrived, by vehicle
};

}  // namespace corridor::results
