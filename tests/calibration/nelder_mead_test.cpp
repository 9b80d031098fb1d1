#include "corridor/calibration/nelder_mead.hpp"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::calibration::nelder_mead_test {
namespace {

using Place = std::vector<double>;

double sphere(const Place& x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double away = x[i] - static_cast<double>(i);
    sum += away * away;
  }
  return sum;
}

/// Rosenbrock 1960, Computer Journal 3, 175-184: a curved valley to (1, 1).
double rosenbrock(const Place& x) {
  return 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) + (1 - x[0]) * (1 - x[0]);
}

TEST(NelderMead, FindsTheMiddleOfASphere) {
  for (const std::size_t dimensions : {1U, 2U, 6U}) {
    const Minimum found =
        minimise(sphere, Place(dimensions, 5.0), {.step = 1, .tolerance = 1e-16, .evaluations = 5000});
    for (std::size_t i = 0; i < dimensions; ++i) {
      EXPECT_NEAR(found.at[i], static_cast<double>(i), 1e-6) << dimensions;
    }
  }
}

TEST(NelderMead, FindsTheEndOfRosenbrocksValley) {
  const Minimum found = minimise(rosenbrock, {-1.2, 1}, {.step = 0.5, .tolerance = 1e-18, .evaluations = 5000});
  EXPECT_NEAR(found.at[0], 1, 1e-6);
  EXPECT_NEAR(found.at[1], 1, 1e-6);
}

TEST(NelderMead, EvaluatesNoMoreThanItMay) {
  std::size_t evaluations = 0;
  const auto counted = [&](const Place& x) {
    ++evaluations;
    return rosenbrock(x);
  };
  const Minimum found = minimise(counted, {-1.2, 1}, {.step = 0.5, .tolerance = 0, .evaluations = 60});
  EXPECT_EQ(found.evaluations, evaluations);
  EXPECT_LE(evaluations, 60 + 4);  // the step that is under way
}

TEST(NelderMead, StaysOffWhereThereIsNoValue) {
  const auto with_a_hole = [](const Place& x) {
    return x[0] < 0.5 ? std::numeric_limits<double>::quiet_NaN() : x[0] * x[0];
  };
  EXPECT_NEAR(minimise(with_a_hole, {2}, {.step = 1, .tolerance = 1e-14}).at[0], 0.5, 1e-5);
}

}  // namespace
}  // namespace corridor::calibration::nelder_mead_test
