#include "quantity.hpp"

#include <string>

#include <gtest/gtest.h>

#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario {
namespace {

ErrorCode error_in(const std::string& text, Dimension dimension) {
  TextFinding wrong;
  EXPECT_FALSE(parse_quantity(text, dimension, wrong).has_value()) << text;
  return wrong.finding.code;
}

TEST(Quantity, EachUnitIsReadInTheBaseUnit) {
  TextFinding wrong;
  EXPECT_EQ(parse_quantity("95 s", Dimension::time, wrong), 95.0);
  EXPECT_EQ(parse_quantity("250 ms", Dimension::time, wrong), 0.25);
  EXPECT_EQ(parse_quantity("15 min", Dimension::time, wrong), 900.0);
  EXPECT_EQ(parse_quantity("4h", Dimension::time, wrong), 14400.0);
  EXPECT_EQ(parse_quantity("1.5 d", Dimension::time, wrong), 129600.0);
  EXPECT_EQ(parse_quantity("57 km", Dimension::length, wrong), 57000.0);
  EXPECT_EQ(parse_quantity("10 m/s", Dimension::speed, wrong), 36.0);
  EXPECT_EQ(parse_quantity("270 /h", Dimension::rate, wrong), 270.0);
  EXPECT_EQ(parse_quantity("2 /min", Dimension::rate, wrong), 120.0);
}

TEST(Quantity, PercentageIsTheDoubleNearestToTheShare) {
  TextFinding wrong;
  EXPECT_EQ(parse_quantity("12 %", Dimension::share, wrong), 0.12);
  EXPECT_EQ(parse_quantity("87.9%", Dimension::share, wrong), 0.879);
  EXPECT_EQ(parse_quantity("1_000 %", Dimension::share, wrong), 10.0);
}

TEST(Quantity, EachMistakeHasItsOwnCode) {
  EXPECT_EQ(error_in("95", Dimension::time), ErrorCode::unit_missing);
  EXPECT_EQ(error_in("95 sec", Dimension::time), ErrorCode::unit_unknown);
  EXPECT_EQ(error_in("95 km", Dimension::time), ErrorCode::unit_unknown);
  EXPECT_EQ(error_in("1,5 h", Dimension::time), ErrorCode::decimal_comma);
  EXPECT_EQ(error_in("1.000,5 h", Dimension::time), ErrorCode::decimal_comma);
  EXPECT_EQ(error_in("1 000 h", Dimension::time), ErrorCode::unit_unknown);
  EXPECT_EQ(error_in("soon", Dimension::time), ErrorCode::not_a_number);
  EXPECT_EQ(error_in("", Dimension::time), ErrorCode::not_a_number);
  EXPECT_EQ(error_in("inf s", Dimension::time), ErrorCode::not_a_number);
  EXPECT_EQ(error_in("nan s", Dimension::time), ErrorCode::not_a_number);
  EXPECT_EQ(error_in("1e999 s", Dimension::time), ErrorCode::not_a_number);
}

TEST(Quantity, WrongUnitIsUnderlinedAndTheNearestNamed) {
  TextFinding wrong;
  EXPECT_FALSE(parse_quantity("15 mim", Dimension::time, wrong));
  EXPECT_EQ(wrong.begin, 3U);
  EXPECT_EQ(wrong.length, 3U);
  EXPECT_EQ(wrong.finding.nearest, "min");
  EXPECT_EQ(wrong.finding.expected, "ms, s, min, h, d");
}

TEST(Quantity, NumberWithoutUnitRefusesOne) {
  TextFinding wrong;
  EXPECT_EQ(parse_number("-2.5e2", wrong), -250.0);
  EXPECT_FALSE(parse_number("4 m", wrong));
  EXPECT_EQ(wrong.finding.code, ErrorCode::unit_unexpected);
}

TEST(Quantity, MultiplyingKeepsTheUnit) {
  EXPECT_EQ(multiply_number("48 s", 1.5), "72 s");
  EXPECT_EQ(multiply_number("12.5 %", 2), "25 %");
  EXPECT_EQ(multiply_number("unlimited", 2), std::nullopt);
}

TEST(EditDistance, CountsASwapOfNeighboursAsOne) {
  EXPECT_EQ(edit_distance("servers", "servers"), 0U);
  EXPECT_EQ(edit_distance("server", "servers"), 1U);
  EXPECT_EQ(edit_distance("sevrers", "servers"), 1U);
  EXPECT_EQ(edit_distance("ca", "abc"), 3U);  // restricted: no byte edited twice
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(NearestName, IsTheFirstOfTheClosestOrNone) {
  const std::vector<std::string> names = {"hours", "servers", "service"};
  EXPECT_EQ(nearest_name("server", names), "servers");
  EXPECT_EQ(nearest_name("lanes", names), "");
  EXPECT_EQ(nearest_name("hour", names), "hours");
}

}  // namespace
}  // namespace corridor::scenario
