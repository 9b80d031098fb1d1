#include "corridor/forecast/weighted_sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corridor/base/contract.hpp"

namespace corridor::forecast {

WeightedSample::WeightedSample(std::span<const double> values)
    : WeightedSample(values, std::vector<double>(values.size(), 1.0)) {}

WeightedSample::WeightedSample(std::span<const double> values, std::span<const double> weights) {
  expects(values.size() == weights.size(), "each value has a weight");
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    expects(!std::isnan(values[i]) && weights[i] >= 0, "values are numbers, and weights are not negative");
    sum += weights[i];
  }
  expects(sum > 0 && std::isfinite(sum), "some value has weight");
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  double cumulative = 0;
  for (const std::size_t i : order) {
    cumulative += weights[i] / sum;
    values_.push_back(values[i]);
    weights_.push_back(weights[i] / sum);
    cumulative_.push_back(cumulative);
  }
}

double WeightedSample::quantile(double q) const {
  expects(q > 0 && q <= 1, "a share of the weight");
  constexpr double rounding = 1e-12;  // of the sums of weights
  const auto it = std::lower_bound(cumulative_.begin(), cumulative_.end(), q - rounding);
  return it == cumulative_.end() ? values_.back() : values_[static_cast<std::size_t>(it - cumulative_.begin())];
}

double WeightedSample::mean() const {
  return std::inner_product(values_.begin(), values_.end(), weights_.begin(), 0.0);
}

double WeightedSample::share_below(double value) const {
  const auto it = std::lower_bound(values_.begin(), values_.end(), value);
  return it == values_.begin() ? 0 : cumulative_[static_cast<std::size_t>(it - values_.begin()) - 1];
}

double WeightedSample::share_up_to(double value) const {
  const auto it = std::upper_bound(values_.begin(), values_.end(), value);
  return it == values_.begin() ? 0 : cumulative_[static_cast<std::size_t>(it - values_.begin()) - 1];
}

double effective_size(std::span<const double> weights) {
  double sum = 0;
  double squares = 0;
  for (const double w : weights) {
    sum += w;
    squares += w * w;
  }
  expects(squares > 0, "some value has weight");
  return sum * sum / squares;
}

}  // namespace corridor::forecast
