// Fuel: who waits for it before the journey, what fuel points have and give, and vehicles that run dry on the road.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"
#include "time_weighted.hpp"

namespace corridor::statistics {

class FuelMeasures {
 public:
  FuelMeasures(const scenario::Scenario& scenario, const Places& places);

  void on(const record::FuelSought& fact);
  void on(const record::VehicleDeparted& fact);
  void on(const record::FuelGiven& fact);
  void on(const record::FuelStockChanged& fact);
  void on(const record::VehicleStalled& fact);
  void on(const record::VehicleRejoined& fact);
  void on(const record::PartyTakenOn& fact);
  void on(const record::VehicleAbandoned& fact);

  void sample(Figures& figures) const;
  void summarise(Figures& figures, SimTime end) const;

 private:
  struct AtOrigin {
    PlaceRank place;
    std::int64_t persons = 0;  ///< who wait for fuel
  };
  struct Point {
    PlaceRank place;
    std::optional<Litres> stock;
    Litres given;
  };
  struct Road {
    PlaceRank place;
    std::int64_t stalls = 0;
    std::int64_t abandoned = 0;
    TimeWeighted vehicles{};
    TimeWeighted persons{};
  };
  void change(LinkId link, SimTime at, std::int64_t vehicles, std::int64_t persons);
  /// Counts that go on, over time and in the summary.
  void count(Figures& figures) const;
  [[nodiscard]] Point& point(StageId stage) { return points_[*point_of_stage_[stage.index()]]; }

  std::vector<std::optional<std::size_t>> origin_;  ///< in `origins_`, by origin; none: nobody looks for fuel there
  std::vector<AtOrigin> origins_;
  std::vector<std::optional<std::size_t>> point_of_stage_;
  std::vector<Point> points_;
  std::vector<Road> roads_;           ///< all of them first, then by link; empty: no vehicle has a tank
  std::vector<bool> waits_for_fuel_;  ///< by vehicle
};

}  // namespace corridor::statistics
