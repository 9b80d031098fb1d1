#include "corridor/forecast/members.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/forecast/forecast.hpp"
#include "corridor/forecast/verification.hpp"

#include "scenario/scenario_files.hpp"

namespace corridor::forecast::members_test {
namespace {

using namespace std::chrono_literals;
using scenario::ForecastFile;
using scenario::PriorFamily;
using scenario::testing::ScenarioFiles;

const std::string past_counts =
    "time_local,persons,published_local,time_sd_h,use\n"
    "2024-03-01T07:00:00+02:00,60,,0.05,yes\n"
    "2024-03-01T08:00:00+02:00,150,,0.05,yes\n"
    "2024-03-01T09:00:00+02:00,240,,0.05,yes\n";

/// A gate of unknown rate before a village of about 600 people, counted until 09:00.
ForecastFile priors() {
  ForecastFile file;
  file.name = "forecast.toml";
  file.leavers = "leavers";
  file.most_leavers = 1'000;
  file.stand_ins = {{.id = "leavers",
                     .prior = {.family = PriorFamily::beta, .first = 2, .second = 2, .low = 300, .high = 1'000},
                     .sets = {{.path = "origin.village.population", .is_whole = true}},
                     .source = "a test"}};
  file.rate = {.stage = "gate/documents",
               .series = "arrivals",
               .opens = *parse_local_time("2024-03-01T06:00:00+02:00"),
               .servers = 2,
               .vehicles_per_hour = {.family = PriorFamily::lognormal, .first = 40, .second = 0.4},
               .persons_per_vehicle = {.family = PriorFamily::normal, .first = 2.3, .second = 0.05},
               .night = {.family = PriorFamily::normal, .first = 0.8, .second = 0.01},
               .wander_sd = {.family = PriorFamily::half_normal, .first = 0.05},
               .wander_hours = {.family = PriorFamily::lognormal, .first = 8, .second = 0.5},
               .jumps = {{.until = {}, .per_day = 0.5, .mean = 0, .sd = 0.3}},
               .source = "a test"};
  file.kept = {{.paths = {"people", "origin", "site"}, .reason = "a test"}};
  file.errors = {{.series = "arrivals", .plus = 5, .share = 0.1, .correlation_hours = 6}};
  return file;
}

Members members_of(const ScenarioFiles& files, std::uint32_t count = 12, Duration horizon = 12h) {
  static_cast<void>(files.read());
  const LocalTime as_of = *parse_local_time("2024-03-01T09:30:00+02:00");
  const ForecastFile file = priors();
  return Members(
      {.scenario = files.folder(), .sets = {}, .as_of = as_of, .horizon = horizon, .members = count, .seed = 3}, file,
      information_set(files.folder(), {}, file, as_of));
}

std::vector<std::string> outcomes_of(const Members& members) {
  std::vector<std::string> bytes;
  for (std::uint32_t i = 0; i < members.request().members; ++i) {
    bytes.push_back(ensemble::to_bytes(members.run(i, foreseen_in(members.information()))));
  }
  return bytes;
}

std::vector<ensemble::Outcome> runs_of(const Members& members) {
  std::vector<ensemble::Outcome> runs;
  for (const std::string& bytes : outcomes_of(members)) {
    runs.push_back(ensemble::outcome_from(bytes));
  }
  return runs;
}

TEST(Members, NothingThatTheFilesSayOfLaterChangesThem) {
  ScenarioFiles past;
  past.write("observed/arrivals.csv", past_counts)
      .replace("reason = \"a second shift\"", "known_from = 2024-03-02T00:00:00+02:00");
  const auto without = outcomes_of(members_of(past));

  // Another future: other counts, another second shift, twice, and another number of people.
  ScenarioFiles other;
  other.write("observed/arrivals.csv", past_counts + "2024-03-01T12:00:00+02:00,2900,,0.05,yes\n")
      .replace("to     = 4\nreason = \"a second shift\"", "to = 40\nknown_from = 2024-03-02T00:00:00+02:00")
      .replace("population  = 600", "population = 99_000")
      .append(
          "\n[[change]]\nat = 2024-03-01T17:00:00+02:00\nset = \"site.gate.documents.service.mean\"\nto = \"1 s\"\n");
  EXPECT_EQ(outcomes_of(members_of(other)), without);
}

TEST(Members, AreThoseOfALongerHorizonUpToTheEndOfAShorterOne) {
  // The second shift, at noon, and an incident of the afternoon lie behind the shorter one.
  ScenarioFiles files;
  files.write("observed/arrivals.csv", past_counts);
  const auto shorter = runs_of(members_of(files, 4, 1h));
  const auto longer = runs_of(members_of(files, 4));
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    const auto& a = std::get<ensemble::Finished>(shorter[i].what).result;
    const auto& b = std::get<ensemble::Finished>(longer[i].what).result;
    ASSERT_LT(a.times.size(), b.times.size());
    ASSERT_FALSE(a.series.empty());
    for (std::size_t s = 0; s < a.series.size(); ++s) {
      EXPECT_THAT(a.series[s].values,
                  testing::ElementsAreArray(b.series[s].values.begin(),
                                            b.series[s].values.begin() + static_cast<std::ptrdiff_t>(a.times.size())));
    }
  }
}

TEST(Members, DrawNumbersThatDependOnTheSeedAndTheirOwnIndexOnly) {
  ScenarioFiles files;
  files.write("observed/arrivals.csv", past_counts);
  const Members few = members_of(files, 5);
  const Members many = members_of(files, 12);
  EXPECT_EQ(few.drawn(4), many.drawn(4));
  EXPECT_NE(many.drawn(4), many.drawn(5));
}

TEST(Members, AreWithoutCountsAnErrorThatSaysSo) {
  ScenarioFiles files;
  files.write("observed/arrivals.csv",
              "time_local,persons,published_local,time_sd_h,use\n2024-03-01T12:00:00+02:00,60,,0.05,yes\n");
  try {
    static_cast<void>(members_of(files));
    FAIL() << "nothing was counted";
  } catch (const ScenarioError& error) {
    ASSERT_EQ(error.diagnostics().size(), 1U);
    EXPECT_EQ(error.diagnostics()[0].code, "E1002");
  }
}

TEST(Forecast, BeginsAtTheLastCountAndEndsWithinThePriorOfLeavers) {
  ScenarioFiles files;
  files.write("observed/arrivals.csv", past_counts);
  const Members members = members_of(files, 40);
  const auto runs = runs_of(members);
  const Forecast forecast = combined(members, foreseen_in(members.information()), runs);
  const ForeseenSeries* arrivals = forecast.find("arrivals");
  ASSERT_NE(arrivals, nullptr);

  // Half an hour after 240, at about 90 persons an hour.
  const auto now = forecast.at(*arrivals, members.as_of());
  EXPECT_NEAR(now->quantile(0.5), 240 + 45, 45);
  EXPECT_GE(forecast.at(*arrivals, members.end())->quantile(0.5), now->quantile(0.5));
  EXPECT_LE(forecast.at(*arrivals, members.end())->quantile(1), 1'000 + 60);
  EXPECT_GT(forecast.effective, 5);
  ASSERT_EQ(forecast.crossing.size(), 2U);
  for (std::size_t run = 0; run < forecast.members.size(); ++run) {
    EXPECT_LE(forecast.crossing[0].times[run], forecast.crossing[1].times[run]);
  }
}

TEST(Forecast, WeighsMoreWhatAgreesWithTheCounts) {
  ScenarioFiles files;
  files.write("observed/arrivals.csv", past_counts);
  const Members members = members_of(files, 2);
  auto runs = runs_of(members);
  // The second run comes to half of what was counted.
  auto& finished = std::get<ensemble::Finished>(runs[1].what);
  for (statistics::Series& series : finished.result.series) {
    for (double& value : series.values) {
      value = series.measure == statistics::Measure::crossed_persons ? value / 2 : value;
    }
  }
  const Forecast forecast = combined(members, foreseen_in(members.information()), runs);
  EXPECT_GT(forecast.weights[0], forecast.weights[1]);
}

TEST(Forecast, CountsNoRunInWhichFewerPeopleExistThanWereCounted) {
  ScenarioFiles files;
  files.write("observed/arrivals.csv", past_counts);
  const Members members = members_of(files, 2);
  auto runs = runs_of(members);
  const auto odds = [&] {
    const Forecast forecast = combined(members, foreseen_in(members.information()), runs);
    return forecast.weights[1] / forecast.weights[0];
  };
  const double before = odds();
  std::get<ensemble::Finished>(runs[1].what).result.summary.at(0).value = 210;
  // The last count is 240, exact to 5 and to 0.05 h x 90 /h.
  const double variance = 5 * 5 + 4.5 * 4.5;
  EXPECT_NEAR(std::log(odds() / before), -30.0 * 30 / (2 * variance), 1e-6);
}

TEST(Verification, LooksAtLaterCountsOnlyAndSetsBaselinesBesideThem) {
  ScenarioFiles files;
  files.write("observed/arrivals.csv", past_counts + "2024-03-01T12:00:00+02:00,450,,0.05,yes\n" +
                                           "2024-03-01T15:00:00+02:00,480,,0.05,no\n" +
                                           "2024-03-01T20:00:00+02:00,560,,0.05,yes\n");
  const Members members = members_of(files, 20);
  const Forecast forecast = combined(members, foreseen_in(members.information()), runs_of(members));
  const auto list = verified(forecast, members, files.read());
  ASSERT_EQ(list.size(), 1U);
  ASSERT_EQ(list[0].counts.size(), 2U);
  // 90 persons an hour from 240 at 09:00 on, up to the bound of 1,000.
  EXPECT_NEAR(list[0].counts[0].last_rate, 240 + 3 * 90 - 450, 1e-6);
  EXPECT_NEAR(list[0].last_rate, (60.0 + 440.0) / 2, 1e-6);
  EXPECT_GE(list[0].counts[0].pit, 0);
  EXPECT_LE(list[0].counts[0].pit, 1);
  EXPECT_EQ(list[0].leads.size(), 0U) << "12 h later nothing was counted any more";
}

}  // namespace
}  // namespace corridor::forecast::members_test
