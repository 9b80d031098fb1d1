// Counted outcomes, by hand -> measures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::outcome_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;

void tell(RunStatistics& statistics, const std::vector<record::Fact>& facts) {
  for (const record::Fact& fact : facts) {
    statistics.on(fact);
  }
}

/// An incident of every outcome.
scenario::Scenario with_an_incident_at(Whereat where) {
  scenario::Scenario scenario = a_scenario();
  for (std::size_t i = 0; i < outcome_count; ++i) {
    scenario.incidents.emplace_back();
    scenario.incidents.back().where = {where};
    scenario.incidents.back().outcome = static_cast<Outcome>(i);
  }
  return scenario;
}

record::OutcomeCounted outcome(double hour, Outcome what, Whereat place, const Composition& who,
                               std::uint16_t remaining, const record::Unit& unit) {
  return {at_hour(hour), PartyId(0), place, what, who, remaining, unit};
}

TEST(OutcomeStatistics, CountByPlaceAndByGroupAndLeaveNobodyPresent) {
  const auto scenario = with_an_incident_at(airport);
  RunStatistics statistics(scenario);
  const Composition who{.persons = 3, .children = 1, .over_60 = 1, .medical = 1};
  const Composition child{.persons = 1, .children = 1};
  tell(statistics, {record::PartyAppeared{at_hour(0), PartyId(0), airport, who, false},
                    outcome(0, Outcome::injured, airport, {.persons = 1}, 3, party_unit(0, 3)),
                    record::SampleTaken{at_hour(0)}, outcome(1, Outcome::died, airport, child, 2, party_unit(0, 2)),
                    outcome(1, Outcome::flown_out, hub, {.persons = 1, .medical = 1}, 1, party_unit(0, 1)),
                    record::OutcomeUnmet{at_hour(1), airport, Outcome::died, 4}, record::SampleTaken{at_hour(1)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "airport", Measure::died_persons), ElementsAre(0, 1));
  EXPECT_THAT(values_of(result, "airport", Measure::injured_persons), ElementsAre(1, 1));
  EXPECT_THAT(values_of(result, "all", Measure::flown_out_persons), ElementsAre(0, 1));
  EXPECT_THAT(values_of(result, "all", Measure::unmet_persons), ElementsAre(0, 4));
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::died_persons, "children"), 1);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::died_persons, "without_vehicle"), 1);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::flown_out_persons, "medical"), 1);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::total_persons), 3);
  EXPECT_DOUBLE_EQ(summary_of(result, "all", Measure::present_persons), 1);
}

TEST(OutcomeStatistics, WhoDiesInTheQueueHasLostTheTimeUntilThen) {
  const auto scenario = with_an_incident_at(road);
  RunStatistics statistics(scenario);
  tell(statistics, {appeared(0, 4), formed(0, 4), record::PartyBoarded{at_hour(0), PartyId(0), VehicleId(0), 4},
                    record::VehicleDeparted{at_hour(0), VehicleId(0), town, 4},
                    outcome(1, Outcome::died, town, {.persons = 1}, 3, vehicle_unit(0, 3)),
                    record::LinkEntered{at_hour(2), VehicleId(0), road, 3},
                    outcome(3, Outcome::died, road, {.persons = 1}, 2, vehicle_unit(0, 2)),
                    record::LinkLeft{at_hour(3.5), VehicleId(0), road, 2, at_hour(2), from_seconds(3600)},
                    record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "town", Measure::person_hours_queued), 1 * 1 + 3 * 2);
  // free flow takes half an hour: the one who died had lost 1 h - 0.5 h, the others lost 1 h
  EXPECT_DOUBLE_EQ(summary_of(result, "road", Measure::person_hours_queued), 1 * 0.5 + 2 * 1);
  EXPECT_THAT(values_of(result, "town", Measure::waiting_to_enter_persons), ElementsAre(0));
}

TEST(OutcomeStatistics, TravelTimesLeaveOutPartiesThatAreOver) {
  const auto scenario = with_an_incident_at(road);
  RunStatistics statistics(scenario);
  tell(statistics,
       {appeared(0, 1), formed(0, 1), record::PartyBoarded{at_hour(0), PartyId(0), VehicleId(0), 1}, appeared(1, 1),
        record::VehicleFormed{at_hour(0), VehicleId(1), town, VehicleClassId(0), PartyId(1), {.persons = 1}, 1},
        record::VehicleDeparted{at_hour(0), VehicleId(0), town, 1},
        record::VehicleDeparted{at_hour(0), VehicleId(1), town, 1},
        record::LinkEntered{at_hour(0), VehicleId(0), road, 1}, record::LinkEntered{at_hour(0), VehicleId(1), road, 1},
        outcome(0.5, Outcome::died, road, {.persons = 1}, 0, vehicle_unit(0, 0)),
        record::VehicleArrived{at_hour(2), VehicleId(1), hub, 1}, record::SampleTaken{at_hour(2)}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(hourly_of(result, "town", Measure::travel_time_p95).front(), 2);
}

TEST(OutcomeStatistics, StagesCountThoseWhoAreLeft) {
  const auto scenario = with_an_incident_at(hub);
  RunStatistics statistics(scenario);
  tell(statistics,
       {appeared(0, 3, airport), record::StageJoined{at_hour(0), beds, party_unit(0, 3)},
        record::SampleTaken{at_hour(0)}, outcome(0.5, Outcome::died, hub, {.persons = 1}, 2, party_unit(0, 2)),
        record::ServiceBegan{at_hour(1), beds, party_unit(0, 2)}, record::SampleTaken{at_hour(1)},
        outcome(1.5, Outcome::died, hub, {.persons = 1}, 1, party_unit(0, 1)), record::SampleTaken{at_hour(2)},
        outcome(2.5, Outcome::died, hub, {.persons = 1}, 0, party_unit(0, 0)), record::SampleTaken{at_hour(3)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "hub/beds", Measure::waiting), ElementsAre(3, 0, 0, 0));
  EXPECT_THAT(values_of(result, "hub/beds", Measure::persons_without_bed), ElementsAre(3, 0, 0, 0));
  EXPECT_THAT(values_of(result, "hub/beds", Measure::in_service), ElementsAre(0, 2, 1, 0));
  EXPECT_THAT(values_of(result, "all", Measure::accommodated_persons), ElementsAre(0, 2, 1, 0));
}

}  // namespace
}  // namespace corridor::statistics::outcome_test
