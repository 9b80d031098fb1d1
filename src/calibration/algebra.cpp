#include "algebra.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

// Chosen in src/CMakeLists.txt: Eigen would otherwise take instructions, and so roundings, by machine.
#if !defined(EIGEN_DONT_VECTORIZE) || !defined(EIGEN_DONT_PARALLELIZE)
#error "results are to be the same bytes on every machine"
#endif

namespace corridor::calibration {

namespace {

using Dense = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Blocks of products are cut by the size of caches, and sums by blocks: every machine has these.
void fix_block_sizes() {
  static const bool is_fixed = [] {
    constexpr std::ptrdiff_t kib = 1024;
    Eigen::setCpuCacheSizes(32 * kib, 256 * kib, 2048 * kib);
    return true;
  }();
  static_cast<void>(is_fixed);
}

Dense dense(const Matrix& a) {
  fix_block_sizes();
  Dense result(static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns()));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    std::ranges::copy(a.row(i), result.row(static_cast<Eigen::Index>(i)).data());
  }
  return result;
}

Matrix plain(const Dense& a) {
  Matrix result({static_cast<std::size_t>(a.rows()), static_cast<std::size_t>(a.cols())});
  for (std::size_t i = 0; i < result.rows(); ++i) {
    for (std::size_t j = 0; j < result.columns(); ++j) {
      result(i, j) = a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    }
  }
  return result;
}

/// to += factor from, element by element: no sum whose order a compiler could choose.
void add_row(std::span<double> to, double factor, std::span<const double> from) {
  for (std::size_t k = 0; k < to.size(); ++k) {
    to[k] += factor * from[k];
  }
}

}  // namespace

Matrix transposed(const Matrix& a) {
  Matrix result({a.columns(), a.rows()});
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      result(j, i) = a(i, j);
    }
  }
  return result;
}

Matrix product(const Matrix& a, const Matrix& b) {
  expects(a.columns() == b.rows(), "a product has matching sides");
  Matrix result({a.rows(), b.columns()});
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t k = 0; k < b.rows(); ++k) {
      add_row(result.row(i), a(i, k), b.row(k));
    }
  }
  return result;
}

Matrix sum(const Matrix& a, const Matrix& b, double factor) {
  expects(a.rows() == b.rows() && a.columns() == b.columns(), "a sum is of matrices of one size");
  Matrix result = a;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    add_row(result.row(i), factor, b.row(i));
  }
  return result;
}

Matrix identity(std::size_t n) {
  Matrix result({n, n});
  for (std::size_t i = 0; i < n; ++i) {
    result(i, i) = 1;
  }
  return result;
}

Matrix rows_of(std::span<const std::vector<double>> vectors) {
  Matrix result;
  for (const std::vector<double>& v : vectors) {
    result.add_row(v);
  }
  return result;
}

std::vector<double> column_means(const Matrix& a) {
  std::vector<double> means(a.columns());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    add_row(means, 1 / static_cast<double>(a.rows()), a.row(i));
  }
  return means;
}

Matrix less(Matrix a, std::span<const double> row) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    add_row(a.row(i), -1, row);
  }
  return a;
}

Matrix covariance_of(const Matrix& a) {
  const Matrix centred = less(a, column_means(a));
  Matrix result = product(transposed(centred), centred);
  for (std::size_t i = 0; i < result.rows(); ++i) {
    for (double& value : result.row(i)) {
      value /= static_cast<double>(a.rows() - 1);
    }
  }
  return result;
}

std::optional<Matrix> cholesky(const Matrix& a) {
  const Eigen::LLT<Dense> factor(dense(a));
  if (factor.info() != Eigen::Success) {
    return std::nullopt;
  }
  Matrix lower = plain(Dense(factor.matrixL()));
  for (std::size_t i = 0; i < lower.rows(); ++i) {
    if (!(lower(i, i) > 0) || !std::isfinite(lower(i, i))) {
      return std::nullopt;
    }
  }
  return lower;
}

Matrix cholesky_of_covariance(const Matrix& a) {
  double largest = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    largest = std::max(largest, a(i, i));
  }
  const double scale = largest > 0 ? largest : 1;
  for (double little = 0; little < 1; little = little == 0 ? 1e-12 : little * 10) {
    if (auto lower = cholesky(sum(a, identity(a.rows()), little * scale))) {
      return std::move(*lower);
    }
  }
  expects(false, "a covariance is finite and has no negative direction");
  return {};
}

Matrix solve_lower(const Matrix& lower, Matrix b) {
  // Some columns at a time, whose sums stay in registers.
  constexpr std::size_t width = 8;
  std::vector<std::array<double, width>> solved(lower.rows());
  for (std::size_t first = 0; first < b.columns(); first += width) {
    const std::size_t count = std::min(width, b.columns() - first);
    for (std::size_t i = 0; i < lower.rows(); ++i) {
      std::array<double, width> sums{};
      std::copy_n(b.row(i).begin() + static_cast<std::ptrdiff_t>(first), count, sums.begin());
      const double* const factors = lower.row(i).data();
      for (std::size_t j = 0; j < i; ++j) {
        for (std::size_t c = 0; c < width; ++c) {
          sums[c] -= factors[j] * solved[j][c];
        }
      }
      for (std::size_t c = 0; c < width; ++c) {
        solved[i][c] = sums[c] / factors[i];
      }
      std::copy_n(solved[i].begin(), count, b.row(i).begin() + static_cast<std::ptrdiff_t>(first));
    }
  }
  return b;
}

Matrix solve_upper(const Matrix& lower, Matrix b) {
  for (std::size_t i = lower.rows(); i-- > 0;) {
    for (double& value : b.row(i)) {
      value /= lower(i, i);
    }
    for (std::size_t j = 0; j < i; ++j) {
      add_row(b.row(j), -lower(i, j), b.row(i));
    }
  }
  return b;
}

double log_determinant(const Matrix& lower) {
  double result = 0;
  for (std::size_t i = 0; i < lower.rows(); ++i) {
    result += 2 * random::deterministic::log(lower(i, i));
  }
  return result;
}

Matrix least_squares(const Matrix& x, const Matrix& y) {
  return plain(Dense(dense(x).colPivHouseholderQr().solve(dense(y))));
}

Eigenpairs eigenpairs(const Matrix& a) {
  const Eigen::SelfAdjointEigenSolver<Dense> solver(dense(a));
  expects(solver.info() == Eigen::Success, "a finite symmetric matrix has eigenvalues");
  Eigenpairs result{.values = {}, .vectors = plain(Dense(solver.eigenvectors()))};
  for (Eigen::Index i = 0; i < solver.eigenvalues().size(); ++i) {
    result.values.push_back(solver.eigenvalues()[i]);
  }
  return result;
}

}  // namespace corridor::calibration
