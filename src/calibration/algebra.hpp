// The linear algebra of this module. The only place that knows the library behind it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "corridor/calibration/matrix.hpp"

namespace corridor::calibration {

[[nodiscard]] Matrix transposed(const Matrix& a);
/// a b. @pre as many columns of `a` as rows of `b`
[[nodiscard]] Matrix product(const Matrix& a, const Matrix& b);
/// a + factor b. @pre of one size
[[nodiscard]] Matrix sum(const Matrix& a, const Matrix& b, double factor = 1);
[[nodiscard]] Matrix identity(std::size_t n);
/// One row for each vector. @pre all of one length
[[nodiscard]] Matrix rows_of(std::span<const std::vector<double>> vectors);
/// The mean of each column. @pre there is a row
[[nodiscard]] std::vector<double> column_means(const Matrix& a);
/// `a` with these values taken from each of its rows.
[[nodiscard]] Matrix less(Matrix a, std::span<const double> row);
/// The covariance of the columns, over rows - 1. @pre at least two rows
[[nodiscard]] Matrix covariance_of(const Matrix& a);

/// Lower triangular L with L L^T = a; nothing if `a` is not positive definite. Of `a` the lower triangle is read.
[[nodiscard]] std::optional<Matrix> cholesky(const Matrix& a);
/// The same of a covariance that may be singular: with so little more on the diagonal that it is not.
[[nodiscard]] Matrix cholesky_of_covariance(const Matrix& a);
/// L^-1 b.
[[nodiscard]] Matrix solve_lower(const Matrix& lower, Matrix b);
/// L^-T b.
[[nodiscard]] Matrix solve_upper(const Matrix& lower, Matrix b);
/// log |L L^T|
[[nodiscard]] double log_determinant(const Matrix& lower);

/// The coefficients that bring x c nearest to y; the smallest ones if several do. By Householder's QR with pivoting.
[[nodiscard]] Matrix least_squares(const Matrix& x, const Matrix& y);

struct Eigenpairs {
  std::vector<double> values;  ///< ascending
  Matrix vectors;              ///< in columns, of length 1
};
/// Of a symmetric matrix.
[[nodiscard]] Eigenpairs eigenpairs(const Matrix& a);

}  // namespace corridor::calibration
