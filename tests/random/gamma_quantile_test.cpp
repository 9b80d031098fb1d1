#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/distributions.hpp"

#include "statistical_checks.hpp"

namespace corridor::random::gamma_quantile_test {
namespace {

class GammaOfShape : public ::testing::TestWithParam<double> {};

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
}  // namespace corridor::random::gamma_quantile_test
