// Facts of parties, by hand -> what RunStatistics makes of them; and the order of the tables.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::people_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

void tell(RunStatistics& statistics, const std::vector<record::Fact>& facts) {
  for (const record::Fact& fact : facts) {
    statistics.on(fact);
  }
}

TEST(PeopleStatistics, FollowAPartyToTheEndOfItsStory) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  tell(statistics, {appeared(0, 3, airport), record::PartyDeparted{at_hour(0), PartyId(0), airport, 3},
                    record::SampleTaken{at_hour(0)}, record::PartyRegistered{at_hour(1), PartyId(0), desk, 3},
                    record::DelayBegan{at_hour(1), beds, party_unit(0, 3)}, record::SampleTaken{at_hour(1)},
                    record::DelayEnded{at_hour(2), beds, party_unit(0, 3)},
                    record::PartyLeft{at_hour(2), PartyId(0), hub, camp, 3}, record::SampleTaken{at_hour(2)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "airport", Measure::departed_persons), ElementsAre(3, 3, 3));
  EXPECT_THAT(values_of(result, "hub", Measure::registered_persons), ElementsAre(0, 3, 3));
  EXPECT_THAT(values_of(result, "all", Measure::registered_persons), ElementsAre(0, 3, 3));
  EXPECT_THAT(values_of(result, "all", Measure::in_transit_persons), ElementsAre(0, 3, 0));
  EXPECT_THAT(values_of(result, "camp", Measure::arrived_persons), ElementsAre(0, 0, 3));
  EXPECT_THAT(values_of(result, "relatives", Measure::arrived_persons), ElementsAre(0, 0, 0));
  EXPECT_THAT(values_of(result, "all", Measure::arrived_persons), ElementsAre(0, 0, 3));
}

TEST(PeopleStatistics, APartySlotGivenAgainIsANewParty) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  tell(statistics, {appeared(0, 3, airport), record::PartyRegistered{at_hour(0), PartyId(0), desk, 3},
                    record::PartyLeft{at_hour(1), PartyId(0), hub, camp, 3}, appeared(0, 2, town),
                    record::PartyLeft{at_hour(2), PartyId(0), hub, relatives, 2}, appeared(0, 4, town)});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "airport", Measure::total_persons), 3);
  EXPECT_DOUBLE_EQ(summary_of(result, "airport", Measure::present_persons), 0);
  EXPECT_DOUBLE_EQ(summary_of(result, "town", Measure::total_persons), 6);
  EXPECT_DOUBLE_EQ(summary_of(result, "town", Measure::present_persons), 4);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::present_persons), 4);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::never_registered_persons), 2);
}

TEST(PeopleStatistics, RegistrationIsAsGoodAsDoneWhen99OfEach100OfThoseWhoRegisterHave) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  for (std::uint32_t i = 0; i < 200; ++i) {  // one an hour: the 198th at hour 197
    tell(statistics, {record::PartyAppeared(appeared(i, 1, town)),
                      record::PartyRegistered{at_hour(static_cast<int>(i)), PartyId(i), desk, 1}});
  }
  const RunResult result = statistics.finish();
  for (const char* place : {"hub", "all"}) {
    EXPECT_DOUBLE_EQ(summary_of(result, place, Measure::time_99_registered), 197);
    EXPECT_DOUBLE_EQ(summary_of(result, place, Measure::last_registration), 199);
  }
  const RunResult nobody = RunStatistics(scenario).finish();
  EXPECT_TRUE(std::isnan(summary_of(nobody, "all", Measure::time_99_registered)));
  EXPECT_TRUE(std::isnan(summary_of(nobody, "all", Measure::last_registration)));
}

TEST(PeopleStatistics, TotalsAreGivenByGroup) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  const Composition who{.persons = 5, .children = 2, .over_60 = 1, .medical = 1};
  tell(statistics, {record::PartyAppeared{at_hour(0), PartyId(0), town, who, true},
                    record::PartyAppeared{at_hour(0), PartyId(1), town, who, false}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::total_persons), 10);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::total_persons, "children"), 4);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::total_persons, "over_60"), 2);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::total_persons, "medical"), 2);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::total_persons, "without_vehicle"), 5);
}

TEST(PeopleStatistics, RegistrationExistsOnlyWhereSomebodyRegisters) {
  scenario::Scenario scenario = a_scenario();
  EXPECT_THAT(RunStatistics(scenario).finish().series,
              ::testing::Contains(::testing::AllOf(::testing::Field(&Series::place, "hub"),
                                                   ::testing::Field(&Series::measure, Measure::registered_persons))));
  EXPECT_EQ(find_series(RunStatistics(scenario).finish(), "bridge", Measure::registered_persons), nullptr);
  scenario.stages[1].registers = false;
  EXPECT_EQ(find_series(RunStatistics(scenario).finish(), "all", Measure::registered_persons), nullptr);
  scenario::Stage registering = scenario.stages[1];
  registering.registers = true;
  scenario.changes.push_back({.at = at_hour(1),
                              .what = scenario::Change::OfStage{desk, registering},
                              .path = {},
                              .reason = {},
                              .source = {},
                              .known_from = {}});
  EXPECT_NE(find_series(RunStatistics(scenario).finish(), "hub", Measure::registered_persons), nullptr);
}

TEST(RunTables, AreOrderedByPlaceAsTheScenarioListsThemThenByMeasure) {
  const scenario::Scenario scenario = a_scenario();
  const RunResult result = RunStatistics(scenario).finish();
  std::vector<std::string> places;
  for (std::size_t i = 0; i < result.series.size(); ++i) {
    if (i == 0 || result.series[i].place != result.series[i - 1].place) {
      places.push_back(result.series[i].place);
    } else {
      EXPECT_LT(result.series[i - 1].measure, result.series[i].measure);
    }
  }
  EXPECT_THAT(places, ElementsAre("all", "town", "airport", "road", "bypass", "bridge", "bridge/documents", "hub",
                                  "hub/desk", "hub/beds", "hub/later", "relatives", "camp"));
}

TEST(RunTables, HaveOneValuePerSampleInEverySeries) {
  const scenario::Scenario scenario = a_scenario();
  RunStatistics statistics(scenario);
  tell(statistics, {record::SampleTaken{at_hour(0)}, record::SampleTaken{at_hour(1)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(result.times, ElementsAre(at_hour(0), at_hour(1)));
  EXPECT_THAT(result.series, ::testing::Each(::testing::Field(&Series::values, ::testing::SizeIs(2))));
}

TEST(RunTables, KeepAReceptionWithoutARoadFreeOfRoadMeasures) {
  scenario::Scenario scenario = a_scenario();
  scenario.origins.erase(scenario.origins.begin());
  scenario.links.clear();
  scenario.sites[0].where = std::monostate{};
  const RunResult result = RunStatistics(scenario).finish();
  for (const Measure road_measure : {Measure::queue_km, Measure::crossed_persons, Measure::waiting_to_enter_persons}) {
    EXPECT_EQ(find_series(result, "all", road_measure), nullptr) << info(road_measure).name;
  }
  EXPECT_THAT(result.hourly, IsEmpty());
}

}  // namespace
}  // namespace corridor::statistics::people_test
