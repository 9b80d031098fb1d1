// How good a forecast of one number was, once the number is known: scores that are lowest, in the mean, for whoever
// says what he believes. Pure functions; all but shares are in the unit of the number.
#pragma once

#include <span>

#include "corridor/forecast/weighted_sample.hpp"

namespace corridor::forecast {

/// Continuous ranked probability score of the sample as it stands, as a distribution ("unfair": a sample of few members
/// drawn from the truth scores worse than the truth): sum w_i |x_i - y| - 1/2 sum sum w_i w_j |x_i - x_j|. Of one value
/// the absolute error. Source: Gneiting & Raftery 2007, JASA 102(477), eq. 21.
[[nodiscard]] double crps(const WeightedSample& forecast, double observed);

/// The same of the distribution that the members were drawn from ("fair": no bias from their number): the second term
/// over 1 - sum w_i^2, of n equal weights n / (n - 1) times as large. Source: Ferro 2014, QJRMS 140(683), eq. 8.
/// @pre at least two members have weight
[[nodiscard]] double fair_crps(const WeightedSample& forecast, double observed);

/// The loss of a quantile q at level p: (1{y <= q} - p) (q - y); lowest in the mean at the true quantile.
[[nodiscard]] double quantile_loss(double level, double quantile, double observed);

/// A central interval holding this share.
struct Interval {
  double share = 0.9;
  double low = 0;
  double high = 0;

  [[nodiscard]] double width() const { return high - low; }
  [[nodiscard]] bool holds(double value) const { return low <= value && value <= high; }
};
/// From the quantile (1 - share) / 2 to (1 + share) / 2.
[[nodiscard]] Interval central_interval(const WeightedSample& forecast, double share);

/// Width, and 2 / (1 - share) times the distance of what lies outside. Source: Gneiting & Raftery 2007, eq. 43.
[[nodiscard]] double interval_score(const Interval& interval, double observed);

/// Weighted interval score of a median and K central intervals, which approaches the CRPS as they grow in number:
/// (|y - m| / 2 + sum (1 - share) / 2 interval_score) / (K + 1/2) = 1 / (K + 1/2) times the sum of the quantile losses
/// of the median and of all ends. Source: Bracher et al. 2021, PLOS Comput Biol 17(2), eq. 1-3.
[[nodiscard]] double weighted_interval_score(double median, std::span<const Interval> intervals, double observed);

/// Probability integral transform: the share below what was observed, and half of the share at it. Uniform over many
/// forecasts if they say what they know.
[[nodiscard]] double pit(const WeightedSample& forecast, double observed);

}  // namespace corridor::forecast
