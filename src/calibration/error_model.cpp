#include "corridor/calibration/error_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::calibration {

namespace {

double sd_at(const GrowingSd& sd, double value) {
  return sd.plus + sd.share * std::fabs(value);
}

/// Per hour, between the neighbours of a count, which may be itself at an end; 0 of a count alone.
double rate_at(const std::vector<Count>& counts, std::size_t i) {
  const Count& before = counts[i == 0 ? 0 : i - 1];
  const Count& after = counts[std::min(i + 1, counts.size() - 1)];
  return after.hour > before.hour ? (after.value - before.value) / (after.hour - before.hour) : 0;
}

/// Of the errors that each count has by itself.
double own_variance(const std::vector<Count>& counts, std::size_t i, const ErrorModel& model) {
  const double of_time = rate_at(counts, i) * counts[i].time_sd_hour;
  const double of_count = sd_at(model.count, counts[i].value);
  return of_time * of_time + model.rounding * model.rounding / 12 + of_count * of_count;
}

double correlation(double hours, const ErrorModel& model) {
  return random::deterministic::exp(-hours / model.correlation_hours);
}

}  // namespace

Matrix covariance(const std::vector<Count>& counts, const ErrorModel& model) {
  const std::size_t n = counts.size();
  Matrix result({n, n});
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      result(i, j) = sd_at(model.discrepancy, counts[i].value) * sd_at(model.discrepancy, counts[j].value) *
                     correlation(std::fabs(counts[i].hour - counts[j].hour), model);
    }
    result(i, i) += own_variance(counts, i, model);
  }
  return result;
}

Matrix block_diagonal(const std::vector<Matrix>& blocks) {
  std::size_t n = 0;
  for (const Matrix& block : blocks) {
    n += block.rows();
  }
  Matrix result({n, n});
  std::size_t at = 0;
  for (const Matrix& block : blocks) {
    for (std::size_t i = 0; i < block.rows(); ++i) {
      std::ranges::copy(block.row(i), result.row(at + i).begin() + static_cast<std::ptrdiff_t>(at));
    }
    at += block.rows();
  }
  return result;
}

double log_likelihood(const std::vector<Count>& counts, const ErrorModel& model, const std::vector<double>& simulated) {
  expects(simulated.size() == counts.size(), "every count has a simulated value");
  constexpr double log_two_pi = 0x1.d67f1c864beb5p+0;
  // The state is the discrepancy in units of its standard deviation, which is stationary: mean 0, variance 1.
  double mean = 0;
  double variance = 1;
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i > 0) {
      const double kept = correlation(counts[i].hour - counts[i - 1].hour, model);
      mean *= kept;
      variance = 1 + kept * kept * (variance - 1);
    }
    const double scale = sd_at(model.discrepancy, counts[i].value);
    const double innovation = simulated[i] - counts[i].value - scale * mean;
    const double of_innovation = scale * scale * variance + own_variance(counts, i, model);
    sum -= (log_two_pi + random::deterministic::log(of_innovation) + innovation * innovation / of_innovation) / 2;
    const double gain = scale * variance / of_innovation;
    mean += gain * innovation;
    variance -= gain * scale * variance;
  }
  return sum;
}

}  // namespace corridor::calibration
