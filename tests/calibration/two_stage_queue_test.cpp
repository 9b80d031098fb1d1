#include "two_stage_queue.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "corridor/calibration/chain.hpp"

namespace corridor::calibration::two_stage_queue_test {
namespace {

// The median of ten seeds is looked at by tests/calibration_study. One seed may be somewhat farther off.
TEST(TwoStageQueue, IsCalibratedToItsPosteriorWithinItsBudget) {
  const TwoStageQueue model;
  const std::vector<Point> exact = model.exact_draws(60'000);
  const Calibration found =
      calibrate(model.target, TwoStageQueue::parameters, TwoStageQueue::simulator(1), settings_for(6), 1);
  EXPECT_LE(found.runs, 1400U);
  const Distance distance = distance_between(found.posterior.points, found.posterior.weights, exact);
  EXPECT_LT(distance.wasserstein, 0.2);
  for (const double ratio : distance.sd_ratios) {
    EXPECT_GT(ratio, 0.75);
    EXPECT_LT(ratio, 1.35);
  }
}

}  // namespace
}  // namespace corridor::calibration::two_stage_queue_test
