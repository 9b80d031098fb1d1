// What people on the road need, by hand -> what RunStatistics makes of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/statistics_builders.hpp"

namespace corridor::statistics::needs_test {
namespace {

using namespace test_support;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// 3 l and 2 meals for a day.
scenario::Scenario with_needs() {
  scenario::Scenario s = with_fuel();
  s.needs = scenario::Needs{litres(3), 2};
  return s;
}

TEST(Needs, AreThoseOfEverybodyOnTheLinkDrivingOrOnFoot) {
  const auto result =
      result_of(with_needs(),
                {appeared(0, 4), formed(0, 4), appeared(1, 5), record::LinkEntered{at_hour(0.5), VehicleId(0), road, 4},
                 record::WalkBegan{at_hour(0.5), PartyId(1), bypass, 5}, record::SampleTaken{at_hour(1)},
                 record::LinkLeft{at_hour(1.5), VehicleId(0), road, 4, at_hour(0.5), Duration(0)},
                 record::LinkEntered{at_hour(1.5), VehicleId(0), bypass, 4}, record::SampleTaken{at_hour(2)},
                 record::WalkEnded{at_hour(2.5), PartyId(1), bypass, 5}, record::SampleTaken{at_hour(3)}});

  EXPECT_THAT(values_of(result, "road", Measure::water_need), ElementsAre(12, 0, 0));
  EXPECT_THAT(values_of(result, "bypass", Measure::water_need), ElementsAre(15, 27, 12));
  EXPECT_THAT(values_of(result, "all", Measure::water_need), ElementsAre(27, 27, 12));
  EXPECT_THAT(values_of(result, "all", Measure::meals_need), ElementsAre(18, 18, 8));
}

TEST(Needs, OfThoseWhoStandDryAreOnTheirLinkUntilAnotherVehicleTakesThemOn) {
  const VehicleId dry(0);
  const VehicleId later(1);
  const auto result = result_of(
      with_needs(),
      {appeared(0, 4), formed(0, 4), record::PartyBoarded{at_hour(0), PartyId(0), dry, 4}, appeared(1, 1), formed(1, 1),
       record::LinkEntered{at_hour(0), dry, road, 4}, record::LinkEntered{at_hour(0), later, road, 1},
       record::VehicleStalled{at_hour(0.5), dry, road, metres(100), 4}, record::SampleTaken{at_hour(1)},
       record::LinkLeft{at_hour(2), later, road, 1, at_hour(0), Duration(0)},
       record::PartyTakenOn{at_hour(2), PartyId(0), dry, later, road, 4},
       record::LinkEntered{at_hour(2), later, bypass, 5}, record::VehicleAbandoned{at_hour(2), dry, road},
       record::SampleTaken{at_hour(2)}});

  EXPECT_THAT(values_of(result, "road", Measure::water_need), ElementsAre(15, 0));
  EXPECT_THAT(values_of(result, "bypass", Measure::water_need), ElementsAre(0, 15));
}

TEST(Needs, AreNotOfThoseWhoseJourneyEndedOnTheLink) {
  using From = record::OutcomeCounted::From;
  const auto result =
      result_of(with_needs(),
                {appeared(0, 4), formed(0, 4), appeared(1, 2), record::LinkEntered{at_hour(0), VehicleId(0), road, 4},
                 record::WalkBegan{at_hour(0), PartyId(1), road, 2},
                 record::OutcomeCounted{
                     at_hour(1), PartyId(0), road, Outcome::died, {.persons = 1}, 3, vehicle_unit(0, 3), From::link},
                 record::OutcomeCounted{
                     at_hour(1), PartyId(0), road, Outcome::injured, {.persons = 1}, 3, vehicle_unit(0, 3), From::link},
                 record::OutcomeCounted{
                     at_hour(1), PartyId(1), road, Outcome::detained, {.persons = 2}, 0, party_unit(1, 0), From::link},
                 record::SampleTaken{at_hour(1)}});

  EXPECT_THAT(values_of(result, "road", Measure::water_need), ElementsAre(9));
}

record::LinkObserved burning(double hour, LinkId link, double litres_per_hour_burnt) {
  return {at_hour(hour),       link,       Vehicles(9),  Vehicles(5),
          corridor::People(9), metres(50), std::nullopt, litres_per_hour(litres_per_hour_burnt)};
}

TEST(Needs, OfFuelAreWhatTheQueueBurns) {
  const auto result =
      result_of(with_needs(), {burning(0, road, 4.5), burning(0, bypass, 1), record::SampleTaken{at_hour(0)},
                               burning(1, road, 0), burning(1, bypass, 2), record::SampleTaken{at_hour(1)}});

  EXPECT_THAT(values_of(result, "road", Measure::fuel_need), ElementsAre(4.5, 0));
  EXPECT_THAT(values_of(result, "all", Measure::fuel_need), ElementsAre(5.5, 2));
}

TEST(Needs, AreMeasuredAsFarAsTheScenarioStatesThem) {
  scenario::Scenario scenario = a_scenario();
  EXPECT_THAT(values_of(result_of(scenario, {record::SampleTaken{at_hour(0)}}), "all", Measure::water_need), IsEmpty());

  scenario.needs = scenario::Needs{std::nullopt, 3};
  const auto result = result_of(scenario, {record::SampleTaken{at_hour(0)}});
  EXPECT_THAT(values_of(result, "all", Measure::water_need), IsEmpty());
  EXPECT_THAT(values_of(result, "all", Measure::meals_need), ElementsAre(0));
  EXPECT_THAT(values_of(result, "all", Measure::fuel_need), IsEmpty());  // no vehicle has a tank
}

TEST(Needs, AtSitesAreThoseOfEverybodyThereAndTheGapIsWhatTheSiteHasNot) {
  scenario::Scenario scenario = a_scenario();
  scenario.needs = scenario::Needs{litres(15), 3, 3.5, 20, 2};
  scenario.sites[1].has = {litres(300), 100, 70, 2, 0};
  const auto result = result_of(scenario, {record::SiteObserved{at_hour(0), hub, 41}, record::SampleTaken{at_hour(0)},
                                           record::SiteObserved{at_hour(1), hub, 20}, record::SampleTaken{at_hour(1)}});

  EXPECT_THAT(values_of(result, "hub", Measure::water_need), ElementsAre(615, 300));
  EXPECT_THAT(values_of(result, "hub", Measure::water_gap), ElementsAre(315, 0));
  EXPECT_THAT(values_of(result, "hub", Measure::meals_gap), ElementsAre(23, 0));
  EXPECT_THAT(values_of(result, "hub", Measure::covered_area_need), ElementsAre(143.5, 70));
  EXPECT_THAT(values_of(result, "hub", Measure::covered_area_gap), ElementsAre(73.5, 0));
  EXPECT_THAT(values_of(result, "hub", Measure::toilets_need), ElementsAre(3, 1));
  EXPECT_THAT(values_of(result, "hub", Measure::toilets_gap), ElementsAre(1, 0));
  EXPECT_THAT(values_of(result, "hub", Measure::blankets_gap), ElementsAre(82, 40));
  EXPECT_THAT(values_of(result, "bridge", Measure::water_need), ElementsAre(0, 0));
  EXPECT_THAT(values_of(result, "bridge", Measure::water_gap), IsEmpty());  // nobody said what it has
  EXPECT_THAT(values_of(result, "all", Measure::meals_need), ElementsAre(123, 60));
}

TEST(Needs, AtAnOriginAreThoseOfPeopleWhoWaitToEnterTheRoad) {
  const auto result = result_of(
      with_needs(), {appeared(0, 4), formed(0, 4), record::SampleTaken{at_hour(0)},
                     record::VehicleDeparted{at_hour(0.5), VehicleId(0), town, 4}, record::SampleTaken{at_hour(1)},
                     record::LinkEntered{at_hour(1.5), VehicleId(0), road, 4}, record::SampleTaken{at_hour(2)}});

  EXPECT_THAT(values_of(result, "town", Measure::water_need), ElementsAre(0, 12, 0));
  EXPECT_THAT(values_of(result, "airport", Measure::water_need), IsEmpty());
  EXPECT_THAT(values_of(result, "all", Measure::water_need), ElementsAre(0, 12, 12));
}

/// A stock of 10 at the hub.
scenario::Scenario with_stock() {
  scenario::Scenario s = a_scenario();
  s.stocks.push_back({"blankets", "hub/blankets", hub, goods(10), Goods(0)});
  return s;
}

TEST(Stocks, AreCountedWithThoseWhoWereLateOrWentWithout) {
  const StockId blankets(0);
  const auto result = result_of(
      with_stock(),
      {record::GoodsDelivered{at_hour(0), blankets, goods(10), goods(10)}, record::SampleTaken{at_hour(0)},
       record::GoodsGiven{at_hour(0.5), blankets, desk, party_unit(0, 4), 4, goods(4), goods(6), false},
       record::GoodsConsumed{at_hour(1), blankets, goods(2.5), goods(0), goods(3.5)}, record::SampleTaken{at_hour(1)},
       record::GoodsGiven{at_hour(1.5), blankets, desk, party_unit(1, 5), 3, goods(3), goods(0.5), true},
       record::GoodsConsumed{at_hour(2), blankets, goods(0.5), goods(7), goods(0)}, record::SampleTaken{at_hour(2)}});

  EXPECT_THAT(values_of(result, "hub/blankets", Measure::stock), ElementsAre(10, 3.5, 0));
  EXPECT_THAT(values_of(result, "hub/blankets", Measure::stock_given), ElementsAre(0, 6.5, 10));
  EXPECT_THAT(values_of(result, "hub/blankets", Measure::stock_unmet), ElementsAre(0, 0, 7));
  EXPECT_THAT(values_of(result, "hub/blankets", Measure::late_persons), ElementsAre(0, 0, 5));
  EXPECT_THAT(values_of(result, "hub/blankets", Measure::without_persons), ElementsAre(0, 0, 2));
  EXPECT_EQ(summary_of(result, "hub/blankets", Measure::stock_given), 10);
}

TEST(Walkers, WalkNoLongerWhenTheirJourneyEndsOnTheLink) {
  scenario::Scenario scenario = a_scenario();
  scenario.origins[0].without_vehicle = scenario::Walks{};
  const auto result =
      result_of(scenario, {appeared(0, 3), record::WalkBegan{at_hour(0), PartyId(0), road, 3},
                           record::OutcomeCounted{at_hour(0.5),
                                                  PartyId(0),
                                                  road,
                                                  Outcome::died,
                                                  {.persons = 1},
                                                  2,
                                                  party_unit(0, 2),
                                                  record::OutcomeCounted::From::link},
                           record::SampleTaken{at_hour(1)}, record::WalkEnded{at_hour(1.5), PartyId(0), road, 2},
                           record::SampleTaken{at_hour(2)}});

  EXPECT_THAT(values_of(result, "road", Measure::walking_persons), ElementsAre(2, 0));
}

}  // namespace
}  // namespace corridor::statistics::needs_test
