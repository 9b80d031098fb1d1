#include "corridor/random/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

#include "statistical_checks.hpp"

namespace corridor::random::distributions_test {
namespace {

constexpr double largest_below_one = 1 - 0x1p-53;

template <class Sampler>
void expect_never_decreasing(Sampler sampler) {
  double before = -std::numeric_limits<double>::infinity();
  for (const double p : probabilities()) {
    const double value = sampler(p);
    EXPECT_GT(value, before) << p;
    before = value;
  }
  // Neighbouring numbers too, up to rounding.
  for (double p = 0.0005; p < 1; p += 0.001) {
    EXPECT_LE(sampler(p), sampler(p + 1e-13) * (1 + 1e-15) + 1e-15) << p;
  }
}

TEST(Samplers, NeverDecreaseInTheirUniformNumber) {
  expect_never_decreasing([](double u) { return exponential_with_mean(u, 90); });
  expect_never_decreasing([](double u) { return normal_with_mean(u, -3, 0.25); });
  expect_never_decreasing([](double u) { return lognormal_with_mean(u, 40, 0.6); });
}

TEST(Samplers, GiveTheMeanWithoutAnySpread) {
  EXPECT_EQ(exponential_with_mean(0.3, 0), 0.0);
  EXPECT_EQ(normal_with_mean(0.1, 40, 0), 40.0);
  EXPECT_EQ(lognormal_with_mean(0.1, 40, 0), 40.0);
}

TEST(ExponentialThreshold, IsExponentialWithMeanOne) {
  for (const double u : probabilities()) {
    EXPECT_EQ(exponential_threshold(u), exponential_with_mean(u, 1));
  }
}

TEST(Categorical, GivesIndicesInTheirOrder) {
  const std::array weights{0.0, 3.0, 0.0, 1.0, 0.0};
  EXPECT_EQ(categorical(0x1p-54, weights), 1U);
  EXPECT_EQ(categorical(0.7499, weights), 1U);
  EXPECT_EQ(categorical(0.75, weights), 3U);
  EXPECT_EQ(categorical(largest_below_one, weights), 3U);
}

TEST(Categorical, NeverGivesAnIndexWithoutWeightHoweverTheSumRounds) {
  for (double unit = 0.1; unit < 1e6; unit *= 1.37) {
    const std::array weights{unit, 2 * unit, 0.3, unit / 3, 0.0, 0.0};
    EXPECT_EQ(categorical(largest_below_one, weights), 3U) << unit;
  }
}

TEST(Categorical, RefusesWeightsThatAreNoDistribution) {
  EXPECT_THROW(static_cast<void>(categorical(0.5, {})), ContractViolation);
  EXPECT_THROW(static_cast<void>(categorical(0.5, std::array{0.0, 0.0})), ContractViolation);
  EXPECT_THROW(static_cast<void>(categorical(0.5, std::array{2.0, -1.0})), ContractViolation);
  EXPECT_THROW(static_cast<void>(categorical(0.5, std::array{1.0, std::nan("")})), ContractViolation);
  EXPECT_THROW(static_cast<void>(categorical(1, std::array{1.0})), ContractViolation);
}

TEST(Bernoulli, IsNeverTrueForNoneAndAlwaysForAll) {
  EXPECT_FALSE(bernoulli(0x1p-54, 0));
  EXPECT_TRUE(bernoulli(largest_below_one, 1));
  EXPECT_THROW(static_cast<void>(bernoulli(0.5, 1.01)), ContractViolation);
  EXPECT_THROW(static_cast<void>(bernoulli(0.5, -0.01)), ContractViolation);
}

TEST(Samplers, RefuseNegativeMeansAndDeviations) {
  EXPECT_THROW(static_cast<void>(exponential_with_mean(0.5, -1)), ContractViolation);
  EXPECT_THROW(static_cast<void>(normal_with_mean(0.5, 0, -1)), ContractViolation);
  EXPECT_THROW(static_cast<void>(lognormal_with_mean(0.5, -1, 1)), ContractViolation);
  EXPECT_THROW(static_cast<void>(lognormal_with_mean(0.5, 1, -1)), ContractViolation);
  EXPECT_THROW(static_cast<void>(gamma_with_mean(0.5, -1, GammaQuantile(1))), ContractViolation);
}

// --- measured values
// --------------------------------------------------------------------------------------------------

TEST(EmpiricalQuantile, EveryValueComesWithTheShareOfItsWeight) {
  const std::vector<double> values = {95, 30, 30, 240, 60, 7};
  const std::vector<double> weights = {4, 1, 2, 0.5, 2.5, 0};
  const EmpiricalQuantile quantile(values, weights);
  constexpr std::size_t n = 1'000'000;
  std::map<double, double> seen;
  for (const double v : sample(n, quantile)) {
    ++seen[v];
  }
  const std::map<double, double> shares = {{30, 0.3}, {60, 0.25}, {95, 0.4}, {240, 0.05}};
  ASSERT_EQ(seen.size(), shares.size()) << "nothing between the values, nothing without weight";
  double chi_square = 0;
  for (const auto& [value, share] : shares) {
    const double expected = share * n;
    chi_square += (seen[value] - expected) * (seen[value] - expected) / expected;
  }
  const boost::math::chi_squared_distribution<double> reference(static_cast<double>(shares.size() - 1));
  EXPECT_LT(chi_square, boost::math::quantile(boost::math::complement(reference, 1e-6)));
}

TEST(EmpiricalQuantile, OfManyValuesFollowsTheirDistributionFunctionAndTheirMoments) {
  std::vector<double> values;
  double mean = 0;
  for (int i = 0; i < 997; ++i) {
    values.push_back(std::fmod(i * 389.0, 997) * 0.25);  // each multiple of 1/4 below 249.25 once, in disorder
    mean += values.back() / 997;
  }
  double variance = 0;
  double fourth = 0;
  for (const double v : values) {
    variance += std::pow(v - mean, 2) / 997;
    fourth += std::pow(v - mean, 4) / 997;
  }
  const auto drawn = sample(1'000'000, EmpiricalQuantile(values, std::vector<double>(values.size(), 2.0)));
  double sum = 0;
  double squares = 0;
  for (const double v : drawn) {
    sum += v - mean;
    squares += (v - mean) * (v - mean);
  }
  EXPECT_LT(std::abs(sum / 1e6), 5 * std::sqrt(variance / 1e6));
  EXPECT_LT(std::abs(squares / 1e6 - variance), 5 * std::sqrt((fourth - variance * variance) / 1e6));
  // For a step-like distribution the distance of Kolmogorov and Smirnov is smaller still; taken at the steps.
  std::vector<double> counts(997);
  for (const double v : drawn) {
    ++counts[static_cast<std::size_t>(v * 4)];
  }
  double below = 0;
  double distance = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    below += counts[i] / 1e6;
    distance = std::max(distance, std::abs(below - static_cast<double>(i + 1) / 997));
  }
  EXPECT_LT(distance * 1000, std::sqrt(-std::log(1e-6 / 2) / 2));
}

TEST(EmpiricalQuantile, NeverDecreasesAndTakesBothEnds) {
  const EmpiricalQuantile quantile(std::vector<double>{3, 1, 2}, std::vector<double>{1, 1, 2});
  double before = 0;
  for (const double p : probabilities()) {
    EXPECT_GE(quantile(p), before);
    before = quantile(p);
  }
  EXPECT_EQ(quantile(0x1p-54), 1.0);
  EXPECT_EQ(quantile(0.25), 2.0) << "the share 1/4 belongs to the first value, up to it alone";
  EXPECT_EQ(quantile(largest_below_one), 3.0);
}

TEST(EmpiricalQuantile, RefusesWeightsThatAreNone) {
  using Numbers = std::vector<double>;
  EXPECT_THROW(EmpiricalQuantile(Numbers{}, Numbers{}), ContractViolation);
  EXPECT_THROW(EmpiricalQuantile(Numbers{1}, Numbers{0}), ContractViolation);
  EXPECT_THROW(EmpiricalQuantile(Numbers{1, 2}, Numbers{1}), ContractViolation);
  EXPECT_THROW(EmpiricalQuantile(Numbers{1}, Numbers{-1}), ContractViolation);
}

}  // namespace
}  // namespace corridor::random::distributions_test
