// What anybody could say without a model, from the counts that are public: a forecast is worth its trouble if it does
// better. Deterministic; knows nothing of what came later.
#pragma once

#include <span>
#include <vector>

#include "corridor/base/time.hpp"

namespace corridor::forecast {

/// A cumulative count and when it stood at that.
struct Count {
  SimTime time;
  double value = 0;
};

/// The count at any time, on the straight line between those beside it; the first or last one outside.
/// @pre there is one, and they are in order of time
[[nodiscard]] double interpolated(std::span<const Count> counts, SimTime time);

/// From the last count on at the same rate, up to a bound.
struct ConstantRate {
  Count last;
  double per_hour = 0;
  double bound = 0;
  [[nodiscard]] double at(SimTime time) const;
};

/// The mean rate of the last 24 hours before the last count, or since the first count if that is shorter; 0 of a single
/// count. @pre there is a count, in order of time
[[nodiscard]] ConstantRate mean_rate_of_a_day(std::span<const Count> counts, double bound);

/// The rate between the last count and the latest one at least two hours before it, or the first. @pre as above
[[nodiscard]] ConstantRate last_rate(std::span<const Count> counts, double bound);

/// limit / (1 + exp(-(t - middle) / width)).
struct Logistic {
  double limit = 0;
  SimTime middle;
  double width_h = 1;  ///< [h]
  double squares = 0;  ///< sum of squared distances to the counts that it was fitted to

  [[nodiscard]] double at(SimTime time) const;
};

/// By least squares, the limit between the last count and `bound`: for each middle and width the best limit is known,
/// and over these two a grid (every 6 h from the first count to 240 h after the last, widths of 2 to 120 h) is refined
/// by halving the step around its best point ten times. Plain arithmetic in a fixed order: the same bytes everywhere.
/// @pre there is a count, in order of time; bound >= the last count
[[nodiscard]] Logistic fitted_logistic(std::span<const Count> counts, double bound);

/// Probabilistic persistence at one instant: one value for each of `limits`, last + rate x exp(log_sd z) x hours, at
/// most that limit and at least the last count. z and limits are drawn, each by its own.
/// @pre as many z as limits
[[nodiscard]] std::vector<double> spread_rate(const ConstantRate& rate, double log_sd, std::span<const double> z,
                                              std::span<const double> limits, SimTime time);

}  // namespace corridor::forecast
