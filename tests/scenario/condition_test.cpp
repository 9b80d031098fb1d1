#include "corridor/scenario/condition.hpp"

#include <string>

#include <gtest/gtest.h>

namespace corridor::scenario::condition_test {
namespace {

AttributeValues a_party_of_four() {
  AttributeValues values{};
  values[static_cast<std::size_t>(Attribute::size)] = 4;
  values[static_cast<std::size_t>(Attribute::children)] = 2;
  values[static_cast<std::size_t>(Attribute::has_vehicle)] = 1;
  values[static_cast<std::size_t>(Attribute::hour)] = 22.5;
  return values;
}

bool holds(const std::string& text) {
  Condition::Error error;
  const auto condition = Condition::parse(text, error);
  EXPECT_TRUE(condition.has_value()) << text << ": " << error.message;
  return condition && condition->holds(a_party_of_four());
}

Condition::Error error_in(const std::string& text) {
  Condition::Error error;
  EXPECT_FALSE(Condition::parse(text, error).has_value()) << text;
  return error;
}

TEST(Condition, WithoutTextAlwaysHolds) {
  EXPECT_TRUE(Condition().is_always());
  EXPECT_TRUE(Condition().holds({}));
}

TEST(Condition, ComparesAttributesAndNumbers) {
  for (const char* text :
       {"size == 4", "size >= 4", "size <= 4", "size != 3", "size > 3.5", "children < size", "4 == size"}) {
    EXPECT_TRUE(holds(text)) << text;
  }
  for (const char* text : {"size > 4", "size < 4", "size != 4", "children == size", "hour<22.5"}) {
    EXPECT_FALSE(holds(text)) << text;
  }
}

TEST(Condition, BareAttributeMeansNotZero) {
  EXPECT_TRUE(holds("has_vehicle"));
  EXPECT_FALSE(holds("needs_accommodation"));
  EXPECT_FALSE(holds("not children"));
}

TEST(Condition, AndBindsTighterThanOrAndNotTightest) {
  EXPECT_TRUE(holds("has_vehicle or has_vehicle and medical"));
  EXPECT_FALSE(holds("(has_vehicle or has_vehicle) and medical"));
  EXPECT_TRUE(holds("not medical and children > 1"));
  EXPECT_FALSE(holds("not (medical or children > 1)"));
  EXPECT_TRUE(holds("not not size"));
}

TEST(Condition, ErrorsStandWhereTheTextGoesWrong) {
  EXPECT_EQ(error_in("size > ").offset, 7U);
  EXPECT_EQ(error_in("size > 3 4").offset, 9U);
  EXPECT_EQ(error_in("(size > 3").offset, 9U);
  EXPECT_EQ(error_in("size = 3").offset, 5U);
  EXPECT_EQ(error_in("size = 3").expected, "`==`");
  EXPECT_EQ(error_in("").offset, 0U);
  EXPECT_EQ(error_in("size > 1.2.3").offset, 7U);
}

TEST(Condition, UnknownAttributeNamesTheNearest) {
  const Condition::Error error = error_in("size > 2 and childern > 0");
  EXPECT_EQ(error.offset, 13U);
  EXPECT_EQ(error.length, 8U);
  EXPECT_EQ(error.nearest, "children");
}

TEST(Condition, NestingIsLimited) {
  EXPECT_TRUE(holds(std::string(64, '(') + "size" + std::string(64, ')')));
  EXPECT_EQ(error_in(std::string(65, '(') + "size" + std::string(65, ')')).message, "this is nested too deep");
  std::string deep = "size";
  for (int i = 0; i < 64; ++i) {
    deep = "1 == 0 or 1 == 1 and (" + deep + ")";
  }
  EXPECT_TRUE(holds(deep));
}

}  // namespace
}  // namespace corridor::scenario::condition_test
