#include "csv.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace corridor::results {
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

}  // namespace
}  // namespace corridor::results
