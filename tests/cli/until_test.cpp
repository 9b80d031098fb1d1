#include "until.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor::cli::until_test {
namespace {

using statistics::Measure;
using testing::HasSubstr;

ensemble::Precision parsed(std::string_view text) {
  return std::get<ensemble::Precision>(parse_until(text));
}
std::string wrong(std::string_view text) {
  return std::get<std::string>(parse_until(text));
}

TEST(Until, TakesAMeasureAPlaceAndAShareOrAWidthInItsUnit) {
  EXPECT_EQ(parsed("time_99_crossed 2 %").measure, Measure::time_99_crossed);
  EXPECT_EQ(parsed("time_99_crossed 2 %").place, "all");
  EXPECT_EQ(parsed("time_99_crossed 2%").half_width, 0.02);
  EXPECT_TRUE(parsed("time_99_crossed 2%").is_relative);
  EXPECT_EQ(parsed("  wait_p95 at  goris/registration 0.5  h").place, "goris/registration");
  EXPECT_EQ(parsed("wait_p95 at goris/registration 0.5 h").half_width, 0.5);
  EXPECT_FALSE(parsed("wait_p95 at goris/registration 0.5 h").is_relative);
  EXPECT_EQ(parsed("person_hours_queued 100 person h").half_width, 100);
}

TEST(Until, SaysWhatIsWrong) {
  EXPECT_THAT(wrong("time_99_crosed 2 %"), HasSubstr("time_99_crosed is no measure; time_99_crossed is one"));
  EXPECT_THAT(wrong("xyzzy 2 %"), testing::EndsWith("xyzzy is no measure"));
  EXPECT_THAT(wrong("time_99_crossed"), HasSubstr("does not say how well"));
  EXPECT_THAT(wrong("time_99_crossed 2 km"), HasSubstr("`%` or `h`, the unit of time_99_crossed"));
  EXPECT_THAT(wrong("time_99_crossed 0 %"), HasSubstr("a number above 0"));
  EXPECT_THAT(wrong("time_99_crossed -1 h"), HasSubstr("a number above 0"));
  EXPECT_THAT(wrong(""), HasSubstr("does not say how well"));
}

TEST(Until, SaysWhatIsKnown) {
  statistics::Moments known;
  EXPECT_EQ(until_text(parsed("time_99_crossed 2 %"), known),
            "time_99_crossed at all: not known, it applied in 0 replications");
  known.add(99);
  EXPECT_EQ(until_text(parsed("time_99_crossed 2 %"), known),
            "time_99_crossed at all: not known, it applied in 1 replication");
  known.add(101);  // s = sqrt(2), t of 1 degree of freedom 12.706
  EXPECT_EQ(until_text(parsed("time_99_crossed 2 %"), known),
            "time_99_crossed at all: 100 +- 13 h (13 %) after 2 replications");
}

}  // namespace
}  // namespace corridor::cli::until_test
