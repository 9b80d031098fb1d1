#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "observation_text.hpp"
#include "summary_text.hpp"

namespace corridor::cli::result_text_test {
namespace {

using statistics::Measure;
using testing::HasSubstr;
using testing::Not;

const Calendar calendar(*parse_local_time("2023-09-24T00:00:00+04:00"));

results::SummaryFigure figure(const std::string& place, Measure measure, double low, double median, double high) {
  statistics::EnsembleQuantiles q;
  q.n = 10;
  q.p05 = low;
  q.p50 = median;
  q.p95 = high;
  return {place, "", measure, q};
}

statistics::ComparedPoint point(int hour, double observed, double simulated, bool used = true) {
  return {.series = "arrivals",
          .place = "bridge",
          .measure = "crossed_persons",
          .time = SimTime(std::chrono::hours(hour)),
          .observed = observed,
          .mean = simulated,
          .used = used};
}

TEST(SummaryText, ShowsMedianAndRange) {
  results::StoredRun run;
  run.replications = 10;
  run.summary = {figure("all", Measure::total_persons, 100632, 100632, 100632),
                 figure("all", Measure::max_queue_km, 50.25, 57.31, 61),
                 figure("bridge", Measure::last_crossing, 99, 100.5, 101)};
  EXPECT_EQ(summary_text(run, calendar),
            "10 replications: median (5 % to 95 % of them)\n"
            "  people who appeared             100,632\n"
            "  last crossing, bridge  2023-09-28 04:30  (2023-09-28 03:00 to 2023-09-28 05:00)\n"
            "  longest queue, km                  57.3  (50.2 to 61.0)\n");
}

TEST(SummaryText, ShowsADashForWhatDoesNotApplyAndLeavesOutGroups) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  results::StoredRun run;
  run.replications = 1;
  run.summary = {figure("bridge", Measure::last_crossing, nan, nan, nan),
                 figure("all", Measure::total_persons, 7, 7, 7)};
  run.summary[1].group = "children";
  EXPECT_EQ(summary_text(run, calendar), "One replication\n  last crossing, bridge  -\n");
}

TEST(GridlockText, NamesTheFirstCirclesAndWhenTheyWereThere) {
  results::StoredRun run;
  run.replications = 3;
  EXPECT_EQ(gridlock_text(run, calendar), "");
  for (int i = 0; i < 7; ++i) {
    run.gridlocks.push_back(
        {.replication = i < 3 ? 0U : 2U, .since = SimTime(std::chrono::hours(i)), .circle = "a > b > a"});
  }
  run.gridlocks[1].until = SimTime(std::chrono::hours(30));
  EXPECT_THAT(gridlock_text(run, calendar),
              AllOf(HasSubstr("\nGridlock in 2 of 3 replications\n"
                              "  replication  since (+04:00)    until             each waits for room in the next\n"
                              "  0            2023-09-24 00:00  the end           a > b > a\n"
                              "  0            2023-09-24 01:00  2023-09-25 06:00  a > b > a\n"),
                    HasSubstr("  5 of 7; all are in gridlocks.csv\n")));
}

TEST(ObservationText, ThinsLongSeriesAndSaysSo) {
  results::StoredRun run;
  for (int i = 0; i < 30; ++i) {
    run.observations.push_back(point(i, 1000 * i, 1000 * i + 5));
  }
  run.observations.push_back(point(31, 1, 2, false));
  run.fits = {{.series = "arrivals",
               .points = 30,
               .nmae = 0.012,
               .mape = 0.05,
               .nmae_persistence = 0.02,
               .nmae_proportional = 0.118}};
  const std::string text = observation_text(run, calendar);
  EXPECT_THAT(text, HasSubstr("local time (+04:00)  observed  simulated  error\n"));
  EXPECT_THAT(text, HasSubstr("2023-09-24 00:00            0          5      5\n"));
  EXPECT_THAT(text, HasSubstr("2023-09-25 05:00       29,000     29,005      5\n"));
  EXPECT_THAT(text, HasSubstr("12 of 31 points, 30 of them used; all are in observations.csv\n"));
  EXPECT_THAT(text, HasSubstr("NMAE 1.2 %, MAPE 5.0 %; naive baselines: NMAE 2.0 % if the last rate persists, 11.8 %"));
  EXPECT_EQ(std::ranges::count(text, '\n'), 1 + 1 + 1 + 12 + 1 + 1);
}

TEST(ObservationText, SaysWhenNoPointIsUsed) {
  results::StoredRun run;
  run.observations = {point(1, 5, 5, false)};
  run.fits = {{.series = "arrivals"}};
  EXPECT_THAT(observation_text(run, calendar), HasSubstr("none of its 1 points lies in the run and is used"));
  EXPECT_EQ(observation_text({}, calendar), "");
}

}  // namespace
}  // namespace corridor::cli::result_text_test
