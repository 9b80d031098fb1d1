// Facts of vehicles on the road, by hand -> what RunStatistics makes of them.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::journey_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNan;

void tell(RunStatistics& statistics, const std::vector<record::Fact>& facts) {
  for (const record::Fact& fact : facts) {
    statistics.on(fact);
  }
}

/// Departs at 0.5 h, enters at 1.5 h, leaves `road` at 2 h (0.25 h late) and `bypass` at 3 h (0.5 h late), arrives at
/// 3.5 h; 4 persons: a driver's party of 3 and one person taken aboard.
RunResult two_links() {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  tell(statistics, {record::PartyAppeared{at_hour(0), PartyId(0), town, {.persons = 3, .children = 2}, true},
                    record::PartyAppeared{at_hour(0), PartyId(1), town, {.persons = 1, .over_60 = 1}, false},
                    record::VehicleFormed{at_hour(0),
                                          VehicleId(0),
                                          town,
                                          VehicleClassId(0),
                                          PartyId(0),
                                          {.persons = 4, .children = 2, .over_60 = 1},
                                          2},
                    record::PartyBoarded{at_hour(0), PartyId(0), VehicleId(0), 3},
                    record::PartyBoarded{at_hour(0), PartyId(1), VehicleId(0), 1}, record::SampleTaken{at_hour(0)},
                    record::PartyDeparted{at_hour(0.5), PartyId(0), town, 3},
                    record::PartyDeparted{at_hour(0.5), PartyId(1), town, 1},
                    record::VehicleDeparted{at_hour(0.5), VehicleId(0), town, 4}, record::SampleTaken{at_hour(1)},
                    record::LinkEntered{at_hour(1.5), VehicleId(0), road, 4},
                    record::LinkLeft{at_hour(2), VehicleId(0), road, 4, at_hour(1.5), std::chrono::minutes(15)},
                    record::LinkEntered{at_hour(2), VehicleId(0), bypass, 4}, record::SampleTaken{at_hour(2)},
                    record::LinkLeft{at_hour(3), VehicleId(0), bypass, 4, at_hour(2), std::chrono::minutes(30)},
                    record::SampleTaken{at_hour(3)}, record::SitePassed{at_hour(3.25), VehicleId(0), bridge, 4},
                    record::VehicleArrived{at_hour(3.5), VehicleId(0), hub, 4}, record::SampleTaken{at_hour(4)}});
  return statistics.finish();
}

TEST(Journey, WaitsToEnterFromDepartureToTheFirstLink) {
  const RunResult result = two_links();
  EXPECT_THAT(values_of(result, "town", Measure::departed_persons), ElementsAre(0, 4, 4, 4, 4));
  EXPECT_THAT(values_of(result, "town", Measure::waiting_to_enter_persons), ElementsAre(0, 4, 0, 0, 0));
  EXPECT_THAT(values_of(result, "all", Measure::waiting_to_enter_persons), ElementsAre(0, 4, 0, 0, 0));
  EXPECT_THAT(values_of(result, "airport", Measure::waiting_to_enter_persons), IsEmpty());
}

TEST(Journey, PersonHoursAreTheWaitToEnterPlusTheDelays) {
  const RunResult result = two_links();
  EXPECT_DOUBLE_EQ(summary_of(result, "town", Measure::person_hours_queued), 4 * 1.0);
  EXPECT_DOUBLE_EQ(summary_of(result, "road", Measure::person_hours_queued), 4 * 0.25);
  EXPECT_DOUBLE_EQ(summary_of(result, "bypass", Measure::person_hours_queued), 4 * 0.5);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued), 4 * 1.75);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued, "children"), 2 * 1.75);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued, "over_60"), 1 * 1.75);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued, "medical"), 0);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued, "without_vehicle"), 1 * 1.75);
}

TEST(Journey, TimesBelongToTheHourOfDeparture) {
  const RunResult result = two_links();
  EXPECT_THAT(hourly_of(result, "town", Measure::travel_time_p50), ElementsAre(3.0, IsNan(), IsNan(), IsNan()));
  EXPECT_THAT(hourly_of(result, "town", Measure::travel_time_p95), ElementsAre(3.0, IsNan(), IsNan(), IsNan()));
  EXPECT_THAT(hourly_of(result, "town", Measure::road_time_p50), ElementsAre(2.0, IsNan(), IsNan(), IsNan()));
  EXPECT_THAT(hourly_of(result, "airport", Measure::travel_time_p50), IsEmpty());
}

TEST(Journey, HoursAreThoseOfTheLocalClock) {
  scenario::Scenario scenario = a_scenario();
  scenario.calendar = Calendar(*parse_local_time("2023-09-24T00:20:00+04:30"));
  RunStatistics statistics(scenario);
  tell(statistics, {formed(0, 2), record::VehicleDeparted{at_hour(0.7), VehicleId(0), town, 2},
                    record::LinkEntered{at_hour(0.7), VehicleId(0), road, 2},
                    record::VehicleArrived{at_hour(1.2), VehicleId(0), {}, 2}});
  const RunResult result = statistics.finish();  // 00:20 to 04:20 touches five clock hours
  EXPECT_EQ(result.hourly.front().time, SimTime(-std::chrono::minutes(20)));
  const auto hours = hourly_of(result, "town", Measure::travel_time_p50);
  ASSERT_EQ(hours.size(), 5U);
  EXPECT_DOUBLE_EQ(hours[1], 0.5);  // 01:02 lies in the hour from 01:00
}

TEST(Journey, ADepartureAtTheEndBelongsToTheLastHour) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  tell(statistics, {formed(0, 2), record::VehicleDeparted{at_hour(4), VehicleId(0), town, 2},
                    record::VehicleArrived{at_hour(4), VehicleId(0), {}, 2}});
  EXPECT_THAT(hourly_of(statistics.finish(), "town", Measure::travel_time_p50),
              ElementsAre(IsNan(), IsNan(), IsNan(), 0));
}

TEST(Journey, ThoseStillOnTheWayAreSlowerThanAllWhoArrived) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  for (std::uint32_t v = 0; v < 3; ++v) {
    tell(statistics, {formed(v, 2), record::VehicleDeparted{at_hour(0), VehicleId(v), town, 2},
                      record::LinkEntered{at_hour(0), VehicleId(v), road, 2}});
  }
  tell(statistics, {record::VehicleArrived{at_hour(1), VehicleId(0), {}, 2},
                    record::VehicleArrived{at_hour(2), VehicleId(1), {}, 2}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(hourly_of(result, "town", Measure::travel_time_p50)[0], 2);   // the second of three
  EXPECT_THAT(hourly_of(result, "town", Measure::travel_time_p95)[0], IsNan());  // the third, not known
}

TEST(Journey, ThoseWhoNeverEnteredHaveWaitedUntilTheEnd) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  tell(statistics,
       {formed(0, 3), record::VehicleDeparted{at_hour(1), VehicleId(0), town, 3}, record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "town", Measure::person_hours_queued), 3 * 3);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued), 3 * 3);
}

TEST(Journey, ThoseOnALinkAtTheEndHaveLostWhatIsBeyondTheFreeTime) {
  scenario::Scenario scenario = a_scenario();
  scenario::Link slower = scenario.links[1];
  slower.free_speed = kilometres_per_hour(30);  // one hour
  scenario.changes.push_back({.at = at_hour(3),
                              .what = scenario::Change::OfLink{bypass, slower},
                              .path = {},
                              .reason = {},
                              .source = {},
                              .known_from = {}});
  RunStatistics statistics(scenario);
  tell(statistics, {formed(0, 3), record::LinkEntered{at_hour(1), VehicleId(0), road, 3}, formed(1, 2),
                    record::LinkEntered{at_hour(2), VehicleId(1), bypass, 2}, formed(2, 9),
                    record::LinkEntered{at_hour(3.9), VehicleId(2), road, 9}, record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "road", Measure::person_hours_queued), 3 * 2.5);  // the last is not late yet
  EXPECT_DOUBLE_EQ(summary_of(result, "bypass", Measure::person_hours_queued), 2 * 1.0);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::person_hours_queued), 3 * 2.5 + 2 * 1.0);
}

TEST(Journey, AVehicleSlotGivenAgainCarriesNothingOver) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  tell(statistics, {formed(0, 3), record::VehicleDeparted{at_hour(0), VehicleId(0), town, 3},
                    record::LinkEntered{at_hour(0), VehicleId(0), road, 3},
                    record::SitePassed{at_hour(0.5), VehicleId(0), bridge, 3},
                    record::VehicleArrived{at_hour(1), VehicleId(0), {}, 3}, formed(0, 2),
                    record::VehicleDeparted{at_hour(2), VehicleId(0), town, 2}, record::SampleTaken{at_hour(2)},
                    record::LinkEntered{at_hour(3), VehicleId(0), road, 2},
                    record::SitePassed{at_hour(3.5), VehicleId(0), bridge, 2}, record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "town", Measure::waiting_to_enter_persons), ElementsAre(2, 0));
  EXPECT_THAT(values_of(result, "all", Measure::crossed_vehicles), ElementsAre(1, 2));
}

}  // namespace
}  // namespace corridor::statistics::journey_test
