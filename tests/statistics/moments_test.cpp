#include "corridor/statistics/moments.hpp"

#include <cmath>
#include <initializer_list>

#include <gtest/gtest.h>

namespace corridor::statistics::moments_test {
namespace {

Moments of(std::initializer_list<double> values) {
  Moments m;
  for (const double v : values) {
    m.add(v);
  }
  return m;
}

TEST(Moments, AreThoseOfTheSample) {
  // 2, 4, 9: mean 5, squared deviations 9 + 1 + 16, t of 2 degrees of freedom 4.30265.
  const Moments m = of({2, 4, 9});
  EXPECT_EQ(m.count(), 3U);
  EXPECT_DOUBLE_EQ(m.mean(), 5);
  EXPECT_DOUBLE_EQ(m.variance(), 13);
  EXPECT_NEAR(m.half_width(), 4.30265 * std::sqrt(13.0 / 3), 1e-4);
}

TEST(Moments, KeepTheSpreadOfLargeNumbersThatDifferLittle) {
  EXPECT_NEAR(of({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).variance(), 30, 1e-6);
}

TEST(Moments, OfWhatNeverVariesHaveAnIntervalOfNothing) {
  EXPECT_EQ(of({0.1, 0.1, 0.1}).half_width(), 0);
}

TEST(Moments, OfTooFewValuesDoNotApply) {
  EXPECT_TRUE(std::isnan(of({}).mean()));
  EXPECT_TRUE(std::isnan(of({1}).variance()));
  EXPECT_TRUE(std::isnan(of({1}).half_width()));
  EXPECT_EQ(of({1}).mean(), 1);
}

}  // namespace
}  // namespace corridor::statistics::moments_test
