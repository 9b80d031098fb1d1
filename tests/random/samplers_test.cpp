// Every sampler, with a million variates each: moments, Kolmogorov and Smirnov's distance, chi-squared, tails. Bounds
// follow from the number drawn; each is exceeded by a right sampler less than once in 10^6 choices of the seed.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "corridor/random/distributions.hpp"

#include "statistical_checks.hpp"

namespace corridor::random::samplers_test {
namespace {

constexpr std::size_t many = 1'000'000;
constexpr double rare = 1e-6;

/// What is to have a chi-squared distribution lies between its extremes.
void expect_chi_squared(double statistic, double degrees_of_freedom) {
  const boost::math::chi_squared_distribution<double> reference(degrees_of_freedom);
  EXPECT_LT(statistic, boost::math::quantile(boost::math::complement(reference, rare / 2)));
  EXPECT_GT(statistic, boost::math::quantile(reference, rare / 2));
}

/// So many of a million happened with probability p each.
void expect_binomial(double count, double p) {
  const boost::math::binomial_distribution<double> reference(many, p);
  EXPECT_GE(count, boost::math::quantile(reference, rare / 2)) << p;
  EXPECT_LE(count, boost::math::quantile(boost::math::complement(reference, rare / 2))) << p;
}

/// The first six cumulants of a distribution.
using Cumulants = std::array<double, 6>;

/// A sampler, and what theory says of it.
struct Case {
  std::string name;
  std::uint32_t stream = 0;  ///< every case has draws of its own
  std::function<double(double)> sampler;
  std::function<double(double)> cdf;
  std::function<double(double)> quantile;
  std::function<double(double)> upper_quantile;  ///< exceeded with this probability
  Cumulants cumulants{};
  bool of_logarithm = false;  ///< the cumulants are those of the variate's logarithm
};

template <class Reference>
Case make_case(std::string name, std::function<double(double)> sampler, const Reference& reference,
               const Cumulants& cumulants) {
  return {.name = std::move(name),
          .sampler = std::move(sampler),
          .cdf = [=](double x) { return boost::math::cdf(reference, x); },
          .quantile = [=](double p) { return boost::math::quantile(reference, p); },
          .upper_quantile = [=](double q) { return boost::math::quantile(boost::math::complement(reference, q)); },
          .cumulants = cumulants};
}

Case exponential(const std::string& name, double mean) {
  const auto power = [&](int k) { return std::pow(mean, k); };
  return make_case(name, [=](double u) { return exponential_with_mean(u, mean); },
                   boost::math::exponential_distribution<double>(1 / mean),
                   {mean, power(2), 2 * power(3), 6 * power(4), 24 * power(5), 120 * power(6)});
}

Case normal(const std::string& name, double mean, double sd) {
  return make_case(name, [=](double u) { return normal_with_mean(u, mean, sd); },
                   boost::math::normal_distribution<double>(mean, sd), {mean, sd * sd, 0, 0, 0, 0});
}

Case lognormal(const std::string& name, double mean, double cv) {
  const double variance = std::log1p(cv * cv);
  const double location = std::log(mean) - variance / 2;
  Case result = make_case(name, [=](double u) { return lognormal_with_mean(u, mean, cv); },
                          boost::math::lognormal_distribution<double>(location, std::sqrt(variance)),
                          {location, variance, 0, 0, 0, 0});
  result.of_logarithm = true;
  return result;
}

Case gamma(const std::string& name, double mean, double shape) {
  Cumulants cumulants{};
  double factorial = 1;
  for (std::size_t i = 0; i < cumulants.size(); ++i) {
    const auto r = static_cast<double>(i + 1);
    cumulants[i] = shape * factorial * std::pow(mean / shape, r);
    factorial *= r;
  }
  return make_case(
      name, [=, table = GammaQuantile(shape)](double u) { return gamma_with_mean(u, mean, table); },
      boost::math::gamma_distribution<double>(shape, mean / shape), cumulants);
}

std::vector<Case> cases() {
  std::vector<Case> list = {exponential("exponential_of_mean_90", 90),
                            make_case("exponential_threshold", exponential_threshold,
                                      boost::math::exponential_distribution<double>(1), {1, 1, 2, 6, 24, 120}),
                            normal("normal", 0, 1),
                            normal("normal_of_mean_minus_3", -3, 0.25),
                            lognormal("lognormal_of_cv_0_1", 40, 0.1),
                            lognormal("lognormal_of_cv_0_6", 40, 0.6),
                            lognormal("lognormal_of_cv_3", 40, 3),
                            gamma("gamma_of_shape_0_05_without_table", 90, 0.05),
                            gamma("gamma_of_shape_0_1", 90, 0.1),
                            gamma("gamma_of_shape_1", 90, 1),
                            gamma("gamma_of_shape_4", 90, 4),
                            gamma("gamma_of_shape_1000", 90, 1000),
                            gamma("gamma_of_shape_2000000_without_table", 90, 2e6)};
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].stream = static_cast<std::uint32_t>(i + 1);
  }
  return list;
}

/// Central moments from cumulants. Source: Kendall & Stuart 1977, The Advanced Theory of Statistics 1, (3.38).
struct Moments {
  explicit Moments(const Cumulants& k)
      : second(k[1]),
        third(k[2]),
        fourth(k[3] + 3 * k[1] * k[1]),
        sixth(k[5] + 15 * k[3] * k[1] + 10 * k[2] * k[2] + 15 * k[1] * k[1] * k[1]) {}
  double second, third, fourth, sixth;
};

// Standard errors of central moments about the known mean: Var((x - m)^r) = mu_2r - mu_r^2, over n.
void expect_three_moments(const Case& c, const std::vector<double>& values) {
  const Moments theory(c.cumulants);
  std::array<double, 4> sums{};
  for (const double value : values) {
    const double deviation = (c.of_logarithm ? std::log(value) : value) - c.cumulants[0];
    double power = 1;
    for (std::size_t r = 1; r < sums.size(); ++r) {
      power *= deviation;
      sums[r] += power;
    }
  }
  constexpr double n = many;
  EXPECT_LT(std::abs(sums[1] / n), 5 * std::sqrt(theory.second / n));
  EXPECT_LT(std::abs(sums[2] / n - theory.second), 5 * std::sqrt((theory.fourth - theory.second * theory.second) / n));
  EXPECT_LT(std::abs(sums[3] / n - theory.third), 5 * std::sqrt((theory.sixth - theory.third * theory.third) / n));
}

// Kolmogorov and Smirnov's distance, bounded from above by looking at every 64th variate only: by at most
// 0.064 / sqrt(n) too much.
void expect_near_everywhere(const Case& c, const std::vector<double>& sorted) {
  constexpr std::size_t step = 64;
  constexpr double n = many;
  double distance = 0;
  double before = 0;  // the probability at the last variate looked at
  for (std::size_t i = 0; i < sorted.size(); i += step) {
    const double p = c.cdf(sorted[i]);
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, p - std::max(rank - step, 0.0) / n, (rank + 1) / n - before});
    before = p;
  }
  distance = std::max(distance, 1 - before);
  EXPECT_LT(distance * std::sqrt(n), std::sqrt(-std::log(rare / 2) / 2));
}

// A thousand equally probable cells. Both ways: a sample that fits too well is not random.
void expect_even_cells(const Case& c, const std::vector<double>& sorted) {
  constexpr std::size_t count = 1000;
  constexpr double expected = static_cast<double>(many) / count;
  double statistic = 0;
  auto begin = sorted.begin();
  for (std::size_t cell = 1; cell <= count; ++cell) {
    const double p = static_cast<double>(cell) / count;
    const auto end = cell == count ? sorted.end() : std::lower_bound(begin, sorted.end(), c.quantile(p));
    const double difference = static_cast<double>(end - begin) - expected;
    statistic += difference * difference / expected;
    begin = end;
  }
  expect_chi_squared(statistic, count - 1);
}

void expect_full_tails(const Case& c, const std::vector<double>& sorted) {
  for (const double p : {1e-2, 1e-3, 1e-4, 1e-5}) {
    const auto below = std::lower_bound(sorted.begin(), sorted.end(), c.quantile(p)) - sorted.begin();
    const auto above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), c.upper_quantile(p));
    expect_binomial(static_cast<double>(below), p);
    expect_binomial(static_cast<double>(above), p);
  }
}

class Sampler : public ::testing::TestWithParam<Case> {};

TEST_P(Sampler, HasTheMomentsTheDistributionAndTheTailsOfTheory) {
  std::vector<double> values = sample(many, GetParam().sampler, GetParam().stream);
  expect_three_moments(GetParam(), values);
  std::sort(values.begin(), values.end());
  expect_near_everywhere(GetParam(), values);
  expect_even_cells(GetParam(), values);
  expect_full_tails(GetParam(), values);
}

INSTANTIATE_TEST_SUITE_P(All, Sampler, ::testing::ValuesIn(cases()),
                         [](const auto& instance) { return instance.param.name; });

TEST(Bernoulli, IsTrueAsOftenAsItShould) {
  std::uint32_t stream = 100;
  for (const double p : {1e-5, 1e-3, 0.2, 0.5, 0.999}) {
    double count = 0;
    for (const double value : sample(
             many, [&](double u) { return bernoulli(u, p) ? 1 : 0; }, ++stream)) {
      count += value;
    }
    expect_binomial(count, p);
  }
}

TEST(Categorical, DrawsEachIndexInProportionToItsWeight) {
  std::vector<std::vector<double>> tables = {{1, 0, 2.5, 4, 0.5, 2}, {1e-3, 1}, std::vector<double>(50)};
  for (std::size_t i = 0; i < tables[2].size(); ++i) {
    tables[2][i] = i % 7 == 0 ? 0 : 1 + std::sqrt(static_cast<double>(i));
  }
  std::uint32_t stream = 200;
  for (const std::vector<double>& weights : tables) {
    double sum = 0;
    for (const double weight : weights) {
      sum += weight;
    }
    std::vector<double> counts(weights.size());
    for (const double index : sample(
             many, [&](double u) { return categorical(u, weights); }, ++stream)) {
      counts[static_cast<std::size_t>(index)] += 1;
    }
    double statistic = 0;
    double cells = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double expected = many * weights[i] / sum;
      EXPECT_EQ(counts[i] == 0, weights[i] == 0) << i;
      cells += weights[i] > 0 ? 1 : 0;
      statistic += weights[i] > 0 ? (counts[i] - expected) * (counts[i] - expected) / expected : 0;
    }
    expect_chi_squared(statistic, cells - 1);
  }
}

}  // namespace
}  // namespace corridor::random::samplers_test
