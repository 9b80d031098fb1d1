#include "quantity.hpp"

#include <algorithm>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario::quantity_test {
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

/// A number beyond the largest has the form of a number and is none.
bool has_long_exponent(const std::string& text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  return std::count_if(text.begin() + static_cast<std::ptrdiff_t>(e), text.end(),
                       [](char c) { return c >= '0' && c <= '9'; }) > 2;
}

/// Texts of the characters that quantities are made of, from nearly right to nonsense.
std::string random_text(std::minstd_rand& draw) {
  const std::vector<std::string> pieces = {"0", "7",  "12", "_", ".",   "-",    "+", "e",  "E",    " ", "\t", ",",
                                           "s", "ms", "h",  "m", "min", "km/h", "%", "/h", "/min", "d", "x"};
  std::string text = draw() % 2 == 0 ? "1" : "";
  for (auto n = draw() % 6; n > 0; --n) {
    text += pieces[draw() % pieces.size()];
  }
  return text;
}

TEST(Quantity, PatternMatchesExactlyTheTextsThatAreRead) {
  std::minstd_rand draw(20240301);
  for (const Dimension dimension :
       {Dimension::time, Dimension::length, Dimension::speed, Dimension::share, Dimension::rate}) {
    const std::regex any(quantity_pattern(dimension, true));
    const std::regex not_negative(quantity_pattern(dimension, false));
    int read = 0;
    for (int i = 0; i < 20'000; ++i) {
      const std::string text = random_text(draw);
      if (has_long_exponent(text)) {
        continue;
      }
      TextFinding wrong;
      const bool is_read = parse_quantity(text, dimension, wrong).has_value();
      ASSERT_EQ(std::regex_match(text, any), is_read) << text;
      const bool has_minus = text.find('-') == text.find_first_not_of(" \t") && text.find('-') != std::string::npos;
      ASSERT_EQ(std::regex_match(text, not_negative), is_read && !has_minus) << text;
      read += is_read ? 1 : 0;
    }
    EXPECT_GT(read, 100) << "the texts are worth trying";
  }
}

}  // namespace
}  // namespace corridor::scenario::quantity_test
