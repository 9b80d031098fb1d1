// Blocking after service between stages in a row: closed forms of saturated lines, and the exact recursion.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::blocking_tandem_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::SiteRig;
using test::Visit;

/// Single servers in a row with these mean times and `room` waiting places before each but the first; the line before
/// the first is never empty.
ScenarioBuilder a_line(const std::vector<Duration>& means, std::int64_t room) {
  ScenarioBuilder builder;
  builder.site("town");
  for (std::size_t i = 0; i < means.size(); ++i) {
    builder.stage(std::string(1, static_cast<char>('a' + i)), test::servers(1, test::exponential_time(means[i])));
    if (i > 0) {
      builder.waiting_room(room);
    }
    if (i + 1 < means.size()) {
      builder.next(test::then(i + 1));
    }
  }
  const double fastest = 3600 / to_seconds(*std::min_element(means.begin(), means.end()));
  return builder.end(200h).sample(24h).poisson_arrivals(1.3 * fastest);
}

/// Units that leave the last stage per hour, in 10 replications.
std::vector<double> throughputs(const scenario::Scenario& scenario) {
  std::vector<double> per_hour;
  for (std::uint32_t r = 0; r < 10; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    const auto& visits = recorder.visits(StageId(scenario.stages.size() - 1));
    const auto left = std::count_if(visits.begin(), visits.end(),
                                    [](const Visit& v) { return v.left >= SimTime(20h) && v.left != never; });
    per_hour.push_back(static_cast<double>(left) / to_hours(scenario.end - SimTime(20h)));
  }
  return per_hour;
}

// Equal rates mu: 2 mu / 3. Source: Hunt 1956, Operations Research 4(6), 674-683 (sequential arrays of waiting lines).
TEST(Tandem, SaturatedPairWithoutRoomBetweenPassesTwoThirds) {
  test::expect_theory(throughputs(a_line({36s, 36s}, 0).build()), 100 * 2.0 / 3, 0.01);
}

// mu1 mu2 (mu1 + mu2) / (mu1^2 + mu1 mu2 + mu2^2). Source: as above.
TEST(Tandem, SaturatedPairOfUnequalRatesFollowsItsClosedForm) {
  const double a = 100;
  const double b = 150;
  test::expect_theory(throughputs(a_line({36s, 24s}, 0).build()), a * b * (a + b) / (a * a + a * b + b * b), 0.01);
}

// With r places between: (r + 2) / (r + 3) mu: a chain of r + 3 states that are equally likely.
TEST(Tandem, SaturatedPairWithRoomBetweenFollowsItsClosedForm) {
  test::expect_theory(throughputs(a_line({36s, 36s}, 1).build()), 100 * 3.0 / 4, 0.01);
  test::expect_theory(throughputs(a_line({36s, 36s}, 4).build()), 100 * 6.0 / 7, 0.01);
}

// 22 mu / 39. Source: Hunt 1956, as above.
TEST(Tandem, SaturatedThreeWithoutRoomBetweenPassTwentyTwoThirtyNinths) {
  test::expect_theory(throughputs(a_line({36s, 36s, 36s}, 0).build()), 100 * 22.0 / 39, 0.01);
}

// Leaving times D(i, j) of unit i from stage j: it leaves when it is finished and stage j + 1 has let unit i - 1 - r
// go. Source: Avi-Itzhak & Yadin 1965, Management Science 11(5), 553-565 (a sequence of two servers with no
// intermediate queue), with r places before each stage.
TEST(Tandem, EveryUnitLeavesEveryStageAtTheInstantOfTheRecursion) {
  for (const std::size_t room : {0U, 1U, 3U}) {
    const auto scenario = a_line({36s, 50s, 36s, 40s}, static_cast<std::int64_t>(room)).end(30h).build();
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder});
    const std::size_t last = scenario.stages.size() - 1;
    ASSERT_GT(recorder.visits(StageId(last)).size(), 1000U);
    for (std::size_t j = 0; j < last; ++j) {
      const auto& here = recorder.visits(StageId(j));
      const auto& next = recorder.visits(StageId(j + 1));
      for (std::size_t i = 0; i < here.size() && here[i].left != never; ++i) {
        const SimTime room_there = i < room + 1 ? SimTime() : next[i - room - 1].left;
        ASSERT_EQ(here[i].left, std::max(here[i].finished, room_there)) << "unit " << i << " stage " << j;
      }
    }
  }
}

TEST(Blocking, UnitWithoutRoomBeforeItKeepsItsServer) {
  ScenarioBuilder builder;
  builder.site("town").stage("desk", test::servers(1, test::fixed_time(1h))).next(test::then(1));
  builder.stage("counter", test::servers(1, test::fixed_time(5h))).waiting_room(0).poisson_arrivals(0);
  SiteRig rig(builder.build());

  for (int i = 0; i < 3; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.run(SimTime(30h));

  // The second is finished at 2 h and blocked until the counter is free at 6 h; only then the third begins.
  const auto& desk = rig.visits(StageId(0));
  EXPECT_EQ(desk[1].finished, SimTime(2h));
  EXPECT_EQ(desk[1].left, SimTime(6h));
  EXPECT_EQ(desk[2].began, SimTime(6h));
  EXPECT_EQ(rig.levels(StageId(0)).blocked.integral(SimTime(30h)), Duration(4h + 4h).count());
}

TEST(Blocking, FullBedsStopTheDeskAndTheLineFillsTheSquareToTheDoor) {
  ScenarioBuilder builder;
  builder.site("town").stage("square", test::servers(2, test::fixed_time(1min))).waiting_room(3).next(test::then(1));
  builder.stage("desk", test::servers(2, test::fixed_time(10min))).waiting_room(4).next(test::then(2));
  builder.stage("beds", test::beds(10, test::fixed_time(100h)), scenario::UnitKind::person).waiting_room(0);
  SiteRig rig(builder.poisson_arrivals(0).build());

  for (int i = 0; i < 30; ++i) {
    rig.party(SimTime(i * 5min), 2);
  }
  rig.run(SimTime(50h));

  EXPECT_EQ(rig.levels(StageId(2)).in_service_persons.now(), 10);
  EXPECT_EQ(rig.levels(StageId(1)).blocked.now(), 2);
  EXPECT_EQ(rig.levels(StageId(1)).in_line.now(), 4);
  EXPECT_EQ(rig.levels(StageId(0)).blocked.now(), 2);
  EXPECT_EQ(rig.levels(StageId(0)).in_line.now(), 3);
  EXPECT_EQ(rig.levels(StageId(0)).held.now(), 30 - 5 - 2 - 4 - 2 - 3);
}

TEST(Blocking, PlacesThatOpenAtOnceReleaseTheWholeChainInThatInstant) {
  ScenarioBuilder builder;
  builder.site("town").stage("hall", test::servers(1, test::fixed_time(1h))).waiting_room(0).next(test::then(1));
  builder.stage("desk", test::servers(1, test::fixed_time(1h))).waiting_room(0).next(test::then(2));
  builder.stage("beds", test::beds(1, test::fixed_time(500h)), scenario::UnitKind::person).waiting_room(0);
  SiteRig rig(builder.poisson_arrivals(0).build());

  for (int i = 0; i < 4; ++i) {
    rig.party(SimTime(0s), 1);
  }
  rig.change(SimTime(20h), StageId(2), [](scenario::Stage& s) { std::get<scenario::Beds>(s.kind).places = 2; });
  rig.run(SimTime(30h));

  EXPECT_EQ(rig.visits(StageId(2))[1].joined, SimTime(20h));
  EXPECT_EQ(rig.visits(StageId(1))[2].joined, SimTime(20h));
  EXPECT_EQ(rig.visits(StageId(0))[3].joined, SimTime(20h));
  EXPECT_EQ(rig.levels(StageId(0)).held.now(), 0);
}

TEST(Blocking, WhoComesBackToTheSameStageAndFindsItsRoomFullKeepsItsServerUntilItsTurn) {
  scenario::Service service = test::servers(2, test::fixed_time(0s));
  service.per_person = 10min;
  ScenarioBuilder builder;
  builder.site("town").stage("desk", service).waiting_room(1);
  builder.next({{StageId(0), test::when("hour < 0.2"), {}, {}}, {}}).poisson_arrivals(0);
  SiteRig rig(builder.build());

  for (const std::uint16_t persons : std::vector<std::uint16_t>{1, 6, 1, 6}) {
    rig.party(SimTime(0s), persons);
  }
  rig.run(SimTime(10h));

  // The first is back at 10 min; the third is in the room, the fourth at the door before it. Both go in when the second
  // is finished at 60 min, and the third at 70 min.
  const auto& visits = rig.visits(StageId(0));
  EXPECT_EQ(visits[0].finished, SimTime(10min));
  EXPECT_EQ(visits[0].left, SimTime(70min));
  ASSERT_EQ(visits.size(), 5U);
  EXPECT_EQ(visits[4].began, SimTime(70min));
  EXPECT_EQ(rig.facts().of<record::PartyLeft>().size(), 4U);
}

}  // namespace
}  // namespace corridor::blocking_tandem_test
