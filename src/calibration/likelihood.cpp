#include "corridor/calibration/likelihood.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

#include "algebra.hpp"
#include "regression.hpp"

namespace corridor::calibration {

namespace {

constexpr double log_of_two_pi = 0x1.d67f1c864beb5p+0;
constexpr double least_signal = 0.01;  ///< variance between runs along an axis / that of errors and chance

Matrix column_of(const std::vector<double>& values) {
  Matrix result({values.size(), 1});
  for (std::size_t i = 0; i < values.size(); ++i) {
    result(i, 0) = values[i];
  }
  return result;
}

/// By run, the mean over the outputs of log(fitted / its mean over the runs): how much larger its outputs are than
/// those of others. Only outputs that are positive throughout.
class Sizes {
 public:
  Sizes(const Matrix& outputs, const Matrix& fitted) : sizes_(fitted.rows(), 0) {
    for (std::size_t k = 0; k < fitted.columns(); ++k) {
      if (is_positive(fitted, k)) {
        add(outputs, fitted, k);
      }
    }
    for (double& size : sizes_) {
      size /= std::max(columns_, 1.0);
    }
  }

  /// b of sd = a m^b, by regression of log |rest|, drawn towards 0 as far as chance alone could have made it.
  [[nodiscard]] double exponent() const {
    if (!(squares_ > 0)) {
      return 0;
    }
    constexpr double variance_of_log_normal = 1.2337005501361697;  // of log |N(0, 1)|: pi^2 / 8
    const double slope = std::clamp(products_ / squares_, 0.0, 2.0);
    const double uncertain = variance_of_log_normal * columns_ / squares_;  // outputs of one run err together
    return slope * slope * slope / (slope * slope + uncertain);
  }
  [[nodiscard]] const std::vector<double>& sizes() const { return sizes_; }

 private:
  static bool is_positive(const Matrix& fitted, std::size_t k) {
    for (std::size_t i = 0; i < fitted.rows(); ++i) {
      if (!(fitted(i, k) > 0)) {
        return false;
      }
    }
    return true;
  }

  void add(const Matrix& outputs, const Matrix& fitted, std::size_t k) {
    std::vector<double> size;
    std::vector<double> rest;
    for (std::size_t i = 0; i < fitted.rows(); ++i) {
      const double left = std::fabs(outputs(i, k) - fitted(i, k));
      size.push_back(random::deterministic::log(fitted(i, k)));
      rest.push_back(random::deterministic::log(std::max(left, 1e-300)));
    }
    const double mean_size = mean(size);
    const double mean_rest = mean(rest);
    for (std::size_t i = 0; i < size.size(); ++i) {
      sizes_[i] += size[i] - mean_size;
      squares_ += (size[i] - mean_size) * (size[i] - mean_size);
      products_ += (size[i] - mean_size) * (rest[i] - mean_rest);
    }
    ++columns_;
  }

  static double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
      sum += value / static_cast<double>(values.size());
    }
    return sum;
  }

  std::vector<double> sizes_;
  double columns_ = 0;
  double squares_ = 0;
  double products_ = 0;
};

}  // namespace

Likelihood::Likelihood(const Target& target, const Runs& runs, const Region& region)
    : region_(region), region_lower_(cholesky_of_covariance(region.covariance)) {
  const Matrix points = rows_of(standardised(runs.points));
  const Matrix outputs = rows_of(runs.outputs);
  const Fit polynomials = fit(terms_for(points.rows(), points.columns()), points, outputs);
  intrinsic_ = polynomials.covariance;
  lower_ = cholesky_of_covariance(sum(target.covariance, intrinsic_));
  choose_axes(target, transposed(solve_lower(lower_, transposed(outputs))),
              transposed(solve_lower(lower_, transposed(polynomials.values))));
  learn(points, outputs, polynomials.values);
}

void Likelihood::choose_axes(const Target& target, const Matrix& whitened, const Matrix& whitened_fit) {
  const Eigenpairs pairs = eigenpairs(covariance_of(whitened_fit));
  const std::size_t n = pairs.values.size();
  const std::size_t most = std::min(n, 2 * region_.mean.size() + 4);
  std::size_t kept = 0;
  while (kept < most && pairs.values[n - 1 - kept] > least_signal) {
    ++kept;
  }
  kept = std::max(kept, std::size_t{1});
  axes_ = Matrix({n, kept});
  for (std::size_t k = 0; k < kept; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      axes_(i, k) = pairs.vectors(i, n - 1 - k);
    }
  }
  const Matrix counts = solve_lower(lower_, column_of(target.counts));
  const Matrix of_errors = product(transposed(axes_), solve_lower(lower_, cholesky_of_covariance(target.covariance)));
  const Matrix along = product(transposed(axes_), counts);
  for (std::size_t k = 0; k < kept; ++k) {
    counts_.push_back(along(k, 0));
    errors_.push_back(0);
    for (const double value : of_errors.row(k)) {
      errors_.back() += value * value;
    }
  }
  // Along the others every run is as near to the counts as the mean run.
  const Matrix away = sum(counts, column_of(column_means(whitened)), -1);
  const Matrix away_along = product(transposed(axes_), away);
  constant_ = -(log_determinant(lower_) + static_cast<double>(n) * log_of_two_pi) / 2;
  for (std::size_t i = 0; i < n; ++i) {
    constant_ -= away(i, 0) * away(i, 0) / 2;
  }
  for (std::size_t k = 0; k < kept; ++k) {
    constant_ += away_along(k, 0) * away_along(k, 0) / 2;
  }
  emulated_outputs_ = product(whitened, axes_);
}

void Likelihood::learn(const Matrix& standardised, const Matrix& outputs, const Matrix& fitted) {
  const Sizes sizes(outputs, fitted);
  const double exponent = sizes.exponent();
  Training training{.points = standardised, .outputs = emulated_outputs_, .noise = {}};
  Matrix logarithms({standardised.rows(), 1});
  for (std::size_t i = 0; i < standardised.rows(); ++i) {
    logarithms(i, 0) = exponent * sizes.sizes()[i];
    training.noise.push_back(random::deterministic::exp(logarithms(i, 0)));
  }
  const Matrix slopes = least_squares(terms_at_all(Terms::linear, standardised), logarithms);
  for (std::size_t i = 0; i < slopes.rows(); ++i) {
    noise_slopes_.push_back(slopes(i, 0));
  }
  emulator_ = Emulator::fitted(training);
}

std::vector<Point> Likelihood::standardised(std::span<const Point> points) const {
  const Matrix moved = solve_lower(region_lower_, transposed(less(rows_of(points), region_.mean)));
  std::vector<Point> result(points.size(), Point(moved.rows()));
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < moved.rows(); ++j) {
      result[i][j] = moved(j, i);
    }
  }
  return result;
}

std::vector<double> Likelihood::log_density(std::span<const Point> points) const {
  const std::vector<Point> x = standardised(points);
  const Emulator::Prediction foreseen = emulator_->predict(x);
  const double nugget = emulator_->hyperparameters().nugget;
  std::vector<double> result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double log_noise = noise_slopes_[0];
    for (std::size_t j = 0; j < x[i].size(); ++j) {
      log_noise += noise_slopes_[j + 1] * x[i][j];
    }
    const double noise = random::deterministic::exp(2 * std::clamp(log_noise, -2.0, 2.0));
    double sum = constant_;
    for (std::size_t k = 0; k < counts_.size(); ++k) {
      const double variance = errors_[k] + emulator_->variances()[k] * (nugget * noise + foreseen.spread[i]);
      const double away = counts_[k] - foreseen.mean(i, k);
      sum -= (away * away / variance + random::deterministic::log(variance)) / 2;
    }
    result.push_back(sum);
  }
  return result;
}

std::vector<double> Likelihood::log_posterior(std::span<const Point> points) const {
  std::vector<double> result = log_density(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const double z : points[i]) {
      result[i] -= (z * z + log_of_two_pi) / 2;
    }
  }
  return result;
}

double Likelihood::left_out_error() const {
  const Emulator::Prediction foreseen = emulator_->leave_one_out();
  double sum = 0;
  for (std::size_t i = 0; i < foreseen.mean.rows(); ++i) {
    for (std::size_t k = 0; k < foreseen.mean.columns(); ++k) {
      const double away = emulated_outputs_(i, k) - foreseen.mean(i, k);
      sum += away * away / (foreseen.spread[i] * emulator_->variances()[k]);
    }
  }
  return sum / static_cast<double>(foreseen.mean.rows() * foreseen.mean.columns());
}

}  // namespace corridor::calibration
