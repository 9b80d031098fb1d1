#include "corridor/design/points.hpp"

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::design::points_test {
namespace {

using scenario::Experiment;
using scenario::Level;
using scenario::LevelRange;
using Kind = scenario::PointDesign::Kind;
using Texts = std::vector<std::vector<std::string>>;

scenario::Factor desks() {
  return {.path = "site.hall.desk.servers",
          .name = "desks",
          .values = std::vector<Level>{{.text = "4", .value = "4", .number = 4},
                                       {.text = "unlimited", .value = "\"unlimited\""}},
          .place = {}};
}

LevelRange range(double from, double to) {
  LevelRange result;
  result.from = from;
  result.to = to;
  return result;
}

Experiment experiment(Kind kind, std::vector<scenario::Factor> factors) {
  Experiment result;
  result.design.kind = kind;
  result.design.points = 60;
  result.factors = std::move(factors);
  return result;
}

scenario::Factor factor(LevelRange values) {
  return {.path = "x.y", .name = "x", .values = std::move(values), .place = {}};
}

Texts texts(const Experiment& from) {
  Texts result;
  for (const ExperimentPoint& point : points_of(from)) {
    result.emplace_back();
    for (const FactorValue& value : point) {
      result.back().push_back(value.text);
    }
  }
  return result;
}

TEST(PointsOf, AGridAreAllCombinationsTheLastFactorFastest) {
  LevelRange speed = range(30, 60);
  speed.unit = "km/h";
  speed.steps = 3;
  EXPECT_EQ(texts(experiment(Kind::grid, {desks(), factor(speed)})), (Texts{{"4", "30 km/h"},
                                                                            {"4", "45 km/h"},
                                                                            {"4", "60 km/h"},
                                                                            {"unlimited", "30 km/h"},
                                                                            {"unlimited", "45 km/h"},
                                                                            {"unlimited", "60 km/h"}}));
}

TEST(PointsOf, AGridOfEqualRatiosMultiply) {
  LevelRange values = range(1, 16);
  values.scale = LevelRange::Scale::log;
  values.steps = 5;
  const Texts found = texts(experiment(Kind::grid, {factor(values)}));

  ASSERT_EQ(found.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(std::stod(found[i][0]), static_cast<double>(1U << i), 1e-13);
  }
}

TEST(PointsOf, AGridOfWholeNumbersAreWhole) {
  LevelRange values = range(1, 10);
  values.is_whole = true;
  values.steps = 4;
  EXPECT_EQ(texts(experiment(Kind::grid, {factor(values)})), (Texts{{"1"}, {"4"}, {"7"}, {"10"}}));
  values.steps = 3;
  EXPECT_EQ(texts(experiment(Kind::grid, {factor(values)})), (Texts{{"1"}, {"6"}, {"10"}}));
}

TEST(PointsOf, AFactorSayWhatTheCommandLineTakes) {
  LevelRange speed = range(30, 60);
  speed.unit = "km/h";
  speed.steps = 2;
  const std::vector<ExperimentPoint> points = points_of(experiment(Kind::grid, {desks(), factor(speed)}));

  EXPECT_EQ(points[3][0].set, "site.hall.desk.servers=\"unlimited\"");
  EXPECT_EQ(points[3][1].set, "x.y=\"60 km/h\"");
  EXPECT_EQ(points[0][0].set, "site.hall.desk.servers=4");
  EXPECT_EQ(points[0][0].number, 4);
  EXPECT_EQ(points[3][1].number, 60);
  EXPECT_EQ(points[3][1].unit, "km/h");
  EXPECT_EQ(points[3][0].number, std::nullopt);
}

TEST(PointsOf, FillingDesignsGiveEveryLevelAndWholeNumberItsShare) {
  LevelRange whole = range(1, 5);
  whole.is_whole = true;
  for (const Kind kind : {Kind::latin_hypercube, Kind::sobol}) {
    Experiment of = experiment(kind, {desks(), factor(whole)});
    of.design.points = 64;
    std::map<std::string, int> levels;
    std::map<std::string, int> numbers;
    for (const std::vector<std::string>& point : texts(of)) {
      ++levels[point[0]];
      ++numbers[point[1]];
    }
    EXPECT_EQ(levels, (std::map<std::string, int>{{"4", 32}, {"unlimited", 32}}));
    ASSERT_EQ(numbers.size(), 5U);
    for (const auto& [number, times] : numbers) {
      EXPECT_NEAR(times, 12.8, 1) << number;
    }
  }
}

TEST(PointsOf, FillingDesignsStayInTheirRangeWithOnePointInEachCell) {
  LevelRange values = range(2, 200);
  values.scale = LevelRange::Scale::log;
  for (const Kind kind : {Kind::latin_hypercube, Kind::sobol}) {
    Experiment of = experiment(kind, {desks(), factor(values)});
    of.design.points = 64;
    std::set<int> cells;
    for (const std::vector<std::string>& point : texts(of)) {
      const double number = std::stod(point[1]);
      EXPECT_GE(number, 2);
      EXPECT_LE(number, 200);
      cells.insert(static_cast<int>(std::log(number / 2) / std::log(100.0) * 64));
    }
    EXPECT_EQ(cells.size(), 64U);
  }
}

TEST(PointsOf, ADesignFollowItsSeed) {
  Experiment of = experiment(Kind::latin_hypercube, {desks(), factor(range(0, 1))});
  const Texts first = texts(of);
  EXPECT_EQ(texts(of), first);
  of.design.seed = 2;
  EXPECT_NE(texts(of), first);
  of.design.is_centred = true;
  EXPECT_NE(texts(of), first);
}

}  // namespace
}  // namespace corridor::design::points_test
