// Numbers of about 106 bits as the sum of two doubles, for the compiler to make tables with. Nothing runs with them.
// Source: Dekker 1971, Numerische Mathematik 18, 224-242.
#pragma once

namespace corridor::random::deterministic {

struct DoubleDouble {
  double high = 0;  ///< the sum, rounded
  double low = 0;
};

/// @pre |a| >= |b|
consteval DoubleDouble ordered_sum(double a, double b) {
  const double high = a + b;
  return {high, b - (high - a)};
}

consteval DoubleDouble sum(double a, double b) {
  const double high = a + b;
  const double part = high - a;
  return {high, (a - (high - part)) + (b - part)};
}

consteval DoubleDouble product(double a, double b) {
  constexpr double splitter = 0x1p27 + 1;
  const double a_high = a * splitter - (a * splitter - a);
  const double b_high = b * splitter - (b * splitter - b);
  const double a_low = a - a_high;
  const double b_low = b - b_high;
  const double high = a * b;
  return {high, ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

consteval DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble high = sum(a.high, b.high);
  return ordered_sum(high.high, high.low + (a.low + b.low));
}

consteval DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble high = product(a.high, b.high);
  return ordered_sum(high.high, high.low + (a.high * b.low + a.low * b.high));
}

consteval DoubleDouble operator/(DoubleDouble a, double b) {
  const double first = a.high / b;
  const DoubleDouble taken = product(first, b);
  return ordered_sum(first, (((a.high - taken.high) - taken.low) + a.low) / b);
}

}  // namespace corridor::random::deterministic
