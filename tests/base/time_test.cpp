#include "corridor/base/time.hpp"

#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

namespace corridor::time_test {
namespace {

using namespace std::chrono_literals;

TEST(FromSeconds, RoundsToTheNearestMicrosecondHalfUp) {
  EXPECT_EQ(from_seconds(90), 90s);
  EXPECT_EQ(from_seconds(1e-6 * 2.5), Duration(3));
  EXPECT_EQ(from_seconds(-1e-6 * 2.5), Duration(-2));
  EXPECT_EQ(from_seconds(1e-6 * 2.4999), Duration(2));
  EXPECT_EQ(from_seconds(-1e-6 * 0.75), Duration(-1));
}

TEST(FromSeconds, RoundsOnce) {
  const double odd_microseconds = 4'503'599'627.370497;  // 2^52 + 1 us: there is no double half a microsecond above
  ASSERT_EQ(odd_microseconds * 1e6, 4'503'599'627'370'497.0);
  ASSERT_EQ(std::floor(odd_microseconds * 1e6 + 0.5), 4'503'599'627'370'498.0);  // what rounding twice would give
  EXPECT_EQ(from_seconds(odd_microseconds), Duration(4'503'599'627'370'497));
}

TEST(FromSeconds, RefusesWhatNoDurationHolds) {
  EXPECT_EQ(from_seconds(9.1e12).count(), 9'100'000'000'000'000'000);
  EXPECT_THROW(static_cast<void>(from_seconds(9.2e12)), ContractViolation);
  EXPECT_THROW(static_cast<void>(from_seconds(-std::numeric_limits<double>::infinity())), ContractViolation);
  EXPECT_THROW(static_cast<void>(from_seconds(std::nan(""))), ContractViolation);
}

// 1695744000 = 2023-09-26T16:00:00Z (GNU date -d @1695744000).
TEST(ParseLocalTime, ReadsDateTimeAndOffset) {
  const auto t = parse_local_time("2023-09-26T20:00:00+04:00");
  ASSERT_TRUE(t.has_value());
  EXPECT_EQ(t->utc_seconds, 1'695'744'000);
  EXPECT_EQ(t->offset_seconds, 4 * 3600);
  EXPECT_EQ(t->microseconds, 0);
}

TEST(ParseLocalTime, TakesABlankNoSecondsAFractionAndZ) {
  EXPECT_EQ(parse_local_time("2023-09-26 16:00Z")->utc_seconds, 1'695'744'000);
  EXPECT_EQ(parse_local_time("2023-09-26T12:30:01.25-03:30")->utc_seconds, 1'695'744'001);
  EXPECT_EQ(parse_local_time("2023-09-26T12:30:01.25-03:30")->offset_seconds, -12'600);
  EXPECT_EQ(parse_local_time("2023-09-26T12:30:01.25-03:30")->microseconds, 250'000);
  EXPECT_EQ(parse_local_time("1969-12-31T23:59:59.000001Z")->utc_seconds, -1);
  EXPECT_EQ(parse_local_time("1969-12-31T23:59:59.000001Z")->microseconds, 1);
  EXPECT_TRUE(parse_local_time("2024-02-29T00:00Z").has_value());
}

class ParseLocalTimeRefuses : public ::testing::TestWithParam<const char*> {};

TEST_P(ParseLocalTimeRefuses, AnythingElse) {
  EXPECT_FALSE(parse_local_time(GetParam()).has_value()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Texts, ParseLocalTimeRefuses,
                         ::testing::Values("", "2023-09-26", "2023-09-26T20:00:00", "2023-02-29T00:00Z",
                                           "2023-13-01T00:00Z", "2023-00-10T00:00Z", "2023-09-31T00:00Z",
                                           "2023-09-26T24:00Z", "2023-09-26T20:60Z", "2023-09-26T20:00:60Z",
                                           "2023-09-26T20:00:00.Z", "2023-09-26T20:00:00.1234567Z",
                                           "2023-09-26T20:00.5Z", "2023-09-26T20:00:00+24:00",
                                           "2023-09-26T20:00:00+04:60", "2023-09-26T20:00:00+4:00",
                                           "2023-09-26T20:00:00+0400", "2023-09-26T20:00Z ", " 2023-09-26T20:00Z",
                                           "2023-09-26t20:00Z", "2023-09-26T20:00z", "2023-9-26T20:00Z",
                                           "23-09-26T20:00Z", "-023-09-26T20:00Z", "2023-09-26T+2:00Z",
                                           "2023-09-26  20:00Z", "2023-09-26T20:00ZZ"));

Calendar starting(const char* text) {
  return Calendar(parse_local_time(text).value());
}

TEST(Calendar, WritesTheTimeOfTheStartAsTheScenarioDoes) {
  const Calendar calendar = starting("2023-09-24T18:00:00+04:00");
  EXPECT_EQ(calendar.to_iso(SimTime{}), "2023-09-24T18:00:00+04:00");
  EXPECT_EQ(calendar.to_iso(SimTime(50h)), "2023-09-26T20:00:00+04:00");
  EXPECT_EQ(calendar.to_iso(SimTime(-1us)), "2023-09-24T17:59:59.999999+04:00");
  EXPECT_EQ(calendar.to_iso(SimTime(1500ms)), "2023-09-24T18:00:01.5+04:00");
}

TEST(Calendar, CrossesLeapDaysYearsAndWesternOffsets) {
  EXPECT_EQ(starting("2024-02-28T23:00-03:30").to_iso(SimTime(2h)), "2024-02-29T01:00:00-03:30");
  EXPECT_EQ(starting("2023-12-31T23:59:59.75Z").to_iso(SimTime(250ms)), "2024-01-01T00:00:00+00:00");
}

TEST(Calendar, WritesYearsOfFourDigitsOnly) {
  EXPECT_EQ(starting("9999-12-31T23:59Z").to_iso(SimTime(59s)), "9999-12-31T23:59:59+00:00");
  EXPECT_THROW(static_cast<void>(starting("9999-12-31T23:59Z").to_iso(SimTime(60s))), ContractViolation);
  EXPECT_THROW(static_cast<void>(starting("2023-01-01T00:00Z").to_iso(never)), ContractViolation);
}

TEST(Calendar, TurnsLocalTimesOfAnyOffsetIntoTimeSinceTheStart) {
  const Calendar calendar = starting("2023-09-24T18:00:00+04:00");
  EXPECT_EQ(calendar.to_sim_time(*parse_local_time("2023-09-24T18:00:00+04:00")), SimTime{});
  EXPECT_EQ(calendar.to_sim_time(*parse_local_time("2023-09-24T14:00:00.000001Z")), SimTime(1us));
  EXPECT_EQ(calendar.to_sim_time(*parse_local_time("2023-09-24T17:00:00+04:00")), SimTime(-1h));
}

TEST(Calendar, KnowsTheTimeOfDayOnTheLocalClock) {
  const Calendar calendar = starting("2023-09-24T18:00:00+04:00");
  EXPECT_EQ(calendar.time_of_day(SimTime{}), 18h);
  EXPECT_EQ(calendar.time_of_day(SimTime(6h - 1us)), 24h - 1us);
  EXPECT_EQ(calendar.time_of_day(SimTime(6h)), 0h);
  EXPECT_EQ(starting("1969-12-31T01:00Z").time_of_day(SimTime(-2h)), 23h);
}

TEST(DailyWindow, IncludesItsBeginningAndNotItsEnd) {
  const DailyWindow office{8h, 17h};
  EXPECT_FALSE(office.contains(8h - 1us));
  EXPECT_TRUE(office.contains(8h));
  EXPECT_TRUE(office.contains(17h - 1us));
  EXPECT_FALSE(office.contains(17h));
}

TEST(DailyWindow, RunsOverMidnightWhenItEndsBeforeItBegins) {
  const DailyWindow night{22h, 6h};
  EXPECT_TRUE(night.contains(22h));
  EXPECT_TRUE(night.contains(0h));
  EXPECT_FALSE(night.contains(6h));
  EXPECT_FALSE(night.contains(12h));
}

TEST(DailyWindow, IsTheWholeDayWhenItEndsWhereItBegins) {
  EXPECT_TRUE((DailyWindow{7h, 7h}.contains(7h)));
  EXPECT_TRUE((DailyWindow{7h, 7h}.contains(6h)));
  EXPECT_TRUE((DailyWindow{}.contains(12h)));
}

TEST(DailyWindow, NextBeginsOrEndsWithinADay) {
  const DailyWindow night{22h, 6h};
  EXPECT_EQ(night.until_next_edge(0h), 6h);
  EXPECT_EQ(night.until_next_edge(6h - 1us), 1us);
  EXPECT_EQ(night.until_next_edge(6h), 16h) << "an edge that is now is past";
  EXPECT_EQ(night.until_next_edge(22h), 8h);
  EXPECT_EQ(night.until_next_edge(24h - 1us), 6h + 1us);
}

TEST(DailyWindow, ThatEndsAtMidnightHasItsEdgeThere) {
  const DailyWindow evening{18h, 24h};
  EXPECT_EQ(evening.until_next_edge(20h), 4h);
  EXPECT_EQ(evening.until_next_edge(0h), 18h);
  EXPECT_EQ((DailyWindow{7h, 7h}.until_next_edge(7h)), 24h);
}

}  // namespace
}  // namespace corridor::time_test
