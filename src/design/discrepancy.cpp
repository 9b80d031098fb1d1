#include <cmath>

#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"

namespace corridor::design {

namespace {

/// The product over the dimensions of the term for one point.
double product_of(const Point& x) {
  double product = 1;
  for (const double coordinate : x) {
    const double a = std::abs(coordinate - 0.5);
    product *= 1 + a / 2 - a * a / 2;
  }
  return product;
}

/// The product over the dimensions of the term for a pair of points.
double product_of(const Point& x, const Point& y) {
  expects(x.size() == y.size(), "all points have as many coordinates");
  double product = 1;
  for (std::size_t k = 0; k < x.size(); ++k) {
    product *= 1 + std::abs(x[k] - 0.5) / 2 + std::abs(y[k] - 0.5) / 2 - std::abs(x[k] - y[k]) / 2;
  }
  return product;
}

}  // namespace

double centred_discrepancy(std::span<const Point> points) {
  expects(!points.empty(), "a design has a point");
  const auto n = static_cast<double>(points.size());
  double all = 1;
  for (std::size_t k = 0; k < points.front().size(); ++k) {
    all *= 13.0 / 12.0;
  }
  double single = 0;
  double pairs = 0;
  for (const Point& x : points) {
    single += product_of(x);
    for (const Point& y : points) {
      pairs += product_of(x, y);
    }
  }
  return all - 2 / n * single + pairs / (n * n);
}

}  // namespace corridor::design
