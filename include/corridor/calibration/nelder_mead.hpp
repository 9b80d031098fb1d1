// The least value of a function of few variables, without derivatives. Knows no bounds and draws nothing.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace corridor::calibration {

struct SearchRules {
  double step = 1;           ///< size of the first simplex
  double tolerance = 1e-10;  ///< ends when the simplex's values differ by no more than this, relative to 1 + |value|
  std::size_t evaluations = 1000;  ///< most
};

struct Minimum {
  std::vector<double> at;
  double value = 0;
  std::size_t evaluations = 0;
};

/// The simplex search of Nelder & Mead 1965, Computer Journal 7(4), 308-313, with the coefficients of Gao & Han 2012,
/// Computational Optimization and Applications 51, 259-277, which suit more dimensions. Finds a local minimum. Only
/// + - * / and comparisons: the same bits everywhere if `f` gives them. NaN counts as infinity.
[[nodiscard]] Minimum minimise(const std::function<double(const std::vector<double>&)>& f, std::vector<double> start,
                               const SearchRules& rules);

}  // namespace corridor::calibration
