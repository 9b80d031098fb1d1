#include "time_weighted.hpp"

#include <gtest/gtest.h>

#include "order_statistic.hpp"
#include "waits.hpp"

namespace corridor::statistics::time_weighted_test {
namespace {

SimTime us(std::int64_t microseconds) {
  return SimTime(Duration(microseconds));
}

TEST(TimeWeighted, IntegratesAStepFunctionToTheMicrosecond) {
  TimeWeighted level;
  level.change(us(10), 2);   // 0 until 10
  level.change(us(13), 5);   // 2 x 3
  level.set(us(13), 1);      // 7 x 0
  level.change(us(20), -1);  // 1 x 7
  EXPECT_EQ(level.integral(us(20)), Duration(6 + 7));
  EXPECT_EQ(level.integral(us(1000)), Duration(13));
  EXPECT_EQ(level.level(), 0);
  EXPECT_EQ(level.max(), 7);
}

TEST(OrderStatistic, IsTheSmallestRankThatCoversTheShareInWholeNumbers) {
  for (std::uint64_t n = 1; n <= 300; ++n) {
    for (std::uint64_t percent = 1; percent <= 100; ++percent) {
      const std::uint64_t rank = order_statistic_rank(percent, n);
      EXPECT_GE(100 * rank, percent * n);
      EXPECT_LT(100 * (rank - 1), percent * n);
    }
  }
}

TEST(Waits, CountAUnitAsOftenAsItsWeight) {
  Waits waits;
  waits.add(std::chrono::hours(1), {3, 0, 0, 0, 0});
  waits.add(std::chrono::hours(9), {2, 0, 0, 0, 0});
  waits.add(std::chrono::hours(5), {5, 0, 0, 0, 0});
  Figures figures;
  waits.summarise(figures, Places::all);
  EXPECT_EQ(figures[0].value, (3 * 1 + 2 * 9 + 5 * 5) / 10.0);  // 1 1 1 5 5 | 5 5 5 9 9
  EXPECT_EQ(figures[1].value, 5);
  EXPECT_EQ(figures[2].value, 9);
}

}  // namespace
}  // namespace corridor::statistics::time_weighted_test
