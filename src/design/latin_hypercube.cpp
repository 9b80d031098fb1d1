#include <algorithm>
#include <limits>
#include <numeric>

#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::design {

namespace {

using random::Decisions;
using random::Draws;

/// What is drawn for one point in one dimension.
Draws draws_of(const Decisions& decisions, std::size_t dimension, std::size_t point) {
  return decisions.draws({static_cast<std::uint32_t>(dimension), static_cast<std::uint32_t>(point)});
}

/// The points in a random order: by a number that is drawn for each, and by their own if two are the same.
std::vector<std::size_t> shuffled(const Decisions& decisions, std::size_t dimension, std::size_t count) {
  std::vector<double> keys(count);
  for (std::size_t point = 0; point < count; ++point) {
    keys[point] = draws_of(decisions, dimension, point).uniform_at(0);
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return order;
}

}  // namespace

std::vector<Point> latin_hypercube(Size size, InCell in_cell, std::uint64_t seed) {
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  expects(size.points <= most && size.dimensions <= most, "points and dimensions of a design are less than 2^32");
  const Decisions decisions(seed, 0, random::Purpose::latin_hypercube, {});
  const auto count = static_cast<double>(size.points);
  std::vector<Point> points(size.points, Point(size.dimensions));
  for (std::size_t dimension = 0; dimension < size.dimensions; ++dimension) {
    const std::vector<std::size_t> order = shuffled(decisions, dimension, size.points);
    for (std::size_t cell = 0; cell < size.points; ++cell) {
      const std::size_t point = order[cell];
      const double within = in_cell == InCell::centred ? 0.5 : draws_of(decisions, dimension, point).uniform_at(1);
      points[point][dimension] = std::min((static_cast<double>(cell) + within) / count, 1 - 0x1p-53);
    }
  }
  return points;
}

}  // namespace corridor::design
