// Opening hours and dated changes of a stage: who is being served is finished first, and nobody else begins.
#include <vector>

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"
#include "support/site_rig.hpp"

namespace corridor::stage_hours_test {
namespace {

using namespace std::chrono_literals;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;

const StageId desk(0);

/// A desk in an office, from midnight on; the scenario has an origin.
ScenarioBuilder an_office(const scenario::Service& service, UnitKind unit = UnitKind::party) {
  ScenarioBuilder builder;
  builder.site("office").stage("desk", service, unit).poisson_arrivals(0);
  return builder;
}

scenario::Service open_from_to(Duration from, Duration to) {
  scenario::Service service = test::servers(1, test::fixed_time(40min));
  service.hours = {{from, to}};
  return service;
}

std::vector<SimTime> begins(SiteRig& rig, StageId stage) {
  std::vector<SimTime> times;
  for (const test::Visit& v : rig.visits(stage)) {
    times.push_back(v.began);
  }
  return times;
}

TEST(Hours, WhoIsServedAtClosingIsFinishedAndTheNextBeginsAtOpening) {
  SiteRig rig(an_office(open_from_to(8h, 18h)).build());

  rig.party(SimTime(17h + 10min), 1);
  rig.party(SimTime(17h + 15min), 1);  // begins 17:50, finished 18:30
  rig.party(SimTime(17h + 20min), 1);
  rig.run(SimTime(60h));

  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(17h + 10min), SimTime(17h + 50min), SimTime(32h)}));
  EXPECT_EQ(rig.visits(desk)[1].left, SimTime(18h + 30min));
}

TEST(Hours, NobodyBeginsInTheInstantOfClosingAndSomebodyInThatOfOpening) {
  SiteRig rig(an_office(open_from_to(8h, 18h)).build());

  rig.party(SimTime(8h), 1);
  rig.party(SimTime(18h), 1);
  rig.run(SimTime(60h));

  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(8h), SimTime(32h)}));
}

TEST(Hours, MayRunOverMidnightAndHaveABreak) {
  scenario::Service service = open_from_to(20h, 2h);
  service.hours.push_back({3h, 5h});
  SiteRig rig(an_office(service).build());

  for (int i = 0; i < 9; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(60h));

  // 00:00, 00:40, 01:20 (until 02:00), then 03:00, 03:40, 04:20, then 20:00 ...
  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(0s), SimTime(40min), SimTime(80min), SimTime(3h), SimTime(220min),
                                            SimTime(260min), SimTime(20h), SimTime(1240min), SimTime(1280min)}));
}

TEST(Hours, AClosedStageWithoutWaitingRoomKeepsPeopleAtTheDoor) {
  SiteRig rig(an_office(open_from_to(8h, 18h)).waiting_room(0).build());

  rig.party(SimTime(1h), 1);
  rig.party(SimTime(2h), 1);
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.levels(desk).held.most(), 2);
  EXPECT_EQ(rig.levels(desk).in_line.most_lasting(), 0);
  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(8h), SimTime(8h + 40min)}));
}

TEST(Change, MoreServersBeginAtOnceWithThoseInLine) {
  SiteRig rig(an_office(test::servers(1, test::fixed_time(1h))).build());

  for (int i = 0; i < 5; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.change(SimTime(90min), desk, [](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = 3; });
  rig.run(SimTime(10h));

  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(0s), SimTime(1h), SimTime(90min), SimTime(90min), SimTime(2h)}));
}

TEST(Change, FewerServersFinishWhatTheyHaveBegun) {
  SiteRig rig(an_office(test::servers(3, test::fixed_time(1h))).build());

  for (int i = 0; i < 5; ++i) {
    rig.party(SimTime(i * 10min), 1);
  }
  rig.change(SimTime(30min), desk, [](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = 1; });
  rig.run(SimTime(10h));

  // The first three leave at 60, 70 and 80 min; only then is one of one free.
  EXPECT_EQ(begins(rig, desk),
            (std::vector{SimTime(0s), SimTime(10min), SimTime(20min), SimTime(80min), SimTime(140min)}));
}

TEST(Change, WithoutServersNobodyBeginsUntilTheyAreBack) {
  SiteRig rig(an_office(test::servers(2, test::fixed_time(1h))).build());
  const auto set = [](std::int64_t n) {
    return [n](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = n; };
  };

  rig.change(SimTime(30min), desk, set(0));
  rig.change(SimTime(5h), desk, set(2));
  for (int i = 0; i < 4; ++i) {
    rig.party(SimTime(i * 20min), 1);
  }
  rig.run(SimTime(10h));

  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(0s), SimTime(20min), SimTime(5h), SimTime(5h)}));
  EXPECT_EQ(rig.visits(desk)[1].left, SimTime(80min));
}

TEST(Change, ServiceThatHasBegunKeepsItsTime) {
  SiteRig rig(an_office(test::servers(1, test::fixed_time(1h))).build());

  rig.party(SimTime(0s), 1);
  rig.party(SimTime(0s), 1);
  rig.change(SimTime(30min), desk, [](scenario::Stage& s) { std::get<scenario::Service>(s.kind).time.mean = 10min; });
  rig.run(SimTime(10h));

  EXPECT_EQ(rig.visits(desk)[0].finished, SimTime(1h));
  EXPECT_EQ(rig.visits(desk)[1].finished, SimTime(70min));
}

TEST(Night, FactorAppliesToTheWholeTimeOfAServiceThatBeginsAtNight) {
  scenario::Service service = test::servers(std::nullopt, test::fixed_time(100s));
  service.per_person = 10s;
  service.pace.night = 1.5;
  SiteRig rig(an_office(service).build());  // night is 22:00 to 06:00

  for (const Duration at : {Duration(22h - 1us), Duration(22h), Duration(30h - 1us), Duration(30h)}) {
    rig.party(SimTime(at), 2);
  }
  rig.run(SimTime(60h));

  std::vector<Duration> times;
  for (const test::Visit& v : rig.visits(desk)) {
    times.push_back(v.finished - v.began);
  }
  EXPECT_EQ(times, (std::vector<Duration>{120s, 180s, 180s, 120s}));
}

TEST(PersonUnits, TakeAServerEachAndAllOfThemIfTheyAreMore) {
  SiteRig rig(an_office(test::servers(4, test::fixed_time(1h)), UnitKind::person).build());

  rig.party(SimTime(0s), 3);
  rig.party(SimTime(0s), 6);  // all four
  rig.party(SimTime(0s), 1);
  rig.run(SimTime(10h));

  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(0s), SimTime(1h), SimTime(2h)}));
}

TEST(PersonUnits, WaitingRoomCountsEveryPersonWhateverTheServers) {
  SiteRig rig(an_office(test::servers(2, test::fixed_time(1h)), UnitKind::person).waiting_room(10).build());

  for (int i = 0; i < 4; ++i) {
    rig.party(SimTime(0s), 5);
  }
  rig.run(SimTime(30min));

  EXPECT_EQ(rig.levels(desk).in_service_persons.now(), 5);
  EXPECT_EQ(rig.levels(desk).in_line_persons.now(), 10);
  EXPECT_EQ(rig.levels(desk).held_persons.now(), 5);
}

TEST(PersonUnits, PartyInLineIsServedThoughServersBecomeFewerThanItsPersons) {
  SiteRig rig(an_office(test::servers(6, test::fixed_time(1h)), UnitKind::person).build());

  rig.party(SimTime(0s), 6);
  rig.party(SimTime(0s), 5);
  rig.party(SimTime(0s), 1);
  rig.change(SimTime(30min), desk, [](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = 2; });
  rig.run(SimTime(10h));

  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(0s), SimTime(1h), SimTime(2h)}));
}

TEST(PersonUnits, PartyInLineTakesAServerForEachPersonWhenServersBecomeMore) {
  SiteRig rig(an_office(test::servers(1, test::fixed_time(1h)), UnitKind::person).build());

  rig.party(SimTime(0s), 3);
  rig.party(SimTime(0s), 3);
  rig.party(SimTime(0s), 3);
  rig.change(SimTime(30min), desk, [](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = 6; });
  rig.run(SimTime(10h));

  // One server is busy until 1 h, five are free: room for three persons, not for six.
  EXPECT_EQ(begins(rig, desk), (std::vector{SimTime(0s), SimTime(30min), SimTime(1h)}));
}

}  // namespace
}  // namespace corridor::stage_hours_test
