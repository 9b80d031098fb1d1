// Sites at the end of a road: booths hold the link, full places hold the booths, and nobody at a door is forgotten.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::blocking_road_test {
namespace {

using namespace std::chrono_literals;
using test::a_road;
using test::a_village;
using test::FactLog;
using test::ScenarioBuilder;
using test::VisitRecorder;

const StageId booth(0);
const StageId desk(1);

template <class T>
std::vector<SimTime> times(const FactLog& facts) {
  std::vector<SimTime> result;
  for (const T& f : facts.of<T>()) {
    result.push_back(f.at);
  }
  return result;
}

std::vector<std::uint32_t> vehicles_passed(const FactLog& facts) {
  std::vector<std::uint32_t> result;
  for (const auto& f : facts.of<record::SitePassed>()) {
    result.push_back(f.vehicle.index());
  }
  return result;
}

std::int64_t persons_left(const FactLog& facts) {
  std::int64_t persons = 0;
  for (const auto& f : facts.of<record::PartyLeft>()) {
    persons += f.persons;
  }
  return persons;
}

//  0 --l0--> [booth] 1 --l1--> 2
TEST(Checkpoint, HoldsTheRoadAndLetsAVehiclePassEachServiceTime) {
  auto builder = a_road({9000, 9000});
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(60s)))
      .origin(a_village("village", NodeId(0), 100, NodeId(2)));
  FactLog facts;
  VisitRecorder visits;

  test::simulate(builder.build(), {&facts, &visits});

  const auto passed = times<record::SitePassed>(facts);
  ASSERT_EQ(passed.size(), 100U);
  for (std::size_t i = 1; i < passed.size(); ++i) {
    EXPECT_EQ(passed[i] - passed[i - 1], 60s);
  }
  EXPECT_EQ(visits.levels(booth).in_service.most(), 1);
  EXPECT_EQ(visits.levels(booth).held.most(), 0);  // they wait on the link
  for (const auto& left : facts.of<record::LinkLeft>()) {
    if (left.link == LinkId(0) && left.at > passed[0]) {
      EXPECT_TRUE(std::binary_search(passed.begin(), passed.end(), left.at));
    }
  }
}

TEST(Checkpoint, OfSeveralBoothsWhoIsFinishedFirstDrivesOnFirst) {
  auto builder = a_road({9000, 9000});
  test::with_checkpoint(builder, LinkId(0), test::servers(4, test::exponential_time(60s)))
      .origin(a_village("village", NodeId(0), 200, NodeId(2)));
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  std::vector<std::uint32_t> finished;
  for (const auto& f : facts.of<record::ServiceFinished>()) {
    finished.push_back(f.unit.index);
  }
  EXPECT_EQ(finished, vehicles_passed(facts));
  EXPECT_FALSE(std::is_sorted(finished.begin(), finished.end()));
  EXPECT_EQ(facts.of<record::VehicleArrived>().size(), 200U);
}

TEST(Checkpoint, VehicleKeepsItsBoothUntilTheRoadBehindItHasRoom) {
  auto builder = a_road({9000, 71});
  scenario::Scenario& scenario = builder.edit();
  test::with_checkpoint(builder, LinkId(0), test::servers(2, test::fixed_time(10s)))
      .site("town", NodeId(2))
      .stage("desk", test::servers(1, test::fixed_time(60s)))
      .waiting_room(0)
      .origin(a_village("village", NodeId(0), 200, SiteId(1)));
  FactLog facts;
  VisitRecorder visits;

  test::simulate(scenario, {&facts, &visits});

  // 71 m hold ten cars: from then on two are blocked in the booths and pass one by one with the desk.
  EXPECT_EQ(visits.levels(booth).blocked.most(), 2);
  const auto passed = times<record::SitePassed>(facts);
  for (std::size_t i = 30; i < passed.size(); ++i) {
    EXPECT_EQ(passed[i] - passed[i - 1], 60s);
  }
  EXPECT_EQ(persons_left(facts), 200);
}

TEST(Checkpoint, FullTownHoldsTheBoothsTheRoadAndThoseStillAtHome) {
  auto builder = a_road({142, 71});
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(10s)))
      .site("town", NodeId(2))
      .stage("beds", test::beds(30, test::fixed_time(1000h)), scenario::UnitKind::person)
      .waiting_room(0)
      .origin(a_village("village", NodeId(0), 100, SiteId(1)));
  FactLog facts;
  VisitRecorder visits;

  test::simulate(builder.build(), {&facts, &visits});

  EXPECT_EQ(visits.levels(StageId(1)).in_service_persons.now(), 30);
  EXPECT_EQ(visits.levels(booth).blocked.now(), 1);
  // 100 = 30 in beds + 10 on the second link + 1 in the booth + 20 on the first link + 39 who wait to enter the road
  EXPECT_EQ(facts.of<record::VehicleDeparted>().size(), 100U);
  EXPECT_EQ(times<record::LinkEntered>(facts).size(), 61U + 40U);
}

TEST(Checkpoint, ExemptClassPassesWithoutStoppingInTheOrderOfTheRoad) {
  auto builder = a_road({9000, 9000});
  builder.vehicle_class("bus", 12, 50);
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(60s)));
  builder.edit().sites[0].exempt = {VehicleClassId(1)};
  scenario::Origin village = a_village("village", NodeId(0), 200, NodeId(2));
  village.vehicles = {{VehicleClassId(0), 0.5}, {VehicleClassId(1), 0.5}};
  FactLog facts;
  VisitRecorder visits;

  test::simulate(builder.origin(village).build(), {&facts, &visits});

  std::size_t cars = 0;
  for (const auto& f : facts.of<record::VehicleFormed>()) {
    cars += f.vehicle_class == VehicleClassId(0) ? 1U : 0U;
  }
  EXPECT_EQ(visits.visits(booth).size(), cars);
  EXPECT_EQ(vehicles_passed(facts).size(), 200U);  // they pass it all the same
  EXPECT_EQ(facts.of<record::VehicleArrived>().size(), 200U);
}

//  0 --l0--> [booth] 1 [desk]: the journey ends where the checkpoint stands.
TEST(Checkpoint, AtTheEndOfTheJourneyKeepsItsBoothUntilTheReceptionHasRoom) {
  auto builder = a_road({9000});
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(10s)))
      .site("town", NodeId(1))
      .stage("desk", test::servers(1, test::fixed_time(60s)))
      .waiting_room(1)
      .origin(a_village("village", NodeId(0), 50, SiteId(1)));
  FactLog facts;
  VisitRecorder visits;

  test::simulate(builder.build(), {&facts, &visits});

  EXPECT_EQ(visits.levels(booth).blocked.most(), 1);
  EXPECT_EQ(visits.levels(desk).in_line.most_lasting(), 1);
  EXPECT_EQ(persons_left(facts), 50);
  // Passed and arrived in the instant of being let in.
  EXPECT_EQ(times<record::SitePassed>(facts), times<record::VehicleArrived>(facts));
  for (std::size_t i = 0; i < 50; ++i) {
    EXPECT_EQ(visits.visits(desk)[i].joined, facts.of<record::VehicleArrived>()[i].at);
  }
}

TEST(Checkpoint, WhoFindsTheReceptionBehindItTooCrowdedLeavesFromThere) {
  auto builder = a_road({9000});
  scenario::Service office = test::servers(1, test::fixed_time(1h));
  office.balking = {30min, 1, std::nullopt};
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(10s)))
      .site("town", NodeId(1))
      .stage("desk", office)
      .origin(a_village("village", NodeId(0), 50, SiteId(1)));
  FactLog facts;
  VisitRecorder visits;

  test::simulate(builder.build(), {&facts, &visits});

  EXPECT_EQ(persons_left(facts), 50);
  EXPECT_EQ(visits.refused(desk) + static_cast<std::int64_t>(visits.visits(desk).size()), 50);
  EXPECT_EQ(facts.of<record::VehicleArrived>().size(), 50U);
  for (const auto& left : facts.of<record::PartyLeft>()) {
    EXPECT_EQ(left.site, SiteId(1));
  }
}

TEST(Checkpoint, EndOfTheJourneyWithoutASiteLetsVehiclesGoFromTheBooth) {
  auto builder = a_road({9000});
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(10s)))
      .origin(a_village("village", NodeId(0), 50, NodeId(1)));
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  EXPECT_EQ(persons_left(facts), 50);
  EXPECT_EQ(facts.of<record::SitePassed>().size(), 50U);
  EXPECT_EQ(facts.of<record::VehicleArrived>().size(), 50U);
}

// Several links end at the town; its desks have no waiting room, so their heads stand at the door.
//
//  0 --l0--.
//  1 --l1--+--> 3 [desk]
//  2 --l2--'
scenario::Scenario star(std::int64_t servers, std::int64_t population) {
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).node("n0").node("n1").node("n2").node("town");
  builder.site("town", NodeId(3)).stage("desk", test::servers(servers, test::fixed_time(60s))).waiting_room(0);
  for (std::size_t i = 0; i < 3; ++i) {
    builder.link(test::a_link("l" + std::to_string(i), i, 3, 9000));
    builder.origin(a_village("v" + std::to_string(i), NodeId(i), population, SiteId(0)));
  }
  return builder.build();
}

class Door : public testing::TestWithParam<int> {};

TEST_P(Door, ServesTheLinksInTurnAndNoServerIsIdleWhileSomebodyStandsThere) {
  const auto scenario = star(GetParam(), 40);
  FactLog facts;
  VisitRecorder visits;

  test::simulate(scenario, {&facts, &visits});

  ASSERT_EQ(persons_left(facts), 120);
  const auto& served = visits.visits(StageId(0));
  const auto servers = static_cast<std::size_t>(GetParam());
  // As soon as the heads of all three links stand there, until one link is empty.
  for (std::size_t i = servers + 3; i < 110; ++i) {
    EXPECT_EQ(served[i].began, served[i - servers].left);
  }
  std::vector<std::size_t> of_link(3);
  const auto left = facts.of<record::LinkLeft>();
  for (std::size_t i = 0; i < 90; ++i) {
    ++of_link[left[i].link.index()];
  }
  EXPECT_EQ(of_link, (std::vector<std::size_t>{30, 30, 30}));
}

INSTANTIATE_TEST_SUITE_P(Servers, Door, testing::Values(1, 2, 3, 5));

TEST(DoorOfATown, ServersThatOpenAtOnceAreAllTaken) {
  auto scenario = star(1, 20);
  scenario.changes.push_back(test::change_of_stage(
      scenario, 40min, StageId(0), [](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = 3; }));
  VisitRecorder visits;

  test::simulate(scenario, {&visits});

  const auto& served = visits.visits(StageId(0));
  const auto opened =
      std::count_if(served.begin(), served.end(), [](const test::Visit& v) { return v.began == SimTime(40min); });
  EXPECT_GE(opened, 2);
  EXPECT_EQ(served.size(), 60U);
}

TEST(DoorOfATown, LinkWhoseHeadCannotComeYetDoesNotHoldTheOthers) {
  auto scenario = star(1, 40);
  scenario::Change change;
  change.at = SimTime(20min);  // the heads of all links stand at the door
  scenario::Link slow = scenario.links[0];
  slow.capacity = 0.5;  // one vehicle in two hours
  change.what = scenario::Change::OfLink{LinkId(0), slow};
  scenario.changes.push_back(change);
  VisitRecorder visits;

  test::simulate(scenario, {&visits});

  // The other links keep the desk busy until they are empty.
  const auto& served = visits.visits(StageId(0));
  for (std::size_t i = 5; i < 80; ++i) {
    EXPECT_EQ(served[i].began, served[i - 1].left);
  }
}

}  // namespace
}  // namespace corridor::blocking_road_test
