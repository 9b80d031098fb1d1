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

/// Probability that who comes is lost: all c servers are busy and nobody may wait. Source: as above.
inline double erlang_b(int c, double a) {
  double b = 1;
  for (int k = 1; k <= c; ++k) {
    b = a * b / (k + a * b);
  }
  return b;
}

}  // namespace corridor::test
