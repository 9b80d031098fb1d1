#include "corridor/random/deterministic_math.hpp"

#include <array>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>

#include "corridor/base/contract.hpp"

#ifdef __FAST_MATH__
#error "-ffast-math reorders sums: results would depend on the compiler"
#endif
static_assert(FLT_EVAL_METHOD == 0, "double arithmetic is rounded to double after every operation");

namespace corridor::random::deterministic {

namespace {

// ln 2 in two parts: the first has 21 zero bits at its end, so that its products with a binary exponent are exact.
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// 2^k. @pre -1022 <= k <= 1023
double power_of_two(std::int64_t k) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U);
}

/// (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2, by its Taylor series up to r^11; the rest is below 2^-57 of e^r.
double exp_tail(double r) {
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double c01 = 1.0 / 2 + r * (1.0 / 6);
  const double c23 = 1.0 / 24 + r * (1.0 / 120);
  const double c45 = 1.0 / 720 + r * (1.0 / 5'040);
  const double c67 = 1.0 / 40'320 + r * (1.0 / 362'880);
  const double c89 = 1.0 / 3'628'800 + r * (1.0 / 39'916'800);
  const double c1011 = 1.0 / 479'001'600 + r * (1.0 / 6'227'020'800);
  return (c01 + r2 * c23) + r4 * ((c45 + r2 * c67) + r4 * (c89 + r2 * c1011));
}

/// 2 (s^2/3 + s^4/5 + ...), where log((1 + s) / (1 - s)) = 2 s + s times this, for |s| <= 0.1716: up to s^20.
double log_tail(double s) {
  const double s2 = s * s;
  const double s4 = s2 * s2;
  const double odd = 2.0 / 3 + s4 * (2.0 / 7 + s4 * (2.0 / 11 + s4 * (2.0 / 15 + s4 * (2.0 / 19))));
  const double even = 2.0 / 5 + s4 * (2.0 / 9 + s4 * (2.0 / 13 + s4 * (2.0 / 17 + s4 * (2.0 / 21))));
  return s2 * (odd + s2 * even);
}

/// A polynomial, highest power last, by Horner's rule.
template <std::size_t N>
double polynomial(double x, const std::array<double, N>& coefficients) {
  double value = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) {
    value = value * x + coefficients[i];
  }
  return value;
}

}  // namespace

// Method: x = k ln 2 + r (Cody & Waite 1980, "Software manual for the elementary functions", chapter 6); e^r by its
// series with the rounding error of 1 + r carried along.
double exp(double x) {
  if (!(x < 709.79)) {
    return x > 0 ? std::numeric_limits<double>::infinity() : x;  // x is +large, or not a number
  }
  if (x < -745.2) {
    return 0;
  }
  constexpr double shift = 0x1.8p52;  // adding it rounds to an integer
  const double k = (x * 0x1.71547652b82fep0 + shift) - shift;
  const double high = x - k * ln2_high;  // exact
  const double low = k * ln2_low;
  const double r = high - low;
  const double r_error = (high - r) - low;
  const double sum = 1 + r;
  const double sum_error = (1 - sum) + r;
  const double value = sum + (sum_error + (r * r * exp_tail(r) + r_error * sum));
  // In two steps, because 2^k itself may lie outside the doubles. Only the last can round.
  const auto exponent = static_cast<std::int64_t>(k);
  const std::int64_t half = exponent / 2;
  return value * power_of_two(half) * power_of_two(exponent - half);
}

// Method: x = 2^k (1 + f) with 1 + f within a factor sqrt(2) of 1; log(1 + f) = 2 atanh(s), s = f / (2 + f), summed so
// that f itself is not rounded (Ng 1986 in 4.3 BSD's and Sun's mathematical libraries).
double log(double x) {
  if (!(x > 0) || x > std::numeric_limits<double>::max()) {
    return x == 0 ? -std::numeric_limits<double>::infinity() : (x > 0 ? x : std::numeric_limits<double>::quiet_NaN());
  }
  double k = 0;
  if (x < std::numeric_limits<double>::min()) {  // a subnormal
    x *= 0x1p54;
    k = -54;
  }
  constexpr std::uint64_t root_half = 0x3fe6a09e667f3bcdULL;  // the bits of sqrt(1/2)
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::int64_t exponent = static_cast<std::int64_t>(bits - root_half) >> 52U;
  k += static_cast<double>(exponent);
  const double f = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(exponent) << 52U)) - 1;
  const double half_square = 0.5 * f * f;
  const double s = f / (2 + f);
  return k * ln2_high - ((half_square - (s * (half_square + log_tail(s)) + k * ln2_low)) - f);
}

double log1p(double x) {
  const double sum = 1 + x;
  if (!(sum > 0) || sum > std::numeric_limits<double>::max()) {
    return log(sum);
  }
  const double part = sum - 1;
  const double error = (1 - (sum - part)) + (x - part);  // 1 + x = sum + error, exactly
  return log(sum) + error / sum;
}

double normal_quantile(double p) {
  expects(p > 0 && p < 1, "a probability lies between 0 and 1");
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q *
           polynomial(r, std::array{3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                    1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                    3.3430575583588128105e+4, 2.5090809287301226727e+3}) /
           polynomial(r, std::array{1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
                                    2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
                                    5.2264952788528545610e+3});
  }
  const double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  double z = 0;
  if (r <= 5) {
    z = polynomial(r - 1.6, std::array{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                                       3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                                       2.27238449892691845833e-2, 7.74545014278341407640e-4}) /
        polynomial(r - 1.6, std::array{1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
                                       6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
                                       5.47593808499534494600e-4, 1.05075007164441684324e-9});
  } else {
    z = polynomial(r - 5, std::array{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                                     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                     2.71155556874348757815e-5, 2.01033439929228813265e-7}) /
        polynomial(r - 5, std::array{1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                                     1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
                                     1.42151175831644588870e-7, 2.04426310338993978564e-15});
  }
  return q < 0 ? -z : z;
}

}  // namespace corridor::random::deterministic
