#include "corridor/calibration/importance.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::calibration {

namespace {

using random::deterministic::exp;
using random::deterministic::log;
using random::deterministic::log1p;

struct Pareto {
  double shape = 0;
  double scale = 0;
};

/// Minus the mean log(1 - b x).
double shape_for(double b, const std::vector<double>& ascending) {
  double sum = 0;
  for (const double x : ascending) {
    sum += log1p(-b * x);
  }
  return -sum / static_cast<double>(ascending.size());
}

/// Of exceedances, ascending and not negative. The mean of the profile likelihood over a grid, then drawn towards 0.5
/// as by ten more observations. Source: Zhang & Stephens 2009, section 3; Vehtari et al. 2024, appendix C.
Pareto fit_pareto(const std::vector<double>& ascending) {
  const auto n = static_cast<double>(ascending.size());
  const auto points = 30 + static_cast<std::size_t>(std::sqrt(n));
  const double quarter = ascending[static_cast<std::size_t>(n / 4 + 0.5) - 1];
  std::vector<double> b;
  std::vector<double> profile;
  for (std::size_t i = 1; i <= points; ++i) {
    const double step = 1 - std::sqrt(static_cast<double>(points) / (static_cast<double>(i) - 0.5));
    b.push_back(1 / ascending.back() + step / (3 * quarter));
    const double k = shape_for(b.back(), ascending);
    profile.push_back(n * (log(b.back() / k) + k - 1));
  }
  double sum = 0;
  double mean = 0;
  const double top = *std::ranges::max_element(profile);
  for (std::size_t i = 0; i < points; ++i) {
    const double weight = std::isnan(profile[i]) ? 0 : exp(profile[i] - top);
    sum += weight;
    mean += weight * b[i];
  }
  mean /= sum;
  const double k = -shape_for(mean, ascending);
  constexpr double prior_observations = 10;
  constexpr double prior_shape = 0.5;
  return {.shape = (k * n + prior_shape * prior_observations) / (n + prior_observations), .scale = -k / mean};
}

double pareto_quantile(const Pareto& pareto, double p) {
  if (std::fabs(pareto.shape) < 1e-12) {
    return -pareto.scale * log1p(-p);
  }
  return pareto.scale * (exp(-pareto.shape * log1p(-p)) - 1) / pareto.shape;
}

/// Replaces the largest weights by what their Pareto distribution has in their place. Its shape.
double smooth_tail(std::vector<double>& weights) {
  const auto n = static_cast<double>(weights.size());
  const auto tail = static_cast<std::size_t>(std::min(0.2 * n, 3 * std::sqrt(n)));
  if (tail < 5) {
    return 0;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return weights[i]; });
  const std::size_t begin = order.size() - tail;
  const double threshold = weights[order[begin - 1]];
  const double largest = weights[order.back()];
  std::vector<double> exceedances;
  for (std::size_t i = begin; i < order.size(); ++i) {
    exceedances.push_back(weights[order[i]] - threshold);
  }
  if (!(exceedances.front() > 0) || !(largest > threshold * (1 + 1e-10))) {
    return 0;
  }
  const Pareto pareto = fit_pareto(exceedances);
  for (std::size_t i = 0; i < tail; ++i) {
    const double p = (static_cast<double>(i) + 0.5) / static_cast<double>(tail);
    weights[order[begin + i]] = std::min(threshold + pareto_quantile(pareto, p), largest);
  }
  return pareto.shape;
}

}  // namespace

Weighted pareto_smoothed(std::vector<double> log_ratios) {
  expects(!log_ratios.empty(), "there is something to weight");
  const double top = *std::ranges::max_element(log_ratios);
  Weighted result;
  for (const double ratio : log_ratios) {
    result.weights.push_back(exp(ratio - top));
  }
  result.k_hat = smooth_tail(result.weights);
  double sum = 0;
  for (const double weight : result.weights) {
    sum += weight;
  }
  double squares = 0;
  for (double& weight : result.weights) {
    weight /= sum;
    squares += weight * weight;
  }
  result.ess = 1 / squares;
  return result;
}

}  // namespace corridor::calibration
