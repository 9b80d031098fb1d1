#include "findings.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "corridor/random/deterministic_math.hpp"

#include "algebra.hpp"
#include "normal_draws.hpp"

namespace corridor::calibration {

namespace {

/// Below this probability the counts do not go with the direct runs.
constexpr double least_p = 0.001;

struct Spread {
  std::vector<double> mean;
  Matrix covariance;
};

Spread spread_of(const Draws& draws) {
  const std::size_t d = draws.points.front().size();
  Spread result{.mean = std::vector<double>(d), .covariance = Matrix({d, d})};
  for (std::size_t i = 0; i < draws.points.size(); ++i) {
    for (std::size_t j = 0; j < d; ++j) {
      result.mean[j] += draws.weights[i] * draws.points[i][j];
    }
  }
  for (std::size_t i = 0; i < draws.points.size(); ++i) {
    const Point& z = draws.points[i];
    for (std::size_t j = 0; j < d; ++j) {
      for (std::size_t k = 0; k < d; ++k) {
        result.covariance(j, k) += draws.weights[i] * (z[j] - result.mean[j]) * (z[k] - result.mean[k]);
      }
    }
  }
  return result;
}

void describe_parameters(Calibration& calibration) {
  const Spread spread = spread_of(calibration.posterior);
  const std::size_t d = spread.mean.size();
  calibration.parameters.resize(d);
  calibration.correlations = Matrix({d, d});
  for (std::size_t j = 0; j < d; ++j) {
    const double variance = spread.covariance(j, j);
    calibration.parameters[j].mean = spread.mean[j];
    calibration.parameters[j].sd = std::sqrt(variance);
    calibration.parameters[j].contraction = 1 - variance;
    for (std::size_t k = 0; k < d; ++k) {
      calibration.correlations(j, k) =
          spread.covariance(j, k) / std::sqrt(std::max(variance * spread.covariance(k, k), 1e-300));
    }
  }
}

Misfit misfit_of(const Calibration& calibration, const Target& target, const Matrix& intrinsic) {
  Matrix away({target.counts.size(), 1});
  double sum_of_weights = 0;
  for (const std::size_t draw : calibration.check.draws) {
    sum_of_weights += calibration.posterior.weights[draw];
  }
  for (std::size_t k = 0; k < target.counts.size(); ++k) {
    away(k, 0) = target.counts[k];
    for (std::size_t i = 0; i < calibration.check.draws.size(); ++i) {
      const double weight = calibration.posterior.weights[calibration.check.draws[i]] / sum_of_weights;
      away(k, 0) -= weight * calibration.check.outputs[i][k];
    }
  }
  const Matrix whitened = solve_lower(cholesky_of_covariance(sum(target.covariance, intrinsic)), away);
  Misfit result;
  for (std::size_t k = 0; k < whitened.rows(); ++k) {
    result.chi_square += whitened(k, 0) * whitened(k, 0);
  }
  double determined = 0;
  for (const ParameterFindings& p : calibration.parameters) {
    determined += std::clamp(p.contraction, 0.0, 1.0);
  }
  result.degrees_of_freedom = std::max(static_cast<double>(target.counts.size()) - determined, 1.0);
  result.p = random::deterministic::gamma_q(result.degrees_of_freedom / 2, result.chi_square / 2);
  return result;
}

void widen(Draws& draws, double factor, const std::vector<double>& mean) {
  for (Point& z : draws.points) {
    for (std::size_t j = 0; j < z.size(); ++j) {
      z[j] = mean[j] + factor * (z[j] - mean[j]);
    }
  }
}

}  // namespace

void find(Calibration& calibration, const Target& target, const Matrix& intrinsic) {
  describe_parameters(calibration);
  calibration.misfit = misfit_of(calibration, target, intrinsic);
  if (calibration.misfit.p < least_p) {
    calibration.widened = std::sqrt(calibration.misfit.chi_square / calibration.misfit.degrees_of_freedom);
    widen(calibration.posterior, calibration.widened, spread_of(calibration.posterior).mean);
    describe_parameters(calibration);
  }
}

double log_evidence(const Likelihood& likelihood, const Region& region, std::uint64_t seed) {
  constexpr std::size_t count = 2000;
  constexpr std::size_t at_once = 50;
  constexpr double drawn_out = 1.3;
  constexpr double log_two_pi = 0x1.d67f1c864beb5p+0;
  const std::size_t d = region.mean.size();
  Matrix lower = cholesky_of_covariance(region.covariance);
  lower = sum(Matrix({d, d}), lower, drawn_out);
  const double constant = -(static_cast<double>(d) * log_two_pi + log_determinant(lower)) / 2;
  const Matrix normals = standard_normals({count, d}, seed, "evidence");
  const Matrix steps = product(normals, transposed(lower));
  std::vector<double> ratios;
  for (std::size_t begin = 0; begin < count; begin += at_once) {
    std::vector<Point> points(at_once, region.mean);
    for (std::size_t i = 0; i < at_once; ++i) {
      for (std::size_t j = 0; j < d; ++j) {
        points[i][j] += steps(begin + i, j);
      }
    }
    const std::vector<double> values = likelihood.log_posterior(points);
    for (std::size_t i = 0; i < at_once; ++i) {
      double log_proposal = constant;
      for (const double normal : normals.row(begin + i)) {
        log_proposal -= normal * normal / 2;
      }
      ratios.push_back(values[i] - log_proposal);
    }
  }
  const double top = *std::ranges::max_element(ratios);
  double sum_of_ratios = 0;
  for (const double ratio : ratios) {
    sum_of_ratios += random::deterministic::exp(ratio - top);
  }
  return top + random::deterministic::log(sum_of_ratios / static_cast<double>(count));
}

}  // namespace corridor::calibration
