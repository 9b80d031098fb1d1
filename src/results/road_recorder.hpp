// Facts -> road.csv, a row per sampling instant and link with a vehicle on it, and density.csv, a row for each part of
// such a link. Rows are written as they come; one sum per link is kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"

#include "table.hpp"

namespace corridor::results {

/// @pre `scenario` outlives this object.
class RoadRecorder final : public record::Observer {
 public:
  /// Creates `<folder>/road.csv` and `<folder>/density.csv`.
  RoadRecorder(const scenario::Scenario& scenario, const std::filesystem::path& folder);
  void on(const record::Fact& fact) override;
  /// Call once, at the end.
  [[nodiscard]] std::vector<OutputFile::Written> finish() { return {road_.finish(), density_.finish()}; }

 private:
  /// Vehicles that have left a link since the last sampling instant.
  struct Passed {
    std::int64_t vehicles = 0;
    Duration time{0};  ///< that they spent on it, together
  };
  void write(const record::LinkObserved& fact);
  void write(const record::CellObserved& fact);

  const scenario::Scenario& scenario_;
  TableFile road_;
  TableFile density_;
  CsvLine line_;
  std::vector<Passed> passed_;  ///< by link
};

}  // namespace corridor::results
