#include "csv.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace corridor::results::csv_test {
namespace {

std::string number(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

TEST(Csv, QuotesOnlyFieldsWithACommaAQuoteOrALineBreak) {
  CsvLine line;
  EXPECT_EQ(line.text("plain").text("a b;c").text("").end(), "plain,a b;c,\n");
  EXPECT_EQ(line.text("a,b").text("say \"no\"").text("two\nlines").text("\r").end(),
            "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"\r\"\n");
}

TEST(Csv, BeginsANewLineAfterAnEnd) {
  CsvLine line;
  EXPECT_EQ(line.count(1).number(2.5).end(), "1,2.5\n");
  EXPECT_EQ(line.count(18'446'744'073'709'551'615U).end(), "18446744073709551615\n");
}

TEST(Csv, PrintsNumbersInTheShortestFormThatReadsBack) {
  EXPECT_EQ(number(0.1), "0.1");
  EXPECT_EQ(number(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(number(100632), "100632");
  EXPECT_EQ(number(-2.5), "-2.5");
  EXPECT_EQ(number(-3), "-3");
  EXPECT_EQ(number(999999999999999), "999999999999999");
  EXPECT_EQ(number(999999999999999.9), "999999999999999.9");
}

TEST(Csv, PrintsRoundCountsWithoutAnExponent) {
  EXPECT_EQ(number(100000), "100000");
  EXPECT_EQ(number(123456789012345), "123456789012345");
  EXPECT_EQ(number(0.00001), "0.00001");
  EXPECT_EQ(number(1e15), "1e+15");
  EXPECT_EQ(number(1e-6), "1e-06");
}

TEST(Csv, LeavesWhatDoesNotApplyEmptyAndKnowsOneZero) {
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(number(-0.0), "0");
  CsvLine line;
  EXPECT_EQ(line.number(std::numeric_limits<double>::quiet_NaN()).number(1).end(), ",1\n");
}

TEST(Csv, TakesFieldsThatAreReady) {
  CsvLine line;
  const std::string ready(line.text("a,b").text("c").end());
  EXPECT_EQ(line.ready({}).ready("\"a,b\",c").number(1).end(), ",\"a,b\",c,1\n");
  EXPECT_EQ(ready, "\"a,b\",c\n");
}

TEST(Csv, PrintsSecondsWithSixDecimalsExactly) {
  using namespace std::chrono_literals;
  CsvLine line;
  EXPECT_EQ(line.seconds(90s + 1us).seconds(0s).seconds(-1us).seconds(-2s - 500ms).end(),
            "90.000001,0.000000,-0.000001,-2.500000\n");
  // 30,000 years [us], more than a double could hold exactly.
  EXPECT_EQ(line.seconds(Duration(946'080'000'000'000'001)).end(), "946080000000.000001\n");
  EXPECT_EQ(line.instant(SimTime(1s)).instant(std::nullopt).end(), "1.000000,\n");
}

}  // namespace
}  // namespace corridor::results::csv_test
