#include "corridor/ensemble/stop_rule.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/ensemble/ensemble.hpp"

#include "support/scenario_builder.hpp"

namespace corridor::ensemble::stop_rule_test {
namespace {

using namespace std::chrono_literals;
using statistics::Measure;

statistics::RunResult with(double value, const std::string& place = "all", const std::string& group = "") {
  statistics::RunResult result;
  result.summary = {{.place = place, .group = group, .measure = Measure::time_99_crossed, .value = value}};
  return result;
}

/// After how many of the values, used again and again, the rule is met; 0: not within 1,000.
int replications_until(StopRule rule, const std::vector<double>& values) {
  for (int n = 1; n <= 1000; ++n) {
    rule.add(with(values[static_cast<std::size_t>(n - 1) % values.size()]));
    if (rule.is_met()) {
      return n;
    }
  }
  return 0;
}

Precision within(double half_width, bool is_relative) {
  return {.measure = Measure::time_99_crossed, .half_width = half_width, .is_relative = is_relative};
}

// 9 and 11 in turn: mean 10; of an even number n of them s^2 = n / (n - 1), so that t s / sqrt(n) = t / sqrt(n - 1):
// 2.262 / 3 = 0.7541 after 10, 2.093 / 4.3589 = 0.4802 after 20, 2.023 / 6.2450 = 0.3239 after 40 (t of R 4.2:
// qt(0.975, n - 1)).

TEST(StopRule, LooksAfterTenTwentyAndFortyReplications) {
  EXPECT_EQ(replications_until(StopRule({within(0.76, false)}), {9, 11}), 10);
  EXPECT_EQ(replications_until(StopRule({within(0.75, false)}), {9, 11}), 20);
  EXPECT_EQ(replications_until(StopRule({within(0.49, false)}), {9, 11}), 20);
  EXPECT_EQ(replications_until(StopRule({within(0.33, false)}), {9, 11}), 40);
  EXPECT_EQ(replications_until(StopRule({within(0.001, false)}), {9, 11}), 0);
}

TEST(StopRule, TakesAShareOfTheTrueMean) {
  // r / (1 + r) x 10 is 0.7541 at r = 0.08156.
  EXPECT_EQ(replications_until(StopRule({within(0.0816, true)}), {9, 11}), 10);
  EXPECT_EQ(replications_until(StopRule({within(0.0815, true)}), {9, 11}), 20);
  EXPECT_EQ(replications_until(StopRule({within(0.0816, true)}), {-9, -11}), 10);
}

TEST(StopRule, WaitsForAllThatAreWanted) {
  EXPECT_EQ(replications_until(StopRule({within(10, false), within(0.33, false)}), {9, 11}), 40);
  EXPECT_EQ(replications_until(StopRule({}), {9, 11}), 0);
}

TEST(StopRule, IsMetByWhatNeverVaries) {
  EXPECT_EQ(replications_until(StopRule({within(0.02, true)}), {7}), 10);
}

TEST(StopRule, LeavesOutReplicationsInWhichTheFigureDoesNotApply) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  StopRule rule({within(0.02, true)});
  for (const double v : {none, 4.0, none, 6.0}) {
    rule.add(with(v));
  }
  EXPECT_EQ(rule.known(0).count(), 2U);
  EXPECT_DOUBLE_EQ(rule.known(0).mean(), 5);
  EXPECT_EQ(replications_until(StopRule({within(0.02, true)}), {none}), 0);
}

TEST(StopRule, KnowsAFigureThatIsNone) {
  StopRule rule({within(0.02, true)});
  EXPECT_EQ(rule.unknown(), nullptr);  // nothing is known yet
  rule.add(with(1, "town"));
  rule.add(with(1, "all", "children"));
  ASSERT_NE(rule.unknown(), nullptr);
  EXPECT_EQ(rule.unknown()->place, "all");
  rule.add(with(std::numeric_limits<double>::quiet_NaN()));
  EXPECT_EQ(rule.unknown(), nullptr);
}

// 400 experiments of ten replications; each counts a Poisson number of parties with mean 100, nearly normal, so that
// its interval covers the truth with 95 %: 380 of 400, with a standard deviation of 4.4.
TEST(Interval, OfAKnownTruthHoldsItInNinetyFivePerCent) {
  test::ScenarioBuilder builder;
  builder.site("town").stage("desk", test::servers({}, test::fixed_time(0s))).end(5h);
  const scenario::Scenario scenario = builder.poisson_arrivals(20).build();
  const simulation::Model model(scenario);
  int holds = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    StopRule rule({{.measure = Measure::departed_persons, .half_width = 1e-9}});
    run(model, {.seed = seed, .replications = 10}, {}, [&](Outcome&& outcome) {
      rule.add(std::get<Finished>(outcome.what).result);
      return true;
    });
    holds += std::fabs(rule.known(0).mean() - 100) <= rule.known(0).half_width() ? 1 : 0;
  }
  EXPECT_GE(holds, 365);
  EXPECT_LE(holds, 393);
}

}  // namespace
}  // namespace corridor::ensemble::stop_rule_test
