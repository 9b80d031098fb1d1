// Who goes before whom, worked by hand: classes, pre-emption, lines that are left, rooms that are full, edges.
#include <vector>

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::stage_order_test {
namespace {

using namespace std::chrono_literals;
using scenario::Reneging;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;

const StageId desk(0);

/// Parties of four and more go first, then those of two and three, then the others.
ScenarioBuilder& by_size(ScenarioBuilder& builder) {
  builder.edit().stages.back().priority = {test::when("size > 3"), test::when("size > 1")};
  return builder;
}

ScenarioBuilder a_desk(const scenario::Service& service) {
  ScenarioBuilder builder;
  builder.site("town").stage("desk", service).poisson_arrivals(0);
  return builder;
}

scenario::Service preempting(scenario::Limit servers, Duration time) {
  scenario::Service service = test::servers(servers, test::fixed_time(time));
  service.preempts = true;
  return service;
}

std::vector<SimTime> beginnings(SiteRig& rig, StageId stage = desk) {
  std::vector<SimTime> began;
  for (const test::Visit& v : rig.visits(stage)) {
    began.push_back(v.began);
  }
  return began;
}

using Times = std::vector<SimTime>;

TEST(Priority, LetsTheHighestClassGoFirstAndWithinItWhoeverCameFirst) {
  auto builder = a_desk(test::servers(1, test::fixed_time(1h)));
  SiteRig rig(by_size(builder).build());

  for (const std::uint16_t persons : std::vector<std::uint16_t>{1, 1, 2, 4, 2, 5}) {
    rig.party(SimTime(0s), persons);
  }
  rig.run(SimTime(20h));

  EXPECT_EQ(beginnings(rig), (Times{SimTime(0h), SimTime(5h), SimTime(3h), SimTime(1h), SimTime(4h), SimTime(2h)}));
}

TEST(Priority, HoldsAtTheDoorTooWhereThoseStandWhoFindTheRoomFull) {
  auto builder = a_desk(test::servers(1, test::fixed_time(1h)));
  builder.waiting_room(1);
  SiteRig rig(by_size(builder).build());

  for (const std::uint16_t persons : std::vector<std::uint16_t>{1, 1, 1, 4}) {
    rig.party(SimTime(0s), persons);
  }
  rig.run(SimTime(20h));

  // The second is in the room; of those at the door the last comes in at 1 h, when the second begins.
  ASSERT_EQ(rig.visits(desk).size(), 4U);
  EXPECT_EQ(rig.visits(desk)[2].unit.persons, 4);
  EXPECT_EQ(rig.visits(desk)[2].joined, SimTime(1h));
  EXPECT_EQ(rig.visits(desk)[3].joined, SimTime(2h));
}

TEST(Priority, IsDecidedWhenAUnitJoins) {
  auto builder = a_desk(test::servers(1, test::fixed_time(1h)));
  builder.edit().stages.back().priority = {test::when("hour < 1")};
  SiteRig rig(builder.build());

  rig.party(SimTime(0s), 1);
  rig.party(SimTime(10min), 1);
  rig.party(SimTime(10min), 1);
  rig.party(SimTime(90min), 1);
  rig.run(SimTime(20h));

  EXPECT_EQ(beginnings(rig), (Times{SimTime(0h), SimTime(1h), SimTime(2h), SimTime(3h)}));
}

TEST(Priority, CountsForTheExpectedWaitOnlyThoseBefore) {
  auto builder = a_desk(test::servers(1, test::fixed_time(1h)));
  std::get<scenario::Service>(builder.edit().stages.back().kind).balking = {90min, 1, std::nullopt};
  SiteRig rig(by_size(builder).build());

  for (const std::uint16_t persons : std::vector<std::uint16_t>{1, 1, 1, 1, 5}) {
    rig.party(SimTime(0s), persons);
  }
  rig.run(SimTime(20h));

  // With two in line (2 h) the fourth goes away; before the fifth, of another class, nobody is.
  EXPECT_EQ(rig.refused(desk), 1);
  ASSERT_EQ(rig.visits(desk).size(), 4U);
  EXPECT_EQ(rig.visits(desk)[3].began, SimTime(1h));
}

TEST(Preemption, InterruptsTheLowestClassAndServesItOnForTheTimeThatWasLeft) {
  auto builder = a_desk(preempting(1, 1h));
  SiteRig rig(by_size(builder).build());

  rig.party(SimTime(0s), 1);
  rig.party(SimTime(10min), 2);
  rig.party(SimTime(20min), 4);
  rig.run(SimTime(20h));

  const auto& visits = rig.visits(desk);
  EXPECT_EQ(visits[2].finished, SimTime(80min));
  EXPECT_EQ(visits[1].finished, SimTime(130min));  // 10 min, and 50 min after the third
  EXPECT_EQ(visits[0].finished, SimTime(180min));
  EXPECT_EQ(visits[0].began, SimTime(0min));
  EXPECT_EQ(rig.facts().of<record::ServiceInterrupted>().size(), 2U);
  EXPECT_EQ(rig.facts().of<record::ServiceResumed>().size(), 2U);
}

TEST(Preemption, TakesTheServerOfWhoBeganLastInTheLowestClass) {
  auto builder = a_desk(preempting(3, 1h));
  SiteRig rig(by_size(builder).build());

  rig.party(SimTime(0min), 1);
  rig.party(SimTime(10min), 1);
  rig.party(SimTime(15min), 2);
  rig.party(SimTime(20min), 5);
  rig.run(SimTime(20h));

  const auto& visits = rig.visits(desk);
  EXPECT_EQ(visits[0].finished, SimTime(60min));
  EXPECT_EQ(visits[1].finished, SimTime(110min));  // 10 min, and 50 min from 60 min on
  EXPECT_EQ(visits[2].finished, SimTime(75min));
  EXPECT_EQ(visits[3].finished, SimTime(80min));
}

TEST(Preemption, InTheLastMicrosecondLeavesOneMicrosecondAndAtTheEndNothingHappens) {
  auto builder = a_desk(preempting(1, 1h));
  SiteRig rig(by_size(builder).build());

  rig.party(SimTime(0h), 1);
  rig.party(SimTime(1h - 1us), 2);
  rig.party(SimTime(10h), 1);
  rig.party(SimTime(11h), 2);
  rig.run(SimTime(20h));

  const auto& visits = rig.visits(desk);
  EXPECT_EQ(visits[1].finished, SimTime(2h - 1us));
  EXPECT_EQ(visits[0].finished, SimTime(2h));
  EXPECT_EQ(visits[2].finished, SimTime(11h));
  EXPECT_EQ(rig.facts().of<record::ServiceInterrupted>().size(), 1U);
}

TEST(Preemption, SparesAUnitThatIsFinishedAndBlocked) {
  auto builder = a_desk(preempting(1, 1h));
  by_size(builder).next(test::then(1));
  builder.stage("counter", test::servers(1, test::fixed_time(5h))).waiting_room(0);
  SiteRig rig(builder.build());

  rig.party(SimTime(0s), 1);
  rig.party(SimTime(0s), 1);
  rig.party(SimTime(3h), 4);  // the second is blocked from 2 h to 6 h
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.visits(desk)[2].began, SimTime(6h));
  EXPECT_TRUE(rig.facts().of<record::ServiceInterrupted>().empty());
}

TEST(Preemption, NeedsRoomForWhoIsInterrupted) {
  auto builder = a_desk(preempting(1, 1h));
  by_size(builder).waiting_room(0);
  SiteRig rig(builder.build());

  rig.party(SimTime(0min), 1);
  rig.party(SimTime(10min), 4);
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.visits(desk)[1].began, SimTime(1h));
}

TEST(Preemption, WaitsForTheOpeningAndThenTakesTheServerOfWhoIsStillServed) {
  scenario::Service service = preempting(1, 10h);
  service.hours = {{0h, 2h}, {4h, 24h}};
  auto builder = a_desk(service);
  SiteRig rig(by_size(builder).build());

  rig.party(SimTime(0h), 1);
  rig.party(SimTime(3h), 4);
  rig.run(SimTime(40h));

  EXPECT_EQ(rig.visits(desk)[1].began, SimTime(4h));
  EXPECT_EQ(rig.visits(desk)[0].finished, SimTime(20h));
}

TEST(Reneging, LeavesTheLineWhenItsTimeIsOverAndIsNotServed) {
  auto builder = a_desk(test::servers(1, test::fixed_time(1h)));
  builder.edit().stages.back().reneging = Reneging{test::fixed_time(90min), 1, StageId(1)};
  builder.stage("later", scenario::Delay{test::fixed_time(1h)});
  SiteRig rig(builder.build());

  for (int i = 0; i < 3; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.visits(desk)[1].began, SimTime(1h));
  EXPECT_EQ(rig.visits(desk)[2].reneged, SimTime(90min));
  EXPECT_EQ(rig.visits(desk)[2].began, never);
  ASSERT_EQ(rig.visits(StageId(1)).size(), 1U);
  EXPECT_EQ(rig.visits(StageId(1))[0].joined, SimTime(90min));
}

// With so many pending events those to come are looked at in advance: of units that are served before, too.
TEST(Reneging, OfTwentyThousandIsOfThoseWhomTheServersDoNotReachInTime) {
  auto builder = a_desk(test::servers(4, test::fixed_time(1s)));
  builder.edit().stages.back().reneging = Reneging{test::fixed_time(1h), 1, std::nullopt};
  builder.next(test::then(1)).stage("hall", test::beds(20'000, test::fixed_time(1h)));
  SiteRig rig(builder.build());

  for (int i = 0; i < 20'000; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(3h));

  const auto& visits = rig.visits(desk);
  ASSERT_EQ(visits.size(), 20'000U);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const bool is_served = i / 4 <= 3600;  // who is called in the instant in which patience ends is served
    EXPECT_EQ(visits[i].began, is_served ? SimTime(std::chrono::seconds(i / 4)) : never) << i;
    EXPECT_EQ(visits[i].reneged, is_served ? never : SimTime(1h)) << i;
  }
  EXPECT_EQ(rig.visits(StageId(1)).size(), 4U * 3601U);
}

TEST(Reneging, DoesNotBefallWhoIsCalledInThatInstant) {
  auto builder = a_desk(test::servers(1, test::fixed_time(1h)));
  builder.edit().stages.back().reneging = Reneging{test::fixed_time(1h), 1, std::nullopt};
  SiteRig rig(builder.build());

  rig.party(SimTime(0s), 1);
  rig.party(SimTime(0s), 1);
  rig.party(SimTime(0s), 1);
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.visits(desk)[1].began, SimTime(1h));
  EXPECT_EQ(rig.visits(desk)[2].reneged, SimTime(1h));
}

TEST(Reneging, EndsWhenServiceBeginsAndDoesNotFollowToTheNextStage) {
  auto builder = a_desk(test::servers(1, test::fixed_time(1h)));
  builder.edit().stages.back().reneging = Reneging{test::fixed_time(150min), 1, std::nullopt};
  builder.next(test::then(1)).stage("counter", test::servers(1, test::fixed_time(5h)));
  SiteRig rig(builder.build());

  for (int i = 0; i < 3; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(30h));

  EXPECT_TRUE(rig.facts().of<record::UnitReneged>().empty());
  EXPECT_EQ(rig.visits(StageId(1)).size(), 3U);
}

TEST(Reneging, GoesOnWhileAStageIsClosedAndLetsInWhoStandsAtTheDoor) {
  auto builder = a_desk(test::servers(0, test::fixed_time(1h)));
  builder.edit().stages.back().reneging = Reneging{test::fixed_time(2h), 1, std::nullopt};
  builder.waiting_room(1);
  SiteRig rig(builder.build());

  rig.party(SimTime(0h), 1);
  rig.party(SimTime(1h), 1);
  rig.run(SimTime(30h));

  EXPECT_EQ(rig.visits(desk)[0].reneged, SimTime(2h));
  EXPECT_EQ(rig.visits(desk)[1].joined, SimTime(2h));
  EXPECT_EQ(rig.visits(desk)[1].reneged, SimTime(4h));
}

TEST(WhenFull, SendsWhoFindsTheRoomFullToAStageOfAnotherSite) {
  scenario::Service service = test::servers(1, test::fixed_time(1h));
  service.when_full = scenario::Overflow{StageId(1)};
  auto builder = a_desk(service);
  builder.waiting_room(1).site("school").stage("desk", test::servers(1, test::fixed_time(1h)));
  SiteRig rig(builder.build());

  for (int i = 0; i < 4; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(30h));

  EXPECT_EQ(rig.visits(desk).size(), 2U);
  EXPECT_EQ(rig.visits(StageId(1)).size(), 2U);
  EXPECT_EQ(rig.refused(desk), 2);
  EXPECT_EQ(rig.levels(desk).held.most(), 0);
}

TEST(WhenFull, SendsToAFullSiteAndBackToTheDoorOfTheFirst) {
  // Town and school serve one party each, for 1 h and 3 h, and send each other whom they have no room for. The third
  // and the fourth find both full and stand at the town's door, where they came first, in order; the hall is in
  // nobody's way.
  scenario::Service town = test::servers(1, test::fixed_time(1h));
  town.when_full = scenario::Overflow{StageId(1)};
  scenario::Service school = test::servers(1, test::fixed_time(3h));
  school.when_full = scenario::Overflow{desk};
  auto builder = a_desk(town);
  builder.waiting_room(0).site("school").stage("desk", school).waiting_room(0);
  builder.stage("hall", test::servers(1, test::fixed_time(1h)));
  SiteRig rig(builder.build());

  for (int i = 0; i < 4; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(30h));

  EXPECT_EQ(beginnings(rig), (Times{SimTime(0h), SimTime(1h), SimTime(2h)}));
  EXPECT_EQ(beginnings(rig, StageId(1)), (Times{SimTime(0h)}));
  EXPECT_EQ(rig.refused(desk), 3);
  EXPECT_EQ(rig.refused(StageId(1)), 2);
  EXPECT_EQ(rig.levels(desk).held.most(), 2);
}

TEST(Fit, LetsALaterPartyPassOneForWhichThereIsNoPlace) {
  for (const auto fit : {scenario::Fit::strict, scenario::Fit::first}) {
    ScenarioBuilder builder;
    builder.site("town").stage("beds", test::beds(4, test::fixed_time(10h)), UnitKind::person).poisson_arrivals(0);
    builder.edit().stages.back().fit = fit;
    SiteRig rig(builder.build());

    for (const std::uint16_t persons : std::vector<std::uint16_t>{3, 2, 1, 1}) {
      rig.party(SimTime(0h), persons);
    }
    rig.run(SimTime(9h));

    EXPECT_EQ(rig.visits(desk)[1].began, never);
    EXPECT_EQ(rig.visits(desk)[2].began, fit == scenario::Fit::first ? SimTime(0h) : never);
    EXPECT_EQ(rig.visits(desk)[3].began, never);
    EXPECT_EQ(rig.levels(desk).in_service_persons.now(), fit == scenario::Fit::first ? 4 : 3);
  }
}

TEST(Fit, HoldsAtTheDoorOfBedsWithoutAWaitingRoom) {
  ScenarioBuilder builder;
  builder.site("town").stage("beds", test::beds(4, test::fixed_time(10h)), UnitKind::person).waiting_room(0);
  builder.edit().stages.back().fit = scenario::Fit::first;
  SiteRig rig(builder.poisson_arrivals(0).build());

  for (const std::uint16_t persons : std::vector<std::uint16_t>{3, 2, 1, 4}) {
    rig.party(SimTime(0h), persons);
  }
  rig.run(SimTime(50h));

  EXPECT_EQ(beginnings(rig), (Times{SimTime(0h), SimTime(0h), SimTime(10h), SimTime(20h)}));
  EXPECT_EQ(rig.visits(desk)[1].unit.persons, 1);
  EXPECT_EQ(rig.levels(desk).in_service_persons.most(), 4);
}

/// Single servers without room between, each of which leads to the next and the last to the first, until 5 h.
scenario::Scenario a_circle(std::size_t stages) {
  ScenarioBuilder builder;
  builder.site("town");
  for (std::size_t i = 0; i < stages; ++i) {
    builder.stage(std::string(1, static_cast<char>('a' + i)), test::servers(1, test::fixed_time(1h)));
    builder.waiting_room(0);
    const StageId next((i + 1) % stages);
    builder.next({{next, test::when("hour < 4.5"), {}, {}}, {}});
  }
  return builder.poisson_arrivals(0).build();
}

// Each is finished at the same instant and blocked by the next: they change places. Source: Perros 1994.
TEST(Circle, OfThreeFullStagesGoesOnInTheInstantInWhichItCloses) {
  SiteRig rig(a_circle(3));

  rig.party(SimTime(0h), 1);  // at c from 2 h on
  rig.party(SimTime(1h), 1);  // at b from 2 h on
  rig.party(SimTime(2h), 1);
  rig.run(SimTime(30h));

  for (std::size_t i = 0; i < 3; ++i) {
    const auto& visits = rig.visits(StageId(i));
    ASSERT_GE(visits.size(), 3U);
    for (const test::Visit& v : visits) {
      EXPECT_EQ(v.left, v.finished);
      EXPECT_EQ(v.finished - v.began, Duration(1h));
    }
    EXPECT_EQ(rig.levels(StageId(i)).in_service.most(), 1);
  }
  EXPECT_EQ(rig.facts().of<record::PartyLeft>().size(), 3U);
}

TEST(Circle, OfOneStageWithAFullRoomServesWhoWaitsAndTakesItsPlaceInTheRoom) {
  ScenarioBuilder builder;
  builder.site("town").stage("desk", test::servers(1, test::fixed_time(1h))).waiting_room(1);
  builder.next({{desk, test::when("hour < 1.5"), {}, {}}, {}}).poisson_arrivals(0);
  SiteRig rig(builder.build());

  for (int i = 0; i < 3; ++i) {
    rig.party(SimTime(0h), 1);
  }
  rig.run(SimTime(30h));

  // The first comes back at 1 h: the second begins, and the first waits in its place; the third stood at the door
  // before it, but nothing would ever let it in.
  const auto& visits = rig.visits(desk);
  ASSERT_EQ(visits.size(), 4U);
  EXPECT_EQ(visits[1].began, SimTime(1h));
  EXPECT_EQ(rig.facts().of<record::PartyLeft>().size(), 3U);
  EXPECT_EQ(rig.levels(desk).in_line.most_lasting(), 1);
}

TEST(Circle, ThatClosesWhileAStageIsClosedGoesOnWhenItOpens) {
  scenario::Scenario scenario = a_circle(2);
  std::get<scenario::Service>(scenario.stages[1].kind).hours = {{0h, 90min}, {4h, 24h}};
  SiteRig rig(scenario);

  rig.party(SimTime(0h), 1);
  rig.party(SimTime(1h), 1);
  rig.run(SimTime(30h));

  // Both are finished at 2 h; b admits nobody until 4 h.
  EXPECT_EQ(rig.visits(StageId(0))[1].left, SimTime(4h));
  EXPECT_EQ(rig.visits(StageId(1))[0].left, SimTime(4h));
  EXPECT_EQ(rig.facts().of<record::PartyLeft>().size(), 2U);
}

TEST(Closing, KeepsThoseWhoWaitAndServesThemByClassWhenItReopens) {
  scenario::Service service = test::servers(1, test::fixed_time(1h));
  service.hours = {{0h, 30min}, {5h, 24h}};
  auto builder = a_desk(service);
  SiteRig rig(by_size(builder).build());

  for (const std::uint16_t persons : std::vector<std::uint16_t>{1, 1, 4}) {
    rig.party(SimTime(0h), persons);
  }
  rig.run(SimTime(30h));

  EXPECT_EQ(beginnings(rig), (Times{SimTime(0h), SimTime(6h), SimTime(5h)}));
}

}  // namespace
}  // namespace corridor::stage_order_test
