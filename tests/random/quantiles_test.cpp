// Every sampler against the quantiles of Boost.Math in extended precision, over a grid of parameters and out to both
// ends of what a uniform number can be. The relative errors are those that the headers state.
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "corridor/random/distributions.hpp"

#include "statistical_checks.hpp"

static_assert(std::numeric_limits<long double>::digits >= 64, "the references need more digits than double");

namespace corridor::random::quantiles_test {
namespace {

/// Both tails out to 2^-54, the round ones among them, and the middle.
std::vector<double> points() {
  std::vector<double> result = probabilities();
  for (const double p : {1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 0.01, 0.1}) {
    result.push_back(p);
    result.push_back(1 - p);
  }
  for (double p = 0.00037; p < 1; p += 0.00791) {
    result.push_back(p);
  }
  return result;
}

/// The largest error of `ours(u)`, relative to `scale` + |reference|.
template <class Ours, class Reference>
double worst_error(Ours ours, const Reference& reference, long double scale = 0) {
  double worst = 0;
  for (const double u : points()) {
    const auto p = static_cast<long double>(u);
    const long double expected = u < 0.5 ? boost::math::quantile(reference, p)
                                         : boost::math::quantile(boost::math::complement(reference, 1 - p));
    if (scale + std::fabs(expected) < 1e-290L) {
      EXPECT_LT(ours(u), 1e-289) << u;  // too small to have all its digits as a double
      continue;
    }
    const long double error = std::fabs(ours(u) - expected) / (scale + std::fabs(expected));
    worst = std::max(worst, static_cast<double>(error));
  }
  return worst;
}

TEST(Quantiles, OfTheExponentialAreExactToRounding) {
  for (const double mean : {1e-6, 0.01, 1.0, 36.0, 90.0, 1e4, 1e9}) {
    const boost::math::exponential_distribution<long double> reference(1 / static_cast<long double>(mean));
    EXPECT_LT(worst_error([&](double u) { return exponential_with_mean(u, mean); }, reference), 5e-16) << mean;
  }
}

TEST(Quantiles, OfTheNormalAreRelativeToItsDeviationAndMean) {
  for (const double mean : {0.0, -3.0, 1e6}) {
    for (const double sd : {1e-3, 0.25, 1.0, 1e4}) {
      const boost::math::normal_distribution<long double> reference(mean, sd);
      const long double scale = std::fabs(mean) + sd;
      EXPECT_LT(worst_error([&](double u) { return normal_with_mean(u, mean, sd); }, reference, scale), 2e-15)
          << mean << ' ' << sd;
    }
  }
}

// A relative error e of the normal quantile z becomes one of e z times the deviation of the logarithm: at a cv of 100
// that is 3.0, and z reaches 8.3.
TEST(Quantiles, OfTheLognormalAreAsExactAsTheirExponentAllows) {
  for (const double mean : {1e-3, 1.0, 40.0, 1e6}) {
    for (const double cv : {0.01, 0.1, 0.3, 0.6, 1.0, 2.0, 5.0, 20.0, 100.0}) {
      const auto exact = static_cast<long double>(cv);
      const long double variance = std::log1p(exact * exact);
      const boost::math::lognormal_distribution<long double> reference(
          std::log(static_cast<long double>(mean)) - variance / 2, std::sqrt(variance));
      const auto bound = static_cast<double>(1e-15L + 2.5e-15L * 8.3L * std::sqrt(variance) + 1e-15L * variance);
      EXPECT_LT(worst_error([&](double u) { return lognormal_with_mean(u, mean, cv); }, reference), bound)
          << mean << ' ' << cv;
    }
  }
}

// Shapes of all coefficients of variation that a scenario may have (above 0, up to 100), and those between the methods.
// Measured: 4.2e-11 at shape 0.1, 2e-12 from 0.5.
TEST(Quantiles, OfTheGammaAreWithinTheStatedError) {
  for (const double shape :
       {1e-4, 0.01, 0.0999, 0.1, 0.11, 0.25, 0.4, 0.7, 1.0, 1.6, 2.0, 4.0, 11.0, 25.0, 100.0, 1000.0, 1e4, 3e5}) {
    const GammaQuantile quantile(shape);
    for (const double mean : {0.01, 90.0}) {
      const auto scale = static_cast<long double>(mean) / static_cast<long double>(shape);
      const boost::math::gamma_distribution<long double> reference(shape, scale);
      EXPECT_LT(worst_error([&](double u) { return gamma_with_mean(u, mean, quantile); }, reference), 1e-10)
          << mean << ' ' << shape;
    }
  }
}

}  // namespace
}  // namespace corridor::random::quantiles_test
