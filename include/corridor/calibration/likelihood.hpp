// How probable the counts are at given parameters, as far as the runs near there tell. Runs nothing and draws nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "corridor/calibration/emulator.hpp"
#include "corridor/calibration/es_mda.hpp"
#include "corridor/calibration/matrix.hpp"
#include "corridor/calibration/simulator.hpp"

namespace corridor::calibration {

/// A normal distribution that says where in z the runs lie: the search's present idea of the posterior.
struct Region {
  std::vector<double> mean;
  Matrix covariance;
};

/// The counts, given z, are normal about the emulated mean with the variance of their errors, of the chance within a
/// run and of the emulator. They are first brought to coordinates in which errors and chance together have covariance 1
/// and in which the runs differ most along the first few: those are emulated; along the others runs differ by chance
/// alone, and they count as a constant. The chance within a run has the sd a m^b, m = the mean outputs there; b is
/// fitted.
class Likelihood {
 public:
  /// @pre enough runs for an emulator
  Likelihood(const Target& target, const Runs& runs, const Region& region);

  /// The logarithm of the density of the counts at each point.
  [[nodiscard]] std::vector<double> log_density(std::span<const Point> points) const;
  /// The same plus the logarithm of the prior's density.
  [[nodiscard]] std::vector<double> log_posterior(std::span<const Point> points) const;

  /// Covariance of the chance within a run, in the region.
  [[nodiscard]] const Matrix& intrinsic() const { return intrinsic_; }
  [[nodiscard]] const Emulator& emulator() const { return *emulator_; }
  [[nodiscard]] std::size_t emulated() const { return axes_.columns(); }
  /// Mean over runs and emulated coordinates of (run - what the emulator foresees of it from all others)^2 / its
  /// variance: 1 if the emulator knows how far off it is.
  [[nodiscard]] double left_out_error() const;

 private:
  void choose_axes(const Target& target, const Matrix& whitened, const Matrix& whitened_fit);
  void learn(const Matrix& standardised, const Matrix& outputs, const Matrix& fitted);
  /// z in the coordinates in which the region is standard normal.
  [[nodiscard]] std::vector<Point> standardised(std::span<const Point> points) const;

  Region region_;
  Matrix region_lower_;
  Matrix intrinsic_;
  Matrix lower_;                      ///< Cholesky factor of errors + chance
  Matrix axes_;                       ///< emulated coordinates, in columns
  std::vector<double> counts_;        ///< along the axes
  std::vector<double> errors_;        ///< variance of the errors of the counts along the axes
  double constant_ = 0;               ///< what the other coordinates, and the change of coordinates, add
  Matrix emulated_outputs_;           ///< of the runs, along the axes
  std::vector<double> noise_slopes_;  ///< of the logarithm of the chance's sd: a constant, then by parameter
  std::optional<Emulator> emulator_;
};

}  // namespace corridor::calibration
