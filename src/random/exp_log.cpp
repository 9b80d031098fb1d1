// exp, log and log1p by tables that the compiler makes, and short polynomials.
#include <array>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "corridor/random/deterministic_math.hpp"

#include "double_double.hpp"

#ifdef __FAST_MATH__
#error "-ffast-math reorders sums: results would depend on the compiler"
#endif
static_assert(FLT_EVAL_METHOD == 0, "double arithmetic is rounded to double after every operation");

namespace corridor::random::deterministic {

namespace {

// ln 2 in two parts: the first is a multiple of 2^-42, so that its product with a binary exponent is exact.
constexpr double ln2_high = 0x1.62e42fefa38p-1;
constexpr double ln2_low = 0x1.ef35793c7673p-45;

constexpr std::size_t intervals = 128;  ///< into which an octave is divided
constexpr unsigned interval_bits = 7;
// (ln 2) / 128 likewise, for up to 2^18 of them.
constexpr double step_high = 0x1.62e42feep-8;
constexpr double step_low = 0x1.a39ef35793c76p-40;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// 2^(j/128) = value (1 + tail).
struct RootOfTwo {
  double value = 1;
  double tail = 0;
};

consteval std::array<RootOfTwo, intervals> make_roots_of_two() {
  const DoubleDouble exponent = ordered_sum(ln2_high, ln2_low) / intervals;
  DoubleDouble root{1, 0};
  for (int i = 14; i > 0; --i) {  // e^x = 1 + x/1 (1 + x/2 (1 + ...)): the rest is below 2^-140
    root = DoubleDouble{1, 0} + root * exponent / i;
  }
  std::array<RootOfTwo, intervals> roots;
  DoubleDouble power{1, 0};
  for (RootOfTwo& r : roots) {
    r = {power.high, power.low / power.high};
    power = power * root;
  }
  return roots;
}
constexpr std::array<RootOfTwo, intervals> roots_of_two = make_roots_of_two();

/// x is near 1 / reciprocal, whose logarithm is log_high + log_low.
struct LogInterval {
  double reciprocal = 1;  ///< a multiple of 2^-13: its products with half a double are exact
  double log_high = 0;    ///< a multiple of 2^-42
  double log_low = 0;
};

/// The bits of the least mantissa, 0.705...: 1 lies in the middle of interval 75.
constexpr std::uint64_t least_bits = 0x3fe6900000000000ULL;
constexpr unsigned interval_shift = 52 - interval_bits;

/// -log(reciprocal) = 2 atanh(s) = 2 (s + s^3/3 + ...), s = (1 - reciprocal) / (1 + reciprocal), |s| < 0.18.
consteval DoubleDouble minus_log(double reciprocal) {
  const DoubleDouble s = DoubleDouble{1 - reciprocal, 0} / (1 + reciprocal);
  DoubleDouble series{0, 0};
  for (int i = 45; i > 0; i -= 2) {
    series = DoubleDouble{1, 0} / i + series * s * s;
  }
  return series * s * DoubleDouble{2, 0};
}

consteval std::array<LogInterval, intervals> make_log_intervals() {
  constexpr double to_multiple = 0x1.8p52 * 0x1p-42;  // adding it rounds to a multiple of 2^-42
  std::array<LogInterval, intervals> all;
  for (std::size_t i = 0; i < intervals; ++i) {
    const auto middle = std::bit_cast<double>(least_bits + ((2 * i + 1) << (interval_shift - 1)));
    const double reciprocal = ((1 / middle + 0x1.8p39) - 0x1.8p39);
    const DoubleDouble log = minus_log(reciprocal);
    const double high = (log.high + to_multiple) - to_multiple;
    all[i] = {reciprocal, high, (log.high - high) + log.low};
  }
  return all;
}
constexpr std::array<LogInterval, intervals> log_intervals = make_log_intervals();
static_assert(log_intervals[75].reciprocal == 1 && log_intervals[75].log_high == 0 && log_intervals[75].log_low == 0);

/// 2^k. @pre -1022 <= k <= 1023
double power_of_two(std::int64_t k) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U);
}

/// e^x where it, or a step towards it, may leave the normal doubles.
double exp_at_the_edge(double value, std::int64_t exponent) {
  const std::int64_t half = exponent / 2;
  return value * power_of_two(half) * power_of_two(exponent - half);  // only the last can round
}

/// 2^-k for the bits of k octaves; 0 for the last, where no error is large enough to be seen.
double octaves_down(std::uint64_t octaves) {
  return std::bit_cast<double>((1023ULL << 52U) - octaves);
}

/// log(1 + r + e) - log(1 + r), where e is of the order of a rounding error.
double log_growth(double e, double r) {
  return e * (1 - (r + e / 2));
}

/// log(x + error), where x is normal and `error` is at most half a unit in its last place, + k ln 2.
///
/// Method: x = 2^k z, z near 1 / reciprocal; log x = k ln 2 - log(reciprocal) + log(1 + r), r = z reciprocal - 1 in two
/// parts without error, and every sum with its rounding error.
/// Source: Tang 1990, ACM Transactions on Mathematical Software 16(4), 378-400.
template <class... Error>
inline double log_of_normal(double x, double k, Error... error) {
  const std::uint64_t offset = std::bit_cast<std::uint64_t>(x) - least_bits;
  const std::uint64_t octaves = offset & ~0ULL << 52U;
  k += static_cast<double>(static_cast<std::int64_t>(offset) >> 52U);
  const LogInterval& interval = log_intervals[(offset >> interval_shift) % intervals];
  const std::uint64_t z_bits = std::bit_cast<std::uint64_t>(x) - octaves;
  const auto z_high = std::bit_cast<double>(z_bits & ~0ULL << 27U);
  const double z_low = std::bit_cast<double>(z_bits) - z_high;
  const double r_high = z_high * interval.reciprocal - 1;
  const double r_low = z_low * interval.reciprocal;
  const double r = r_high + r_low;
  const double r_error =
      (((r_high - r) + r_low) + ... + log_growth(error * octaves_down(octaves) * interval.reciprocal, r));
  const double whole = k * ln2_high + interval.log_high;  // exact
  const double high = whole + r;
  const double high_error = (whole - high) + r;
  const double r2 = r * r;
  const double curve =
      r2 * ((-1.0 / 2 + r * (1.0 / 3)) + r2 * ((-1.0 / 4 + r * (1.0 / 5)) + r2 * (-1.0 / 6 + r * (1.0 / 7))));
  return high + ((k * ln2_low + interval.log_low) + (high_error + r_error) + curve);
}

}  // namespace

// Method: x = (k/128) ln 2 + r with |r| < 2^-8.5; e^x = 2^(k/128) e^r, the first factor from a table.
// Source: Tang 1989, ACM Transactions on Mathematical Software 15(2), 144-157.
double exp(double x) {
  if (!(x > -745.2 && x < 709.79)) {
    return x > 0 ? infinity : (x < 0 ? 0 : x);  // the last is not a number
  }
  constexpr double to_integer = 0x1.8p52;  // adding it rounds to an integer, in the lowest bits
  const double shifted = x * (intervals * 0x1.71547652b82fep0) + to_integer;
  const double k = shifted - to_integer;
  const double r = (x - k * step_high) - k * step_low;
  const double r2 = r * r;
  const double growth = r + r2 * ((1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120)));  // rest < 2^-60
  const auto steps = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(shifted) << 16U) >> 16U;
  const RootOfTwo& root = roots_of_two[static_cast<std::size_t>(steps) % intervals];
  const double value = root.value + root.value * (root.tail + growth);
  const std::int64_t exponent = steps >> interval_bits;
  if (exponent < -1021 || exponent > 1022) {
    return exp_at_the_edge(value, exponent);
  }
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) + (static_cast<std::uint64_t>(exponent) << 52U));
}

double log(double x) {
  if (x >= std::numeric_limits<double>::min() && x < infinity) {
    return log_of_normal(x, 0);
  }
  if (x > 0 && x < infinity) {
    return log_of_normal(x * 0x1p54, -54);  // a subnormal
  }
  return x == 0 ? -infinity : (x > 0 ? x : std::numeric_limits<double>::quiet_NaN());
}

double log1p(double x) {
  if (std::abs(x) < 0x1p-53) {
    return x;  // x - x^2/2 is nearest to it
  }
  const double sum = 1 + x;
  if (!(sum > 0 && sum < infinity)) {
    return log(sum);
  }
  const double part = sum - 1;
  const double error = (1 - (sum - part)) + (x - part);  // 1 + x = sum + error, exactly
  return log_of_normal(sum, 0, error);
}

}  // namespace corridor::random::deterministic
