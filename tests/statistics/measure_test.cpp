#include "corridor/statistics/measure.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::measure_test {
namespace {

TEST(Catalogue, FindsEachMeasureByItsName) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < catalogue().size(); ++i) {
    const MeasureInfo& entry = catalogue()[i];
    EXPECT_EQ(measure_named(entry.name), static_cast<Measure>(i));
    EXPECT_EQ(&info(static_cast<Measure>(i)), &entry);
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Measure::count));
  EXPECT_EQ(measure_named("crossed_person"), std::nullopt);
  EXPECT_THROW((void)info(Measure::count), ContractViolation);
}

TEST(Catalogue, GivesEveryMeasureAUnitAndALineOfMeaning) {
  for (const MeasureInfo& entry : catalogue()) {
    EXPECT_FALSE(entry.unit.empty()) << entry.name;
    EXPECT_GT(entry.meaning.size(), 10U) << entry.name;
    EXPECT_EQ(entry.meaning.find('\n'), std::string_view::npos) << entry.name;
  }
}

TEST(Catalogue, EveryMeasureIsMadeByARunInTheTableOfItsKind) {
  scenario::Scenario scenario = test_support::with_fuel();
  scenario.origins[0].call_up = scenario::CallUp{SimTime{}, {}, 1};
  for (std::size_t i = 0; i < outcome_count; ++i) {
    scenario.incidents.emplace_back();
    scenario.incidents.back().outcome = static_cast<Outcome>(i);
  }
  scenario.stages.push_back(scenario.stages.back());
  scenario.stages.back().kind = scenario::Transport{};
  scenario.origins.front().without_vehicle = scenario::Walks{};
  scenario.needs = scenario::Needs{litres(15), 3, 3.5, 20, 1};
  scenario.sites[1].has = {litres(100), 20, 30, 1, 10};
  scenario.stocks.push_back({"meals", "hub/meals", test_support::hub, goods(10), Goods(0)});
  RunStatistics statistics(scenario);
  statistics.on(record::GridlockFound{SimTime{}, GridlockId(0), 2});
  const RunResult result = statistics.finish();
  std::set<Measure> over_time;
  std::set<Measure> by_hour;
  std::set<Measure> summary;
  for (const Series& s : result.series) over_time.insert(s.measure);
  for (const HourlyValue& h : result.hourly) by_hour.insert(h.measure);
  for (const SummaryValue& s : result.summary) summary.insert(s.measure);
  for (std::size_t i = 0; i < catalogue().size(); ++i) {
    const auto measure = static_cast<Measure>(i);
    const MeasureKind kind = info(measure).kind;
    EXPECT_EQ(over_time.contains(measure), kind != MeasureKind::summary && kind != MeasureKind::by_departure_hour)
        << info(measure).name;
    EXPECT_EQ(by_hour.contains(measure), kind == MeasureKind::by_departure_hour) << info(measure).name;
    if (kind == MeasureKind::summary) {
      EXPECT_TRUE(summary.contains(measure)) << info(measure).name;
    }
  }
}

TEST(Catalogue, IsThePageOfMeasures) {
  std::ifstream file(CORRIDOR_SOURCE_DIR "/docs/measures.md");
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};

  const std::string block = "<!-- measures -->\n" + measure_markdown() + "<!-- end -->";
  EXPECT_NE(page.find(block), std::string::npos) << "run tools/update_docs; docs/measures.md should have:\n" << block;
}

}  // namespace
}  // namespace corridor::statistics::measure_test
