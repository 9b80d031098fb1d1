#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <boost/math/distributions/gamma.hpp>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/distributions.hpp"

#include "statistical_checks.hpp"

namespace corridor::random {
namespace {

constexpr std::size_t many = 100'000;

class GammaOfShape : public ::testing::TestWithParam<double> {};

TEST_P(GammaOfShape, HasTheMeanTheVariationAndTheDistribution) {
  const double shape = GetParam();
  const GammaQuantile quantile(shape);
  const std::vector<double> values = sample(many, [&](double u) { return gamma_with_mean(u, 90, quantile); });
  const boost::math::gamma_distribution<double> reference(shape, 90 / shape);
  expect_moments(values, 90, 90 / std::sqrt(shape), boost::math::kurtosis(reference));
  expect_distribution(values, [&](double x) { return boost::math::cdf(reference, x); });
}

// Source of the reference: Boost.Math in extended precision. Measured: 4.2e-11 at shape 0.1, 2e-12 from 0.5.
TEST_P(GammaOfShape, IsWithinTheStatedErrorOutToBothEnds) {
  const double shape = GetParam();
  const GammaQuantile quantile(shape);
  const boost::math::gamma_distribution<long double> reference(shape, 1 / static_cast<long double>(shape));
  std::vector<double> points = probabilities();
  for (double p = 0.00037; p < 1; p += 0.00191) {
    points.push_back(p);  // between the table's nodes
  }
  for (const double p : points) {
    const auto lower = static_cast<long double>(p);
    const long double expected = p < 0.5 ? boost::math::quantile(reference, lower)
                                         : boost::math::quantile(boost::math::complement(reference, 1 - lower));
    EXPECT_LE(std::fabs(quantile(p) - expected), 1e-10L * expected) << p;
  }
}

TEST_P(GammaOfShape, IncreasesWithItsUniformNumber) {
  const GammaQuantile quantile(GetParam());
  double before = 0;
  for (const double p : probabilities()) {
    EXPECT_GT(quantile(p), before) << p;
    before = quantile(p);
  }
  for (double p = 0.0005; p < 0.9999; p += 0.0001) {
    EXPECT_LE(quantile(p), quantile(p + 1e-9)) << p;
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, GammaOfShape,
                         ::testing::Values(0.1, 0.11, 0.25, 0.7, 1.0, 2.0, 4.0, 25.0, 100.0, 1000.0));

TEST(GammaQuantile, WithoutATableFollowsTheSameDistribution) {
  for (const double shape : {1e-6, 0.02, 0.0999, 1.0001e6, 1e12}) {
    const GammaQuantile quantile(shape);
    for (const double p : {0x1p-54, 0.01, 0.5, 0.99, 1 - 0x1p-53}) {
      EXPECT_EQ(quantile(p), deterministic::gamma_quantile(shape, p) / shape) << shape;
    }
  }
}

TEST(GammaQuantile, JoinsItsMethodsWithoutAStep) {
  for (const double p : probabilities()) {
    const double below = GammaQuantile(1e6)(p);
    EXPECT_NEAR(GammaQuantile(1e6 + 1e-6)(p), below, 2e-11 * below) << p;
  }
}

TEST(GammaQuantile, OfShapeOneIsExponential) {
  const GammaQuantile quantile(1);
  for (const double p : probabilities()) {
    EXPECT_NEAR(quantile(p), exponential_with_mean(p, 1), 1e-11 * quantile(p)) << p;
  }
}

TEST(GammaQuantile, TakesProbabilitiesOutsideItsTable) {
  EXPECT_NEAR(GammaQuantile(1)(1e-30), 1e-30, 1e-40);
}

TEST(GammaQuantile, RefusesShapesThatAreNone) {
  EXPECT_THROW(static_cast<void>(GammaQuantile(0)), ContractViolation);
  EXPECT_THROW(static_cast<void>(GammaQuantile(-1)), ContractViolation);
  EXPECT_THROW(static_cast<void>(GammaQuantile(std::numeric_limits<double>::infinity())), ContractViolation);
  EXPECT_THROW(static_cast<void>(GammaQuantile(std::nan(""))), ContractViolation);
}

}  // namespace
}  // namespace corridor::random
