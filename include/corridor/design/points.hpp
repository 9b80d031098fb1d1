// An experiment -> the points at which its scenario is run: for each factor the value that it has there. Reads no
// scenario and runs nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/scenario/experiment.hpp"

namespace corridor::design {

/// A factor's value at a point.
struct FactorValue {
  std::string text;              ///< as people write it: `60 km/h`
  std::string set;               ///< as `--set` takes it: `link.bypass.speed="60 km/h"`
  std::optional<double> number;  ///< 60; none: it is no number
  std::string unit;              ///< `km/h`; empty: it has none
  Place place;                   ///< of the level, or of the lower end of the range
};

/// One value for each factor, in their order.
using ExperimentPoint = std::vector<FactorValue>;

/// All points, in the order of the design: a function of the experiment alone.
[[nodiscard]] std::vector<ExperimentPoint> points_of(const scenario::Experiment& experiment);

}  // namespace corridor::design
