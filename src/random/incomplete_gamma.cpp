#include "incomplete_gamma.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::random {

using deterministic::exp;
using deterministic::log;
using deterministic::log1p;
using deterministic::log_gamma;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// Newton's method for f(y) = 0 where f is concave, so that it converges from anywhere. `step(y)` is f / f'.
template <class Step>
double newton(double y, Step step) {
  constexpr int most_steps = 200;
  for (int i = 0; i < most_steps; ++i) {
    // A start far below the root, where f is flat, must not be thrown to where e^y overflows.
    const double change = std::max(step(y), -1.0);
    y -= change;
    if (std::abs(change) <= 1e-9 * std::max(1.0, std::abs(y))) {
      break;  // the next change would be about the square of this one
    }
  }
  return y;
}

}  // namespace

IncompleteGamma::IncompleteGamma(double shape) : shape_(shape), log_gamma_(log_gamma(shape)) {}

double IncompleteGamma::log_density(double y) const {
  return shape_ * y - exp(y) - log_gamma_;
}

// The power series, for x < shape + 1. Source: Abramowitz & Stegun 1964, 6.5.29.
double IncompleteGamma::lower_over_density(double x) const {
  double term = 1 / shape_;
  double sum = term;
  for (double denominator = shape_ + 1; term > sum * (epsilon / 4); denominator += 1) {
    term *= x / denominator;
    sum += term;
  }
  return sum;
}

// The continued fraction, for x >= shape + 1, where all its denominators are positive; contracted and evaluated
// forwards. Sources: Abramowitz & Stegun 1964, 6.5.31; Lentz 1976, Applied Optics 15(3), 668-671.
double IncompleteGamma::upper_over_density(double x) const {
  double b = x + 1 - shape_;
  double d = 1 / b;
  double c = std::numeric_limits<double>::max();
  double fraction = d;
  const double most_terms = 1000 + 100 * std::sqrt(shape_);
  for (double i = 1; i < most_terms; i += 1) {
    const double a = -i * (i - shape_);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (std::abs(c * d - 1) <= 2 * epsilon) {
      break;
    }
  }
  return fraction;
}

double IncompleteGamma::log_lower(double y) const {
  const double x = exp(y);
  const double log_of_density = shape_ * y - x - log_gamma_;
  return x < shape_ + 1 ? log_of_density + log(lower_over_density(x))
                        : log1p(-exp(log_of_density) * upper_over_density(x));
}

double IncompleteGamma::log_upper(double y) const {
  const double x = exp(y);
  const double log_of_density = shape_ * y - x - log_gamma_;
  return x < shape_ + 1 ? log1p(-exp(log_of_density) * lower_over_density(x))
                        : log_of_density + log(upper_over_density(x));
}

double IncompleteGamma::guess(double log_p, double z) const {
  // P(X < x) <= x^shape / Gamma(shape + 1), nearly equal for small x.
  const double bound = (log_p + log_gamma_ + log(shape_)) / shape_;
  // Source: Wilson & Hilferty 1931, PNAS 17(12), 684-688.
  const double cube_root = 1 - 1 / (9 * shape_) + z / (3 * std::sqrt(shape_));
  return cube_root > 0.1 ? std::max(bound, log(shape_) + 3 * log(cube_root)) : bound;
}

double IncompleteGamma::solve_lower(double log_p, double start) const {
  return newton(start, [&](double y) {
    const double value = log_lower(y);
    return (value - log_p) * exp(value - log_density(y));
  });
}

double IncompleteGamma::solve_upper(double log_q, double start) const {
  return newton(start, [&](double y) {
    const double value = log_upper(y);
    return (log_q - value) * exp(value - log_density(y));
  });
}

double log_normal_tail(double z) {
  constexpr double log_half = -0x1.62e42fefa39efp-1;
  // erfc(x) = Q(1/2, x^2)
  return z == 0 ? log_half : log_half + IncompleteGamma(0.5).log_upper(log(0.5 * z * z));
}

namespace deterministic {

double log_gamma(double x) {
  expects(x > 0 && std::isfinite(x), "log_gamma takes a positive finite number");
  double product = 1;  // Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1))
  while (x < 10) {
    product *= x;
    x += 1;
  }
  // Stirling's series, the rest below 3e-17. Source: Abramowitz & Stegun 1964, 6.1.41.
  constexpr std::array numerators{1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                  1.0 / 1188, -691.0 / 360360, 1.0 / 156};
  constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
  const double inverse_square = 1 / (x * x);
  double series = 0;
  for (std::size_t i = numerators.size(); i-- > 0;) {
    series = series * inverse_square + numerators[i];
  }
  return (x - 0.5) * log(x) - x + half_log_two_pi + series / x - log(product);
}

double gamma_p(double shape, double x) {
  expects(x >= 0 && std::isfinite(x), "a gamma variate is finite and not negative");
  return exp(IncompleteGamma(shape).log_lower(log(x)));
}

double gamma_q(double shape, double x) {
  expects(x >= 0 && std::isfinite(x), "a gamma variate is finite and not negative");
  return exp(IncompleteGamma(shape).log_upper(log(x)));
}

double gamma_quantile(double shape, double p) {
  const IncompleteGamma gamma(shape);
  const double z = normal_quantile(p);
  if (shape > 1e6) {
    // The expansion in powers of shape^(-1/2); what is left out is below 2e-14 of the mean.
    // Source: Cornish & Fisher 1937, Revue de l'Institut International de Statistique 5(4), 307-320.
    const double z2 = z * z;
    const double root = std::sqrt(shape);
    return shape + root * z + (z2 - 1) / 3 + z * (z2 - 7) / (36 * root) - ((3 * z2 + 7) * z2 - 16) / (810 * shape);
  }
  const double start = gamma.guess(log(p), z);
  return exp(p <= 0.5 ? gamma.solve_lower(log(p), start) : gamma.solve_upper(log(1 - p), start));
}

double normal_p(double z) {
  const double half_square = z * z / 2;
  return z < 0 ? gamma_q(0.5, half_square) / 2 : 0.5 + gamma_p(0.5, half_square) / 2;
}

}  // namespace deterministic

}  // namespace corridor::random
