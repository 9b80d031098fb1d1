#include "corridor/statistics/student.hpp"

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::statistics {

namespace {

/// P(T > t) for t > 0.
double upper_tail(double t, double n) {
  return random::deterministic::beta_p({n / 2, 0.5}, n / (n + t * t)) / 2;
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
