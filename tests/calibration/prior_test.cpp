#include "corridor/calibration/prior.hpp"

#include <cmath>
#include <functional>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

namespace corridor::calibration::prior_test {
namespace {

using scenario::Prior;
using scenario::PriorFamily;

const boost::math::normal_distribution<double> standard_normal_reference(0, 1);

double probability(double z) {
  return boost::math::cdf(standard_normal_reference, z);
}

/// Every z that a search meets.
std::vector<double> many_z() {
  std::vector<double> list;
  for (double z = -5; z <= 5; z += 0.37) {
    list.push_back(z);
  }
  return list;
}

/// The value lies as deep in `cdf`, given the bounds, as z in the standard normal distribution.
void expect_as_deep(const Prior& prior, const std::function<double(double)>& cdf) {
  const double below = prior.low ? cdf(*prior.low) : 0;
  const double up_to = prior.high ? cdf(*prior.high) : 1;
  for (const double z : many_z()) {
    const double deep = (cdf(value_of(prior, z)) - below) / (up_to - below);
    EXPECT_NEAR(deep, probability(z), 1e-9) << z;
  }
}

TEST(Prior, OfEachFamilyIsItsInverseDistribution) {
  expect_as_deep({.family = PriorFamily::uniform, .first = -2, .second = 7}, [](double v) { return (v + 2) / 9; });
  expect_as_deep({.family = PriorFamily::normal, .first = 4.78, .second = 0.1},
                 [](double v) { return probability((v - 4.78) / 0.1); });
  const boost::math::lognormal_distribution<double> lognormal(std::log(230.0), 0.25);
  expect_as_deep({.family = PriorFamily::lognormal, .first = 230, .second = 0.25},
                 [&](double v) { return boost::math::cdf(lognormal, v); });
  const boost::math::beta_distribution<double> beta(2.5, 1.5);
  expect_as_deep({.family = PriorFamily::beta, .first = 2.5, .second = 1.5},
                 [&](double v) { return boost::math::cdf(beta, v); });
  expect_as_deep({.family = PriorFamily::half_normal, .first = 0.1},
                 [](double v) { return 2 * probability(v / 0.1) - 1; });
}

TEST(Prior, WithBoundsIsTheDistributionBetweenThem) {
  expect_as_deep({.family = PriorFamily::normal, .first = 0.85, .second = 0.12, .low = 0.8, .high = 1.1},
                 [](double v) { return probability((v - 0.85) / 0.12); });
  expect_as_deep({.family = PriorFamily::lognormal, .first = 2, .second = 0.7, .high = 3},
                 [](double v) { return v <= 0 ? 0 : probability(std::log(v / 2) / 0.7); });
  expect_as_deep({.family = PriorFamily::half_normal, .first = 1, .low = 0.5, .high = 2},
                 [](double v) { return 2 * probability(v) - 1; });
}

TEST(Prior, OfABetaDistributionRunsFromBoundToBound) {
  const Prior prior{.family = PriorFamily::beta, .first = 2.5, .second = 1.5, .low = 40'000, .high = 120'000};
  const boost::math::beta_distribution<double> reference(2.5, 1.5);
  EXPECT_NEAR(value_of(prior, 0), 40'000 + 80'000 * boost::math::quantile(reference, 0.5), 1e-6);
}

TEST(Prior, StaysWithinItsBoundsAsFarOutAsZGoes) {
  const Prior prior{.family = PriorFamily::normal, .first = 0, .second = 1, .low = -1, .high = 2};
  EXPECT_GE(value_of(prior, -40), -1);
  EXPECT_LE(value_of(prior, 40), 2);
}

}  // namespace
}  // namespace corridor::calibration::prior_test
