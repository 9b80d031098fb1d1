#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/design/design.hpp"

namespace corridor::design::discrepancy_test {
namespace {

/// The middle of cell 1, 2, ... n.
double middle(std::size_t cell, std::size_t n) {
  return (2 * static_cast<double>(cell) - 1) / (2 * static_cast<double>(n));
}

std::vector<Point> middles(const std::vector<std::vector<std::size_t>>& cells, std::size_t n) {
  std::vector<Point> points;
  for (const std::vector<std::size_t>& row : cells) {
    Point& x = points.emplace_back();
    for (const std::size_t cell : row) {
      x.push_back(middle(cell, n));
    }
  }
  return points;
}

TEST(CentredDiscrepancy, IsThatOfThePublishedLatinHypercubes) {
  // Fang, Li & Sudjianto 2006, Design and Modeling for Computer Experiments, gives 0.0081 and 0.0105; the documentation
  // of scipy.stats.qmc all digits.
  EXPECT_NEAR(centred_discrepancy(middles({{1, 3}, {2, 6}, {3, 2}, {4, 5}, {5, 1}, {6, 4}}, 6)), 0.008142039609053464,
              1e-15);
  EXPECT_NEAR(centred_discrepancy(middles({{1, 5}, {2, 4}, {3, 3}, {4, 2}, {5, 1}, {6, 6}}, 6)), 0.010456854423869011,
              1e-15);
}

TEST(CentredDiscrepancy, IsThatOfThePublishedDesignOfTwoLevels) {
  // Zhou, Fang & Ning 2013, "Mixture discrepancy for quasi-random point sets", Journal of Complexity 29, 283-301,
  // example 4: 0.3172.
  const std::vector<Point> points = middles({{2, 1, 1, 2, 2, 2},
                                             {1, 2, 2, 2, 2, 2},
                                             {2, 1, 1, 1, 1, 1},
                                             {1, 1, 1, 1, 2, 2},
                                             {1, 2, 2, 2, 1, 1},
                                             {2, 2, 2, 2, 1, 1},
                                             {2, 2, 2, 1, 2, 2}},
                                            2);
  EXPECT_NEAR(centred_discrepancy(points), 0.3172, 5e-5);
}

TEST(CentredDiscrepancy, OfTheMiddleIsWorkedOutByHand) {
  // One point in the middle: (13/12)^s - 2 + 1.
  EXPECT_NEAR(centred_discrepancy(std::vector<Point>{{0.5}}), 13.0 / 12.0 - 1, 1e-15);
  EXPECT_NEAR(centred_discrepancy(std::vector<Point>{{0.5, 0.5}}), 169.0 / 144.0 - 1, 1e-15);
}

/// Its expectation over Latin hypercubes of middles: columns are independent, each a random order of the cells.
double expected_of_latin_hypercubes(std::size_t n, int dimensions) {
  const auto count = static_cast<double>(n);
  double single = 0;
  double same = 0;
  double different = 0;
  for (std::size_t i = 1; i <= n; ++i) {
    const double a = std::abs(middle(i, n) - 0.5);
    single += (1 + a / 2 - a * a / 2) / count;
    same += (1 + a) / count;
    for (std::size_t j = 1; j <= n; ++j) {
      const double b = std::abs(middle(j, n) - 0.5);
      different += i == j ? 0 : (1 + a / 2 + b / 2 - std::abs(middle(i, n) - middle(j, n)) / 2) / (count * (count - 1));
    }
  }
  return std::pow(13.0 / 12.0, dimensions) - 2 * std::pow(single, dimensions) + std::pow(same, dimensions) / count +
         (count - 1) / count * std::pow(different, dimensions);
}

TEST(CentredDiscrepancy, OfLatinHypercubesIsOnTheAverageWhatTheirTheorySays) {
  // Fang, Ma & Winker 2002, Mathematics of Computation 71, 275-296, by their way: 1,000 seeds, 4 standard errors.
  constexpr int seeds = 1'000;
  double sum = 0;
  double squares = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const double value = centred_discrepancy(latin_hypercube({20, 4}, InCell::centred, seed));
    sum += value;
    squares += value * value;
  }
  const double mean = sum / seeds;
  const double error = std::sqrt((squares / seeds - mean * mean) / seeds);
  EXPECT_NEAR(mean, expected_of_latin_hypercubes(20, 4), 4 * error);
  EXPECT_LT(error, 0.01 * mean);
}

TEST(CentredDiscrepancy, OfScrambledSobolPointsIsAFractionOfThatOfLatinHypercubesAndRandomPoints) {
  // Of n random points it is ((5/4)^s - (13/12)^s) / n on the average (Hickernell 1998).
  const double of_random = (std::pow(1.25, 5) - std::pow(13.0 / 12.0, 5)) / 256;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const double of_sobol = centred_discrepancy(scrambled_sobol({256, 5}, seed));
    EXPECT_LT(of_sobol, expected_of_latin_hypercubes(256, 5) / 3) << seed;
    EXPECT_LT(of_sobol, of_random / 10) << seed;
  }
}

}  // namespace
}  // namespace corridor::design::discrepancy_test
