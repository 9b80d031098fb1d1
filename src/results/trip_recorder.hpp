// Facts -> trips.csv, a row per trip of a vehicle, and passages.csv, a row per link that a vehicle has driven. Rows are
// written as they are complete; only the trips under way are kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corridor/record/observer.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/scenario/scenario.hpp"

#include "table.hpp"

namespace corridor::results {

/// @pre `scenario` outlives this object.
class TripRecorder final : public record::Observer {
 public:
  /// Creates `<folder>/trips.csv` and, with all details, `<folder>/passages.csv`.
  TripRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder, Details details);
  void on(const record::Fact& fact) override;
  /// Adds the trips that are still under way, without an arrival, and the links that vehicles are still on, without a
  /// leave, both in the order of the vehicles. Call once, at the end.
  [[nodiscard]] std::vector<OutputFile::Written> finish();

 private:
  struct Trip {
    const std::string* from = nullptr;  ///< an origin, or a node
    const std::string* to = nullptr;    ///< a site, or a node
    std::uint16_t parties = 0;
    std::uint16_t persons = 0;
    std::optional<SimTime> departed;
  };
  /// What every link changes of a trip: apart from the rest, so that it stays in the processor's cache.
  struct OnRoad {
    SimTime entered = never;
    Duration queued{0};  ///< beyond the free-flow travel time of the links that it has left
    SimTime link_entered{};
    LinkId link{};  ///< where it is now, if it is on one
    bool is_on_link = false;
    bool is_empty = false;  ///< everybody in it met an outcome
  };
  struct Vehicle {
    std::optional<Trip> trip;  ///< formed and not arrived
    std::uint32_t trips = 0;   ///< arrived
    VehicleClassId vehicle_class;
    bool is_bus = false;
    std::uint32_t number = 0;  ///< in the tables
  };
  void form(const record::VehicleFormed& fact);
  void set_off(const record::VehicleSetOff& fact);
  /// There is a vehicle. @tparam Formed VehicleFormed or BusFormed
  template <class Formed>
  Vehicle& note_vehicle(const Formed& fact);
  void begin(VehicleId id, const Trip& trip);
  [[nodiscard]] OnRoad& on_road(VehicleId id);
  void enter(const record::LinkEntered& fact);
  void leave(const record::LinkLeft& fact);
  void turn_back(const record::VehicleTurnedBack& fact);
  void arrive(const record::VehicleArrived& fact);
  void count(const record::OutcomeCounted& fact);
  /// The vehicle's trip is over.
  void end(VehicleId vehicle);
  [[nodiscard]] Trip& trip_of(VehicleId vehicle) { return vehicles_.at(vehicle.index()).trip.value(); }
  void write_trip(VehicleId id, std::optional<SimTime> arrived);
  void write_passage(VehicleId vehicle, std::optional<SimTime> left);

  const scenario::Scenario& scenario_;
  TableFile trips_file_;
  std::optional<TableFile> passages_file_;
  CsvLine line_;
  std::vector<Vehicle> vehicles_;  ///< by id
  std::vector<OnRoad> on_road_;    ///< likewise
};

}  // namespace corridor::results
