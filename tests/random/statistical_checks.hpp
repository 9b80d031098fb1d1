// What statistical tests share: samples with a fixed seed, and probabilities to look at. Holds no distribution.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "corridor/random/stream.hpp"

namespace corridor::random {

/// One variate of each of `count` parties; `sampler` takes a uniform number. Another `stream`: other numbers.
template <class Sampler>
[[nodiscard]] std::vector<double> sample(std::size_t count, Sampler sampler, std::uint32_t stream = 1) {
  const Decisions decisions(20230924, 0, Purpose::service_time, "hakari/inspection");
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = static_cast<double>(sampler(decisions.draws({stream, static_cast<std::uint32_t>(i)}).uniform()));
  }
  return values;
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
