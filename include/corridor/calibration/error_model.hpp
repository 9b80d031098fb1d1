// How far a count may be from what a perfect model would give: errors of the counts, and of the model. Reads no file.
#pragma once

#include <vector>

#include "corridor/calibration/matrix.hpp"

namespace corridor::calibration {

/// One counted value.
struct Count {
  double hour = 0;  ///< since the start [h]
  double value = 0;
  double time_sd_hour = 0;  ///< standard deviation of the hour for which it holds [h]
};

/// A standard deviation that grows with the count: plus + share x value.
struct GrowingSd {
  double plus = 0;
  double share = 0;
};

/// How well the counts of one series are known, and how far from them the model may be.
struct ErrorModel {
  double rounding = 0;           ///< counts were rounded to multiples of it; 0: they were not
  GrowingSd count = {};          ///< of each count by itself
  GrowingSd discrepancy = {};    ///< of the model, the same way for a while: it is correlated in time
  double correlation_hours = 1;  ///< the discrepancies of two counts correlate by exp(-time between / this) [h] > 0
};

/// The covariance of all errors of one series:
///
///     rate^2 time_sd^2 + rounding^2 / 12 + (plus + share value)^2   on the diagonal, each count by itself
///     d_i d_j exp(-|t_i - t_j| / correlation)                       everywhere, d = the discrepancy's sd
///
/// The rate, by which an error of the hour becomes one of the count, is that of the counts around. Rounding: a uniform
/// error of width `rounding` has this variance. An autoregressive discrepancy of first order in continuous time
/// (Ornstein & Uhlenbeck 1930) is the least that lets neighbouring cumulative counts err together.
/// @pre counts in time order
[[nodiscard]] Matrix covariance(const std::vector<Count>& counts, const ErrorModel& model);

/// Of several series, whose errors have nothing in common: blocks along the diagonal.
[[nodiscard]] Matrix block_diagonal(const std::vector<Matrix>& blocks);

/// The logarithm of the probability density of `simulated` - counted under this covariance, by a Kalman filter: in time
/// proportional to the counts, where the matrix takes the third power. Source: Kalman 1960, Journal of Basic
/// Engineering 82(1), 35-45; the density by the innovations: Schweppe 1965, IEEE Trans. Information Theory 11, 61-70.
/// @pre as many values as counts, counts in time order
[[nodiscard]] double log_likelihood(const std::vector<Count>& counts, const ErrorModel& model,
                                    const std::vector<double>& simulated);

}  // namespace corridor::calibration
