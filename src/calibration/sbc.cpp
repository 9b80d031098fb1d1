#include "corridor/calibration/sbc.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

#include "algebra.hpp"
#include "normal_draws.hpp"

namespace corridor::calibration {

namespace {

constexpr std::uint32_t first_run_of_truth = 1'000'000'000;  ///< no calibration has so many runs of its own
constexpr std::uint32_t most_attempts = 10;

/// A draw of the prior with a run at it that did not fail.
struct Truth {
  Point z;
  Outputs outputs;
};

Truth truth_of(std::size_t parameters, const Simulator& simulator, random::Draws& draws, std::uint32_t set) {
  for (std::uint32_t attempt = 0; attempt < most_attempts; ++attempt) {
    Truth truth{.z = Point(parameters), .outputs = {}};
    for (double& z : truth.z) {
      z = standard_normal(draws);
    }
    auto found =
        simulator({.first = first_run_of_truth + most_attempts * set + attempt, .points = std::span(&truth.z, 1)});
    if (found.front()) {
      truth.outputs = std::move(*found.front());
      return truth;
    }
  }
  throw CalibrationFailed(fmt::format("no run of {} at draws of the prior finished", most_attempts));
}

/// Draws of equal weight, evenly through the weighted ones; `offset` in [0, 1).
std::vector<const Point*> even_draws(const Draws& draws, double offset) {
  std::vector<const Point*> result;
  double sum = draws.weights.front();
  std::size_t at = 0;
  for (std::size_t i = 0; i < sbc_draws; ++i) {
    const double wanted = (static_cast<double>(i) + offset) / sbc_draws;
    while (sum < wanted && at + 1 < draws.points.size()) {
      sum += draws.weights[++at];
    }
    result.push_back(&draws.points[at]);
  }
  return result;
}

}  // namespace

SbcSet sbc_set(const Target& target, std::size_t parameters, const Simulator& simulator,
               const std::function<Draws(const Target&)>& calibrate_to, std::uint64_t seed, std::uint32_t set) {
  random::Draws random = draws_of(seed, "sbc", set);
  const Truth truth = truth_of(parameters, simulator, random, set);
  Target made{.counts = truth.outputs, .covariance = target.covariance};
  Matrix normals({made.counts.size(), 1});
  for (std::size_t k = 0; k < made.counts.size(); ++k) {
    normals(k, 0) = standard_normal(random);
  }
  const Matrix errors = product(cholesky_of_covariance(target.covariance), normals);
  for (std::size_t k = 0; k < made.counts.size(); ++k) {
    made.counts[k] += errors(k, 0);
  }
  const Draws posterior = calibrate_to(made);
  SbcSet result;
  const std::vector<const Point*> draws = even_draws(posterior, random.uniform());
  for (std::size_t p = 0; p < parameters; ++p) {
    const auto below = std::ranges::count_if(draws, [&](const Point* z) { return (*z)[p] < truth.z[p]; });
    double weight_below = 0;
    for (std::size_t i = 0; i < posterior.points.size(); ++i) {
      weight_below += posterior.points[i][p] < truth.z[p] ? posterior.weights[i] : 0;
    }
    result.ranks.push_back(static_cast<std::size_t>(below));
    result.is_in_90.push_back(weight_below >= 0.05 && weight_below <= 0.95);
  }
  return result;
}

double uniformity(std::span<const std::size_t> ranks) {
  using random::deterministic::gamma_p;
  using random::deterministic::gamma_q;
  expects(ranks.size() >= 20, "uniformity shows in at least twenty ranks");
  constexpr std::size_t classes = 10;
  const auto n = static_cast<double>(ranks.size());
  std::array<double, classes> counts{};
  double sum = 0;
  double squares = 0;
  for (const std::size_t rank : ranks) {
    ++counts.at(rank * classes / (sbc_draws + 1));
    const double z =
        random::deterministic::normal_quantile((static_cast<double>(rank) + 0.5) / static_cast<double>(sbc_draws + 1));
    sum += z;
    squares += z * z;
  }
  double chi_square = 0;
  for (const double count : counts) {
    chi_square += (count - n / classes) * (count - n / classes) / (n / classes);
  }
  const double of_classes = gamma_q((classes - 1) / 2.0, chi_square / 2);
  const double of_mean = 2 * random::deterministic::normal_p(-std::fabs(sum) / std::sqrt(n));
  const double of_spread = 2 * std::min(gamma_p(n / 2, squares / 2), gamma_q(n / 2, squares / 2));
  return std::min(1.0, 3 * std::min({of_classes, of_mean, of_spread}));
}

}  // namespace corridor::calibration
