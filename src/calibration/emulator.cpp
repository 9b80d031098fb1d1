#include "corridor/calibration/emulator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/calibration/nelder_mead.hpp"
#include "corridor/random/deterministic_math.hpp"

#include "algebra.hpp"
#include "regression.hpp"

namespace corridor::calibration {

namespace {

double matern(std::span<const double> a, std::span<const double> b) {
  double square = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    square += (a[i] - b[i]) * (a[i] - b[i]);
  }
  const double r = std::sqrt(5 * square);
  return (1 + r + 5 * square / 3) * random::deterministic::exp(-r);
}

Matrix divided(Matrix points, const std::vector<double>& lengths) {
  for (std::size_t i = 0; i < points.rows(); ++i) {
    for (std::size_t j = 0; j < lengths.size(); ++j) {
      points(i, j) /= lengths[j];
    }
  }
  return points;
}

/// Of the runs / s^2, the lower triangle.
Matrix covariance_of_runs(const Matrix& scaled, const Training& training, double nugget) {
  Matrix result({scaled.rows(), scaled.rows()});
  for (std::size_t i = 0; i < scaled.rows(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      result(i, j) = matern(scaled.row(i), scaled.row(j));
    }
    const double noise = training.noise.empty() ? 1 : training.noise[i];
    result(i, i) = 1 + nugget * noise * noise;
  }
  return result;
}

/// Runs that are spread over all of them.
Training some_of(const Training& training, std::size_t most) {
  const std::size_t n = training.points.rows();
  Training result;
  for (std::size_t i = 0; i < std::min(n, most); ++i) {
    const std::size_t run = n <= most ? i : i * n / most;
    result.points.add_row(training.points.row(run));
    result.outputs.add_row(training.outputs.row(run));
    if (!training.noise.empty()) {
      result.noise.push_back(training.noise[run]);
    }
  }
  return result;
}

/// Searches in logarithms, within bounds that keep the covariance well conditioned.
class HyperparameterSearch {
 public:
  explicit HyperparameterSearch(const Training& training)
      : training_(training), factors_(training.points.columns(), 0) {}

  Hyperparameters search() {
    const SearchRules rules{.step = 0.7, .tolerance = 1e-4, .evaluations = 50};
    const Minimum common =
        minimise([&](const std::vector<double>& x) { return misfit(factors_, x[0], x[1]); }, {1.5, -1}, rules);
    length_ = common.at[0];
    nugget_ = common.at[1];
    least_ = common.value;
    for (const double step : {1.0, 0.5}) {
      for (std::size_t j = 0; j < factors_.size(); ++j) {
        try_along(j, step);
      }
    }
    return hyperparameters(factors_, length_, nugget_);
  }

 private:
  static Hyperparameters hyperparameters(const std::vector<double>& factors, double length, double nugget) {
    using random::deterministic::exp;
    Hyperparameters result;
    for (const double factor : factors) {
      result.lengths.push_back(exp(std::clamp(length + factor, -1.5, 4.5)));
    }
    result.nugget = exp(std::clamp(nugget, -12.0, 4.0));
    return result;
  }

  double misfit(const std::vector<double>& factors, double length, double nugget) {
    return Emulator(training_, hyperparameters(factors, length, nugget)).misfit();
  }

  /// Lengthens or shortens the length of one parameter while that is better.
  void try_along(std::size_t j, double step) {
    for (const double direction : {step, -step}) {
      for (int times = 0; times < 2; ++times) {
        std::vector<double> factors = factors_;
        factors[j] += direction;
        const double value = misfit(factors, length_, nugget_);
        if (!(value < least_)) {
          break;
        }
        least_ = value;
        factors_ = std::move(factors);
      }
    }
  }

  const Training& training_;
  std::vector<double> factors_;  ///< logarithms of each length relative to the common one
  double length_ = 0;            ///< logarithm
  double nugget_ = 0;            ///< logarithm
  double least_ = 0;
};

}  // namespace

Emulator::Emulator(const Training& training, Hyperparameters hyperparameters)
    : hyperparameters_(std::move(hyperparameters)),
      scaled_points_(divided(training.points, hyperparameters_.lengths)),
      outputs_(training.outputs) {
  const Terms terms = terms_for(training.points.rows(), training.points.columns());
  terms_ = static_cast<std::size_t>(terms);
  const auto lower = cholesky(covariance_of_runs(scaled_points_, training, hyperparameters_.nugget));
  if (!lower) {
    misfit_ = std::numeric_limits<double>::infinity();
    return;
  }
  lower_ = *lower;
  trend_ = solve_lower(lower_, terms_at_all(terms, training.points));
  expects(trend_.rows() > trend_.columns(), "an emulator has more runs than terms");
  trend_lower_ = cholesky_of_covariance(product(transposed(trend_), trend_));
  const Matrix seen = solve_lower(lower_, training.outputs);
  coefficients_ = solve_upper(trend_lower_, solve_lower(trend_lower_, product(transposed(trend_), seen)));
  left_ = sum(seen, product(trend_, coefficients_), -1);
  weights_ = solve_upper(lower_, left_);
  const auto degrees = static_cast<double>(trend_.rows() - trend_.columns());
  const auto outputs = static_cast<double>(training.outputs.columns());
  misfit_ = outputs * (log_determinant(lower_) + log_determinant(trend_lower_));
  for (std::size_t k = 0; k < training.outputs.columns(); ++k) {
    double squares = 0;
    for (std::size_t i = 0; i < left_.rows(); ++i) {
      squares += left_(i, k) * left_(i, k);
    }
    variances_.push_back(std::max(squares / degrees, std::numeric_limits<double>::min()));
    misfit_ += degrees * random::deterministic::log(variances_.back());
  }
}

Emulator Emulator::fitted(const Training& training, std::size_t most_runs) {
  const Training some = some_of(training, most_runs);
  return {training, HyperparameterSearch(some).search()};
}

Matrix Emulator::covariances_with(std::span<const Point> points) const {
  Matrix result({scaled_points_.rows(), points.size()});
  for (std::size_t p = 0; p < points.size(); ++p) {
    Point scaled = points[p];
    for (std::size_t j = 0; j < scaled.size(); ++j) {
      scaled[j] /= hyperparameters_.lengths[j];
    }
    for (std::size_t i = 0; i < scaled_points_.rows(); ++i) {
      result(i, p) = matern(scaled_points_.row(i), scaled);
    }
  }
  return result;
}

Emulator::Prediction Emulator::predict(std::span<const Point> points) const {
  expects(std::isfinite(misfit_), "an emulator has a positive covariance");
  const Matrix k = covariances_with(points);
  const Matrix terms = terms_at_all(static_cast<Terms>(terms_), rows_of(points));
  Prediction result{.mean = sum(product(terms, coefficients_), product(transposed(k), weights_)), .spread = {}};
  const Matrix w = solve_lower(lower_, k);
  // What the polynomial's own uncertainty adds.
  const Matrix open = solve_lower(trend_lower_, sum(transposed(terms), product(transposed(trend_), w), -1));
  for (std::size_t p = 0; p < points.size(); ++p) {
    double spread = 1;
    for (std::size_t i = 0; i < w.rows(); ++i) {
      spread -= w(i, p) * w(i, p);
    }
    for (std::size_t i = 0; i < open.rows(); ++i) {
      spread += open(i, p) * open(i, p);
    }
    result.spread.push_back(std::max(spread, 0.0));
  }
  return result;
}

Emulator::Prediction Emulator::leave_one_out() const {
  expects(std::isfinite(misfit_), "an emulator has a positive covariance");
  // With Q = A^-1 - A^-1 F (F^T A^-1 F)^-1 F^T A^-1: the error is (Q y)_i / Q_ii and the variance 1 / Q_ii.
  const Matrix inverse = solve_lower(lower_, identity(lower_.rows()));
  const Matrix of_trend = solve_lower(trend_lower_, product(transposed(trend_), inverse));
  Prediction result{.mean = outputs_, .spread = {}};
  for (std::size_t i = 0; i < lower_.rows(); ++i) {
    double q = 0;
    for (std::size_t r = 0; r < inverse.rows(); ++r) {
      q += inverse(r, i) * inverse(r, i);
    }
    for (std::size_t r = 0; r < of_trend.rows(); ++r) {
      q -= of_trend(r, i) * of_trend(r, i);
    }
    for (std::size_t o = 0; o < outputs_.columns(); ++o) {
      result.mean(i, o) -= weights_(i, o) / q;
    }
    result.spread.push_back(1 / q);
  }
  return result;
}

}  // namespace corridor::calibration
