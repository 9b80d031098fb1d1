#include "corridor/forecast/baselines.hpp"

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::forecast::baselines_test {
namespace {

using namespace std::chrono_literals;
using Counts = std::vector<Count>;

SimTime after(Duration length) {
  return SimTime{} + length;
}

TEST(ConstantRate, OfADayIsTheMeanOfTheLast24HoursInterpolated) {
  // 24 h before the last count lies half-way between 0 and 400 persons.
  const Counts counts = {{after(0h), 0}, {after(12h), 400}, {after(30h), 2'600}};
  const ConstantRate rate = mean_rate_of_a_day(counts, 120'000);
  EXPECT_DOUBLE_EQ(rate.per_hour, (2'600.0 - 200) / 24);
  EXPECT_DOUBLE_EQ(rate.at(after(40h)), 2'600 + 1'000);
}

TEST(ConstantRate, OfADayTakesTheTimeSinceTheFirstCountWhereThatIsShorter) {
  const Counts counts = {{after(18h), 377}, {after(36h), 4'850}};
  EXPECT_DOUBLE_EQ(mean_rate_of_a_day(counts, 120'000).per_hour, (4'850.0 - 377) / 18);
}

TEST(ConstantRate, OfTheLastBulletinsIsOverTwoHoursAtLeast) {
  const Counts counts = {{after(0h), 0}, {after(7h), 700}, {after(9h), 900}, {after(10h), 1'150}, {after(11h), 1'400}};
  EXPECT_DOUBLE_EQ(last_rate(counts, 120'000).per_hour, (1'400.0 - 900) / 2);
}

TEST(ConstantRate, EndsAtItsBound) {
  const Counts counts = {{after(0h), 0}, {after(10h), 10'000}};
  EXPECT_EQ(last_rate(counts, 15'000).at(after(1'000h)), 15'000);
}

TEST(ConstantRate, OfASingleCountIsNothing) {
  EXPECT_EQ(last_rate(Counts{{after(3h), 50}}, 100).at(after(30h)), 50);
}

Counts on_a_logistic(double limit, double middle_h, double width_h, Duration end) {
  Counts counts;
  for (Duration t = 0h; t <= end; t += 6h) {
    counts.push_back({after(t), limit / (1 + std::exp(-(to_hours(t) - middle_h) / width_h))});
  }
  return counts;
}

TEST(FittedLogistic, FindsTheCurveThatTheCountsLieOn) {
  const Logistic fit = fitted_logistic(on_a_logistic(90'000, 71.3, 17.7, 120h), 120'000);
  EXPECT_NEAR(fit.limit, 90'000, 90);
  EXPECT_NEAR(to_hours(fit.middle), 71.3, 0.1);
  EXPECT_NEAR(fit.width_h, 17.7, 0.1);
  EXPECT_NEAR(fit.at(after(200h)), 90'000 / (1 + std::exp(-(200 - 71.3) / 17.7)), 100);
}

TEST(FittedLogistic, HasItsLimitBetweenTheLastCountAndTheBound) {
  const Logistic high = fitted_logistic(on_a_logistic(300'000, 71.3, 17.7, 48h), 120'000);
  EXPECT_EQ(high.limit, 120'000);
  const Counts falling = {{after(0h), 100}, {after(10h), 100}, {after(20h), 90}};
  EXPECT_GE(fitted_logistic(falling, 120'000).limit, 90);
}

TEST(FittedLogistic, IsNoWorseThanAnyCurveOfAFineGrid) {
  const Counts counts = {{after(18h), 377},   {after(22h), 1'050}, {after(24h), 1'510},
                         {after(30h), 2'906}, {after(36h), 4'850}, {after(41h), 6'650}};
  const double squares = fitted_logistic(counts, 120'000).squares;
  for (double middle = 18; middle < 280; middle += 1) {
    for (double width = 2; width < 100; width += 0.5) {
      double product = 0;
      double norm = 0;
      const auto share = [&](const Count& c) { return 1 / (1 + std::exp(-(to_hours(c.time) - middle) / width)); };
      for (const Count& c : counts) {
        product += share(c) * c.value;
        norm += share(c) * share(c);
      }
      const double limit = std::min(120'000.0, std::max(6'650.0, product / norm));
      double of_grid = 0;
      for (const Count& c : counts) {
        of_grid += (limit * share(c) - c.value) * (limit * share(c) - c.value);
      }
      EXPECT_LE(squares, of_grid * 1.001) << middle << ' ' << width;
    }
  }
}

TEST(SpreadRate, IsTheLastRateTimesALognormalUpToEachLimit) {
  const ConstantRate rate{.last = {after(10h), 1'000}, .per_hour = 100, .bound = 0};
  const std::array z = {0.0, 1.0, 1.0, -40.0};
  const std::array limits = {1e6, 1e6, 1'200.0, 500.0};
  const std::vector<double> values = spread_rate(rate, 0.3, z, limits, after(20h));
  EXPECT_DOUBLE_EQ(values[0], 2'000);
  EXPECT_NEAR(values[1], 1'000 + 1'000 * std::exp(0.3), 1e-9);
  EXPECT_EQ(values[2], 1'200);
  EXPECT_EQ(values[3], 1'000);  // never below what was counted
}

}  // namespace
}  // namespace corridor::forecast::baselines_test
