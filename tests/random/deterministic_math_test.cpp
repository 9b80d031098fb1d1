#include "corridor/random/deterministic_math.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/multiprecision/mpfr.hpp>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

#include "statistical_checks.hpp"

static_assert(std::numeric_limits<long double>::digits >= 64, "the references need more digits than double");

namespace corridor::random::deterministic::deterministic_math_test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int many = 100'000;

/// What the value is compared with: MPFR, with 40 decimal digits.
using Exact = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<40>>;

Exact exact_exp(const Exact& x) {
  return exp(x);
}
Exact exact_log(const Exact& x) {
  return log(x);
}
Exact exact_log1p(const Exact& x) {
  return log1p(x);
}

/// Distance to the exact value, in units of the last place of the double nearest to it.
double error_in_ulp(double value, const Exact& exact) {
  int exponent = 0;
  std::frexp(exact.convert_to<double>(), &exponent);
  const double ulp = std::ldexp(1.0, std::max(exponent - 53, -1074));
  return Exact(abs(exact - value) / ulp).convert_to<double>();
}

using Function = double (*)(double);
using ExactFunction = Exact (*)(const Exact&);

/// The largest error of `ours` at `many` points, each made of a uniform number by `point`.
template <class Point>
double worst_error_at(Function ours, ExactFunction exact, Point point) {
  double worst = 0;
  for (const double x : sample(many, point)) {
    worst = std::max(worst, error_in_ulp(ours(x), exact(Exact(x))));
  }
  return worst;
}

double worst_error(Function ours, ExactFunction exact, double low, double high) {
  return worst_error_at(ours, exact, [=](double uniform) { return low + (high - low) * uniform; });
}

/// As worst_error, at +-2^e for e of [low, high].
double worst_error_at_powers(Function ours, ExactFunction exact, double low, double high, double sign) {
  return worst_error_at(ours, exact, [=](double uniform) { return sign * std::exp2(low + (high - low) * uniform); });
}

// Measured with a million points per interval: 0.511.
TEST(Exp, IsWithinFiftyTwoHundredthsOfAUnitInTheLastPlace) {
  EXPECT_LT(worst_error(exp, exact_exp, -0.35, 0.35), 0.52);
  EXPECT_LT(worst_error(exp, exact_exp, -2, 2), 0.52);
  EXPECT_LT(worst_error(exp, exact_exp, -708, 709), 0.52);
}

TEST(Exp, GoesGraduallyToZero) {
  EXPECT_LT(worst_error(exp, exact_exp, -746, -708), 1.01);
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

// Measured with a million points per interval: 0.518, near 1.
TEST(Log, IsWithinFiftyThreeHundredthsOfAUnitInTheLastPlace) {
  EXPECT_LT(worst_error(log, exact_log, 0.99, 1.01), 0.53);
  EXPECT_LT(worst_error(log, exact_log, 0.7, 1.45), 0.53);
  EXPECT_LT(worst_error(log, exact_log, 0, 10), 0.53);
  EXPECT_LT(worst_error_at_powers(log, exact_log, -1074, 1023, 1), 0.53);
}

// Where one interval of the tables meets the next, and on both sides of it.
TEST(ExpAndLog, AreAsGoodAtTheEdgesOfTheirIntervals) {
  for (int i = -600; i <= 600; ++i) {
    const double edge = (2 * i + 1) * std::log(2.0) / 256;
    for (const double x : {std::nextafter(edge, -infinity), edge, std::nextafter(edge, infinity)}) {
      EXPECT_LT(error_in_ulp(exp(x), exact_exp(x)), 0.52) << x;
    }
  }
  for (double edge = 0.6875; edge < 2.5; edge += 0x1p-9) {
    for (const double x : {std::nextafter(edge, 0), edge, std::nextafter(edge, 3)}) {
      EXPECT_LT(error_in_ulp(log(x), exact_log(x)), 0.53) << x;
    }
  }
}

TEST(Log, OfSpecialValuesIsWhatMathematicsSays) {
  EXPECT_EQ(log(1.0), 0.0);
  EXPECT_EQ(log(0.0), -infinity);
  EXPECT_EQ(log(infinity), infinity);
  EXPECT_TRUE(std::isnan(log(-1.0)));
  EXPECT_TRUE(std::isnan(log(std::nan(""))));
  EXPECT_EQ(log(std::numeric_limits<double>::denorm_min()), std::log(0x1p-537) * 2);
}

// Measured with a million points per interval: 0.646, near 2^-53, where 1 + x is a cancelling sum; else 0.516.
TEST(Log1p, IsWithinSevenTenthsOfAUnitInTheLastPlaceNearZeroToo) {
  EXPECT_LT(worst_error(log1p, exact_log1p, -0.99999, 0), 0.53);
  EXPECT_LT(worst_error(log1p, exact_log1p, -0.01, 0.01), 0.53);
  EXPECT_LT(worst_error_at_powers(log1p, exact_log1p, -1000, 1000, 1), 0.7);
  EXPECT_LT(worst_error_at_powers(log1p, exact_log1p, -1000, 0, -1), 0.7);
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
}  // namespace corridor::random::deterministic::deterministic_math_test
