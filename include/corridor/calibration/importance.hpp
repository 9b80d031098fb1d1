// Draws of one distribution, weighted so that they stand for another. Draws nothing.
#pragma once

#include <vector>

namespace corridor::calibration {

struct Weighted {
  std::vector<double> weights;  ///< sum 1
  double k_hat = 0;             ///< shape of the tail of the raw weights; above 0.7 they cannot be trusted
  double ess = 0;               ///< 1 / sum of squared weights
};

/// Weights from the logarithms of the ratios of the densities, the largest ones smoothed by a generalised Pareto
/// distribution. Source: Vehtari, Simpson, Gelman, Yao & Gabry 2024, J. Machine Learning Research 25(72), 1-58; its
/// shape: Zhang & Stephens 2009, Technometrics 51(3), 316-325. Fewer than 25 draws, or ratios that are all alike, are
/// not smoothed, and their k-hat is 0. @pre there is a draw; all finite
[[nodiscard]] Weighted pareto_smoothed(std::vector<double> log_ratios);

}  // namespace corridor::calibration
