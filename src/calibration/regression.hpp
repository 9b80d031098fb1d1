// Outputs as polynomials of the parameters, by least squares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "corridor/calibration/matrix.hpp"

namespace corridor::calibration {

/// Which terms a polynomial has.
enum class Terms : std::uint8_t {
  linear,     ///< 1 and each parameter
  squares,    ///< and their squares
  quadratic,  ///< and their products
};

[[nodiscard]] std::size_t count_of(Terms terms, std::size_t parameters);
/// The richest polynomial of which so many points determine every coefficient with half as many to spare.
[[nodiscard]] Terms terms_for(std::size_t points, std::size_t parameters);
/// The values of the terms at a point.
[[nodiscard]] std::vector<double> terms_at(Terms terms, std::span<const double> point);
/// The same for each row.
[[nodiscard]] Matrix terms_at_all(Terms terms, const Matrix& points);

struct Fit {
  Matrix values;      ///< of the polynomials at the points
  Matrix covariance;  ///< of what is left, over points - terms
};
/// One polynomial for each column of `outputs`. @pre more points than terms
[[nodiscard]] Fit fit(Terms terms, const Matrix& points, const Matrix& outputs);

}  // namespace corridor::calibration
