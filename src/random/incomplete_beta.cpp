#include <cmath>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::random::deterministic {

namespace {

/// The continued fraction of the incomplete beta function. Source: Abramowitz & Stegun 1964, 26.5.8; modified Lentz's
/// method as in Thompson & Barnett 1986, J. Comput. Phys. 64, 490-509.
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  constexpr double enough = 1e-15;
  const auto not_zero = [](double v) { return std::fabs(v) < tiny ? tiny : v; };
  double c = 1;
  double d = 1 / not_zero(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m <= 1000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / not_zero(1 + even * d);
    c = not_zero(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / not_zero(1 + odd * d);
    c = not_zero(1 + odd / c);
    fraction *= d * c;
    if (std::fabs(d * c - 1) < enough) {
      break;
    }
  }
  return fraction;
}

}  // namespace

double beta_p(BetaShapes shapes, double x) {
  const auto [a, b] = shapes;
  expects(a > 0 && b > 0 && x >= 0 && x <= 1, "a beta variate lies between 0 and 1");
  if (x == 0 || x == 1) {
    return x;
  }
  const double log_front = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x);
  if (x < (a + 1) / (a + b + 2)) {
    return exp(log_front) * beta_fraction(a, b, x) / a;
  }
  return 1 - exp(log_front) * beta_fraction(b, a, 1 - x) / b;
}

double beta_quantile(BetaShapes shapes, double p) {
  expects(p > 0 && p < 1, "a quantile lies within a distribution");
  double low = 0;
  double high = 1;
  for (int i = 0; i < 200 && high - low > 1e-15 * high; ++i) {
    const double middle = low + (high - low) / 2;
    (beta_p(shapes, middle) < p ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

}  // namespace corridor::random::deterministic
