#include "corridor/forecast/scores.hpp"

#include <cmath>
#include <cstddef>

#include "corridor/base/contract.hpp"

namespace corridor::forecast {

namespace {

double mean_distance_to(const WeightedSample& forecast, double value) {
  double sum = 0;
  for (std::size_t i = 0; i < forecast.values().size(); ++i) {
    sum += forecast.weights()[i] * std::abs(forecast.values()[i] - value);
  }
  return sum;
}

/// 1/2 sum sum w_i w_j |x_i - x_j|: over the gaps between neighbours, each as often as a pair lies on both sides of it.
double half_mean_distance(const WeightedSample& forecast) {
  double sum = 0;
  double below = 0;
  for (std::size_t i = 0; i + 1 < forecast.values().size(); ++i) {
    below += forecast.weights()[i];
    sum += below * (1 - below) * (forecast.values()[i + 1] - forecast.values()[i]);
  }
  return sum;
}

}  // namespace

double crps(const WeightedSample& forecast, double observed) {
  return mean_distance_to(forecast, observed) - half_mean_distance(forecast);
}

double fair_crps(const WeightedSample& forecast, double observed) {
  double squares = 0;
  for (const double w : forecast.weights()) {
    squares += w * w;
  }
  expects(squares < 1, "a sample of one member says nothing of its distribution");
  return mean_distance_to(forecast, observed) - half_mean_distance(forecast) / (1 - squares);
}

double quantile_loss(double level, double quantile, double observed) {
  return observed <= quantile ? (1 - level) * (quantile - observed) : level * (observed - quantile);
}

Interval central_interval(const WeightedSample& forecast, double share) {
  return {.share = share, .low = forecast.quantile((1 - share) / 2), .high = forecast.quantile((1 + share) / 2)};
}

double interval_score(const Interval& interval, double observed) {
  const double outside = observed < interval.low    ? interval.low - observed
                         : observed > interval.high ? observed - interval.high
                                                    : 0;
  return interval.width() + 2 / (1 - interval.share) * outside;
}

double weighted_interval_score(double median, std::span<const Interval> intervals, double observed) {
  double sum = std::abs(observed - median) / 2;
  for (const Interval& interval : intervals) {
    sum += (1 - interval.share) / 2 * interval_score(interval, observed);
  }
  return sum / (static_cast<double>(intervals.size()) + 0.5);
}

double pit(const WeightedSample& forecast, double observed) {
  return (forecast.share_below(observed) + forecast.share_up_to(observed)) / 2;
}

}  // namespace corridor::forecast
