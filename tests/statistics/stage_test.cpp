// Facts of stages, by hand -> what RunStatistics makes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::stage_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNan;

class StageStatistics : public ::testing::Test {
 protected:
  void tell(const std::vector<record::Fact>& facts) {
    for (const record::Fact& fact : facts) {
      statistics.on(fact);
    }
  }

  scenario::Scenario scenario = a_scenario();
  RunStatistics statistics{scenario};
};

TEST_F(StageStatistics, CountTheUnitInEachOfItsStates) {
  const record::Unit unit = party_unit(0, 3);
  tell({appeared(0, 3), record::UnitHeld{at_hour(0.5), desk, unit}, record::SampleTaken{at_hour(0.5)},
        record::StageJoined{at_hour(1), desk, unit}, record::SampleTaken{at_hour(1)},
        record::ServiceBegan{at_hour(1.5), desk, unit}, record::SampleTaken{at_hour(1.5)},
        record::ServiceFinished{at_hour(2), desk, unit}, record::UnitBlocked{at_hour(2), desk, unit},
        record::SampleTaken{at_hour(2)},
        record::StageLeft{at_hour(3), desk, unit, at_hour(1), at_hour(1.5), at_hour(2)},
        record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "hub/desk", Measure::held), ElementsAre(1, 0, 0, 0, 0));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::waiting), ElementsAre(0, 1, 0, 0, 0));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::in_service), ElementsAre(0, 0, 1, 0, 0));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::blocked), ElementsAre(0, 0, 0, 1, 0));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::busy_servers), ElementsAre(0, 0, 1, 1, 0));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::served_persons), ElementsAre(0, 0, 0, 3, 3));
}

TEST_F(StageStatistics, IntegrateOverTimeExactly) {
  const record::Unit unit = party_unit(0, 3);
  tell({appeared(0, 3), record::StageJoined{at_hour(1), desk, unit}, record::ServiceBegan{at_hour(1.5), desk, unit},
        record::ServiceFinished{at_hour(2), desk, unit}, record::UnitBlocked{at_hour(2), desk, unit},
        record::StageLeft{at_hour(3), desk, unit, at_hour(1), at_hour(1.5), at_hour(2)},
        record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::blocked_hours), 1);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::mean_waiting), 0.5 / 4);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::max_waiting), 1);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::utilisation), 1.5 / (2 * 4));
}

TEST_F(StageStatistics, BlockingThatLastsToTheEndIsCountedToTheEnd) {
  const record::Unit unit = party_unit(0, 1);
  tell({appeared(0, 1), record::StageJoined{at_hour(0), desk, unit}, record::ServiceBegan{at_hour(0), desk, unit},
        record::ServiceFinished{at_hour(1), desk, unit}, record::UnitBlocked{at_hour(1), desk, unit},
        record::SampleTaken{at_hour(4)}});
  EXPECT_DOUBLE_EQ(summary_of(statistics.finish(), "hub/desk", Measure::blocked_hours), 3);
}

TEST_F(StageStatistics, AUnitIsBlockedOnlyInTheStageThatBlocksIt) {
  tell({appeared(0, 1), record::StageJoined{at_hour(0), documents, party_unit(0, 1)},
        record::ServiceBegan{at_hour(0), documents, party_unit(0, 1)},
        record::ServiceFinished{at_hour(1), documents, party_unit(0, 1)},
        record::UnitBlocked{at_hour(1), documents, party_unit(0, 1)},
        record::StageLeft{at_hour(2), documents, party_unit(0, 1), at_hour(0), at_hour(0), at_hour(1)}});
  tell(a_visit(desk, party_unit(0, 1), 2, 2, 3));
  tell({record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "bridge/documents", Measure::blocked_hours), 1);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::blocked_hours), 0);
  EXPECT_THAT(values_of(result, "hub/desk", Measure::blocked), ElementsAre(0));
}

TEST_F(StageStatistics, AServerThatFinishesAfterItsShiftIsOpenUntilThen) {
  tell({appeared(0, 1), record::StageCapacityChanged{at_hour(0), desk, 1},
        record::StageJoined{at_hour(0), desk, party_unit(0, 1)},
        record::ServiceBegan{at_hour(0), desk, party_unit(0, 1)}, record::StageCapacityChanged{at_hour(1), desk, 0},
        record::ServiceFinished{at_hour(2), desk, party_unit(0, 1)},
        record::StageLeft{at_hour(2), desk, party_unit(0, 1), at_hour(0), at_hour(0), at_hour(2)},
        record::StageCapacityChanged{at_hour(3), desk, 2}, record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::utilisation), 2.0 / (2 + 2));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::capacity), ElementsAre(2));
}

TEST_F(StageStatistics, UnlimitedServersHaveNoUtilisationAndNoCapacity) {
  tell({record::StageCapacityChanged{at_hour(0), desk, std::nullopt}, record::SampleTaken{at_hour(0)},
        record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "hub/desk", Measure::capacity), ElementsAre(IsNan(), IsNan()));
  EXPECT_THAT(summary_of(result, "hub/desk", Measure::utilisation), IsNan());
}

TEST_F(StageStatistics, WaitsRunFromTheDoorToTheBeginningOfService) {
  tell({appeared(0, 1), record::UnitHeld{at_hour(0), desk, party_unit(0, 1)}});
  tell(a_visit(desk, party_unit(0, 1), 0.5, 2, 2.25));
  for (std::uint32_t p = 1; p < 4; ++p) {  // waits of 0, 0.25, 0.5
    tell({appeared(p, 1)});
    tell(a_visit(desk, party_unit(p, 1), 3, 3 + 0.25 * (p - 1), 4));
  }
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean), (2 + 0 + 0.25 + 0.5) / 4);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_p50), 0.25);  // the 2nd of 4
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_p95), 2);     // the 4th of 4
}

TEST_F(StageStatistics, WaitsOfAGroupCountItsPersons) {
  tell({record::PartyAppeared{at_hour(0), PartyId(0), town, {.persons = 4, .children = 3}, true},
        record::PartyAppeared{at_hour(0), PartyId(1), town, {.persons = 2, .children = 1, .medical = 1}, false}});
  tell(a_visit(desk, party_unit(0, 4), 0, 1, 2));  // waits 1 h
  tell(a_visit(desk, party_unit(1, 2), 0, 3, 4));  // waits 3 h
  const RunResult result = statistics.finish();
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean), 2);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean, "children"), (3 * 1.0 + 1 * 3.0) / 4);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_p50, "children"), 1);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_p95, "children"), 3);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean, "medical"), 3);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean, "without_vehicle"), 3);
  EXPECT_THAT(summary_of(result, "hub/desk", Measure::wait_mean, "over_60"), IsNan());
}

TEST_F(StageStatistics, LittlesLawHoldsWhenTheStageEndsEmpty) {
  for (std::uint32_t p = 0; p < 50; ++p) {
    tell({appeared(p, 1)});
    tell({record::StageJoined{at_hour(0.01 * p), desk, party_unit(p, 1)}});
  }
  for (std::uint32_t p = 0; p < 50; ++p) {
    const SimTime at = at_hour(0.5 + 0.07 * p);
    tell({record::ServiceBegan{at, desk, party_unit(p, 1)}, record::ServiceFinished{at, desk, party_unit(p, 1)},
          record::StageLeft{at, desk, party_unit(p, 1), at, at, at}});
  }
  tell({record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_NEAR(summary_of(result, "hub/desk", Measure::mean_waiting),
              50 / 4.0 * summary_of(result, "hub/desk", Measure::wait_mean), 1e-12);
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::max_waiting), 50);
}

TEST_F(StageStatistics, BedsCountPersonsAndThoseWithout) {
  tell({appeared(0, 3), appeared(1, 2), appeared(2, 5)});
  tell({record::StageJoined{at_hour(0), beds, party_unit(0, 3)},
        record::ServiceBegan{at_hour(0), beds, party_unit(0, 3)},
        record::StageJoined{at_hour(0), beds, party_unit(1, 2)}, record::UnitHeld{at_hour(0), beds, party_unit(2, 5)},
        record::SampleTaken{at_hour(0)}, record::ServiceFinished{at_hour(1), beds, party_unit(0, 3)},
        record::StageLeft{at_hour(1), beds, party_unit(0, 3), at_hour(0), at_hour(0), at_hour(1)},
        record::ServiceBegan{at_hour(1), beds, party_unit(1, 2)}, record::SampleTaken{at_hour(1)},
        record::StageRefused{at_hour(2), beds, party_unit(2, 5)}, record::SampleTaken{at_hour(2)}});
  const RunResult result = statistics.finish();
  for (const char* place : {"hub/beds", "hub", "all"}) {
    EXPECT_THAT(values_of(result, place, Measure::accommodated_persons), ElementsAre(3, 2, 2)) << place;
    EXPECT_THAT(values_of(result, place, Measure::persons_without_bed), ElementsAre(7, 5, 0)) << place;
    EXPECT_DOUBLE_EQ(summary_of(result, place, Measure::max_occupied), 3) << place;
    EXPECT_DOUBLE_EQ(summary_of(result, place, Measure::accommodated_persons), 2) << place;
  }
  EXPECT_THAT(values_of(result, "hub/beds", Measure::waiting), ElementsAre(2, 0, 0));
  EXPECT_THAT(values_of(result, "hub/beds", Measure::refused_persons), ElementsAre(0, 0, 5));
  EXPECT_THAT(values_of(result, "bridge", Measure::accommodated_persons), IsEmpty());
}

TEST_F(StageStatistics, ADelayHasNoQueue) {
  tell({appeared(0, 2)});
  tell({record::StageJoined{at_hour(0), later, party_unit(0, 2)},
        record::ServiceBegan{at_hour(0), later, party_unit(0, 2)}, record::SampleTaken{at_hour(0)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "hub/later", Measure::in_service), ElementsAre(1));
  EXPECT_THAT(values_of(result, "hub/later", Measure::waiting), IsEmpty());
  EXPECT_EQ(summary_of(result, "hub/later", Measure::wait_mean), -1);
}

TEST_F(StageStatistics, AVehicleHeldAtTheDoorGivesItsPlaceToItsParties) {
  tell({appeared(0, 2), appeared(1, 3), formed(0, 5), record::PartyBoarded{at_hour(0), PartyId(0), VehicleId(0), 2},
        record::PartyBoarded{at_hour(0), PartyId(1), VehicleId(0), 3},
        record::UnitHeld{at_hour(0), desk, vehicle_unit(0, 5)}, record::SampleTaken{at_hour(0)},
        record::StageJoined{at_hour(1), desk, party_unit(0, 2)}, record::UnitHeld{at_hour(1), desk, party_unit(1, 3)},
        record::SampleTaken{at_hour(1)}, record::StageJoined{at_hour(2), desk, party_unit(1, 3)},
        record::SampleTaken{at_hour(2)}, record::ServiceBegan{at_hour(2), desk, party_unit(0, 2)},
        record::ServiceBegan{at_hour(3), desk, party_unit(1, 3)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "hub/desk", Measure::held), ElementsAre(1, 1, 0));
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean), (2 + 3) / 2.0);
}

TEST_F(StageStatistics, APartyHasNothingToDoWithALaterVehicleInTheSlotOfItsOwn) {
  tell({appeared(0, 2), formed(0, 2), record::PartyBoarded{at_hour(0), PartyId(0), VehicleId(0), 2}, formed(0, 7),
        record::UnitHeld{at_hour(0), desk, vehicle_unit(0, 7)}});
  tell(a_visit(desk, party_unit(0, 2), 1, 1, 2));
  tell({record::SampleTaken{at_hour(4)}});
  const RunResult result = statistics.finish();
  EXPECT_THAT(values_of(result, "hub/desk", Measure::held), ElementsAre(1));
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean), 0);
}

TEST_F(StageStatistics, APartyLargerThanAllServersOfPersonsTakesThemAll) {
  scenario.stages[1].unit = scenario::UnitKind::person;
  RunStatistics of_persons(scenario);
  of_persons.on(appeared(0, 5));
  of_persons.on(record::StageJoined{at_hour(0), desk, party_unit(0, 5)});
  of_persons.on(record::ServiceBegan{at_hour(0), desk, party_unit(0, 5)});
  of_persons.on(record::SampleTaken{at_hour(0)});
  of_persons.on(record::ServiceFinished{at_hour(2), desk, party_unit(0, 5)});
  of_persons.on(record::StageLeft{at_hour(2), desk, party_unit(0, 5), at_hour(0), at_hour(0), at_hour(2)});
  of_persons.on(record::SampleTaken{at_hour(4)});
  const RunResult result = of_persons.finish();
  EXPECT_THAT(values_of(result, "hub/desk", Measure::in_service), ElementsAre(5, 0));
  EXPECT_THAT(values_of(result, "hub/desk", Measure::busy_servers), ElementsAre(2, 0));
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::utilisation), 0.5);
}

TEST_F(StageStatistics, BeginWithTheServersThatAreOpenAtTheStart) {
  scenario.stages[1].kind = scenario::Service{
      .servers = 2, .hours = {{std::chrono::hours(8), std::chrono::hours(20)}}, .time = {}, .balking = {}};
  scenario.calendar = Calendar(*parse_local_time("2023-09-24T07:00:00+04:00"));
  RunStatistics at_night(scenario);
  at_night.on(record::SampleTaken{at_hour(0)});
  EXPECT_THAT(values_of(at_night.finish(), "hub/desk", Measure::capacity), ElementsAre(0));
}

}  // namespace
}  // namespace corridor::statistics::stage_test
