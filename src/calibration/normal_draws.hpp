// Standard normal numbers for the search, each a function of the seed, what it is for and its position.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corridor/calibration/matrix.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::calibration {

/// The draws of number `ordinal` of what `what` names.
[[nodiscard]] random::Draws draws_of(std::uint64_t seed, std::string_view what, std::uint32_t ordinal);
[[nodiscard]] double standard_normal(random::Draws& draws);
/// A table of them; row i is `draws_of(seed, what, i)`.
[[nodiscard]] Matrix standard_normals(Matrix::Size size, std::uint64_t seed, std::string_view what);
/// Coordinates of the unit cube as standard normal ones. @pre all inside it
[[nodiscard]] std::vector<std::vector<double>> as_normals(std::vector<std::vector<double>> points);

}  // namespace corridor::calibration
