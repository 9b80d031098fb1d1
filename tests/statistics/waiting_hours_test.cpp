// Time that people of each group wait at stages, by hand -> what RunStatistics makes of it.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::waiting_hours_test {
namespace {

using namespace test_support;

double hours(const RunResult& result, std::string_view place, std::string_view group = "") {
  return summary_of(result, place, Measure::person_hours_waiting, group);
}

RunResult result_of(const std::vector<record::Fact>& facts) {
  return test_support::result_of(a_scenario(), facts);
}

record::PartyAppeared with_children(std::uint32_t index, std::uint16_t persons, std::uint16_t children) {
  return {at_hour(0), PartyId(index), airport, {.persons = persons, .children = children}, false};
}

TEST(PersonHoursWaiting, AreFromTheDoorToTheBeginningOfService) {
  const record::Unit unit = party_unit(0, 4);
  const auto result =
      result_of({with_children(0, 4, 2), record::UnitHeld{at_hour(0.5), desk, unit},
                 record::StageJoined{at_hour(0.75), desk, unit}, record::ServiceBegan{at_hour(1), desk, unit},
                 record::ServiceFinished{at_hour(3), desk, unit}});

  EXPECT_DOUBLE_EQ(hours(result, "hub/desk"), 4 * 0.5);
  EXPECT_DOUBLE_EQ(hours(result, "hub/desk", "children"), 2 * 0.5);
  EXPECT_DOUBLE_EQ(hours(result, "hub/desk", "without_vehicle"), 4 * 0.5);
  EXPECT_EQ(hours(result, "hub/desk", "over_60"), 0);
  EXPECT_DOUBLE_EQ(hours(result, "all"), 4 * 0.5);
  EXPECT_DOUBLE_EQ(hours(result, "all", "children"), 2 * 0.5);
  EXPECT_EQ(hours(result, "hub/later"), -1);  // nobody waits for a delay
}

TEST(PersonHoursWaiting, AreOfEverybodyAboardWhereVehiclesAreServed) {
  std::vector<record::Fact> facts = {appeared(0, 3), formed(0, 3)};
  const auto visit = a_visit(documents, vehicle_unit(0, 3), 1, 2, 3);
  facts.insert(facts.end(), visit.begin(), visit.end());

  EXPECT_DOUBLE_EQ(hours(result_of(facts), "bridge/documents"), 3 * 1.0);
}

TEST(PersonHoursWaiting, AreAlsoOfThoseWhoWaitWhenTheRunEnds) {
  const auto result = result_of({with_children(0, 4, 0), record::StageJoined{at_hour(1), desk, party_unit(0, 4)},
                                 with_children(1, 2, 0), record::UnitHeld{at_hour(2), beds, party_unit(1, 2)},
                                 record::SampleTaken{at_hour(4)}});

  EXPECT_DOUBLE_EQ(hours(result, "hub/desk"), 4 * 3.0);
  EXPECT_DOUBLE_EQ(hours(result, "hub/beds"), 2 * 2.0);
  EXPECT_DOUBLE_EQ(hours(result, "all"), 16);
}

TEST(PersonHoursWaiting, AreOfThoseWhoWentAwayUntilThen) {
  const record::Unit unit = party_unit(0, 4);
  const auto result = result_of({with_children(0, 4, 0), record::UnitHeld{at_hour(1), desk, unit},
                                 record::StageRefused{at_hour(1.5), desk, unit}, record::SampleTaken{at_hour(4)}});

  EXPECT_DOUBLE_EQ(hours(result, "hub/desk"), 4 * 0.5);
}

TEST(PersonHoursWaiting, AreOfThoseWhoLeftTheLineAndInNoMeanWait) {
  const record::Unit unit = party_unit(0, 4);
  const auto result =
      result_of({with_children(0, 4, 0), record::StageJoined{at_hour(1), desk, unit},
                 record::UnitReneged{at_hour(3), desk, unit, at_hour(1)}, record::SampleTaken{at_hour(4)}});

  EXPECT_DOUBLE_EQ(hours(result, "hub/desk"), 4 * 2.0);
  EXPECT_EQ(values_of(result, "hub/desk", Measure::reneged_persons).back(), 4);
  EXPECT_EQ(values_of(result, "hub/desk", Measure::waiting).back(), 0);
  EXPECT_EQ(values_of(result, "hub/desk", Measure::served_persons).back(), 0);
  EXPECT_TRUE(std::isnan(summary_of(result, "hub/desk", Measure::wait_mean)));
}

TEST(PersonHoursWaiting, CountTheTimeForWhichAServiceIsInterrupted) {
  const record::Unit unit = party_unit(0, 2);
  const auto result = result_of({with_children(0, 2, 0), record::StageJoined{at_hour(0), desk, unit},
                                 record::ServiceBegan{at_hour(1), desk, unit},
                                 record::ServiceInterrupted{at_hour(1.5), desk, unit}, record::SampleTaken{at_hour(2)},
                                 record::ServiceResumed{at_hour(3.5), desk, unit}, record::SampleTaken{at_hour(4)}});

  EXPECT_DOUBLE_EQ(hours(result, "hub/desk"), 2 * (1 + 2.0));
  EXPECT_DOUBLE_EQ(summary_of(result, "hub/desk", Measure::wait_mean), 1);
  EXPECT_EQ(values_of(result, "hub/desk", Measure::waiting), (std::vector<double>{1, 0}));
  EXPECT_EQ(values_of(result, "hub/desk", Measure::busy_servers), (std::vector<double>{0, 1}));
  EXPECT_EQ(values_of(result, "hub/desk", Measure::in_service), (std::vector<double>{0, 1}));
}

TEST(PersonHoursWaiting, AreOfThoseWhoMeetAnOutcomeUntilThen) {
  const record::OutcomeCounted one{at_hour(2),
                                   PartyId(0),
                                   hub,
                                   Outcome::died,
                                   {.persons = 1, .children = 1},
                                   3,
                                   party_unit(0, 3),
                                   record::OutcomeCounted::From::stage};
  const auto result = result_of({with_children(0, 4, 2), record::StageJoined{at_hour(1), desk, party_unit(0, 4)}, one,
                                 record::ServiceBegan{at_hour(3), desk, party_unit(0, 3)}});

  EXPECT_DOUBLE_EQ(hours(result, "hub/desk"), 1 * 1.0 + 3 * 2.0);
  EXPECT_DOUBLE_EQ(hours(result, "hub/desk", "children"), 1 * 1.0 + 1 * 2.0);
}

}  // namespace
}  // namespace corridor::statistics::waiting_hours_test
