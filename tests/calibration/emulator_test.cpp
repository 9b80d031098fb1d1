#include "corridor/calibration/emulator.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "models.hpp"

namespace corridor::calibration::emulator_test {
namespace {

constexpr double sqrt_5 = 2.23606797749979;

/// Runs of two outputs at scattered points, with noise of different size.
Training scattered(std::size_t n) {
  Training training;
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto z = normals_of_run(3, i, 4);
    training.points.add_row(std::vector<double>{z[0], z[1]});
    training.outputs.add_row(
        std::vector<double>{std::sin(2 * z[0]) + 0.1 * z[2], z[0] * z[1] + std::exp(-z[1]) + 0.1 * z[3]});
    training.noise.push_back(1 + 0.1 * static_cast<double>(i % 3));
  }
  return training;
}

const Hyperparameters hyperparameters{.lengths = {1.3, 2.1}, .nugget = 0.2};

double kernel(std::span<const double> a, std::span<const double> b) {
  double square = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    square += std::pow((a[i] - b[i]) / hyperparameters.lengths[i], 2);
  }
  const double r = sqrt_5 * std::sqrt(square);
  return (1 + r + r * r / 3) * std::exp(-r);
}

std::vector<double> quadratic(std::span<const double> x) {
  return {1, x[0], x[1], x[0] * x[0], x[0] * x[1], x[1] * x[1]};
}

/// Universal kriging by plain matrix inverses.
struct Direct {
  Matrix a;  ///< covariance of the runs / s^2
  Matrix f;  ///< terms at the runs
  Matrix inverse_a;
  Matrix middle;  ///< (F^T A^-1 F)^-1
  Matrix beta;
  Matrix left;  ///< outputs less the polynomial

  explicit Direct(const Training& t) : a({t.points.rows(), t.points.rows()}) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      f.add_row(quadratic(t.points.row(i)));
      for (std::size_t j = 0; j < a.rows(); ++j) {
        a(i, j) =
            kernel(t.points.row(i), t.points.row(j)) + (i == j ? hyperparameters.nugget * t.noise[i] * t.noise[i] : 0);
      }
    }
    inverse_a = inverse(a);
    middle = inverse(times(transpose(f), times(inverse_a, f)));
    beta = times(middle, times(transpose(f), times(inverse_a, t.outputs)));
    left = plus(t.outputs, times(f, beta), -1);
  }
  [[nodiscard]] Matrix covariances(const Training& t, const Point& at) const {
    Matrix k({a.rows(), 1});
    for (std::size_t i = 0; i < a.rows(); ++i) {
      k(i, 0) = kernel(t.points.row(i), at);
    }
    return k;
  }
  [[nodiscard]] double mean(const Training& t, const Point& at, std::size_t output) const {
    const Matrix terms = matrix_of({quadratic(at)});
    return times(terms, beta)(0, output) + times(transpose(covariances(t, at)), times(inverse_a, left))(0, output);
  }
  [[nodiscard]] double spread(const Training& t, const Point& at) const {
    const Matrix k = covariances(t, at);
    const Matrix u = plus(transpose(matrix_of({quadratic(at)})), times(transpose(f), times(inverse_a, k)), -1);
    return 1 - times(transpose(k), times(inverse_a, k))(0, 0) + times(transpose(u), times(middle, u))(0, 0);
  }
};

TEST(Emulator, PredictsAsDirectAlgebraDoes) {
  const Training training = scattered(30);
  const Direct direct(training);
  const std::vector<Point> points = {{0.1, -0.4}, {1.5, 0.9}, {-2, 2}};
  const Emulator::Prediction found = Emulator(training, hyperparameters).predict(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_NEAR(found.mean(i, 0), direct.mean(training, points[i], 0), 1e-9);
    EXPECT_NEAR(found.mean(i, 1), direct.mean(training, points[i], 1), 1e-9);
    EXPECT_NEAR(found.spread[i], direct.spread(training, points[i]), 1e-9);
  }
}

TEST(Emulator, LeavesOutEachRunAsIfItHadNotBeenThere) {
  const Training training = scattered(25);
  const Emulator::Prediction found = Emulator(training, hyperparameters).leave_one_out();
  for (const std::size_t out : {0U, 7U, 24U}) {
    Training others;
    for (std::size_t i = 0; i < 25; ++i) {
      if (i != out) {
        others.points.add_row(training.points.row(i));
        others.outputs.add_row(training.outputs.row(i));
        others.noise.push_back(training.noise[i]);
      }
    }
    const Direct direct(others);
    const Point at(training.points.row(out).begin(), training.points.row(out).end());
    EXPECT_NEAR(found.mean(out, 1), direct.mean(others, at, 1), 1e-9);
    const double own = hyperparameters.nugget * training.noise[out] * training.noise[out];
    EXPECT_NEAR(found.spread[out], direct.spread(others, at) + own, 1e-9);
  }
}

TEST(Emulator, FindsThatOutputsDependOnOneParameterOnly) {
  Training training;
  for (std::uint32_t i = 0; i < 80; ++i) {
    const auto z = normals_of_run(4, i, 3);
    training.points.add_row(std::vector<double>{z[0], z[1]});
    training.outputs.add_row(std::vector<double>{std::sin(2.5 * z[0]) + 0.02 * z[2]});
  }
  const Emulator found = Emulator::fitted(training);
  EXPECT_GT(found.hyperparameters().lengths[1], 3 * found.hyperparameters().lengths[0]);
  const std::vector<Point> points = {{0.4, -1.2}, {-0.9, 0.3}};
  const Emulator::Prediction foreseen = found.predict(points);
  EXPECT_NEAR(foreseen.mean(0, 0), std::sin(1.0), 0.05);
  EXPECT_NEAR(foreseen.mean(1, 0), std::sin(-2.25), 0.05);
}

}  // namespace
}  // namespace corridor::calibration::emulator_test
