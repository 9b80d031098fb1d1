// Models whose answer is known, as simulators: each run random in its own way, a function of its number and its point.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "corridor/calibration/simulator.hpp"
#include "corridor/random/distributions.hpp"
#include "corridor/random/stream.hpp"

#include "dense.hpp"

namespace corridor::calibration {

/// Standard normal numbers of a run.
inline std::vector<double> normals_of_run(std::uint64_t seed, std::uint32_t run, std::size_t count) {
  auto draws = random::Decisions(seed, run, random::Purpose::service_time, "model").draws({});
  std::vector<double> result(count);
  for (double& value : result) {
    value = random::normal_with_mean(draws.uniform(), 0, 1);
  }
  return result;
}

/// mean(z) + factor x standard normal numbers, where `factor`(mean) is a square matrix.
inline Simulator noisy(std::function<Outputs(const Point&)> mean, std::function<Matrix(const Outputs&)> factor,
                       std::uint64_t seed) {
  return [=](const Batch& batch) {
    std::vector<std::optional<Outputs>> results;
    for (std::size_t i = 0; i < batch.points.size(); ++i) {
      Outputs outputs = mean(batch.points[i]);
      const Matrix of_noise = factor(outputs);
      const auto normals = normals_of_run(seed, batch.first + static_cast<std::uint32_t>(i), outputs.size());
      for (std::size_t k = 0; k < outputs.size(); ++k) {
        for (std::size_t l = 0; l < of_noise.columns(); ++l) {
          outputs[k] += of_noise(k, l) * normals[l];
        }
      }
      results.emplace_back(std::move(outputs));
    }
    return results;
  };
}

/// Lower triangular factor of a covariance, by the school method.
inline Matrix factor_of(const Matrix& a) {
  Matrix lower({a.rows(), a.rows()});
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a(i, j);
      for (std::size_t k = 0; k < j; ++k) {
        sum -= lower(i, k) * lower(j, k);
      }
      lower(i, j) = i == j ? std::sqrt(sum) : sum / lower(j, j);
    }
  }
  return lower;
}

/// Outputs A z + b with chance of covariance C, and counts with errors of covariance R: the posterior under z ~ N(0, I)
/// is normal, with covariance (I + A^T (R + C)^-1 A)^-1 (Rasmussen & Williams 2006, appendix A.2).
struct LinearModel {
  Matrix slopes = matrix_of({{3, 0, 1}, {3, 1, 0}, {2, 2, 1}, {1, 3, -1}, {0, 4, 1}, {1, 4, 2}, {2, 4, 2}, {2, 5, 3}});
  Matrix chance;
  Target target;

  LinearModel() : chance({8, 8}) {
    target.covariance = Matrix({8, 8});
    for (std::size_t i = 0; i < 8; ++i) {
      for (std::size_t j = 0; j < 8; ++j) {
        const double apart = std::fabs(static_cast<double>(i) - static_cast<double>(j));
        chance(i, j) = 0.25 * std::exp(-apart / 3);
        target.covariance(i, j) = 0.3 * std::exp(-apart / 2) + (i == j ? 0.2 : 0);
      }
    }
    target.counts = mean({0.6, -0.4, 0.9});
    const std::vector<double> errors = {0.8, -0.5, 0.3, 1.1, 0.6, -0.9, 0.2, 1.4};
    for (std::size_t k = 0; k < 8; ++k) {
      target.counts[k] += errors[k];
    }
  }

  [[nodiscard]] Outputs mean(const Point& z) const {
    Outputs outputs;
    for (std::size_t k = 0; k < slopes.rows(); ++k) {
      outputs.push_back(10);
      for (std::size_t j = 0; j < z.size(); ++j) {
        outputs.back() += slopes(k, j) * z[j];
      }
    }
    return outputs;
  }
  [[nodiscard]] Simulator simulator(std::uint64_t seed) const {
    return noisy([model = *this](const Point& z) { return model.mean(z); },
                 [of_chance = factor_of(chance)](const Outputs&) { return of_chance; }, seed);
  }
  [[nodiscard]] Matrix covariance() const {
    const Matrix total = plus(target.covariance, chance);
    return inverse(plus(unit(3), times(transpose(slopes), times(inverse(total), slopes))));
  }
  [[nodiscard]] Matrix innovation() const {
    Matrix result({8, 1});
    for (std::size_t k = 0; k < 8; ++k) {
      result(k, 0) = target.counts[k] - 10;
    }
    return result;
  }
  [[nodiscard]] Matrix posterior_mean() const {
    const Matrix total = plus(target.covariance, chance);
    return times(covariance(), times(transpose(slopes), times(inverse(total), innovation())));
  }
  [[nodiscard]] double log_evidence() const {
    return log_normal_density(innovation(), plus(plus(target.covariance, chance), times(slopes, transpose(slopes))));
  }
};

}  // namespace corridor::calibration
