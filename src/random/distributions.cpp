#include "corridor/random/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

#include "incomplete_gamma.hpp"

namespace corridor::random {

using deterministic::exp;
using deterministic::log1p;
using deterministic::normal_quantile;

bool bernoulli(double u, double p) {
  expects(p >= 0 && p <= 1, "a probability lies between 0 and 1");
  return u < p;
}

std::size_t categorical(double u, std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) {
    expects(weight >= 0, "no weight is negative");
    sum += weight;
  }
  expects(sum >= std::numeric_limits<double>::min() && std::isfinite(sum), "the sum of weights is positive and finite");
  expects(u < 1, "a uniform number is below 1");
  const double target = u * sum;  // < sum, in doubles too; and the loop ends, for it reaches the sum by the same steps
  std::size_t index = 0;
  for (double cumulative = weights[0]; cumulative <= target;) {
    cumulative += weights[++index];
  }
  return index;
}

double exponential_with_mean(double u, double mean) {
  expects(mean >= 0, "a mean time is not negative");
  return -mean * log1p(-u);
}

double exponential_threshold(double u) {
  return -log1p(-u);
}

double normal_with_mean(double u, double mean, double sd) {
  expects(sd >= 0, "a standard deviation is not negative");
  return mean + sd * normal_quantile(u);
}

double lognormal_with_mean(double u, double mean, double cv) {
  expects(mean >= 0 && cv >= 0, "neither the mean nor the coefficient of variation is negative");
  const double variance = log1p(cv * cv);  // of the logarithm
  return mean * exp(std::sqrt(variance) * normal_quantile(u) - 0.5 * variance);
}

EmpiricalQuantile::EmpiricalQuantile(std::span<const double> values, std::span<const double> weights) {
  expects(values.size() == weights.size(), "each value has a weight");
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    expects(weights[i] >= 0, "no weight is negative");
    if (weights[i] > 0) {
      order.push_back(i);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  values_.reserve(order.size());
  cumulative_.reserve(order.size());
  double sum = 0;
  for (const std::size_t i : order) {
    values_.push_back(values[i]);
    cumulative_.push_back(sum += weights[i]);
  }
  expects(sum >= std::numeric_limits<double>::min() && std::isfinite(sum), "the sum of weights is positive and finite");
}

double EmpiricalQuantile::operator()(double u) const {
  expects(u < 1, "a uniform number is below 1");
  const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
  return values_[static_cast<std::size_t>(at - cumulative_.begin())];
}

double gamma_with_mean(double u, double mean, const GammaQuantile& unit_mean) {
  expects(mean >= 0, "a mean is not negative");
  return mean * unit_mean(u);
}

}  // namespace corridor::random
