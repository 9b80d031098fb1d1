#include "corridor/statistics/ensemble_quantiles.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::statistics::ensemble_quantiles_test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(EnsembleQuantiles, AreOrderStatistics) {
  std::vector<double> values(20);
  std::iota(values.rbegin(), values.rend(), 1.0);  // 20, 19, ..., 1
  const EnsembleQuantiles q = ensemble_quantiles(values);
  EXPECT_EQ(q.n, 20U);
  EXPECT_EQ(q.mean, 10.5);
  EXPECT_EQ(q.p05, 1);
  EXPECT_EQ(q.p25, 5);
  EXPECT_EQ(q.p50, 10);
  EXPECT_EQ(q.p75, 15);
  EXPECT_EQ(q.p95, 19);
}

TEST(EnsembleQuantiles, OfOneReplicationAreItsValue) {
  const EnsembleQuantiles q = ensemble_quantiles(std::vector<double>{7});
  EXPECT_EQ(q.p05, 7);
  EXPECT_EQ(q.mean, 7);
  EXPECT_EQ(q.p95, 7);
}

TEST(EnsembleQuantiles, LeaveOutWhatDoesNotApply) {
  const EnsembleQuantiles q = ensemble_quantiles(std::vector<double>{nan, 4, nan, 2});
  EXPECT_EQ(q.n, 2U);
  EXPECT_EQ(q.mean, 3);
  EXPECT_EQ(q.p50, 2);
  EXPECT_EQ(q.p75, 4);
}

TEST(EnsembleQuantiles, OfNothingAreNothing) {
  const EnsembleQuantiles q = ensemble_quantiles(std::vector<double>{nan, nan});
  EXPECT_EQ(q.n, 0U);
  EXPECT_TRUE(std::isnan(q.mean));
  EXPECT_TRUE(std::isnan(q.p05));
  EXPECT_TRUE(std::isnan(q.p95));
}

}  // namespace
}  // namespace corridor::statistics::ensemble_quantiles_test
