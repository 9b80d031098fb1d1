// What a calibration needs of whatever it calibrates: runs at given parameters, and what was counted with how well it
// is known. Knows no scenario: the tests calibrate models whose answer is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "corridor/calibration/matrix.hpp"

namespace corridor::calibration {

/// One value of z per parameter: standard normal under the prior.
using Point = std::vector<double>;
/// Simulated values, one per count.
using Outputs = std::vector<double>;

/// Runs that are wanted at once. Run `first` + i is at points[i], and is random in its own way: what it comes to is a
/// function of its number and its point.
struct Batch {
  std::uint32_t first = 0;
  std::span<const Point> points;
};

/// What each run of the batch came to; nothing: it failed.
using Simulator = std::function<std::vector<std::optional<Outputs>>(const Batch&)>;

/// What was counted, and the covariance of the errors of the counts and of the model (not of the chance within a run).
struct Target {
  std::vector<double> counts;
  Matrix covariance;
};

/// The calibration cannot go on: too many runs failed.
class CalibrationFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Does something for each index below n, in any order and at once or not.
using ForEach = std::function<void(std::size_t n, const std::function<void(std::size_t)>& work)>;
/// One index after the other.
[[nodiscard]] ForEach one_by_one();

}  // namespace corridor::calibration
