#include "text.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace corridor::cli::text_test {
namespace {

TEST(Text, GroupsDigitsByThree) {
  EXPECT_EQ(with_separators(0), "0");
  EXPECT_EQ(with_separators(999), "999");
  EXPECT_EQ(with_separators(1000), "1,000");
  EXPECT_EQ(with_separators(-1234567.84, 1), "-1,234,567.8");
  EXPECT_EQ(with_separators(100632.5), "100,632");
  EXPECT_EQ(with_separators(-0.01, 1), "0.0");
  EXPECT_EQ(with_separators(std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(Text, SaysLocalTimeToTheMinute) {
  const Calendar calendar(*parse_local_time("2023-09-24T00:00:00+04:00"));
  EXPECT_EQ(local_minute(calendar, SimTime(std::chrono::minutes(61))), "2023-09-24 01:01");
  EXPECT_EQ(utc_offset(calendar), "+04:00");
}

TEST(Text, RoundsDurations) {
  EXPECT_EQ(rough_duration(0.2), "0 s");
  EXPECT_EQ(rough_duration(99), "99 s");
  EXPECT_EQ(rough_duration(600), "10 min");
  EXPECT_EQ(rough_duration(7200), "2 h 0 min");
}

TEST(Text, QuotesWordsForAShell) {
  EXPECT_EQ(shell_word("scenarios/minimal"), "scenarios/minimal");
  EXPECT_EQ(shell_word("a.b=95 s"), "'a.b=95 s'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
}

TEST(Text, AlignsColumnsByCharactersNotBytes) {
  EXPECT_EQ(columns({{"a", "1"}, {"Գորիս", "100"}, {"bc", ""}}, {Align::left, Align::right}),
            "  a        1\n"
            "  Գորիս  100\n"
            "  bc\n");
}

}  // namespace
}  // namespace corridor::cli::text_test
