// The rate of a stage that wanders, against the theory of a first-order autoregression and of the lognormal
// distribution.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/rate_factor.hpp"

#include "support/scenario_builder.hpp"
#include "support/site_rig.hpp"

namespace corridor::stage_wander_test {
namespace {

using namespace std::chrono_literals;
using processes::RateFactor;
using test::ScenarioBuilder;
using test::SiteRig;

constexpr std::int64_t hours = 400'000;
constexpr scenario::Wander wander{0.3, 6h};

RateFactor a_factor(std::uint32_t replication = 0) {
  return RateFactor(random::Decisions(7, replication, random::Purpose::rate, "post/documents"));
}

/// Logarithms of the factor, less their mean in theory, in standard deviations.
std::vector<double> states() {
  RateFactor factor = a_factor();
  std::vector<double> z;
  for (std::int64_t k = 0; k < hours; ++k) {
    z.push_back((std::log(factor.at(SimTime(k * 1h), wander)) + wander.sd * wander.sd / 2) / wander.sd);
  }
  return z;
}

double covariance(const std::vector<double>& z, std::size_t lag) {
  double sum = 0;
  for (std::size_t i = 0; i + lag < z.size(); ++i) {
    sum += z[i] * z[i + lag];
  }
  return sum / static_cast<double>(z.size() - lag);
}

// The variance of the mean of n values is (1 + a) / (1 - a) / n, that of their covariance at lag l at most
// 2 (1 + a^2) / (1 - a^2) / n (Bartlett 1946). Bounds are five standard deviations.
TEST(Wander, HasTheMomentsAndCorrelationsOfAnAutoregression) {
  const std::vector<double> z = states();
  const double a = std::exp(-1 / 6.0);
  const double n = static_cast<double>(hours);
  const double of_covariance = 5 * std::sqrt(2 * (1 + a * a) / (1 - a * a) / n);
  double mean = 0;
  for (const double x : z) {
    mean += x / n;
  }

  EXPECT_NEAR(mean, 0, 5 * std::sqrt((1 + a) / (1 - a) / n));
  for (const std::size_t lag : {0U, 1U, 6U, 24U}) {
    EXPECT_NEAR(covariance(z, lag), std::pow(a, static_cast<double>(lag)), of_covariance) << lag << " h";
  }
}

// Mean 1 whatever the spread; its variance is exp(sd^2) - 1, of which sums over hours have at most (1 + a) / (1 - a)
// times.
TEST(Wander, IsOneInTheMean) {
  RateFactor factor = a_factor(1);
  double mean = 0;
  for (std::int64_t k = 0; k < hours; ++k) {
    mean += factor.at(SimTime(k * 1h), wander) / static_cast<double>(hours);
  }
  const double a = std::exp(-1 / 6.0);
  const double variance = (std::exp(wander.sd * wander.sd) - 1) * (1 + a) / (1 - a) / static_cast<double>(hours);
  EXPECT_NEAR(mean, 1, 5 * std::sqrt(variance));
}

TEST(Wander, IsOneNumberForEachHourHoweverOftenItIsAskedFor) {
  RateFactor often = a_factor();
  RateFactor seldom = a_factor();
  double last = 0;
  for (int minute = 0; minute <= 40 * 60; ++minute) {
    const double now = often.at(SimTime(minute * 1min), wander);
    EXPECT_EQ(now == last, minute % 60 != 0) << minute;
    last = now;
  }
  EXPECT_EQ(seldom.at(SimTime(40h), wander), last);
}

// A desk that is never idle and takes 6 min of work for each: in an hour of factor f a service takes 6 min / f.
TEST(Wander, ServicesTakeTheTimeOfTheHourInWhichTheyBegin) {
  scenario::Service desk = test::servers(1, test::fixed_time(6min));
  desk.wander = wander;
  ScenarioBuilder builder;
  builder.site("post").stage("documents", desk, scenario::UnitKind::party).poisson_arrivals(0);
  SiteRig rig(builder.build());
  for (int i = 0; i < 300; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(20h));

  RateFactor factor(random::Decisions(1, 0, random::Purpose::rate, "post/documents"));
  int services = 0;
  for (const test::Visit& v : rig.visits(StageId(0))) {
    if (v.began == never || v.finished == never) {
      continue;
    }
    const double expected = 360e6 / factor.at(v.began, wander);
    EXPECT_NEAR(static_cast<double>((v.finished - v.began).count()), expected, 0.5 + 1e-6);
    services += v.finished == never ? 0 : 1;
  }
  EXPECT_GT(services, 100);
}

}  // namespace
}  // namespace corridor::stage_wander_test
