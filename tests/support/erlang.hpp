// What Erlang knew of lines with several servers.
#pragma once

namespace corridor::test {

/// Probability that who comes must wait: all c servers are busy, at the offered load a = lambda / mu < c. Source:
/// Erlang 1917; e.g. Gross, Shortle, Thompson & Harris 2008, "Fundamentals of queueing theory", eq. 2.33.
inline double erlang_c(int c, double a) {
  double term = 1;  // a^k / k!
  double sum = 0;
  for (int k = 0; k < c; ++k) {
    sum += term;
    term *= a / (k + 1);
  }
  const double full = term * c / (c - a);
  return full / (sum + full);
}

/// Probability that who comes finds all c servers taken and is lost, at the offered load a. Source: Erlang 1917; by the
/// recursion B(k) = a B(k-1) / (k + a B(k-1)), B(0) = 1.
inline double erlang_b(int c, double a) {
  double lost = 1;
  for (int k = 1; k <= c; ++k) {
    lost = a * lost / (k + a * lost);
  }
  return lost;
}

}  // namespace corridor::test
