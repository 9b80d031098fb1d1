#include <cmath>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/distributions.hpp"

#include "incomplete_gamma.hpp"

namespace corridor::random {

namespace {

constexpr double smallest_tabulated_shape = 0.1;
constexpr double largest_tabulated_shape = 1e6;
// The table covers every u that to_uniform can give: z lies within 8.3 of 0.
constexpr double outermost_z = 8.5;
constexpr int pieces_per_unit = 16;

/// log x and its derivatives by z, the normal quantile of the probability below x.
struct Node {
  double value;
  double first;
  double second;
  double third;

  /// The value at a distance h, approximately.
  [[nodiscard]] double extrapolated(double h) const { return value + h * (first + h * (second / 2 + h * third / 6)); }
};

Node make_node(const IncompleteGamma& gamma, double shape, double z, double start) {
  constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
  const double log_tail = log_normal_tail(-std::abs(z));
  Node node{};
  node.value = z <= 0 ? gamma.solve_lower(log_tail, start) : gamma.solve_upper(log_tail, start);
  // Equal probabilities: first = phi(z) / density(log x), whose logarithm has the derivative `growth`.
  const double x = deterministic::exp(node.value);
  node.first = deterministic::exp(-0.5 * z * z - half_log_two_pi - gamma.log_density(node.value));
  const double growth = -z - (shape - x) * node.first;
  node.second = node.first * growth;
  node.third = node.second * growth + node.first * (-1 - (shape - x) * node.second + x * node.first * node.first);
  return node;
}

/// The polynomial of degree 5 on [0, 1] that has the values and the first two derivatives of both nodes.
std::array<double, 6> hermite(const Node& a, const Node& b, double h, double origin) {
  const double rise = b.value - a.value;
  const double first_a = h * a.first;
  const double first_b = h * b.first;
  const double second_a = h * h * a.second;
  const double second_b = h * h * b.second;
  return {a.value - origin,
          first_a,
          second_a / 2,
          10 * rise - 6 * first_a - 4 * first_b - (3 * second_a - second_b) / 2,
          -15 * rise + 8 * first_a + 7 * first_b + (3 * second_a - 2 * second_b) / 2,
          6 * rise - 3 * first_a - 3 * first_b - (second_a - second_b) / 2};
}

}  // namespace

GammaQuantile::GammaQuantile(double shape) : shape_(shape) {
  expects(shape >= 1e-6 && std::isfinite(shape), "the shape is at least 1e-6 and finite");
  if (shape < smallest_tabulated_shape || shape > largest_tabulated_shape) {
    return;
  }
  constexpr int count = static_cast<int>(2 * outermost_z * pieces_per_unit);
  constexpr double h = 1.0 / pieces_per_unit;
  const IncompleteGamma gamma(shape);
  const double log_shape = deterministic::log(shape);
  Node left = make_node(gamma, shape, -outermost_z, gamma.guess(log_normal_tail(-outermost_z), -outermost_z));
  pieces_.reserve(count);
  for (int i = 1; i <= count; ++i) {
    const Node right = make_node(gamma, shape, i * h - outermost_z, left.extrapolated(h));
    pieces_.push_back(hermite(left, right, h, log_shape));
    left = right;
  }
}

double GammaQuantile::operator()(double u) const {
  const double position = (deterministic::normal_quantile(u) + outermost_z) * pieces_per_unit;
  if (!(position >= 0 && position < static_cast<double>(pieces_.size()))) {
    return deterministic::gamma_quantile(shape_, u) / shape_;
  }
  const auto index = static_cast<std::size_t>(position);
  const double t = position - static_cast<double>(index);
  const Piece& c = pieces_[index];
  return deterministic::exp(c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5])))));
}

}  // namespace corridor::random
