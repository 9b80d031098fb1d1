// Little's law and the conservation of flow at every stage of every scenario in `scenarios/`: what is measured over
// time against what each unit lived.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/scenario/reader.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::scenarios_flow_test {
namespace {

using test::Visit;

std::vector<std::filesystem::path> scenarios() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(CORRIDOR_SOURCE_DIR "/scenarios")) {
    if (std::filesystem::exists(entry.path() / "scenario.toml")) {
      found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

class Scenario : public testing::TestWithParam<std::filesystem::path> {};

/// `mean_waiting` of the stage, in units x hours.
double measured(const statistics::RunResult& result, const std::string& place, double hours) {
  const auto found = std::ranges::find_if(result.summary, [&](const auto& value) {
    return value.measure == statistics::Measure::mean_waiting && value.place == place && value.group.empty();
  });
  return found == result.summary.end() ? 0 : found->value * hours;
}

TEST_P(Scenario, ObeysLittlesLawAndLosesNobodyAtAnyStage) {
  const auto scenario = scenario::read(GetParam());
  statistics::RunStatistics statistics(scenario);
  test::VisitRecorder recorder;
  test::simulate(scenario, {&statistics, &recorder}, {scenario.seed, 0});
  const auto result = statistics.finish();

  for (std::size_t i = 0; i < scenario.stages.size(); ++i) {
    const scenario::Stage& stage = scenario.stages[i];
    const auto& levels = recorder.levels(StageId(i));
    double waited_hours = 0;
    std::int64_t inside = 0;
    for (const Visit& v : recorder.visits(StageId(i))) {
      const SimTime end = std::min({v.began, v.reneged, v.left, scenario.end});
      waited_hours += to_hours(end - v.joined) * (stage.unit == scenario::UnitKind::person ? v.unit.persons : 1);
      inside += v.left == never && v.reneged == never ? 1 : 0;
    }
    if (!std::holds_alternative<scenario::Delay>(stage.kind)) {
      const double hours = to_hours(scenario.end - SimTime{});
      EXPECT_NEAR(measured(result, stage.place, hours), waited_hours, 1e-9 * (1 + waited_hours)) << stage.place;
    }
    EXPECT_EQ(levels.in_line.now() + levels.in_service.now(), inside) << stage.place;
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, Scenario, testing::ValuesIn(scenarios()), [](const auto& tested) {
  std::string name = tested.param.filename().string();
  std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
  return name;
});

}  // namespace
}  // namespace corridor::scenarios_flow_test
