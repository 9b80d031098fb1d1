#include "regression.hpp"

#include "corridor/base/contract.hpp"

#include "algebra.hpp"

namespace corridor::calibration {

std::size_t count_of(Terms terms, std::size_t parameters) {
  switch (terms) {
    case Terms::linear:
      return 1 + parameters;
    case Terms::squares:
      return 1 + 2 * parameters;
    case Terms::quadratic:
      break;
  }
  return (parameters + 1) * (parameters + 2) / 2;
}

Terms terms_for(std::size_t points, std::size_t parameters) {
  for (const Terms terms : {Terms::quadratic, Terms::squares}) {
    if (2 * points >= 3 * count_of(terms, parameters)) {
      return terms;
    }
  }
  return Terms::linear;
}

std::vector<double> terms_at(Terms terms, std::span<const double> point) {
  std::vector<double> values = {1};
  values.insert(values.end(), point.begin(), point.end());
  for (std::size_t i = 0; terms != Terms::linear && i < point.size(); ++i) {
    values.push_back(point[i] * point[i]);
    for (std::size_t j = 0; terms == Terms::quadratic && j < i; ++j) {
      values.push_back(point[i] * point[j]);
    }
  }
  return values;
}

Matrix terms_at_all(Terms terms, const Matrix& points) {
  Matrix result;
  for (std::size_t i = 0; i < points.rows(); ++i) {
    result.add_row(terms_at(terms, points.row(i)));
  }
  return result;
}

Fit fit(Terms terms, const Matrix& points, const Matrix& outputs) {
  const Matrix x = terms_at_all(terms, points);
  expects(x.rows() > x.columns(), "a polynomial has fewer terms than there are points");
  Fit result{.values = product(x, least_squares(x, outputs)), .covariance = {}};
  const Matrix left = sum(outputs, result.values, -1);
  const Matrix squares = product(transposed(left), left);
  result.covariance =
      sum(Matrix({squares.rows(), squares.columns()}), squares, 1 / static_cast<double>(x.rows() - x.columns()));
  return result;
}

}  // namespace corridor::calibration
