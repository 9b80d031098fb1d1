#include "corridor/calibration/sbc.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "saturation.hpp"

namespace corridor::calibration::sbc_test {
namespace {

/// A calibration of a tenth of the runs, which two parameters and twelve counts do not need more of.
Settings tenth_of_the_effort() {
  Settings settings;
  settings.smoother.members = 30;
  settings.smoother.iterations = 2;
  settings.points = 30;
  settings.most_training = 80;
  settings.checks = 20;
  settings.chains = 20;
  settings.draws = 1000;
  settings.scouting = 200;
  settings.rules = {.first_look = 200, .most_generations = 2000, .most_r_hat = 1.02, .least_ess = 300};
  return settings;
}

/// Sets of counts; a sanitizer takes ten times as long.
#ifdef CORRIDOR_FEW_SETS
constexpr std::uint32_t sets = CORRIDOR_FEW_SETS;
#else
constexpr std::uint32_t sets = 100;
#endif

/// Where the posterior is right, `uniformity` is below p with probability p at most. One of two parameters below 0.0005
/// is an event of one in a thousand.
constexpr double least_p = 0.0005;

/// The probability that fewer than `count` of `n` intervals hold what each holds with probability `share`.
double below(std::size_t count, std::size_t n, double share) {
  double probability = std::pow(1 - share, n);
  double sum = 0;
  for (std::size_t k = 0; k < count; ++k) {
    sum += probability;
    probability *= static_cast<double>(n - k) / static_cast<double>(k + 1) * share / (1 - share);
  }
  return sum;
}

TEST(SimulationBasedCalibration, PassesTheWholeChainAndFailsAPosteriorNarrowedTo70Percent) {
  const Trials trials = trials_of(tenth_of_the_effort(), sets);
  for (std::size_t p = 0; p < Saturation::parameters; ++p) {
    EXPECT_GT(uniformity(trials.of_chain.ranks[p]), least_p) << "parameter " << p;
    const auto held = static_cast<std::size_t>(std::ranges::count(trials.of_chain.is_in_90[p], 1));
    EXPECT_GT(below(held + 1, sets, 0.9), least_p / 2) << held << " of " << sets << " intervals hold the truth";
    EXPECT_GT(1 - below(held, sets, 0.9), least_p / 2) << held << " of " << sets << " intervals hold the truth";
#ifndef CORRIDOR_FEW_SETS
    EXPECT_LT(uniformity(trials.of_narrowed.ranks[p]), least_p) << "parameter " << p;
#endif
  }
}

}  // namespace
}  // namespace corridor::calibration::sbc_test
