// A mean over independent replications and its standard error. Draws nothing.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::test {

struct Estimate {
  double mean = 0;
  double error = 0;  ///< standard error of the mean
};

/// @param values one per replication, independent of each other; at least two
inline Estimate estimate(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  for (const double v : values) {
    sum += v;
  }
  double squares = 0;
  for (const double v : values) {
    squares += (v - sum / n) * (v - sum / n);
  }
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

/// Within 5 standard errors of the theory; and these are small enough for the comparison to mean something.
inline void expect_theory(const std::vector<double>& values, double theory, double greatest_relative_error) {
  const Estimate e = estimate(values);
  EXPECT_NEAR(e.mean, theory, 5 * e.error);
  EXPECT_LT(e.error, greatest_relative_error * theory);
}

}  // namespace corridor::test
