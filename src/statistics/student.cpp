#include "corridor/statistics/student.hpp"

#include <cmath>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::statistics {

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

/// I_x(a, b), from the side on which the fraction converges fast.
double regularised_beta(double a, double b, double x) {
  using random::deterministic::exp;
  using random::deterministic::log;
  using random::deterministic::log1p;
  using random::deterministic::log_gamma;
  const double log_front = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x);
  if (x < (a + 1) / (a + b + 2)) {
    return exp(log_front) * beta_fraction(a, b, x) / a;
  }
  return 1 - exp(log_front) * beta_fraction(b, a, 1 - x) / b;
}

/// P(T > t) for t > 0.
double upper_tail(double t, double n) {
  return regularised_beta(n / 2, 0.5, n / (n + t * t)) / 2;
}

}  // namespace

double student_quantile(double p, std::uint32_t degrees_of_freedom) {
  expects(p > 0 && p < 1 && degrees_of_freedom > 0, "a quantile lies within a distribution");
  if (p == 0.5) {
    return 0;
  }
  const double tail = p > 0.5 ? 1 - p : p;
  double low = 0;
  double high = 1;
  while (upper_tail(high, degrees_of_freedom) > tail) {
    low = high;
    high *= 2;
  }
  for (int i = 0; i < 100 && high - low > 1e-15 * high; ++i) {
    const double middle = low + (high - low) / 2;
    (upper_tail(middle, degrees_of_freedom) > tail ? low : high) = middle;
  }
  return p > 0.5 ? high : -high;
}

}  // namespace corridor::statistics
