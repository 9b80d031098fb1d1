#include "corridor/statistics/observation.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::observation_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNan;

scenario::ObservedPoint point(double hour, double value, bool use = true) {
  return {.time = at_hour(hour), .published = at_hour(hour), .use = use, .value = value};
}

scenario::Scenario observing(std::string measure, std::string place, std::vector<scenario::ObservedPoint> points) {
  scenario::Scenario scenario = a_scenario();
  scenario.observations.push_back(
      {.id = "counts", .measure = std::move(measure), .place = std::move(place), .points = std::move(points)});
  return scenario;
}

/// Hourly samples 0, 10, 30, 30, 40 of persons who crossed the bridge, and in hour 1 a travel time of 6.5 h.
RunResult a_run() {
  RunResult run;
  run.times = {at_hour(0), at_hour(1), at_hour(2), at_hour(3), at_hour(4)};
  run.series = {{"all", Measure::crossed_persons, {9, 9, 9, 9, 9}},
                {"bridge", Measure::crossed_persons, {0, 10, 30, 30, 40}},
                {"bridge", Measure::crossed_persons_per_hour, {std::nan(""), 10, 20, 0, 10}}};
  run.hourly = {{at_hour(0), "town", Measure::travel_time_p50, 5}, {at_hour(1), "town", Measure::travel_time_p50, 6.5}};
  return run;
}

TEST(Observation, IsComparedWithTheLineBetweenTwoSamples) {
  const auto scenario = observing("crossed_persons", "bridge", {point(0, 0), point(1.25, 0), point(2, 0), point(4, 0)});
  EXPECT_THAT(simulated_at_observations(scenario, a_run()), ElementsAre(0, 15, 30, 40));
}

TEST(Observation, OutsideTheRunHasNothingToCompareExceptThatACountWasZero) {
  const std::vector<scenario::ObservedPoint> outside = {point(-1, 0), point(5, 0)};
  EXPECT_THAT(simulated_at_observations(observing("crossed_persons", "bridge", outside), a_run()),
              ElementsAre(0, IsNan()));
  EXPECT_THAT(simulated_at_observations(observing("crossed_persons_per_hour", "bridge", outside), a_run()),
              ElementsAre(IsNan(), IsNan()));
}

TEST(Observation, AtASampleNeedsNoOtherSample) {
  const auto scenario = observing("crossed_persons_per_hour", "bridge", {point(0.5, 0), point(1, 0)});
  EXPECT_THAT(simulated_at_observations(scenario, a_run()), ElementsAre(IsNan(), 10));  // the rate at 0 h is empty
}

TEST(Observation, OfATravelTimeIsComparedByItsHourOfDeparture) {
  const auto scenario = observing("travel_time_p50", "town", {point(0.99, 0), point(1, 0), point(1.9, 0), point(3, 0)});
  EXPECT_THAT(simulated_at_observations(scenario, a_run()), ElementsAre(5, 6.5, 6.5, IsNan()));
}

TEST(Observation, StandsBesideTheReplications) {
  const auto scenario = observing("crossed_persons", "bridge", {point(1, 100), point(2, 200, false), point(9, 300)});
  const std::vector<std::vector<double>> replications = {{90, 210, std::nan("")}, {120, 190, std::nan("")}};
  const auto points = compare(scenario, replications);
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].series, "counts");
  EXPECT_EQ(points[0].observed, 100);
  EXPECT_EQ(points[0].mean, 105);
  EXPECT_EQ(points[0].p05, 90);
  EXPECT_EQ(points[0].p95, 120);
  EXPECT_TRUE(points[0].used);
  EXPECT_FALSE(points[1].used);  // use = no, and yet compared
  EXPECT_EQ(points[1].mean, 200);
  EXPECT_FALSE(points[2].used);
  EXPECT_THAT(points[2].mean, IsNan());
}

TEST(Observation, IsFittedBesideTwoNaiveBaselines) {
  // Observed 100, 300, 400 at 1, 2, 4 h; simulated 110, 270, 400.
  const auto scenario = observing("crossed_persons", "bridge", {point(1, 100), point(2, 300), point(4, 400)});
  const std::vector<std::vector<double>> replications = {{110, 270, 400}};
  const auto fits = fit(scenario, compare(scenario, replications));
  ASSERT_EQ(fits.size(), 1U);
  EXPECT_EQ(fits[0].points, 3U);
  EXPECT_NEAR(fits[0].nmae, (10 + 30 + 0) / 3.0 / 400, 1e-12);
  EXPECT_NEAR(fits[0].mape, (10 / 100.0 + 30 / 300.0 + 0) / 3, 1e-12);
  // Persisting rates: 0 at first, then 100 /h from 100, then 200 /h from 300: 0, 200, 700.
  EXPECT_NEAR(fits[0].nmae_persistence, (100 + 100 + 300) / 3.0 / 400, 1e-12);
  // The straight line from 0 to 400 at 4 h: 100, 200, 400.
  EXPECT_NEAR(fits[0].nmae_proportional, (0 + 100 + 0) / 3.0 / 400, 1e-12);
}

TEST(Observation, LeavesUnusedPointsOutOfTheFit) {
  const auto scenario = observing("crossed_persons", "bridge", {point(1, 100), point(2, 999, false)});
  const auto fits = fit(scenario, compare(scenario, std::vector<std::vector<double>>{{100, 0}}));
  EXPECT_EQ(fits[0].points, 1U);
  EXPECT_EQ(fits[0].nmae, 0);
}

TEST(Observation, WithoutAUsedPointHasNoFit) {
  const auto scenario = observing("crossed_persons", "bridge", {point(9, 100)});
  const auto fits = fit(scenario, compare(scenario, std::vector<std::vector<double>>{{std::nan("")}}));
  EXPECT_EQ(fits[0].points, 0U);
  EXPECT_THAT(fits[0].nmae, IsNan());
  EXPECT_THAT(fits[0].nmae_persistence, IsNan());
}

TEST(ObservationCheck, AcceptsWhatTheScenarioProduces) {
  EXPECT_THAT(check(observing("crossed_persons", "bridge", {})), IsEmpty());
  EXPECT_THAT(check(observing("travel_time_p50", "town", {})), IsEmpty());
  EXPECT_THAT(check(observing("arrived_persons", "camp", {})), IsEmpty());
}

TEST(ObservationCheck, NamesTheNearestMeasureAndPlace) {
  const auto measure = check(observing("crosed_persons", "bridge", {}));
  ASSERT_EQ(measure.size(), 1U);
  EXPECT_EQ(measure[0].code, "E0701");
  EXPECT_EQ(measure[0].message, "unknown measure `crosed_persons` in observation `counts`");
  EXPECT_EQ(measure[0].nearest, "crossed_persons");
  const auto place = check(observing("crossed_persons", "brigde", {}));
  ASSERT_EQ(place.size(), 1U);
  EXPECT_EQ(place[0].code, "E0703");
  EXPECT_EQ(place[0].expected, "one of `all`, `bridge`");
  EXPECT_EQ(place[0].nearest, "bridge");
}

TEST(ObservationCheck, RefusesFiguresOfAWholeRunAndPlacesWithoutTheMeasure) {
  const auto summary = check(observing("utilisation", "hub/desk", {}));
  ASSERT_EQ(summary.size(), 1U);
  EXPECT_EQ(summary[0].code, "E0702");
  const auto place = check(observing("registered_persons", "bridge", {}));
  ASSERT_EQ(place.size(), 1U);
  EXPECT_EQ(place[0].code, "E0704");
  EXPECT_EQ(place[0].expected, "one of `all`, `hub`");
}

TEST(ObservationCheck, PlacesEachErrorWhereItsWordIsWritten) {
  scenario::Scenario scenario = observing("crosed_persons", "bridge", {});
  scenario.observations[0].measure_written_at.line = 4;
  scenario.observations[0].place_written_at.line = 5;
  EXPECT_EQ(check(scenario)[0].place.line, 4);
  scenario.observations[0].measure = "crossed_persons";
  scenario.observations[0].place = "brigde";
  EXPECT_EQ(check(scenario)[0].place.line, 5);
}

TEST(ObservationCheck, ReportsEveryObservationAtOnce) {
  scenario::Scenario scenario = observing("nonsense", "bridge", {});
  scenario.observations.push_back({.id = "more", .measure = "crossed_persons", .place = "nowhere", .points = {}});
  const auto diagnostics = check(scenario);
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].nearest, "");
  EXPECT_EQ(diagnostics[1].code, "E0703");
}

}  // namespace
}  // namespace corridor::statistics::observation_test
