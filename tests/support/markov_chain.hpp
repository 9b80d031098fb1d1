// The long run of a small continuous-time Markov chain, solved. For queues whose answer has no closed form.
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace corridor::test {

/// Rates from state to state; the diagonal is not used.
using Rates = std::vector<std::vector<double>>;

/// The shares of time spent in each state in the long run: p Q = 0 and sum p = 1, by elimination without subtractions.
/// Source: Grassmann, Taksar & Heyman 1985, Operations Research 33(5), 1107-1116. @pre every state leads to every other
inline std::vector<double> stationary(Rates q) {
  const std::size_t n = q.size();
  for (std::size_t k = n - 1; k > 0; --k) {
    double out = 0;
    for (std::size_t j = 0; j < k; ++j) {
      out += q[k][j];
    }
    for (std::size_t i = 0; i < k; ++i) {
      q[i][k] /= out;
    }
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = 0; j < k && q[i][k] > 0; ++j) {
        q[i][j] += i == j ? 0 : q[i][k] * q[k][j];
      }
    }
  }
  std::vector<double> p(n, 0);
  p[0] = 1;
  double sum = 1;
  for (std::size_t k = 1; k < n; ++k) {
    for (std::size_t i = 0; i < k; ++i) {
      p[k] += p[i] * q[i][k];
    }
    sum += p[k];
  }
  for (double& share : p) {
    share /= sum;
  }
  return p;
}

}  // namespace corridor::test
