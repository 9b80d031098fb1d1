// Simulation-based calibration with more sets of counts than tests/calibration has time for: `tools/full` runs it.
#include <algorithm>
#include <cstdint>
#include <span>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "corridor/calibration/sbc.hpp"

#include "calibration/saturation.hpp"

namespace corridor::calibration::coverage_test {
namespace {

constexpr std::uint32_t sets = 500;

/// Fewer runs than settings_for gives, which two parameters do not need.
Settings fewer_runs() {
  Settings settings;
  settings.smoother.members = 60;
  settings.points = 60;
  settings.checks = 60;
  settings.scouting = 400;
  return settings;
}

/// So many of the first 200 intervals hold the truth.
std::size_t held_of_200(std::span<const std::uint8_t> is_in_90) {
  return static_cast<std::size_t>(std::ranges::count(is_in_90.first(200), std::uint8_t{1}));
}

// Of 200 intervals that hold the truth with probability 0.9 fewer than 168 or more than 192 do in 0.3 % of all studies.
TEST(SimulationBasedCalibrationStudy, OfFiveHundredSetsFindsTheWholeChainCalibrated) {
  const Trials trials = trials_of(fewer_runs(), sets);
  fmt::print("| parameter | p of {} ranks | within 90 %, of 200 sets | p if narrowed to 0.7 of the sd |\n", sets);
  fmt::print("| --- | --- | --- | --- |\n");
  for (std::size_t p = 0; p < Saturation::parameters; ++p) {
    const double of_chain = uniformity(trials.of_chain.ranks[p]);
    const double of_narrowed = uniformity(trials.of_narrowed.ranks[p]);
    const std::size_t held = held_of_200(trials.of_chain.is_in_90[p]);
    fmt::print("| {} | {:.4f} | {} | {:.1e} |\n", p + 1, of_chain, held, of_narrowed);
    EXPECT_GT(of_chain, 0.001);
    EXPECT_LT(of_narrowed, 0.001);
    EXPECT_GE(held, 168U);
    EXPECT_LE(held, 192U);
  }
}

}  // namespace
}  // namespace corridor::calibration::coverage_test
