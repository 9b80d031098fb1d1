// Distributions by inversion: one uniform number u in, one variate out, never decreasing in u, so that a changed mean
// or shape keeps everyone's luck. Mean or rate is in the name. Draws no u itself.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace corridor::random {

/// True with probability `p`: for the lowest u. @pre 0 <= p <= 1
[[nodiscard]] bool bernoulli(double u, double p);

/// Index i with probability weights[i] / sum: the lowest indices for the lowest u.
/// @pre u < 1, no weight is negative, their sum is positive and finite
[[nodiscard]] std::size_t categorical(double u, std::span<const double> weights);

/// Exponential with mean `mean`. @pre mean >= 0
[[nodiscard]] double exponential_with_mean(double u, double mean);

/// Exponential with rate 1: the cumulative hazard at which something happens.
[[nodiscard]] double exponential_threshold(double u);

/// @pre sd >= 0
[[nodiscard]] double normal_with_mean(double u, double mean, double sd);

/// Lognormal with mean `mean` (of the variate, not of its logarithm) and standard deviation `cv` x mean.
/// @pre mean >= 0, cv >= 0
[[nodiscard]] double lognormal_with_mean(double u, double mean, double cv);

/// Quantiles of the gamma distribution with mean 1 and one shape; its coefficient of variation is 1 / sqrt(shape).
/// A table, made once (0.1 ms, 13 KB; 1 ms at shape 1e6), then tens of nanoseconds per variate. Relative error < 1e-10.
/// Below shape 0.1 and above 1e6 there is no table: every variate is found by iteration, or by an expansion.
class GammaQuantile {
 public:
  /// @pre shape >= 1e-6, finite
  explicit GammaQuantile(double shape);
  /// The x below which the variate lies with probability u. @pre 0 < u < 1
  [[nodiscard]] double operator()(double u) const;

 private:
  /// log x as a polynomial of degree 5 in the position within an interval of the normal quantile z of u.
  using Piece = std::array<double, 6>;

  double shape_;
  std::vector<Piece> pieces_;
};

/// Values that were observed, each as often as its weight says: the step-like inverse of their distribution function.
/// Nothing is interpolated: no value comes that was not observed, and the mean is theirs. Logarithmic time.
class EmpiricalQuantile {
 public:
  /// @pre as many weights as values; no weight is negative, their sum is positive and finite
  EmpiricalQuantile(std::span<const double> values, std::span<const double> weights);
  /// The least value v for which the values up to v have more than the share u of all weight. @pre 0 < u < 1
  [[nodiscard]] double operator()(double u) const;

 private:
  std::vector<double> values_;      ///< ascending
  std::vector<double> cumulative_;  ///< weight of the values up to each
};

/// Gamma with mean `mean` and the shape of `unit_mean`. @pre mean >= 0
[[nodiscard]] double gamma_with_mean(double u, double mean, const GammaQuantile& unit_mean);

}  // namespace corridor::random
