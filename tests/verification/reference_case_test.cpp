// The reference case, scenarios/lachin-2023: everybody accounted for, and the three regimes of the counts.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "corridor/scenario/reader.hpp"
#include "corridor/simulation/simulation.hpp"
#include "corridor/statistics/run_statistics.hpp"

namespace corridor::reference_case_test {
namespace {

class ReferenceCase : public testing::TestWithParam<std::uint32_t> {
 protected:
  static const scenario::Scenario& scenario() {
    static const scenario::Scenario s = scenario::read(CORRIDOR_SOURCE_DIR "/scenarios/lachin-2023");
    return s;
  }

  void SetUp() override {
    const simulation::Model model(scenario());
    statistics::RunStatistics statistics(scenario());
    simulation::run(model, {scenario().seed, GetParam()}, statistics);
    result_ = statistics.finish();
  }

  [[nodiscard]] double at(statistics::Measure measure, const std::string& place, const std::string& local_time) const {
    const SimTime t = scenario().calendar.to_sim_time(*parse_local_time(local_time + ":00+04:00"));
    const auto time = std::find(result_.times.begin(), result_.times.end(), t);
    const auto series = std::find_if(result_.series.begin(), result_.series.end(), [&](const statistics::Series& s) {
      return s.measure == measure && s.place == place;
    });
    EXPECT_NE(time, result_.times.end()) << "no sample at " << local_time;
    EXPECT_NE(series, result_.series.end()) << "no series at " << place;
    return series->values.at(static_cast<std::size_t>(time - result_.times.begin()));
  }
  /// A figure of the whole run, everywhere and for everybody.
  [[nodiscard]] double figure(statistics::Measure measure) const {
    const auto found = std::find_if(result_.summary.begin(), result_.summary.end(), [&](const auto& value) {
      return value.measure == measure && value.place == "all" && value.group.empty();
    });
    EXPECT_NE(found, result_.summary.end());
    return found->value;
  }
  [[nodiscard]] double crossed_per_hour(const std::string& from, const std::string& to, double hours) const {
    const auto crossed = statistics::Measure::crossed_persons;
    return (at(crossed, "hakari", to) - at(crossed, "hakari", from)) / hours;
  }

  statistics::RunResult result_;
};

TEST_P(ReferenceCase, ShowsTheSlowStartThePlateauAndTheCollapse) {
  const double start = crossed_per_hour("2023-09-24T18:00", "2023-09-26T00:00", 30);
  const double plateau = crossed_per_hour("2023-09-26T12:00", "2023-09-29T16:00", 76);
  const double tail = crossed_per_hour("2023-09-29T22:00", "2023-09-30T22:00", 24);

  EXPECT_GT(start, 150);
  EXPECT_LT(start, 400);
  EXPECT_GT(plateau, 850);
  EXPECT_LT(plateau, 1200);
  EXPECT_LT(tail, 200);
}

TEST_P(ReferenceCase, AccountsForAllOfThe100632PeopleAndThe282WhoDied) {
  const double crossed = at(statistics::Measure::crossed_persons, "hakari", "2023-10-06T00:00");

  EXPECT_EQ(figure(statistics::Measure::total_persons), 100'632 + 218 + 64);
  EXPECT_EQ(figure(statistics::Measure::died_persons), 218 + 64);
  EXPECT_EQ(figure(statistics::Measure::injured_persons), 120);
  EXPECT_EQ(figure(statistics::Measure::arrived_persons) + figure(statistics::Measure::present_persons), 100'632);
  EXPECT_LE(crossed, 100'632);
  EXPECT_GE(crossed, 100'632 - 25);  // a party or two may not have left yet: some waited for the last days
}

INSTANTIATE_TEST_SUITE_P(Replications, ReferenceCase, testing::Values(0U, 1U, 5U));

}  // namespace
}  // namespace corridor::reference_case_test
