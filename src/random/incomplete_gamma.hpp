// The two tails of one gamma distribution of scale 1, as functions of y = log x, which does not underflow where x does.
// Tabulates nothing: GammaQuantile does.
#pragma once

namespace corridor::random {

class IncompleteGamma {
 public:
  /// @pre shape > 0, finite
  explicit IncompleteGamma(double shape);

  /// log of the probability that log X < y.
  [[nodiscard]] double log_lower(double y) const;
  /// log of the probability that log X > y.
  [[nodiscard]] double log_upper(double y) const;
  /// log of the density of log X at y.
  [[nodiscard]] double log_density(double y) const;

  /// A y near the one below which log X lies with probability e^log_p, whose normal quantile is z.
  [[nodiscard]] double guess(double log_p, double z) const;
  /// The y with log_lower(y) = log_p, by Newton's method. @pre log_p <= log 0.5
  [[nodiscard]] double solve_lower(double log_p, double start) const;
  /// The y with log_upper(y) = log_q, by Newton's method. @pre log_q <= log 0.5
  [[nodiscard]] double solve_upper(double log_q, double start) const;

 private:
  [[nodiscard]] double lower_over_density(double x) const;
  [[nodiscard]] double upper_over_density(double x) const;

  double shape_;
  double log_gamma_;  ///< of the shape
};

/// log of the probability that a standard normal variate is below z. @pre z <= 0
[[nodiscard]] double log_normal_tail(double z);

}  // namespace corridor::random
