// Who is on the road in the middle of a night, by hand -> what RunStatistics makes of it.
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::night_test {
namespace {

using namespace test_support;

double nights(const RunResult& result, std::string_view place, std::string_view group = "") {
  return summary_of(result, place, Measure::person_nights_on_road, group);
}

/// A party with its vehicle, both of this number, that departs at `hour`.
std::vector<record::Fact> departed(std::uint32_t index, const Composition& who, double hour) {
  const PartyId party(index);
  const VehicleId vehicle(index);
  return {record::PartyAppeared{at_hour(0), party, town, who, true},
          record::VehicleFormed{at_hour(0), vehicle, town, VehicleClassId(0), party, who, 1},
          record::PartyBoarded{at_hour(0), party, vehicle, who.persons},
          record::VehicleDeparted{at_hour(hour), vehicle, town, who.persons}};
}

/// In the order in which they are to be told.
std::vector<record::Fact> in_order(const std::vector<std::vector<record::Fact>>& stories) {
  std::vector<record::Fact> facts;
  for (const auto& story : stories) {
    facts.insert(facts.end(), story.begin(), story.end());
  }
  std::ranges::stable_sort(facts, {}, [](const record::Fact& fact) { return record::time_of(fact); });
  return facts;
}

// The scenario starts at midnight and its nights are from 22:00 to 06:00, so the middle is at 02:00.
TEST(NightsOnTheRoad, AreOfThoseOnALinkWaitingToEnterOrAtACheckpointInItsMiddle) {
  const VehicleId on_link(0);
  const VehicleId at_checkpoint(2);
  const VehicleId home(3);
  const auto result = result_of(
      a_scenario(), in_order({departed(0, {.persons = 4, .children = 2, .over_60 = 1, .medical = 1}, 1),
                              {record::LinkEntered{at_hour(1.5), on_link, road, 4}},
                              departed(1, {.persons = 3, .over_60 = 2}, 1.9),  // the road has no room for it
                              departed(2, {.persons = 2, .medical = 1}, 0.5),
                              {record::LinkEntered{at_hour(0.5), at_checkpoint, bypass, 2},
                               record::LinkLeft{at_hour(1), at_checkpoint, bypass, 2, at_hour(0.5), Duration(0)},
                               record::StageJoined{at_hour(1), documents, vehicle_unit(2, 2)}},
                              departed(3, {.persons = 5, .children = 5}, 0),
                              {record::LinkEntered{at_hour(0), home, road, 5},
                               record::LinkLeft{at_hour(1.9), home, road, 5, at_hour(0), Duration(0)},
                               record::VehicleArrived{at_hour(1.9), home, hub, 5}},
                              departed(4, {.persons = 6}, 2.5),
                              {record::SampleTaken{at_hour(3)}}}));

  EXPECT_EQ(nights(result, "road"), 4);
  EXPECT_EQ(nights(result, "town"), 3);
  EXPECT_EQ(nights(result, "bypass"), 0);
  EXPECT_EQ(nights(result, "all"), 9);
  EXPECT_EQ(nights(result, "all", "children"), 2);
  EXPECT_EQ(nights(result, "all", "over_60"), 3);
  EXPECT_EQ(nights(result, "all", "medical"), 2);
  EXPECT_EQ(nights(result, "all", "without_vehicle"), 0);
}

TEST(NightsOnTheRoad, AreAsItWasBeforeTheFactsOfThatInstant) {
  const auto result =
      result_of(a_scenario(), in_order({departed(0, {.persons = 4}, 1),
                                        {record::LinkEntered{at_hour(1), VehicleId(0), road, 4},
                                         record::LinkLeft{at_hour(2), VehicleId(0), road, 4, at_hour(1), Duration(0)},
                                         record::LinkEntered{at_hour(2), VehicleId(0), bypass, 4}}}));

  EXPECT_EQ(nights(result, "road"), 4);
  EXPECT_EQ(nights(result, "bypass"), 0);
  EXPECT_EQ(nights(result, "all"), 4);
}

TEST(NightsOnTheRoad, AreSummedOverTheNightsWhetherOrNotSomethingHappensInThem) {
  scenario::Scenario scenario = a_scenario();
  scenario.end = at_hour(24 + 24 + 2);  // nobody states a fact at its end
  const auto on_road_for_good = in_order(
      {departed(0, {.persons = 4, .children = 1}, 1), {record::LinkEntered{at_hour(1), VehicleId(0), road, 4}}});
  EXPECT_EQ(nights(result_of(scenario, on_road_for_good), "all"), 12);
  EXPECT_EQ(nights(result_of(scenario, on_road_for_good), "all", "children"), 3);

  scenario.end = at_hour(24 + 24 + 1.9);
  EXPECT_EQ(nights(result_of(scenario, on_road_for_good), "all"), 8);
  scenario.night = {std::chrono::hours(20), std::chrono::hours(0)};  // at 22:00
  EXPECT_EQ(nights(result_of(scenario, on_road_for_good), "all"), 8);
  scenario.end = at_hour(24 + 21);
  EXPECT_EQ(nights(result_of(scenario, on_road_for_good), "all"), 4);
}

TEST(NightsOnTheRoad, AreAlsoOfThoseWhoStandDryOrWalk) {
  const PartyId walker(1);
  const auto result = result_of(
      with_fuel(), in_order({departed(0, {.persons = 4}, 0),
                             {record::LinkEntered{at_hour(0), VehicleId(0), road, 4},
                              record::VehicleStalled{at_hour(1), VehicleId(0), road, metres(100), 4}},
                             {record::PartyAppeared{at_hour(0), walker, town, {.persons = 2, .over_60 = 1}, false},
                              record::WalkBegan{at_hour(1), walker, bypass, 2}},
                             {record::PartyAppeared{at_hour(0), PartyId(2), town, {.persons = 7}, false},
                              record::WalkBegan{at_hour(1), PartyId(2), bypass, 7},
                              record::WalkEnded{at_hour(1.9), PartyId(2), bypass, 7}}}));

  EXPECT_EQ(nights(result, "road"), 4);
  EXPECT_EQ(nights(result, "bypass"), 2);
  EXPECT_EQ(nights(result, "all", "over_60"), 1);
  EXPECT_EQ(nights(result, "all", "without_vehicle"), 2);
}

TEST(NightsOnTheRoad, AreNotOfThoseWhoMetAnOutcomeBefore) {
  const auto result = result_of(a_scenario(), in_order({departed(0, {.persons = 4, .medical = 1}, 0),
                                                        {record::LinkEntered{at_hour(0), VehicleId(0), road, 4},
                                                         record::OutcomeCounted{at_hour(1),
                                                                                PartyId(0),
                                                                                road,
                                                                                Outcome::died,
                                                                                {.persons = 1, .medical = 1},
                                                                                3,
                                                                                vehicle_unit(0, 3),
                                                                                record::OutcomeCounted::From::link}}}));

  EXPECT_EQ(nights(result, "all"), 3);
  EXPECT_EQ(nights(result, "all", "medical"), 0);
}

TEST(NightsOnTheRoad, AreNotMeasuredWithoutARoad) {
  scenario::Scenario scenario = a_scenario();
  scenario.links.clear();
  scenario.sites[0].where = {};

  EXPECT_EQ(nights(result_of(scenario, {}), "all"), -1);
}

TEST(NightsWithoutABed, AreOfThoseWhoWaitForOneAt22InsideTheStageOrAtItsDoor) {
  scenario::Scenario scenario = a_scenario();
  scenario.end = at_hour(48);
  const auto result = result_of(
      scenario,
      {appeared(0, 2), appeared(1, 3), appeared(2, 4), record::StageJoined{at_hour(1), beds, party_unit(0, 2)},
       record::UnitHeld{at_hour(2), beds, party_unit(1, 3)}, record::StageJoined{at_hour(3), desk, party_unit(2, 4)},
       // at 22 h: two in line and three at the door, before anything that happens in that instant
       record::ServiceBegan{at_hour(22), beds, party_unit(0, 2)},
       // at 46 h: the three
       record::SampleTaken{at_hour(48)}});

  EXPECT_EQ(summary_of(result, "hub/beds", Measure::person_nights_without_bed), 8);
  EXPECT_EQ(summary_of(result, "hub", Measure::person_nights_without_bed), 8);
  EXPECT_EQ(summary_of(result, "all", Measure::person_nights_without_bed), 8);
  EXPECT_EQ(summary_of(result, "bridge", Measure::person_nights_without_bed), -1);
}

}  // namespace
}  // namespace corridor::statistics::night_test
