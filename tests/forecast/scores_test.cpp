#include "corridor/forecast/scores.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/deterministic_math.hpp"

namespace corridor::forecast::scores_test {
namespace {

namespace deterministic = random::deterministic;
using Values = std::vector<double>;

double normal_density(double z) {
  return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}
double normal_share(double z) {
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

// Closed forms: Gneiting & Raftery 2007, eq. 22 (normal); Baran & Lerch 2015, QJRMS 141 (lognormal); Moeller &
// Scheuerer 2015 (gamma), as in the package scoringRules.
double crps_of_normal(double y) {
  return y * (2 * normal_share(y) - 1) + 2 * normal_density(y) - 1 / std::sqrt(std::numbers::pi);
}
double crps_of_lognormal(double mu, double sigma, double y) {
  const double z = (std::log(y) - mu) / sigma;
  return y * (2 * normal_share(z) - 1) - 2 * std::exp(mu + sigma * sigma / 2) *
                                             (normal_share(z - sigma) + normal_share(sigma / std::numbers::sqrt2) - 1);
}
double crps_of_gamma(double shape, double y) {
  const double beta = std::exp(std::lgamma(0.5) + std::lgamma(shape) - std::lgamma(shape + 0.5));
  return y * (2 * deterministic::gamma_p(shape, y) - 1) - shape * (2 * deterministic::gamma_p(shape + 1, y) - 1) -
         1 / beta;
}

/// The middles of n cells of equal probability: of all samples of n the one whose score is nearest to that of the
/// distribution.
WeightedSample middles(std::size_t n, const std::function<double(double)>& quantile) {
  Values values;
  for (std::size_t i = 0; i < n; ++i) {
    values.push_back(quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n)));
  }
  return WeightedSample(values);
}

TEST(Crps, OfALargeSampleIsTheClosedFormOfTheNormal) {
  const WeightedSample sample = middles(20'000, [](double p) { return deterministic::normal_quantile(p); });
  for (const double y : {-2.5, 0.0, 0.4, 3.0}) {
    EXPECT_NEAR(crps(sample, y), crps_of_normal(y), 2e-4) << y;
  }
}

TEST(Crps, OfALargeSampleIsTheClosedFormOfTheLognormal) {
  const WeightedSample sample =
      middles(20'000, [](double p) { return std::exp(0.3 + 0.6 * deterministic::normal_quantile(p)); });
  for (const double y : {0.2, 1.3, 5.0}) {
    EXPECT_NEAR(crps(sample, y), crps_of_lognormal(0.3, 0.6, y), 5e-4) << y;
  }
}

TEST(Crps, OfALargeSampleIsTheClosedFormOfTheGamma) {
  const WeightedSample sample = middles(20'000, [](double p) { return deterministic::gamma_quantile(2.5, p); });
  for (const double y : {0.1, 2.5, 9.0}) {
    EXPECT_NEAR(crps(sample, y), crps_of_gamma(2.5, y), 5e-4) << y;
  }
}

TEST(Crps, OfOneValueIsTheAbsoluteError) {
  EXPECT_DOUBLE_EQ(crps(WeightedSample(Values{7}), 4.5), 2.5);
}

TEST(Crps, OfWeightsIsThatOfRepeatedMembers) {
  // 1, 1, 1, 4: mean distance to 2 is (3 + 2) / 4; half the mean distance of pairs 2 x 3 x 3 / 16 / 2.
  const double expected = 5.0 / 4 - 9.0 / 16;
  EXPECT_DOUBLE_EQ(crps(WeightedSample(Values{1, 1, 1, 4}), 2), expected);
  EXPECT_DOUBLE_EQ(crps(WeightedSample(Values{4, 1}, Values{1, 3}), 2), expected);
}

TEST(Crps, OfASmallSampleIsBiasedAndTheFairOneIsNot) {
  // Two members of {0, 1} drawn by fair coins, observed 0. The distribution's own score: 1/2 - 1/4.
  const auto mean_over_coins = [](double (*score)(const WeightedSample&, double)) {
    double sum = 0;
    for (const double a : {0.0, 1.0}) {
      for (const double b : {0.0, 1.0}) {
        sum += score(WeightedSample(Values{a, b}), 0) / 4;
      }
    }
    return sum;
  };
  EXPECT_DOUBLE_EQ(mean_over_coins(&fair_crps), 0.25);
  EXPECT_DOUBLE_EQ(mean_over_coins(&crps), 0.375);
}

TEST(WeightedIntervalScore, IsTheSumOfQuantileLosses) {
  const WeightedSample sample(Values{3, 8, 1, 9, 4, 7, 7, 2, 12, 5}, Values{1, 2, 1, 1, 3, 1, 2, 2, 1, 1});
  const std::array intervals = {central_interval(sample, 0.5), central_interval(sample, 0.8),
                                central_interval(sample, 0.9)};
  const double median = sample.quantile(0.5);
  for (const double y : {-4.0, 4.0, 5.5, 40.0}) {
    double losses = quantile_loss(0.5, median, y);
    for (const Interval& i : intervals) {
      losses += quantile_loss((1 - i.share) / 2, i.low, y) + quantile_loss((1 + i.share) / 2, i.high, y);
    }
    EXPECT_NEAR(weighted_interval_score(median, intervals, y), losses / 3.5, 1e-12) << y;
  }
}

TEST(WeightedIntervalScore, ApproachesTheCrpsWithManyIntervals) {
  const WeightedSample sample = middles(4'000, [](double p) { return deterministic::normal_quantile(p); });
  std::vector<Interval> intervals;
  for (int i = 1; i < 200; ++i) {
    intervals.push_back(central_interval(sample, i / 200.0));
  }
  EXPECT_NEAR(weighted_interval_score(sample.quantile(0.5), intervals, 1.2), crps_of_normal(1.2), 5e-3);
}

TEST(IntervalScore, IsTheWidthAndWhatLiesOutsideTimesTwoOverItsShare) {
  const Interval interval{.share = 0.9, .low = 10, .high = 14};
  EXPECT_DOUBLE_EQ(interval_score(interval, 12), 4);
  EXPECT_NEAR(interval_score(interval, 7), 4 + 20 * 3, 1e-9);
  EXPECT_NEAR(interval_score(interval, 15), 4 + 20 * 1, 1e-9);
}

TEST(Pit, IsUniformOverWhatTheSampleExpects) {
  // Observed is each of the members in turn, as often as it weighs: mean 1/2 whatever the ties and the weights.
  const WeightedSample sample(Values{2, 5, 5, 9}, Values{1, 2, 3, 4});
  double mean = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    mean += sample.weights()[i] * pit(sample, sample.values()[i]);
  }
  EXPECT_NEAR(mean, 0.5, 1e-12);
  EXPECT_EQ(pit(sample, 1), 0);
  EXPECT_NEAR(pit(sample, 10), 1, 1e-12);
}

TEST(WeightedSample, OfEqualWeightsHasOrderStatisticsAsQuantiles) {
  Values values;
  for (int i = 40; i > 0; --i) {
    values.push_back(i);
  }
  const WeightedSample sample(values);
  EXPECT_EQ(sample.quantile(0.05), 2);
  EXPECT_EQ(sample.quantile(0.5), 20);
  EXPECT_EQ(sample.quantile(0.951), 39);
  EXPECT_EQ(sample.quantile(1), 40);
  EXPECT_DOUBLE_EQ(sample.mean(), 20.5);
}

TEST(WeightedSample, OfUnequalWeightsKnowsLess) {
  EXPECT_DOUBLE_EQ(effective_size(Values{1, 1, 1, 1}), 4);
  EXPECT_DOUBLE_EQ(effective_size(Values{2, 0, 2, 0}), 2);
  EXPECT_NEAR(effective_size(Values{3, 1}), 16.0 / 10, 1e-12);
}

}  // namespace
}  // namespace corridor::forecast::scores_test
