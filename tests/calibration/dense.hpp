// Linear algebra by the school method, independent of the library that is tested.
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "corridor/calibration/matrix.hpp"

namespace corridor::calibration {

inline Matrix matrix_of(const std::vector<std::vector<double>>& rows) {
  Matrix result;
  for (const auto& row : rows) {
    result.add_row(row);
  }
  return result;
}

inline Matrix times(const Matrix& a, const Matrix& b) {
  Matrix result({a.rows(), b.columns()});
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < b.columns(); ++j) {
      for (std::size_t k = 0; k < b.rows(); ++k) {
        result(i, j) += a(i, k) * b(k, j);
      }
    }
  }
  return result;
}

inline Matrix plus(const Matrix& a, const Matrix& b, double factor = 1) {
  Matrix result = a;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      result(i, j) += factor * b(i, j);
    }
  }
  return result;
}

inline Matrix transpose(const Matrix& a) {
  Matrix result({a.columns(), a.rows()});
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      result(j, i) = a(i, j);
    }
  }
  return result;
}

inline Matrix unit(std::size_t n) {
  Matrix result({n, n});
  for (std::size_t i = 0; i < n; ++i) {
    result(i, i) = 1;
  }
  return result;
}

struct Solved {
  Matrix x;
  double log_determinant = 0;  ///< log |det a|
};

/// a x = b by Gauss's elimination with the largest pivot.
inline Solved solve_by_elimination(Matrix a, Matrix b) {
  Solved result;
  for (std::size_t c = 0; c < a.rows(); ++c) {
    std::size_t pivot = c;
    for (std::size_t i = c; i < a.rows(); ++i) {
      pivot = std::fabs(a(i, c)) > std::fabs(a(pivot, c)) ? i : pivot;
    }
    for (std::size_t j = 0; j < a.columns(); ++j) {
      std::swap(a(c, j), a(pivot, j));
    }
    for (std::size_t j = 0; j < b.columns(); ++j) {
      std::swap(b(c, j), b(pivot, j));
    }
    result.log_determinant += std::log(std::fabs(a(c, c)));
    for (std::size_t i = 0; i < a.rows(); ++i) {
      if (i == c) {
        continue;
      }
      const double factor = a(i, c) / a(c, c);
      for (std::size_t j = c; j < a.columns(); ++j) {
        a(i, j) -= factor * a(c, j);
      }
      for (std::size_t j = 0; j < b.columns(); ++j) {
        b(i, j) -= factor * b(c, j);
      }
    }
  }
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < b.columns(); ++j) {
      b(i, j) /= a(i, i);
    }
  }
  result.x = std::move(b);
  return result;
}

inline Matrix inverse(const Matrix& a) {
  return solve_by_elimination(a, unit(a.rows())).x;
}

/// log N(x; 0, covariance) of a column.
inline double log_normal_density(const Matrix& x, const Matrix& covariance) {
  const Solved solved = solve_by_elimination(covariance, x);
  double square = 0;
  for (std::size_t i = 0; i < x.rows(); ++i) {
    square += x(i, 0) * solved.x(i, 0);
  }
  const double log_two_pi = std::log(8 * std::atan(1.0));
  return -(square + solved.log_determinant + static_cast<double>(x.rows()) * log_two_pi) / 2;
}

}  // namespace corridor::calibration
