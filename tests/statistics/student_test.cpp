#include "corridor/statistics/student.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

namespace corridor::statistics::student_test {
namespace {

TEST(Student, QuantilesAreThoseOfBoostMath) {
  for (const std::uint32_t n : {1U, 2U, 3U, 4U, 9U, 19U, 39U, 79U, 159U, 999U, 100'000U}) {
    for (const double p : {1e-4, 0.01, 0.025, 0.3, 0.6, 0.9, 0.95, 0.975, 0.995, 0.9999}) {
      const double expected = boost::math::quantile(boost::math::students_t(n), p);
      EXPECT_NEAR(student_quantile(p, n), expected, 1e-10 * std::abs(expected)) << p << " of " << n;
    }
  }
}

TEST(Student, MedianIsZeroAndTheTailsAreEqual) {
  EXPECT_EQ(student_quantile(0.5, 7), 0);
  EXPECT_EQ(student_quantile(0.25, 7), -student_quantile(0.75, 7));
}

}  // namespace
}  // namespace corridor::statistics::student_test
