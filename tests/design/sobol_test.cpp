#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <boost/random/sobol.hpp>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"

namespace corridor::design::sobol_test {
namespace {

TEST(SobolSequence, BeginsWithThePublishedPoints) {
  // The ten points in three dimensions of the example on the page of Joe & Kuo; scipy.stats.qmc.Sobol has them too.
  const std::vector<Point> published = {{0, 0, 0},
                                        {0.5, 0.5, 0.5},
                                        {0.75, 0.25, 0.25},
                                        {0.25, 0.75, 0.75},
                                        {0.375, 0.375, 0.625},
                                        {0.875, 0.875, 0.125},
                                        {0.625, 0.125, 0.875},
                                        {0.125, 0.625, 0.375},
                                        {0.1875, 0.3125, 0.9375},
                                        {0.6875, 0.8125, 0.4375}};

  EXPECT_EQ(sobol_sequence({10, 3}), published);
}

TEST(SobolSequence, IsThatOfAnIndependentImplementationInEveryDimension) {
  boost::random::sobol oracle(most_sobol_dimensions);  // leaves out the origin
  const std::vector<Point> points = sobol_sequence({5'000, most_sobol_dimensions});

  for (std::size_t i = 1; i < points.size(); ++i) {
    for (std::size_t k = 0; k < most_sobol_dimensions; ++k) {
      const std::uint64_t word = oracle();
      ASSERT_EQ(points[i][k], static_cast<double>(word >> 32U) * 0x1p-32) << i << ' ' << k;
    }
  }
}

TEST(SobolSequence, RefusesMoreDimensionsThanItHasNumbersFor) {
  EXPECT_NO_THROW(static_cast<void>(sobol_sequence({1, most_sobol_dimensions})));
  EXPECT_THROW(static_cast<void>(sobol_sequence({1, most_sobol_dimensions + 1})), ContractViolation);
  EXPECT_THROW(static_cast<void>(scrambled_sobol({1, most_sobol_dimensions + 1}, 1)), ContractViolation);
}

/// True if of 2^m points each box of `2^split` by `2^(m - split)` cells in two dimensions holds one.
bool is_one_in_each_box(const std::vector<Point>& points, std::size_t m, std::size_t split) {
  std::set<std::array<int, 2>> boxes;
  for (const Point& x : points) {
    boxes.insert({static_cast<int>(std::ldexp(x[0], static_cast<int>(split))),
                  static_cast<int>(std::ldexp(x[1], static_cast<int>(m - split)))});
  }
  return boxes.size() == points.size();
}

TEST(ScrambledSobol, IsANetAsTheSequenceIs) {
  // The first two dimensions are a (0, m, 2)-net: every box of volume 2^-m holds one of 2^m points. Owen 1995: so they
  // stay, whatever the scrambling.
  constexpr std::size_t m = 8;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::vector<Point> points = scrambled_sobol({std::size_t{1} << m, 2}, seed);
    for (std::size_t split = 0; split <= m; ++split) {
      EXPECT_TRUE(is_one_in_each_box(points, m, split)) << seed << ' ' << split;
    }
  }
}

TEST(ScrambledSobol, HasOnePointInEachCellOfEveryDimension) {
  constexpr std::size_t n = 256;
  const std::vector<Point> points = scrambled_sobol({n, most_sobol_dimensions}, 7);

  for (std::size_t k = 0; k < most_sobol_dimensions; ++k) {
    std::set<int> cells;
    for (const Point& x : points) {
      cells.insert(static_cast<int>(x[k] * n));
    }
    EXPECT_EQ(cells.size(), n) << k;
  }
}

TEST(ScrambledSobol, IntegratesALinearFunctionWithTheVarianceOfOwen) {
  // In one dimension the scrambled points lie uniformly and independently, one in each of n cells (down to 2^-32): the
  // mean of n has expectation 1/2 and variance 1 / (12 n^3). Of 2,000 seeds the mean lies within 4 standard errors,
  // and the sum of squares over its expectation within 4 sqrt(2 / 2,000), for the mean of 64 is nearly normal.
  constexpr double n = 64;
  constexpr int seeds = 2'000;
  const double variance = 1 / (12 * n * n * n);
  double sum = 0;
  double squares = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    double mean = 0;
    for (const Point& x : scrambled_sobol({static_cast<std::size_t>(n), 1}, seed)) {
      mean += x[0] / n;
    }
    sum += mean - 0.5;
    squares += (mean - 0.5) * (mean - 0.5);
  }
  EXPECT_LT(std::abs(sum / seeds), 4 * std::sqrt(variance / seeds));
  EXPECT_NEAR(squares / seeds / variance, 1, 4 * std::sqrt(2.0 / seeds));
}

TEST(ScrambledSobol, PutsEachPointAnywhere) {
  // The first point of 4,000 seeds in the last dimension: chi-square over 20 cells, 19 degrees of freedom, mean 19 and
  // variance 38; 52.0 is passed with a probability below 1e-4.
  constexpr int seeds = 4'000;
  std::array<int, 20> counts{};
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    ++counts[static_cast<std::size_t>(scrambled_sobol({1, most_sobol_dimensions}, seed)[0].back() * 20)];
  }
  double chi_square = 0;
  for (const int count : counts) {
    chi_square += (count - 200.0) * (count - 200.0) / 200.0;
  }
  EXPECT_LT(chi_square, 52.0);
}

TEST(ScrambledSobol, KeepsItsPointsWhateverElseIsAskedFor) {
  const std::vector<Point> few = scrambled_sobol({8, 2}, 42);
  const std::vector<Point> many = scrambled_sobol({64, 5}, 42);

  for (std::size_t i = 0; i < few.size(); ++i) {
    EXPECT_EQ(few[i][0], many[i][0]);
    EXPECT_EQ(few[i][1], many[i][1]);
  }
  EXPECT_NE(scrambled_sobol({8, 2}, 43), few);
}

}  // namespace
}  // namespace corridor::design::sobol_test
