#include "corridor/ensemble/paired.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "corridor/ensemble/ensemble.hpp"

#include "support/scenario_builder.hpp"

namespace corridor::ensemble::paired_test {
namespace {

using namespace std::chrono_literals;
using statistics::Measure;
using Values = std::vector<double>;

const double none = std::numeric_limits<double>::quiet_NaN();

TEST(PairedDifference, IsThatOfThePairedTTest) {
  // Differences -1, -2, -3, -2: mean -2, s^2 = 2 / 3, half width 3.18245 x sqrt(2 / 3 / 4) = 1.29923 (t of 3 degrees of
  // freedom).
  const PairedDifference d = paired_difference(Values{10, 20, 30, 40}, Values{9, 18, 27, 38});

  EXPECT_EQ(d.n, 4U);
  EXPECT_DOUBLE_EQ(d.base, 25);
  EXPECT_DOUBLE_EQ(d.variant, 23);
  EXPECT_DOUBLE_EQ(d.difference, -2);
  EXPECT_NEAR(d.half_width, 1.29923, 1e-5);
  EXPECT_EQ(d.share_lower, 1);
  EXPECT_TRUE(d.is_certain());
  // s^2 of the base is 500 / 3, of the variant 462 / 3.
  EXPECT_NEAR(d.variance_ratio, (500.0 + 462.0) / 2, 1e-9);
}

TEST(PairedDifference, LeavesOutPairsInWhichTheFigureDoesNotApplyToBoth) {
  const PairedDifference d = paired_difference(Values{1, none, 3, 4}, Values{2, 5, none, 4});

  EXPECT_EQ(d.n, 2U);
  EXPECT_DOUBLE_EQ(d.difference, 0.5);
  EXPECT_EQ(d.share_lower, 0.25);
  EXPECT_FALSE(d.is_certain());
}

TEST(PairedDifference, OfOneOrNoPairHasNoInterval) {
  EXPECT_TRUE(std::isnan(paired_difference(Values{1}, Values{2}).half_width));
  EXPECT_FALSE(paired_difference(Values{1}, Values{2}).is_certain());
  EXPECT_EQ(paired_difference(Values{none}, Values{2}).n, 0U);
  EXPECT_TRUE(std::isnan(paired_difference(Values{none}, Values{2}).difference));
}

TEST(PairedDifference, OfTheSameIsExactlyZero) {
  const PairedDifference d = paired_difference(Values{0.1, 0.2, 0.7}, Values{0.1, 0.2, 0.7});

  EXPECT_EQ(d.difference, 0);
  EXPECT_EQ(d.half_width, 0);
  EXPECT_EQ(d.share_lower, 0.5);
  EXPECT_TRUE(std::isnan(d.variance_ratio));
  EXPECT_FALSE(d.is_certain());
}

/// So many servers, to whom 9 servers' work comes unless said otherwise, for four days.
scenario::Scenario a_desk(std::int64_t servers, double parties_per_hour = 54, bool has_hall = false) {
  test::ScenarioBuilder builder;
  builder.site("town").stage("desk", test::servers(servers, test::gamma_time(10min, 0.6))).end(96h);
  if (has_hall) {
    builder.next(test::then(1)).stage("hall", scenario::Delay{test::exponential_time(3h)});
  }
  return builder.poisson_arrivals(parties_per_hour).build();
}

FigureTable table_of(const scenario::Scenario& scenario, std::uint32_t replications, std::uint64_t seed = 1) {
  const simulation::Model model(scenario);
  FigureTable table;
  run(model, {.seed = seed, .replications = replications, .threads = 2}, {}, [&](Outcome&& outcome) {
    table.add(std::get<Finished>(outcome.what).result);
    return true;
  });
  return table;
}

const FigureTable::Key mean_wait{"town/desk", "", Measure::wait_mean};

// With more people than desks, as in Goris. (At 90 and 82 % load the wait of eleven hardly varies, and nothing is to be
// saved: 1.7.)
TEST(CommonRandomNumbers, SaveAtLeastFiveTimesTheReplicationsBetweenTenDesksAndEleven) {
  const FigureTable ten = table_of(a_desk(10, 72), 60);
  const FigureTable eleven = table_of(a_desk(11, 72), 60);

  const PairedDifference d = paired_difference(ten.values(mean_wait), eleven.values(mean_wait));
  EXPECT_EQ(d.n, 60U);
  EXPECT_LT(d.difference, 0);
  EXPECT_EQ(d.share_lower, 1);
  EXPECT_GE(d.variance_ratio, 5);
}

TEST(CommonRandomNumbers, OfAVariantThatChangesNothingGiveDifferencesOfZero) {
  for (const ComparedFigure& figure : compare(table_of(a_desk(10), 5), table_of(a_desk(10), 5))) {
    EXPECT_TRUE(figure.change.n == 0 || figure.change.difference == 0) << figure.key.place;
  }
}

TEST(CommonRandomNumbers, OfAStageAreNotMovedByOneThatIsAdded) {
  EXPECT_EQ(table_of(a_desk(10), 5).values(mean_wait), table_of(a_desk(10, 54, true), 5).values(mean_wait));
}

TEST(FigureTable, KeepsReplicationsApartOfWhichSomeFailed) {
  statistics::RunResult result;
  result.summary = {{.place = "all", .group = "", .measure = Measure::wait_mean, .value = 3}};
  FigureTable table;
  table.add_nothing();
  table.add(result);
  table.add_nothing();

  const Values values = table.values({"all", "", Measure::wait_mean});
  ASSERT_EQ(values.size(), 3U);
  EXPECT_TRUE(std::isnan(values[0]));
  EXPECT_EQ(values[1], 3);
  EXPECT_TRUE(std::isnan(values[2]));
  EXPECT_TRUE(table.values({"none", "", Measure::wait_mean}).empty());
}

}  // namespace
}  // namespace corridor::ensemble::paired_test
