#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/design/design.hpp"

namespace corridor::design::latin_hypercube_test {
namespace {

TEST(LatinHypercube, HasOnePointInEachCellOfEveryDimension) {
  for (const InCell in_cell : {InCell::centred, InCell::random}) {
    for (const std::size_t n : {1U, 2U, 7U, 100U}) {
      const std::vector<Point> points = latin_hypercube({n, 12}, in_cell, 20230924);
      for (std::size_t k = 0; k < 12; ++k) {
        std::set<std::size_t> cells;
        for (const Point& x : points) {
          cells.insert(static_cast<std::size_t>(x[k] * static_cast<double>(n)));
        }
        EXPECT_EQ(cells.size(), n);
        EXPECT_EQ(*cells.rbegin(), n - 1);
      }
    }
  }
}

TEST(LatinHypercube, PutsThePointInTheMiddleOfItsCellIfAsked) {
  for (const Point& x : latin_hypercube({10, 4}, InCell::centred, 3)) {
    for (const double coordinate : x) {
      const double within = coordinate * 10 - std::floor(coordinate * 10);
      EXPECT_NEAR(within, 0.5, 1e-12);
    }
  }
}

TEST(LatinHypercube, IntegratesALinearFunctionWithTheVarianceOfItsCells) {
  // The mean of n coordinates, one uniform in each of n cells: expectation 1/2, variance 1 / (12 n^3). Over 2,000
  // seeds: within 4 standard errors.
  constexpr double n = 50;
  constexpr int seeds = 2'000;
  const double variance = 1 / (12 * n * n * n);
  double sum = 0;
  double squares = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    double mean = 0;
    for (const Point& x : latin_hypercube({static_cast<std::size_t>(n), 1}, InCell::random, seed)) {
      mean += x[0] / n;
    }
    sum += mean - 0.5;
    squares += (mean - 0.5) * (mean - 0.5);
  }
  EXPECT_LT(std::abs(sum / seeds), 4 * std::sqrt(variance / seeds));
  EXPECT_NEAR(squares / seeds / variance, 1, 4 * std::sqrt(2.0 / seeds));
}

TEST(LatinHypercube, TakesEveryOrderAsOften) {
  // The 24 orders of four points over 4,800 seeds: chi-square with 23 degrees of freedom; 58.6 is passed with a
  // probability below 1e-4.
  std::array<int, 256> counts{};
  for (std::uint64_t seed = 0; seed < 4'800; ++seed) {
    std::size_t order = 0;
    for (const Point& x : latin_hypercube({4, 1}, InCell::centred, seed)) {
      order = order * 4 + static_cast<std::size_t>(x[0] * 4);
    }
    ++counts[order];
  }
  double chi_square = 0;
  int orders = 0;
  for (const int count : counts) {
    orders += count > 0 ? 1 : 0;
    chi_square += count > 0 ? (count - 200.0) * (count - 200.0) / 200.0 : 0;
  }
  EXPECT_EQ(orders, 24);
  EXPECT_LT(chi_square, 58.6);
}

TEST(LatinHypercube, IsAFunctionOfItsArguments) {
  const std::vector<Point> points = latin_hypercube({9, 3}, InCell::random, 1);

  EXPECT_EQ(latin_hypercube({9, 3}, InCell::random, 1), points);
  EXPECT_NE(latin_hypercube({9, 3}, InCell::random, 2), points);
  const std::vector<Point> wider = latin_hypercube({9, 5}, InCell::random, 1);
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(wider[i][2], points[i][2]);
  }
}

}  // namespace
}  // namespace corridor::design::latin_hypercube_test
