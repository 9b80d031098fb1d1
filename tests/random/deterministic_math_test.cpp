#include "corridor/random/deterministic_math.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

#include "statistical_checks.hpp"

static_assert(std::numeric_limits<long double>::digits >= 64, "the references need more digits than double");

namespace corridor::random::deterministic {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int many = 200'000;

/// Distance to a reference of higher precision, in units of the last place of the double nearest to it.
double error_in_ulp(double value, long double reference) {
  int exponent = 0;
  std::frexp(static_cast<double>(reference), &exponent);
  const double ulp = std::ldexp(1.0, std::max(exponent - 53, -1074));
  return static_cast<double>(std::fabs(value - reference) / static_cast<long double>(ulp));
}

/// The largest error of `ours` against `reference` at `many` points of [low, high].
double worst_error(double (*ours)(double), long double (*reference)(long double), double low, double high) {
  double worst = 0;
  for (const double u : sample(many, [](double uniform) { return uniform; })) {
    const double x = low + (high - low) * u;
    worst = std::max(worst, error_in_ulp(ours(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

/// As worst_error, at +-2^e for e of [low, high].
double worst_error_at_powers(double (*ours)(double), long double (*reference)(long double), double low, double high,
                             double sign) {
  double worst = 0;
  for (const double u : sample(many, [](double uniform) { return uniform; })) {
    const double x = sign * std::exp2(low + (high - low) * u);
    worst = std::max(worst, error_in_ulp(ours(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

// Measured with 4 million points per interval: 0.672.
TEST(Exp, IsWithinSevenTenthsOfAUnitInTheLastPlace) {
  EXPECT_LT(worst_error(exp, std::exp, -0.35, 0.35), 0.7);
  EXPECT_LT(worst_error(exp, std::exp, -2, 2), 0.7);
  EXPECT_LT(worst_error(exp, std::exp, -708, 709), 0.7);
}

TEST(Exp, GoesGraduallyToZero) {
  EXPECT_LT(worst_error(exp, std::exp, -746, -708), 1.0);
  EXPECT_EQ(exp(-745.13), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(exp(-745.14), 0.0);
}

TEST(Exp, OfSpecialValuesIsWhatMathematicsSays) {
  EXPECT_EQ(exp(0.0), 1.0);
  EXPECT_EQ(exp(-infinity), 0.0);
  EXPECT_EQ(exp(infinity), infinity);
  EXPECT_EQ(exp(709.8), infinity);
  EXPECT_LT(exp(709.78), infinity);
  EXPECT_TRUE(std::isnan(exp(std::nan(""))));
}

// Measured with 4 million points per interval: 0.854.
TEST(Log, IsWithinNineTenthsOfAUnitInTheLastPlace) {
  EXPECT_LT(worst_error(log, std::log, 0.99, 1.01), 0.9);
  EXPECT_LT(worst_error(log, std::log, 0.7, 1.45), 0.9);
  EXPECT_LT(worst_error(log, std::log, 0, 10), 0.9);
  EXPECT_LT(worst_error_at_powers(log, std::log, -1074, 1023, 1), 0.9);
}

TEST(Log, OfSpecialValuesIsWhatMathematicsSays) {
  EXPECT_EQ(log(1.0), 0.0);
  EXPECT_EQ(log(0.0), -infinity);
  EXPECT_EQ(log(infinity), infinity);
  EXPECT_TRUE(std::isnan(log(-1.0)));
  EXPECT_TRUE(std::isnan(log(std::nan(""))));
  EXPECT_EQ(log(std::numeric_limits<double>::denorm_min()), std::log(0x1p-537) * 2);
}

// Measured with 4 million points per interval: 1.44, just below 0.
TEST(Log1p, IsWithinTwoUnitsInTheLastPlaceNearZeroToo) {
  EXPECT_LT(worst_error(log1p, std::log1p, -0.99999, 0), 2);
  EXPECT_LT(worst_error(log1p, std::log1p, -0.01, 0.01), 2);
  EXPECT_LT(worst_error_at_powers(log1p, std::log1p, -1000, 1000, 1), 2);
  EXPECT_LT(worst_error_at_powers(log1p, std::log1p, -1000, 0, -1), 2);
}

TEST(Log1p, OfSpecialValuesIsWhatMathematicsSays) {
  EXPECT_EQ(log1p(0.0), 0.0);
  EXPECT_EQ(log1p(-1.0), -infinity);
  EXPECT_EQ(log1p(infinity), infinity);
  EXPECT_TRUE(std::isnan(log1p(-1.5)));
}

TEST(NormalQuantile, IsRightToAFewDigitsBelowDoublePrecision) {
  for (const double p : probabilities()) {
    const long double lower = p;
    const long double expected = p < 0.5 ? -std::sqrt(2.0L) * boost::math::erfc_inv(2 * lower)
                                         : std::sqrt(2.0L) * boost::math::erfc_inv(2 * (1 - lower));
    EXPECT_LE(std::fabs(normal_quantile(p) - expected), 2e-15L * std::fabs(expected)) << p;
  }
}

TEST(NormalQuantile, IsOddAboutOneHalf) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  for (const double p : {0.25, 0.0625, 0x1p-20, 0x1p-50}) {
    EXPECT_EQ(normal_quantile(p), -normal_quantile(1 - p));
  }
}

TEST(NormalQuantile, RefusesWhatIsNotAProbabilityInside) {
  EXPECT_THROW(static_cast<void>(normal_quantile(0)), ContractViolation);
  EXPECT_THROW(static_cast<void>(normal_quantile(1)), ContractViolation);
  EXPECT_THROW(static_cast<void>(normal_quantile(std::nan(""))), ContractViolation);
}

TEST(LogGamma, AgreesWithTheReference) {
  for (double x = 1e-6; x < 1e7; x *= 1.07) {
    const long double expected = std::lgamma(static_cast<long double>(x));
    EXPECT_LE(std::fabs(log_gamma(x) - expected), 1e-14L * (1 + std::fabs(expected))) << x;
  }
  EXPECT_THROW(static_cast<void>(log_gamma(0)), ContractViolation);
}

class IncompleteGammaOfShape : public ::testing::TestWithParam<double> {};

TEST_P(IncompleteGammaOfShape, AgreesWithTheReferenceInBothTails) {
  const double shape = GetParam();
  const long double tolerance = 1e-12L + 5e-15L * shape;
  for (double z = -8; z < 8; z += 0.37) {
    const double x = shape * std::exp(z / std::sqrt(shape));
    const auto reference_shape = static_cast<long double>(shape);
    const long double p = boost::math::gamma_p(reference_shape, static_cast<long double>(x));
    const long double q = boost::math::gamma_q(reference_shape, static_cast<long double>(x));
    EXPECT_LE(std::fabs(gamma_p(shape, x) - p), tolerance * p + 1e-300L) << x;
    EXPECT_LE(std::fabs(gamma_q(shape, x) - q), tolerance * q + 1e-300L) << x;
  }
  EXPECT_EQ(gamma_p(shape, 0), 0.0);
  EXPECT_EQ(gamma_q(shape, 0), 1.0);
}

TEST_P(IncompleteGammaOfShape, HasAnInverse) {
  const double shape = GetParam();
  for (const double p : probabilities()) {
    const double x = gamma_quantile(shape, p);
    if (x < 1e-290) {
      continue;
    }
    const auto reference_shape = static_cast<long double>(shape);
    const long double expected = p < 0.5 ? boost::math::gamma_p_inv(reference_shape, static_cast<long double>(p))
                                         : boost::math::gamma_q_inv(reference_shape, static_cast<long double>(1 - p));
    EXPECT_LE(std::fabs(x - expected), 1e-11L * expected) << p;
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, IncompleteGammaOfShape,
                         ::testing::Values(0.01, 0.1, 0.3, 1.0, 1.7, 4.0, 25.0, 1000.0, 1e5, 2e6));

}  // namespace
}  // namespace corridor::random::deterministic
