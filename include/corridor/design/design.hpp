// Points at which to try a model: grids, Latin hypercubes, Sobol' points, in the unit cube or as positions in lists of
// levels; and how evenly they lie. Knows no scenario and runs nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace corridor::design {

/// Its coordinate in each dimension, from 0 to 1.
using Point = std::vector<double>;

struct Size {
  std::size_t points = 0;
  std::size_t dimensions = 0;
};

/// Every combination of positions in lists of so many levels; the last position changes fastest. Without a list the
/// one empty combination. @pre no list is empty
[[nodiscard]] std::vector<std::vector<std::size_t>> full_factorial(std::span<const std::size_t> levels);

/// Where in its cell a point of a Latin hypercube lies.
enum class InCell : std::uint8_t { centred, random };

/// In each dimension the points lie in one each of `points` equal cells, in an order of its own that is drawn at
/// random. A function of its arguments alone; a dimension does not depend on how many there are. No coordinate is 0
/// or 1. Source: McKay, Beckman & Conover 1979, Technometrics 21(2), 239-245.
/// @pre fewer than 2^32 points and dimensions
[[nodiscard]] std::vector<Point> latin_hypercube(Size size, InCell in_cell, std::uint64_t seed);

/// Most dimensions of Sobol' points.
inline constexpr std::size_t most_sobol_dimensions = 100;

/// The first points of the Sobol' sequence as it is published, in the order of the Gray code and with the origin first,
/// as multiples of 2^-32. Source: Joe & Kuo 2008, "Constructing Sobol sequences with better two-dimensional
/// projections", SIAM Journal on Scientific Computing 30(5), 2635-2654 (their numbers new-joe-kuo-6.21201); order:
/// Antonov & Saleev 1979. @pre at most 2^32 points and most_sobol_dimensions
[[nodiscard]] std::vector<Point> sobol_sequence(Size size);

/// The same points after Owen's nested uniform scrambling: each digit of a coordinate is exchanged or not as a random
/// number of the digits before it says, so that every point is uniformly distributed and all keep lying as evenly as
/// before. A function of its arguments alone; the first points do not depend on how many there are, nor a dimension.
/// No coordinate is 0 or 1: each lies in the middle of a cell of width 2^-32. Best with a power of two points.
/// Source: Owen 1995, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", Lecture Notes in Statistics 106, 299-317.
/// @pre as sobol_sequence
[[nodiscard]] std::vector<Point> scrambled_sobol(Size size, std::uint64_t seed);

/// The square of the centred L2 discrepancy: how far the share of points in boxes at the nearest corner is from their
/// volume, 0 for points that lie perfectly evenly. Source: Hickernell 1998, "A generalized discrepancy and quadrature
/// error bound", Mathematics of Computation 67(221), 299-322, equation (5.1c).
/// @pre there is a point; all have as many coordinates
[[nodiscard]] double centred_discrepancy(std::span<const Point> points);

}  // namespace corridor::design
