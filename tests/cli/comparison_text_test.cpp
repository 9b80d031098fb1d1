#include "comparison_text.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor::cli::comparison_text_test {
namespace {

using ensemble::ComparedFigure;
using statistics::Measure;
using testing::HasSubstr;
using testing::Not;

ComparedFigure figure(Measure measure, double base, double difference, double half_width,
                      const std::string& group = "") {
  return {{"all", group, measure},
          {.n = 20,
           .base = base,
           .variant = base + difference,
           .difference = difference,
           .half_width = half_width,
           .share_lower = difference < 0 ? 1.0 : 0.0,
           .variance_ratio = 4}};
}

TEST(ComparisonSentence, SaysWhatPeopleGainWithItsInterval) {
  EXPECT_EQ(comparison_sentence("Six lanes", {figure(Measure::person_hours_queued, 1000, -420, 20)}, 20),
            "Six lanes: people spend 42 % less time in queues on the road (420 person-hours; 95 %: 400 to 440).");
}

TEST(ComparisonSentence, JoinsSeveralFindingsAndSaysWhoGainsAndWhoLoses) {
  const std::string text = comparison_sentence(
      "No buses",
      {figure(Measure::person_hours_queued, 1000, 50, 10), figure(Measure::time_99_crossed, 140, -4, 1.5),
       figure(Measure::crossed_persons, 5000, -1600, 0), figure(Measure::person_hours_queued, 300, -60, 10, "children"),
       figure(Measure::person_hours_waiting, 100, 120, 10, "without_vehicle")},
      20);
  EXPECT_EQ(text,
            "No buses: people spend 5 % more time in queues on the road (50 person-hours; 95 %: 40 to 60), 99 % have "
            "crossed 4.0 h "
            "earlier (95 %: 2.5 to 5.5), and 1,600 fewer people cross (in every run). Less time in queues and lines: "
            "children (-20 %). "
            "More time in queues and lines: people without a vehicle (+120 %).");
}

TEST(ComparisonSentence, SaysThatNothingChanges) {
  EXPECT_EQ(comparison_sentence("A name", {figure(Measure::person_hours_queued, 1000, 0, 0)}, 20),
            "A name: nothing changes, to the last digit of every figure.");
  const double none = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(comparison_sentence("A name", {figure(Measure::person_hours_queued, none, 0, none)}, 20),
              HasSubstr("nothing changes"));
}

TEST(ComparisonSentence, SaysThatNothingCanBeTold) {
  const std::string nothing_told =
      "A name: 20 pairs of runs tell no difference of half a per cent or more in the time that people lose, nor in how "
      "many cross.";
  EXPECT_EQ(comparison_sentence("A name", {figure(Measure::person_hours_queued, 1000, -20, 30)}, 20), nothing_told);
  EXPECT_EQ(comparison_sentence("A name", {figure(Measure::person_hours_queued, 1000, -4, 1)}, 20), nothing_told);
}

TEST(ComparisonSentence, OfWhatWasNothingBeforeNamesNoShare) {
  EXPECT_EQ(comparison_sentence("A name", {figure(Measure::person_hours_queued, 0, 7, 1)}, 20),
            "A name: people spend more time in queues on the road (7 person-hours; 95 %: 6 to 8).");
}

TEST(ComparisonTable, SaysInHowManyPairsTheVariantIsBetter) {
  const std::string table =
      comparison_table({figure(Measure::person_hours_queued, 1000, -420, 20),
                        figure(Measure::crossed_persons, 100, -10, 1), figure(Measure::max_queue_vehicles, 0, 0, 0)});
  EXPECT_THAT(table, HasSubstr("-440 to -400"));
  EXPECT_THAT(table, testing::ContainsRegex("person-hours in queues on the road.* 100 %  4.0 x"));
  EXPECT_THAT(table, testing::ContainsRegex("persons who crossed.* 0 %  4.0 x"));  // fewer is no better there
  EXPECT_THAT(table, Not(HasSubstr("longest queue")));
}

}  // namespace
}  // namespace corridor::cli::comparison_text_test
