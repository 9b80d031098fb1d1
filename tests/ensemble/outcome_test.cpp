#include "corridor/ensemble/outcome.hpp"

#include <bit>
#include <chrono>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "corridor/base/error.hpp"

namespace corridor::ensemble::outcome_test {
namespace {

using namespace std::chrono_literals;
using statistics::Measure;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> of_all_kinds = {0,
                                          -0.0,
                                          1,
                                          -1,
                                          0.1,
                                          1e300,
                                          -1e300,
                                          5e-324,
                                          4503599627370496.0,
                                          -4503599627370496.0,
                                          4503599627370497.0,
                                          9007199254740993.0,
                                          std::numeric_limits<double>::infinity(),
                                          -std::numeric_limits<double>::infinity(),
                                          nan,
                                          nan,
                                          3,
                                          3,
                                          3};

void expect_same(double a, double b) {
  EXPECT_TRUE((std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b))
      << a << ' ' << b;
}

Outcome a_finished_one(const std::vector<double>& values) {
  Finished finished;
  finished.events = 123'456'789'012;
  finished.result.times = {SimTime(), SimTime(1h), SimTime(90min)};
  finished.result.series = {{.place = "bridge", .measure = Measure{3}, .values = values},
                            {.place = "", .measure = Measure{0}, .values = {}}};
  finished.result.hourly = {{.time = SimTime(2h), .place = "town", .measure = Measure{7}, .value = nan}};
  finished.result.summary = {{.place = "all", .group = "children", .measure = Measure{9}, .value = 0.25},
                             {.place = "all", .group = "", .measure = Measure{140}, .value = -7}};
  finished.result.gridlocks = {{.since = SimTime(1h), .until = std::nullopt, .circle = {"a", "b"}},
                               {.since = SimTime(2h), .until = SimTime(3h), .circle = {"c"}}};
  return {.index = 4'000'000'000, .what = finished};
}

TEST(OutcomeAsBytes, GivesEveryNumberBackToTheLastBit) {
  const Outcome back = outcome_from(to_bytes(a_finished_one(of_all_kinds)));
  EXPECT_EQ(back.index, 4'000'000'000);
  const auto& finished = std::get<Finished>(back.what);
  EXPECT_EQ(finished.events, 123'456'789'012U);
  EXPECT_EQ(finished.result.times, (std::vector<SimTime>{SimTime(), SimTime(1h), SimTime(90min)}));
  ASSERT_EQ(finished.result.series.size(), 2U);
  EXPECT_EQ(finished.result.series[0].place, "bridge");
  EXPECT_EQ(finished.result.series[0].measure, Measure{3});
  ASSERT_EQ(finished.result.series[0].values.size(), of_all_kinds.size());
  for (std::size_t i = 0; i < of_all_kinds.size(); ++i) {
    expect_same(finished.result.series[0].values[i], of_all_kinds[i]);
  }
  EXPECT_TRUE(std::isnan(finished.result.hourly.at(0).value));
  EXPECT_EQ(finished.result.summary.at(0).group, "children");
  EXPECT_EQ(finished.result.summary.at(1).measure, Measure{140});
  EXPECT_EQ(finished.result.summary.at(1).value, -7);
  EXPECT_FALSE(finished.result.gridlocks.at(0).until);
  EXPECT_EQ(finished.result.gridlocks.at(1).until, SimTime(3h));
  EXPECT_EQ(finished.result.gridlocks.at(0).circle, (std::vector<std::string>{"a", "b"}));
}

TEST(OutcomeAsBytes, HoldsForAThousandRandomSeries) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 1000; ++i) {
    std::vector<double> values;
    double value = 0;
    for (int k = 0; k < 50; ++k) {
      const std::uint64_t what = random();
      value = what % 4 == 0   ? std::bit_cast<double>(random())
              : what % 4 == 1 ? static_cast<double>(static_cast<std::int64_t>(random()))
              : what % 4 == 2 ? value
                              : value + static_cast<double>(what % 1000);
      values.push_back(value);
    }
    const Outcome outcome = outcome_from(to_bytes(a_finished_one(values)));
    const auto& back = std::get<Finished>(outcome.what).result.series[0].values;
    ASSERT_EQ(back.size(), values.size());
    for (std::size_t k = 0; k < values.size(); ++k) {
      expect_same(back[k], values[k]);
    }
  }
}

TEST(OutcomeAsBytes, TakesAByteOrTwoForEachChangeOfACount) {
  std::vector<double> counts;
  for (int i = 0; i < 10'000; ++i) {
    counts.push_back(i / 10);
  }
  const std::size_t without = to_bytes(a_finished_one({})).size();
  EXPECT_LE(to_bytes(a_finished_one(counts)).size() - without, 2 * 1000U + 10);
}

TEST(OutcomeAsBytes, SaysWhichCount) {
  EXPECT_TRUE(counts(to_bytes(a_finished_one({}))));
  EXPECT_TRUE(counts(to_bytes({.index = 3, .what = Failed{"a fault"}})));
  EXPECT_FALSE(counts(to_bytes({.index = 3, .what = Unfinished::given_up})));
  EXPECT_EQ(std::get<Failed>(outcome_from(to_bytes({.index = 3, .what = Failed{"a fault"}})).what).reason, "a fault");
  EXPECT_EQ(std::get<Unfinished>(outcome_from(to_bytes({.index = 3, .what = Unfinished::out_of_memory})).what),
            Unfinished::out_of_memory);
}

TEST(OutcomeAsBytes, ThatAreCutOffAreRefused) {
  const std::string bytes = to_bytes(a_finished_one(of_all_kinds));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(static_cast<void>(outcome_from(std::string_view(bytes).substr(0, size))), IoError) << size;
  }
  EXPECT_THROW(static_cast<void>(outcome_from(bytes + '\0')), IoError);
}

}  // namespace
}  // namespace corridor::ensemble::outcome_test
