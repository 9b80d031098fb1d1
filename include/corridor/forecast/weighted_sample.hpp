// Values with weights, as the distribution that gives each value as often as its weight says. Draws nothing.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace corridor::forecast {

class WeightedSample {
 public:
  /// Weights need not sum to 1. @pre as many weights as values, none of them negative or NaN, their sum positive and
  /// finite; no value is NaN
  WeightedSample(std::span<const double> values, std::span<const double> weights);
  /// Of values that all count the same. @pre there is one
  explicit WeightedSample(std::span<const double> values);

  /// Ascending.
  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  /// In the order of the values; their sum is 1.
  [[nodiscard]] const std::vector<double>& weights() const { return weights_; }
  /// The least value that, with those below it, has the share q of all weight: of n values that count the same the
  /// ceil(q n)-th. @pre 0 < q <= 1
  [[nodiscard]] double quantile(double q) const;
  [[nodiscard]] double mean() const;
  /// Share of the weight of values below `value`.
  [[nodiscard]] double share_below(double value) const;
  /// Share of the weight of values that are not above `value`.
  [[nodiscard]] double share_up_to(double value) const;

 private:
  std::vector<double> values_;
  std::vector<double> weights_;
  std::vector<double> cumulative_;
};

/// How many values of equal weight would know as much: (sum w)^2 / sum w^2. Source: Kish 1965, Survey Sampling, 11.7.
/// @pre as of WeightedSample
[[nodiscard]] double effective_size(std::span<const double> weights);

}  // namespace corridor::forecast
