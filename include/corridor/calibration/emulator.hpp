// A Gaussian process that stands in for a simulator near the points at which it was run: a value and how far off it may
// be, in microseconds. Runs nothing and draws nothing.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "corridor/calibration/matrix.hpp"
#include "corridor/calibration/simulator.hpp"

namespace corridor::calibration {

/// Runs to learn from. Parameters should have spreads near 1.
struct Training {
  Matrix points;              ///< one row for each run
  Matrix outputs;             ///< likewise
  std::vector<double> noise;  ///< sd of each run's chance, relative to that of the others; empty: all alike
};

/// What all outputs share.
struct Hyperparameters {
  std::vector<double> lengths;  ///< by parameter: how far one must go for the outputs to be others
  double nugget = 0.1;          ///< variance of the chance within a run / of the process
};

/// For each output a quadratic polynomial plus a process of mean 0 with the covariance
///
///     s^2 (k(x, x') + nugget noise^2 [the same run]),   k = (1 + r + r^2 / 3) exp(-r),   r = sqrt(5) |(x - x') /
///     lengths|
///
/// the Matern covariance of smoothness 5/2. Coefficients by generalised least squares, s^2 by output from what is left.
/// Source: Rasmussen & Williams 2006, "Gaussian Processes for Machine Learning", section 2.7 and
/// equations 4.17, 5.8-5.12; left out one by one: Dubrule 1983, Mathematical Geology 15, 687-699.
class Emulator {
 public:
  /// @pre more runs than terms of the polynomial, which is the richest that they determine with half as many to spare
  Emulator(const Training& training, Hyperparameters hyperparameters);
  /// With the hyperparameters of greatest restricted likelihood, over all outputs, found on at most `most_runs` of
  /// them.
  [[nodiscard]] static Emulator fitted(const Training& training, std::size_t most_runs = 250);

  struct Prediction {
    Matrix mean;                 ///< one row for each point
    std::vector<double> spread;  ///< the process' variance at each point is s^2 of the output times this
  };
  [[nodiscard]] Prediction predict(std::span<const Point> points) const;
  /// Each run as it is foreseen by all others: mean, and variance / s^2 with its own chance in it.
  [[nodiscard]] Prediction leave_one_out() const;

  /// s^2, by output.
  [[nodiscard]] const std::vector<double>& variances() const { return variances_; }
  [[nodiscard]] const Hyperparameters& hyperparameters() const { return hyperparameters_; }
  /// Minus twice the restricted log likelihood, up to what does not depend on the hyperparameters; infinity if they
  /// leave no positive covariance.
  [[nodiscard]] double misfit() const { return misfit_; }

 private:
  [[nodiscard]] Matrix covariances_with(std::span<const Point> points) const;

  Hyperparameters hyperparameters_;
  Matrix scaled_points_;  ///< divided by the lengths
  std::size_t terms_ = 0;
  Matrix lower_;        ///< Cholesky factor of the covariance / s^2
  Matrix trend_;        ///< lower_^-1 x the polynomial's terms at the runs
  Matrix trend_lower_;  ///< Cholesky factor of trend_^T trend_
  Matrix coefficients_;
  Matrix weights_;  ///< covariance^-1 x what the polynomial leaves
  Matrix left_;     ///< lower_^-1 x what the polynomial leaves
  Matrix outputs_;
  std::vector<double> variances_;
  double misfit_ = 0;
};

}  // namespace corridor::calibration
