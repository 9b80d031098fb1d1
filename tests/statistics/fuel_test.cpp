// Facts of fuel and of vehicles that run dry, by hand -> what RunStatistics makes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::fuel_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNan;

TEST(FuelPoints, HaveAStockAndCountWhatTheyGive) {
  const scenario::Scenario scenario = with_fuel();
  RunStatistics statistics(scenario);
  statistics.on(record::FuelStockChanged{at_hour(0), documents, litres(100)});
  statistics.on(record::SampleTaken{at_hour(0)});
  statistics.on(record::FuelStockChanged{at_hour(0.5), documents, litres(70)});
  statistics.on(record::SampleTaken{at_hour(1)});
  statistics.on(record::FuelGiven{at_hour(1.5), VehicleId(0), documents, litres(30)});
  statistics.on(record::FuelStockChanged{at_hour(1.5), documents, std::nullopt});
  statistics.on(record::SampleTaken{at_hour(2)});
  const RunResult result = statistics.finish();

  EXPECT_THAT(values_of(result, "bridge/documents", Measure::fuel_stock), ElementsAre(100, 70, IsNan()));
  EXPECT_THAT(values_of(result, "bridge/documents", Measure::fuel_given), ElementsAre(0, 0, 30));
  EXPECT_THAT(values_of(result, "all", Measure::fuel_given), ElementsAre(0, 0, 30));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::fuel_stock), IsEmpty());
}

TEST(WaitingForFuel, IsFromTheDepartureInstantUntilTheVehicleSetsOut) {
  const scenario::Scenario scenario = with_fuel();
  RunStatistics statistics(scenario);
  statistics.on(formed(0, 4));
  statistics.on(formed(1, 3));
  statistics.on(record::FuelSought{at_hour(0.5), VehicleId(0), town, hub, 4});
  statistics.on(record::VehicleDeparted{at_hour(0.6), VehicleId(1), town, 3});
  statistics.on(record::SampleTaken{at_hour(1)});
  statistics.on(record::VehicleDeparted{at_hour(1.5), VehicleId(0), town, 4});
  statistics.on(record::SampleTaken{at_hour(2)});
  const RunResult result = statistics.finish();

  EXPECT_THAT(values_of(result, "town", Measure::waiting_for_fuel_persons), ElementsAre(4, 0));
  EXPECT_THAT(values_of(result, "all", Measure::waiting_for_fuel_persons), ElementsAre(4, 0));
}

TEST(StalledVehicles, StandUntilTheyRejoinOrAreAbandoned) {
  const scenario::Scenario scenario = with_fuel();
  RunStatistics statistics(scenario);
  for (std::uint32_t v = 0; v < 3; ++v) {
    statistics.on(appeared(v, 4));
    statistics.on(
        record::VehicleFormed{at_hour(0), VehicleId(v), town, VehicleClassId(0), PartyId(v), {.persons = 4}, 1});
    statistics.on(record::PartyBoarded{at_hour(0), PartyId(v), VehicleId(v), 4});
    statistics.on(record::VehicleDeparted{at_hour(0), VehicleId(v), town, 4});
    statistics.on(record::LinkEntered{at_hour(0), VehicleId(v), road, 4});
  }
  statistics.on(record::VehicleStalled{at_hour(0.5), VehicleId(0), road, metres(100), 4});
  statistics.on(record::VehicleStalled{at_hour(0.5), VehicleId(1), road, metres(100), 4});
  statistics.on(record::SampleTaken{at_hour(1)});
  statistics.on(record::VehicleRejoined{at_hour(1.5), VehicleId(0), road, 4});
  statistics.on(record::LinkLeft{at_hour(1.75), VehicleId(2), road, 4, at_hour(0), at_hour(1.25) - at_hour(0)});
  statistics.on(record::PartyTakenOn{at_hour(1.75), PartyId(1), VehicleId(1), VehicleId(2), road, 4});
  statistics.on(record::VehicleAbandoned{at_hour(1.75), VehicleId(1), road});
  statistics.on(record::SampleTaken{at_hour(2)});
  const RunResult result = statistics.finish();

  for (const std::string_view place : {"road", "all"}) {
    EXPECT_THAT(values_of(result, place, Measure::stalled_vehicles), ElementsAre(2, 0));
    EXPECT_THAT(values_of(result, place, Measure::stalled_persons), ElementsAre(8, 0));
    EXPECT_THAT(values_of(result, place, Measure::stalls), ElementsAre(2, 2));
    EXPECT_THAT(values_of(result, place, Measure::abandoned_vehicles), ElementsAre(0, 1));
    EXPECT_EQ(summary_of(result, place, Measure::max_stalled_vehicles), 2);
    EXPECT_NEAR(summary_of(result, place, Measure::person_hours_stalled), 4 * 1 + 4 * 1.25, 1e-9);
  }
  EXPECT_THAT(values_of(result, "bypass", Measure::stalls), ElementsAre(0, 0));
}

TEST(FuelMeasures, AreThereOnlyWhereThereIsFuel) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  statistics.on(record::SampleTaken{at_hour(1)});
  const RunResult result = statistics.finish();

  for (const Measure measure : {Measure::fuel_stock, Measure::fuel_given, Measure::stalled_vehicles, Measure::stalls,
                                Measure::waiting_for_fuel_persons}) {
    EXPECT_EQ(find_series(result, "all", measure), nullptr);
  }
  EXPECT_EQ(summary_of(result, "all", Measure::max_stalled_vehicles), -1);
}

}  // namespace
}  // namespace corridor::statistics::fuel_test
