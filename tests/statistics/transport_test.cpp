// Facts of buses, people on foot and vehicles that drive on, by hand -> what RunStatistics makes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::transport_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;

const LinkId road(0);
const StageId stop(3);

scenario::Scenario with_buses() {
  scenario::Scenario s = a_scenario();
  s.stages[stop.index()].kind = scenario::Transport{};
  s.origins[0].without_vehicle = scenario::Walks{};
  return s;
}

TEST(BusStatistics, CountTripsAndTheShareOfSeatsThatWereUsed) {
  const auto result =
      result_of(with_buses(), {record::BusDeparted{at_hour(0), stop, 0, 0, 30, 40}, record::SampleTaken{at_hour(0)},
                               record::BusDeparted{at_hour(1), stop, 1, 0, 40, 40}, record::SampleTaken{at_hour(1)}});

  EXPECT_THAT(values_of(result, "hub/later", Measure::bus_trips), ElementsAre(1, 2));
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/later", Measure::seats_used), 70 / 80.0);
}

/// A bus with this party aboard drives over the road, a quarter of an hour late, past the bridge.
std::vector<record::Fact> a_trip(std::uint32_t party, std::uint16_t persons, double hour) {
  const VehicleId bus(5);
  return {record::PartyBoarded{at_hour(hour), PartyId(party), bus, persons},
          record::VehicleSetOff{at_hour(hour), bus, std::nullopt, NodeId(0), NodeId(1), 1, persons},
          record::LinkEntered{at_hour(hour), bus, road, persons},
          record::LinkLeft{at_hour(hour + 0.75), bus, road, persons, at_hour(hour), std::chrono::minutes(15)},
          record::SitePassed{at_hour(hour + 0.75), bus, bridge, persons},
          record::VehicleArrived{at_hour(hour + 0.75), bus, hub, persons},
          record::PartyAlighted{at_hour(hour + 0.75), PartyId(party), bus, persons}};
}

TEST(BusStatistics, CountWhoIsAboardAtEachCrossingAnew) {
  std::vector<record::Fact> facts = {appeared(0, 20), appeared(1, 8),
                                     record::BusFormed{at_hour(0), VehicleId(5), VehicleClassId(0), stop}};
  for (const auto& one : {a_trip(0, 20, 0), a_trip(1, 8, 2)}) {
    facts.insert(facts.end(), one.begin(), one.end());
  }
  facts.emplace_back(record::SampleTaken{at_hour(3)});
  const auto result = result_of(with_buses(), facts);

  EXPECT_THAT(values_of(result, "bridge", Measure::crossed_persons), ElementsAre(28));
  EXPECT_THAT(values_of(result, "all", Measure::crossed_persons), ElementsAre(28));
  EXPECT_THAT(values_of(result, "all", Measure::crossed_vehicles), ElementsAre(2));
  EXPECT_DOUBLE_EQ(summary_of(result, "road", Measure::person_hours_queued), 28 * 0.25);
}

TEST(WalkerStatistics, CountWhoIsOnEachLinkAndWhoHasCrossed) {
  const PartyId party(0);
  const auto result =
      result_of(with_buses(), {appeared(0, 4), record::WalkBegan{at_hour(0), party, road, 4},
                               record::SampleTaken{at_hour(0)}, record::WalkEnded{at_hour(1), party, road, 4},
                               record::WalkerPassed{at_hour(1), party, bridge, 4}, record::SampleTaken{at_hour(1)}});

  EXPECT_THAT(values_of(result, "road", Measure::walking_persons), ElementsAre(4, 0));
  EXPECT_THAT(values_of(result, "all", Measure::walking_persons), ElementsAre(4, 0));
  EXPECT_THAT(values_of(result, "bridge", Measure::crossed_persons), ElementsAre(0, 4));
  EXPECT_THAT(values_of(result, "bridge", Measure::crossed_vehicles), ElementsAre(0, 0));
}

// It waits a quarter of an hour to enter the road again, alone: the party that rode along has got out.
TEST(OnwardStatistics, CountTheWaitToEnterButNoSecondDeparture) {
  const VehicleId car(0);
  auto first = formed(0, 5);
  first.parties = 2;
  const auto result = result_of(
      a_scenario(), {appeared(0, 3), appeared(1, 2), first, record::VehicleDeparted{at_hour(0), car, town, 5},
                     record::LinkEntered{at_hour(0), car, road, 5},
                     record::LinkLeft{at_hour(0.5), car, road, 5, at_hour(0), Duration(0)},
                     record::VehicleArrived{at_hour(0.5), car, hub, 5},
                     record::VehicleSetOff{at_hour(1), car, PartyId(0), NodeId(1), NodeId(2), 1, 3},
                     record::SampleTaken{at_hour(1)}, record::LinkEntered{at_hour(1.25), car, bypass, 3},
                     record::LinkLeft{at_hour(2), car, bypass, 3, at_hour(1.25), std::chrono::minutes(15)},
                     record::VehicleArrived{at_hour(2), car, std::nullopt, 3}, record::SampleTaken{at_hour(2)}});

  EXPECT_THAT(values_of(result, "all", Measure::waiting_to_enter_persons), ElementsAre(3, 0));
  EXPECT_THAT(values_of(result, "town", Measure::waiting_to_enter_persons), ElementsAre(0, 0));
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued), 3 * 0.25 + 3 * 0.25);
  EXPECT_DOUBLE_EQ(summary_of(result, "town", Measure::person_hours_queued), 0);
  EXPECT_DOUBLE_EQ(hourly_of(result, "town", Measure::travel_time_p50).front(), 0.5);
}

}  // namespace
}  // namespace corridor::statistics::transport_test
