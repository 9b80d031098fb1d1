#include <array>
#include <bit>

#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"
#include "corridor/random/stream.hpp"

#include "sobol_numbers.hpp"

namespace corridor::design {

namespace {

using random::Decisions;

constexpr unsigned digits = 32;  ///< binary digits of a coordinate

/// What digit i of a point's Gray code contributes to the coordinate in one dimension.
using Directions = std::array<std::uint32_t, digits>;

/// Bratley & Fox 1988, "Algorithm 659", ACM Transactions on Mathematical Software 14(1), 88-100: the recurrence that
/// the primitive polynomial gives, begun with the numbers of the table.
Directions directions_of(std::size_t dimension) {
  Directions v{};
  if (dimension == 0) {  // van der Corput's sequence
    for (unsigned i = 0; i < digits; ++i) {
      v[i] = std::uint32_t{1} << (digits - 1 - i);
    }
    return v;
  }
  const SobolNumbers& numbers = sobol_numbers[dimension - 1];
  const unsigned degree = numbers.degree;
  for (unsigned i = 0; i < degree; ++i) {
    v[i] = std::uint32_t{numbers.first[i]} << (digits - 1 - i);
  }
  for (unsigned i = degree; i < digits; ++i) {
    v[i] = v[i - degree] ^ (v[i - degree] >> degree);
    for (unsigned k = 1; k < degree; ++k) {
      const bool has_term = (unsigned{numbers.coefficients} >> (degree - 1 - k) & 1U) != 0;
      v[i] ^= has_term ? v[i - k] : 0;
    }
  }
  return v;
}

/// Owen's scrambling of one dimension.
class Scrambling {
 public:
  Scrambling(const Decisions& decisions, std::size_t dimension)
      : decisions_(decisions), dimension_(static_cast<std::uint32_t>(dimension)) {}

  [[nodiscard]] std::uint32_t scrambled(std::uint32_t coordinate) const {
    std::uint32_t result = coordinate;
    for (unsigned digit = 0; digit < digits; ++digit) {
      // The digits before this one with a 1 in front of them: each node of the binary tree has a number of its own.
      const auto before = static_cast<std::uint32_t>(std::uint64_t{coordinate} >> (digits - digit));
      const std::uint32_t node = std::uint32_t{1} << digit | before;
      if (decisions_.draws({dimension_, node}).uniform_at(0) >= 0.5) {
        result ^= std::uint32_t{1} << (digits - 1 - digit);
      }
    }
    return result;
  }

 private:
  const Decisions& decisions_;
  std::uint32_t dimension_;
};

/// Gives each coordinate of the plain sequence to `put(point, dimension, coordinate)`.
template <class Put>
void for_each_coordinate(Size size, Put put) {
  expects(size.points <= std::uint64_t{1} << digits, "the Sobol' sequence has 2^32 points");
  expects(size.dimensions <= most_sobol_dimensions, "Sobol' points have at most 100 dimensions");
  for (std::size_t dimension = 0; dimension < size.dimensions; ++dimension) {
    const Directions v = directions_of(dimension);
    std::uint32_t coordinate = 0;
    for (std::size_t point = 0; point < size.points; ++point) {
      put(point, dimension, coordinate);
      // Of the last of 2^32 points no digit is 0, and no point follows.
      coordinate ^= v[static_cast<unsigned>(std::countr_one(point)) % digits];
    }
  }
}

}  // namespace

std::vector<Point> sobol_sequence(Size size) {
  std::vector<Point> points(size.points, Point(size.dimensions));
  for_each_coordinate(size, [&](std::size_t point, std::size_t dimension, std::uint32_t coordinate) {
    points[point][dimension] = coordinate * 0x1p-32;
  });
  return points;
}

std::vector<Point> scrambled_sobol(Size size, std::uint64_t seed) {
  const Decisions decisions(seed, 0, random::Purpose::scrambling, {});
  std::vector<Point> points(size.points, Point(size.dimensions));
  for_each_coordinate(size, [&](std::size_t point, std::size_t dimension, std::uint32_t coordinate) {
    points[point][dimension] = (Scrambling(decisions, dimension).scrambled(coordinate) + 0.5) * 0x1p-32;
  });
  return points;
}

}  // namespace corridor::design
