#include "corridor/calibration/importance.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "models.hpp"

namespace corridor::calibration::importance_test {
namespace {

// Weights u^-k with u uniform have a Pareto tail of shape k.
TEST(ImportanceWeights, KnowTheShapeOfTheirTail) {
  for (const double shape : {0.3, 0.6, 0.9}) {
    std::vector<double> log_ratios;
    auto draws = random::Decisions(4, 0, random::Purpose::service_time, "tail").draws({});
    for (int i = 0; i < 4000; ++i) {
      log_ratios.push_back(-shape * std::log(draws.uniform()));
    }
    EXPECT_NEAR(pareto_smoothed(log_ratios).k_hat, shape, 0.15) << shape;
  }
}

TEST(ImportanceWeights, ThatAreAllAlikeStayAlike) {
  const Weighted found = pareto_smoothed(std::vector<double>(100, -3.5));
  EXPECT_EQ(found.k_hat, 0);
  EXPECT_NEAR(found.weights[17], 0.01, 1e-15);
  EXPECT_NEAR(found.ess, 100, 1e-9);
}

// N(0, 1) draws weighted to N(0.3, 1): the ratio is exp(0.3 z - 0.045); the mean is off by about sd / sqrt(ESS).
TEST(ImportanceWeights, BringOneNormalDistributionToAnother) {
  const std::vector<double> z = normals_of_run(2, 1, 4000);
  std::vector<double> log_ratios;
  for (const double value : z) {
    log_ratios.push_back(0.3 * value - 0.045);
  }
  const Weighted found = pareto_smoothed(log_ratios);
  EXPECT_LT(found.k_hat, 0.5);
  EXPECT_NEAR(std::accumulate(found.weights.begin(), found.weights.end(), 0.0), 1, 1e-12);
  EXPECT_NEAR(std::inner_product(z.begin(), z.end(), found.weights.begin(), 0.0), 0.3, 5 / std::sqrt(found.ess));
}

}  // namespace
}  // namespace corridor::calibration::importance_test
