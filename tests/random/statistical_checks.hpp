// What statistical tests share: samples with a fixed seed, and bounds that follow from the number drawn. Holds no
// distribution.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/stream.hpp"

namespace corridor::random {

/// One variate of each of `count` parties; `sampler` takes a uniform number.
template <class Sampler>
[[nodiscard]] std::vector<double> sample(std::size_t count, Sampler sampler) {
  const Decisions decisions(20230924, 0, Purpose::service_time, "hakari/inspection");
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = static_cast<double>(sampler(decisions.draws({1, static_cast<std::uint32_t>(i)}).uniform()));
  }
  return values;
}

/// |mean - mu| < 5 sigma / sqrt(n), and |variance - sigma^2| < 5 sigma^2 sqrt((kurtosis - 1) / n).
inline void expect_moments(const std::vector<double>& values, double mean, double sd, double kurtosis) {
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  double squares = 0;
  for (const double v : values) {
    sum += v - mean;
    squares += (v - mean) * (v - mean);
  }
  EXPECT_LT(std::abs(sum / n), 5 * sd / std::sqrt(n));
  EXPECT_LT(std::abs(squares / n - sd * sd), 5 * sd * sd * std::sqrt((kurtosis - 1) / n));
}

/// Kolmogorov and Smirnov's distance to `cdf` is below its critical value of probability 1e-6.
template <class Cdf>
void expect_distribution(std::vector<double> values, Cdf cdf) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = cdf(values[i]);
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, p - rank / n, (rank + 1) / n - p});
  }
  EXPECT_LT(distance * std::sqrt(n), std::sqrt(-std::log(1e-6 / 2) / 2));
}

/// Increasing probabilities from 2^-54 to the largest double below 1, dense in both tails.
[[nodiscard]] inline std::vector<double> probabilities() {
  std::vector<double> result;
  for (double power = 54; power > 1; power -= 0.25) {
    result.push_back(std::exp2(-power));
  }
  for (double p = 0.5; p < 0.99; p += 0.013) {
    result.push_back(p);
  }
  for (double power = 7; power <= 53; power += 0.25) {
    result.push_back(1 - std::exp2(-power));
  }
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace corridor::random
