// A town in which every place has an end: `scenarios/what-if/blocked-goris` -> in which order its places fill, and that
// the road behind them fills last. simulate() checks at every fact that nobody is lost and no limit is exceeded.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/scenario/reader.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "support/simulate.hpp"

namespace corridor::full_town_test {
namespace {

using statistics::Measure;

class FullTown : public testing::TestWithParam<std::uint32_t> {
 protected:
  FullTown() {
    const auto scenario = scenario::read(CORRIDOR_SOURCE_DIR "/scenarios/what-if/blocked-goris.toml");
    statistics::RunStatistics statistics(scenario);
    test::simulate(scenario, {&statistics}, {scenario.seed, GetParam()});
    result_ = statistics.finish();
  }

  /// The first sample at which the measure is at least `value`; never: there is none.
  [[nodiscard]] SimTime reached(const std::string& place, Measure measure, double value) const {
    for (const statistics::Series& s : result_.series) {
      if (s.place == place && s.measure == measure) {
        const auto at = std::ranges::find_if(s.values, [&](double v) { return v >= value; });
        return at == s.values.end() ? never : result_.times[static_cast<std::size_t>(at - s.values.begin())];
      }
    }
    return never;
  }

  statistics::RunResult result_;
};

TEST_P(FullTown, FillsFromTheBedsBackToTheBridge) {
  const std::vector<SimTime> chain = {
      reached("goris/goris_beds", Measure::refused_persons, 1),
      reached("goris/housing_desk", Measure::blocked, 4),
      reached("goris/housing_desk", Measure::waiting, 200),
      reached("goris/registration", Measure::waiting, 2500),
      reached("parking/places", Measure::busy_servers, 800),
      reached("tegh__goris", Measure::queue_km, 17.5),
      reached("hakari_bridge__kornidzor", Measure::queue_km, 6.8),
      reached("hakari/documents", Measure::blocked, 4),
  };

  EXPECT_TRUE(std::ranges::is_sorted(chain)) << testing::PrintToString(chain);
  EXPECT_LT(chain.back(), never);
}

TEST_P(FullTown, LeavesVehiclesDryBehindTheBridgeOnceTheParkingIsFull) {
  const SimTime full = reached("parking/places", Measure::busy_servers, 800);

  EXPECT_GT(reached("tegh__goris", Measure::stalled_vehicles, 100), full);
  EXPECT_LT(reached("tegh__goris", Measure::stalled_vehicles, 100), never);
}

INSTANTIATE_TEST_SUITE_P(Replications, FullTown, testing::Values(0, 1));

}  // namespace
}  // namespace corridor::full_town_test
