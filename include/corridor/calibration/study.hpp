// A scenario with the file of its calibration, as the numbers that a calibration works on. Runs nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "corridor/calibration/chain.hpp"
#include "corridor/calibration/simulator.hpp"
#include "corridor/scenario/calibration_file.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::calibration {

/// One count that is to be met.
struct TargetRow {
  std::string series;
  SimTime time;
  double observed = 0;
  std::size_t position =
      0;  ///< among all points of all observations, as statistics::simulated_at_observations has them
};

struct Study {
  std::vector<TargetRow> rows;  ///< the counts of the target, in its order: by [[target]], then in time
  Target target;
};

/// The used points of the targets that lie within the run, with their errors.
/// @pre scenario::expect_targets finds nothing
[[nodiscard]] Study study_of(const scenario::CalibrationFile& file, const scenario::Scenario& scenario);

/// The values of the parameters, in their units.
[[nodiscard]] std::vector<double> values_at(const scenario::CalibrationFile& file, const Point& z);
/// What makes the scenario one with these values, as `--set` takes it.
[[nodiscard]] std::vector<std::string> sets_at(const scenario::CalibrationFile& file, const Point& z);

/// The settings that the file asks for.
[[nodiscard]] Settings settings_of(const scenario::CalibrationFile& file);

}  // namespace corridor::calibration
