// Ensemble smoother with multiple data assimilation: a cloud of runs moves from the prior to where the counts are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "corridor/calibration/matrix.hpp"
#include "corridor/calibration/simulator.hpp"

namespace corridor::calibration {

/// What one step of the smoother goes by.
struct Update {
  Target target;
  Matrix intrinsic;      ///< covariance of the chance within a run
  double inflation = 1;  ///< alpha: the errors of the counts count so many times as much [>= 1]
};

/// Each point moved by the gain times (perturbed counts - its outputs):
///
///     z <- z + C_zz B (B^T C_zz B + alpha (R + C))^-1 (counts + e - outputs)
///
/// B: slopes of the outputs by linear regression on the points, free of the chance within runs, which the covariance of
/// the outputs is not; R: errors of the counts; C: chance. e = P `standard_normal`, P P^T = alpha R + (alpha - 1) C,
/// because the outputs bring C once of themselves: the step is exact where the model is linear and errors are normal.
/// Source: Emerick & Reynolds 2013, Computers & Geosciences 55, 3-15.
/// @pre as many rows of all; more rows than parameters + 1
[[nodiscard]] Matrix assimilate(const Matrix& points, const Matrix& outputs, const Matrix& standard_normal,
                                const Update& update);

struct SmootherSettings {
  std::size_t members = 200;
  std::size_t iterations = 4;  ///< each with inflation alpha = iterations, so that the counts count once
  double most_failed = 0.02;   ///< share of runs
};

/// Runs of which all came to something.
struct Runs {
  std::vector<Point> points;
  std::vector<Outputs> outputs;
  void add(const Runs& other);
};

struct Smoothed {
  std::vector<Point> points;  ///< after the last step
  Runs runs;                  ///< all of all iterations, in their order
  Matrix intrinsic;           ///< covariance of the chance within a run, seen last
  std::uint32_t redrawn = 0;  ///< runs that failed, and were done at other points instead
  std::uint32_t done = 0;     ///< runs, failed ones too
};

/// Begins with a Latin hypercube. `on_iteration` hears that one is done. Throws CalibrationFailed if too many runs
/// fail.
[[nodiscard]] Smoothed smooth(const Target& target, std::size_t parameters, const Simulator& simulator,
                              const SmootherSettings& settings, std::uint64_t seed,
                              const std::function<void(std::size_t iteration)>& on_iteration = {});

}  // namespace corridor::calibration
