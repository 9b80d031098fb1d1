// Elementary functions that give the same bits on every machine: only + - * / and the square root, each correctly
// rounded by IEEE 754, in a fixed order. The C library's exp and log differ in the last bit between processors with and
// without a fused multiply-add. Draws nothing. Compile with -ffp-contract=off and without -ffast-math.
#pragma once

namespace corridor::random::deterministic {

/// e^x. Error < 0.52 units in the last place (1.01 below the normal doubles); 0 and infinity where the result leaves
/// the doubles. exp(0) = 1.
[[nodiscard]] double exp(double x);

/// Natural logarithm. Error < 0.53 units in the last place. log(1) = 0, log(0) = -infinity, log(x < 0) = NaN.
[[nodiscard]] double log(double x);

/// log(1 + x), right for small x too. Error < 0.7 units in the last place.
[[nodiscard]] double log1p(double x);

/// The z below which a standard normal variate lies with probability p. Relative error < 2e-15.
/// Source: Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37(3), 477-484. @pre 0 < p < 1
[[nodiscard]] double normal_quantile(double p);

/// The probability that a standard normal variate lies below z. Relative error < 1e-12, in both tails.
[[nodiscard]] double normal_p(double z);

/// Logarithm of the gamma function. Absolute error < 1e-14 (1 + |result|).
/// @pre x > 0, finite
[[nodiscard]] double log_gamma(double x);

/// Regularised incomplete gamma function P: the probability that a gamma variate of this shape and scale 1 is below x.
/// Relative error < 1e-12 + 5e-15 shape. @pre shape > 0, finite; x >= 0, finite
[[nodiscard]] double gamma_p(double shape, double x);

/// Its complement Q = 1 - P, where P is near 1 too; as gamma_p.
[[nodiscard]] double gamma_q(double shape, double x);

/// Inverse of gamma_p in x. Relative error < 1e-11. By iteration: about a microsecond at shape 1000.
/// @pre shape > 0, finite; 0 < p < 1
[[nodiscard]] double gamma_quantile(double shape, double p);

/// Of a beta distribution: its density is x^(a - 1) (1 - x)^(b - 1) up to a factor.
struct BetaShapes {
  double a = 1;
  double b = 1;
};

/// Regularised incomplete beta function I_x(a, b): the probability that a beta variate is below x. Absolute error
/// < 1e-12 for shapes up to 1000. Source: Abramowitz & Stegun 1964, 26.5.8. @pre both shapes > 0, 0 <= x <= 1
[[nodiscard]] double beta_p(BetaShapes shapes, double x);

/// Inverse of beta_p in x, by bisection to 1e-15 of its size. @pre both shapes > 0, 0 < p < 1
[[nodiscard]] double beta_quantile(BetaShapes shapes, double p);

}  // namespace corridor::random::deterministic
