// What the calibration does on average, which takes too long for each change: `tools/full` runs it.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "corridor/calibration/chain.hpp"

#include "calibration/two_stage_queue.hpp"

namespace corridor::calibration::median_of_ten_seeds_test {
namespace {

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size();
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

/// Of ten calibrations: by seed, and by parameter and seed.
struct Distances {
  std::vector<double> wasserstein;
  std::vector<std::vector<double>> sd_ratios = std::vector<std::vector<double>>(TwoStageQueue::parameters);
};

void print_line(const std::string& name, double wasserstein, const std::vector<double>& sd_ratios) {
  std::string line = fmt::format("| {} | {:.3f} |", name, wasserstein);
  for (const double ratio : sd_ratios) {
    line += fmt::format(" {:.2f} |", ratio);
  }
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

// Bars of docs/calibration.md: mean W1 at most 0.15 posterior sd, ratios of sds from 0.85 to 1.25, medians of ten
// seeds.
TEST(TwoStageQueueStudy, IsCalibratedToItsPosteriorInTheMedianOfTenSeeds) {
  const TwoStageQueue model;
  const std::vector<Point> exact = model.exact_draws(200'000);
  Distances found;
  fmt::print("| seed | mean W1, posterior sd | sd / exact sd of parameter 1 | 2 | 3 | 4 | 5 | 6 |\n");
  fmt::print("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Calibration of_seed =
        calibrate(model.target, TwoStageQueue::parameters, TwoStageQueue::simulator(seed), settings_for(6), seed);
    EXPECT_LE(of_seed.runs, 1400U);
    const Distance distance = distance_between(of_seed.posterior.points, of_seed.posterior.weights, exact);
    found.wasserstein.push_back(distance.wasserstein);
    for (std::size_t p = 0; p < TwoStageQueue::parameters; ++p) {
      found.sd_ratios[p].push_back(distance.sd_ratios.at(p));
    }
    print_line(std::to_string(seed), distance.wasserstein, {distance.sd_ratios.begin(), distance.sd_ratios.end()});
  }
  std::vector<double> medians;
  for (const std::vector<double>& ratios : found.sd_ratios) {
    medians.push_back(median(ratios));
    EXPECT_GE(medians.back(), 0.85);
    EXPECT_LE(medians.back(), 1.25);
  }
  EXPECT_LE(median(found.wasserstein), 0.15);
  print_line("median", median(found.wasserstein), medians);
}

}  // namespace
}  // namespace corridor::calibration::median_of_ten_seeds_test
