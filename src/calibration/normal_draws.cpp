#include "normal_draws.hpp"

#include "corridor/random/deterministic_math.hpp"

namespace corridor::calibration {

random::Draws draws_of(std::uint64_t seed, std::string_view what, std::uint32_t ordinal) {
  return random::Decisions(seed, 0, random::Purpose::calibration, what).draws({.origin = 0, .ordinal = ordinal});
}

double standard_normal(random::Draws& draws) {
  return random::deterministic::normal_quantile(draws.uniform());
}

Matrix standard_normals(Matrix::Size size, std::uint64_t seed, std::string_view what) {
  Matrix result(size);
  for (std::size_t i = 0; i < size.rows; ++i) {
    random::Draws draws = draws_of(seed, what, static_cast<std::uint32_t>(i));
    for (double& value : result.row(i)) {
      value = standard_normal(draws);
    }
  }
  return result;
}

std::vector<std::vector<double>> as_normals(std::vector<std::vector<double>> points) {
  for (std::vector<double>& point : points) {
    for (double& coordinate : point) {
      coordinate = random::deterministic::normal_quantile(coordinate);
    }
  }
  return points;
}

}  // namespace corridor::calibration
