// People who turn back: when and where they turn, how they come home, what it does to those behind them, and that
// nobody is lost.
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/road_scenario.hpp"
#include "support/route_scenario.hpp"
#include "support/simulate.hpp"
#include "support/statistics_builders.hpp"

namespace corridor::turn_back_test {
namespace {

using namespace std::chrono_literals;
using test::FactLog;

const LinkId out(0);
const LinkId back(1);

std::unique_ptr<FactLog> facts_of(const scenario::Scenario& scenario, simulation::Replication replication = {}) {
  auto log = std::make_unique<FactLog>();
  test::simulate(scenario, {log.get()}, replication);
  return log;
}

/// A village at one end of a road of `length_m` (45 km/h), a town at the other; one car of one person each at 0, 20 s,
/// 40 s, ... Nobody is let out of the road, so that car k stands behind k of 7.1 m.
test::ScenarioBuilder a_closed_road(std::int64_t cars, double length_m = 4500) {
  test::ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).node("village").node("town");
  builder.link(test::a_link("out", 0, 1, length_m)).link(test::a_link("back", 1, 0, length_m));
  builder.edit().links[0].opposite = back;
  builder.edit().links[1].opposite = out;
  builder.site("post", out).stage("documents", test::servers(0, test::fixed_time(1min)), scenario::UnitKind::vehicle);
  builder.waiting_room(0);
  std::vector<std::pair<SimTime, std::int64_t>> plan;
  for (std::int64_t k = 0; k < cars; ++k) {
    plan.emplace_back(SimTime(20s * (k + 1)), 1);
  }
  scenario::Origin village = test::a_village("village", NodeId(0), cars, NodeId(1));
  village.departure = test::a_plan(plan);
  return builder.origin(village);
}

/// Everybody is willing.
void let_all_turn(test::ScenarioBuilder& builder, Duration after) {
  for (scenario::Origin& origin : builder.edit().origins) {
    origin.turn_back = scenario::TurnBack{1, after, {}};
  }
}

std::vector<SimTime> departures(const FactLog& facts) {
  std::vector<SimTime> times;
  for (const auto& f : facts.of<record::VehicleDeparted>()) {
    times.push_back(f.at);
  }
  return times;
}

std::vector<SimTime> homecomings(const FactLog& facts) {
  std::vector<SimTime> times;
  for (const auto& f : facts.of<record::OutcomeCounted>()) {
    EXPECT_EQ(f.outcome, Outcome::turned_back);
    times.push_back(f.at);
  }
  return times;
}

TEST(TurningBack, IsAtTheInstantWhenItIsDueWhereTheVehicleStands) {
  // Each turns two hours after it set out, at the end of the road, since those ahead have turned 20 s before and more,
  // and the queue has moved up; and drives back 4.5 km in 360 s.
  constexpr std::size_t cars = 10;
  auto builder = a_closed_road(cars);
  let_all_turn(builder, 2h);
  const auto facts = facts_of(builder.build());

  const auto set_out = departures(*facts);
  const auto turned = facts->of<record::VehicleTurnedBack>();
  const auto home = homecomings(*facts);
  ASSERT_EQ(turned.size(), 10U);
  ASSERT_EQ(home.size(), 10U);
  for (std::size_t k = 0; k < cars; ++k) {
    EXPECT_EQ(set_out[k], SimTime(20s * (k + 1)));
    EXPECT_EQ(turned[k].at, set_out[k] + 2h);
    EXPECT_EQ(turned[k].from, out);
    EXPECT_EQ(turned[k].onto, back);
    EXPECT_EQ(turned[k].position, metres(4500));
    EXPECT_EQ(home[k], turned[k].at + 360s);
  }
  EXPECT_EQ(facts->of<record::PartyLeft>().size(), 0U);
}

/// A car from another village that sets out at ten minutes and turns back after three hours.
void add_one_who_turns_back(test::ScenarioBuilder& builder) {
  scenario::Origin other = builder.build().origins[0];
  other.id = "other";
  other.population = People(1);
  other.departure = test::a_plan({{SimTime(10min), 1}});
  other.turn_back = scenario::TurnBack{1, 3h, {}};
  builder.origin(other);
}

TEST(TurningBack, BeginsAtTheSamePlaceOfTheRoadInTheOtherDirection) {
  // Only car 6 may: those of the other village stay. It stands behind 6 of 7.1 m.
  auto builder = a_closed_road(6);
  add_one_who_turns_back(builder);
  const auto facts = facts_of(builder.build());

  const auto turned = facts->of<record::VehicleTurnedBack>();
  ASSERT_EQ(turned.size(), 1U);
  EXPECT_EQ(turned[0].at, SimTime(10min + 3h));
  EXPECT_EQ(turned[0].position, metres(4500 - 6 * 7.1));
  EXPECT_EQ(turned[0].delay, 3h - 360s + 3408ms);  // 42.6 m at 12.5 m/s are not driven
  EXPECT_EQ(homecomings(*facts), (std::vector{turned[0].at + 360s - 3408ms}));
  const auto left = facts->of<record::LinkLeft>();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].link, back);
  EXPECT_EQ(left[0].delay, 0s);
  const auto outcome = facts->of<record::OutcomeCounted>().at(0);
  EXPECT_EQ(std::get<OriginId>(outcome.place), OriginId(1));
}

TEST(TurningBack, LeavesThoseBehindAsIfTheVehicleHadNeverBeenThereFromThenOn) {
  // The post opens at 5 h, and serves one car a minute. Car 5 of 20 has gone at 2 h: the 19 others leave the road when
  // 19 cars would that had always been alone.
  auto with = a_closed_road(20);
  with.edit().origins[0].departure = test::a_plan({{SimTime(20s), 5}, {SimTime(5min), 14}});
  with.edit().origins[0].population = People(19);
  auto without = with;
  scenario::Origin other = with.build().origins[0];
  other.id = "other";
  other.population = People(1);
  other.departure = test::a_plan({{SimTime(2min), 1}});
  other.turn_back = scenario::TurnBack{1, 2h, {}};
  with.origin(other);
  std::vector<std::vector<SimTime>> exits;
  for (test::ScenarioBuilder* builder : {&with, &without}) {
    builder->change(test::change_of_stage(builder->build(), 5h, StageId(0), [](scenario::Stage& stage) {
      std::get<scenario::Service>(stage.kind).servers = 1;
    }));
    std::vector<SimTime>& times = exits.emplace_back();
    for (const auto& f : facts_of(builder->build())->of<record::LinkLeft>()) {
      if (f.link == out) {
        times.push_back(f.at);
      }
    }
  }
  ASSERT_EQ(exits[0].size(), 19U);
  EXPECT_EQ(exits[0], exits[1]);
}

TEST(TurningBack, MakesRoomThatReachesTheRoadsBeginningWithTheWave) {
  // 710 m hold 100 cars. Car 40 turns 40 x 7.1 m before the end; the wave runs back at 7.1 m per 1.5 s, and car 100,
  // the first that found no room, enters after the other 60 cars have moved.
  auto builder = a_closed_road(100, 710);
  builder.edit().origins[0].departure = test::a_plan({{SimTime(20s), 40}, {SimTime(20min), 60}});
  add_one_who_turns_back(builder);
  const auto facts = facts_of(builder.build());

  const auto turned = facts->of<record::VehicleTurnedBack>();
  ASSERT_EQ(turned.size(), 1U);
  EXPECT_EQ(turned[0].position, metres(710 - 40 * 7.1));
  SimTime last;
  for (const auto& f : test::entries(*facts, out)) {
    last = f.at;
  }
  EXPECT_LE(std::abs((last - (turned[0].at + 60 * 1500ms)).count()), 1);
}

TEST(TurningBack, IsNotWhileTheVehicleDrives) {
  // 360 s on the road; due after 3 min, which is on the way. The post lets everybody through at once, but for the
  // second, which comes while the first is served.
  auto builder = a_closed_road(2);
  auto& service = std::get<scenario::Service>(builder.edit().stages[0].kind);
  service.servers = 1;
  let_all_turn(builder, 3min);
  const auto facts = facts_of(builder.build());

  ASSERT_EQ(facts->of<record::VehicleTurnedBack>().size(), 1U);
  EXPECT_EQ(facts->of<record::VehicleTurnedBack>()[0].at, departures(*facts)[1] + 360s);  // when it stands
  EXPECT_EQ(facts->of<record::VehicleArrived>().size(), 1U);
}

TEST(TurningBack, IsNotOfThoseWhoHavePassedACheckpoint) {
  // Two links: the post is at the end of the first and lets all through; the second is closed at its end.
  auto builder = a_closed_road(3);
  scenario::Scenario& s = builder.node("beyond").edit();
  std::get<scenario::Service>(s.stages[0].kind) = test::servers(std::nullopt, test::fixed_time(0s));
  builder.link(test::a_link("far", 1, 2, 4500)).link(test::a_link("far_back", 2, 1, 4500));
  s.links[2].opposite = LinkId(3);
  s.origins[0].to = NodeId(2);
  test::close_link(builder, 0h, LinkId(2));
  let_all_turn(builder, 2h);
  EXPECT_EQ(facts_of(builder.build())->of<record::VehicleTurnedBack>().size(), 0U);

  s.changes.clear();
  test::close_link(builder, 8min, LinkId(2));  // they are on it, behind the post
  const auto facts = facts_of(builder.build());
  EXPECT_EQ(test::entries(*facts, LinkId(2)).size(), 3U);
  EXPECT_EQ(facts->of<record::VehicleTurnedBack>().size(), 0U);
}

TEST(TurningBack, NeedsAWayBackThatIsOpen) {
  for (const bool is_closed : {true, false}) {
    auto builder = a_closed_road(3);
    let_all_turn(builder, 2h);
    test::change_link(builder, 1h, back, [&](scenario::Link& link) {
      link.open = !is_closed;
      link.lanes = is_closed ? link.lanes : lanes(0);
    });
    EXPECT_EQ(facts_of(builder.build())->of<record::VehicleTurnedBack>().size(), 0U);
  }
  auto builder = a_closed_road(3);
  let_all_turn(builder, 2h);
  test::close_link(builder, 2h + 2min, back);  // when they have turned
  test::open_link(builder, 9h, back);
  const auto facts = facts_of(builder.build());
  EXPECT_EQ(facts->of<record::VehicleTurnedBack>().size(), 3U);
  ASSERT_EQ(homecomings(*facts).size(), 3U);
  EXPECT_EQ(homecomings(*facts)[0], SimTime(9h));  // they have waited in it
}

TEST(TurningBack, TriesAgainInTheNextQueueWhereThereIsNoWayBack) {
  // Queues stand before two closures, one after the other; the first link has no other direction, and the second has.
  test::ScenarioBuilder builder = test::a_road({4500, 4500, 4500});
  builder.link(test::a_link("back1", 2, 1, 4500)).link(test::a_link("back0", 1, 0, 9000));
  scenario::Scenario& s = builder.end(24h).edit();
  s.links[1].opposite = LinkId(3);
  scenario::Origin village = test::a_village("village", NodeId(0), 4, NodeId(3));
  village.departure = test::a_plan({{SimTime(1min), 4}});
  village.turn_back = scenario::TurnBack{1, 2h, {}};
  builder.origin(village);
  test::close_link(builder, 0h, LinkId(1));
  test::close_link(builder, 0h, LinkId(2));
  test::open_link(builder, 5h, LinkId(1));
  const auto facts = facts_of(builder.build());

  const auto turned = facts->of<record::VehicleTurnedBack>();
  ASSERT_EQ(turned.size(), 4U);
  EXPECT_EQ(turned[0].from, LinkId(1));
  EXPECT_EQ(turned[0].at, SimTime(5h + 360s));
  EXPECT_EQ(homecomings(*facts)[0], SimTime(5h + 360s + 360s + 720s));
}

TEST(TurningBack, TakesAlongTheFuelThatIsLeft) {
  // 4.5 km and 2 h - 6 min in the queue take 0.45 + 1.9 of 2.55 l; the rest is enough for 2 km of the way back (160 s).
  auto builder = a_closed_road(1);
  let_all_turn(builder, 2h);
  scenario::Scenario& s = builder.edit();
  s.vehicle_classes[0].tank = litres(45);
  s.vehicle_classes[0].moving = litres_per_100_km(10);
  s.vehicle_classes[0].queued = litres_per_hour(1);
  s.breakdown = {0.5, test::fixed_time(1min), false};
  s.origins[0].fuel = scenario::FuelDistribution{scenario::Family::fixed, litres(2.55), 0};
  const auto facts = facts_of(builder.build());

  const auto stalled = facts->of<record::VehicleStalled>();
  ASSERT_EQ(stalled.size(), 1U);
  EXPECT_EQ(stalled[0].link, back);
  EXPECT_EQ(stalled[0].position, metres(2000));
  EXPECT_EQ(stalled[0].at, departures(*facts)[0] + 2h + 160s);
}

TEST(TurningBack, LetsThoseInAtTheDoorWhoFitWhereItDidNot) {
  // Of six places four are taken. A party of five stands at the door, and one person behind it, on another road.
  test::ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).node("n0").node("n1").node("town").party_sizes({5}, {1});
  builder.link(test::a_link("in", 0, 2, 4500)).link(test::a_link("back", 2, 0, 4500));
  builder.link(test::a_link("other_in", 1, 2, 4500));
  builder.edit().links[0].opposite = back;
  builder.site("town", NodeId(2)).stage("beds", test::beds(6, test::fixed_time(1000h)), scenario::UnitKind::person);
  builder.waiting_room(0);
  const auto add = [&](const std::string& id, std::size_t node, std::int64_t persons, Duration departs) {
    scenario::Origin village = test::a_village(id, NodeId(node), persons, SiteId(0));
    village.departure = test::a_plan({{SimTime(departs), persons}});
    builder.origin(village);
  };
  add("four", 1, 4, 1min);
  add("five", 0, 5, 20min);
  add("one", 1, 1, 40min);
  builder.edit().origins[1].turn_back = scenario::TurnBack{1, 2h, {}};
  const auto facts = facts_of(builder.build());

  const auto arrived = facts->of<record::VehicleArrived>();
  ASSERT_EQ(arrived.size(), 2U);
  EXPECT_EQ(arrived[1].persons, 1);
  EXPECT_EQ(arrived[1].at, SimTime(20min + 2h));
}

TEST(TurningBack, StopsAtACheckpointOnTheWayBack) {
  auto builder = a_closed_road(1);
  builder.site("home_post", back)
      .stage("documents", test::servers(1, test::fixed_time(10min)), scenario::UnitKind::vehicle);
  let_all_turn(builder, 2h);
  const auto facts = facts_of(builder.build());

  EXPECT_EQ(homecomings(*facts), (std::vector{departures(*facts)[0] + 2h + 360s + 10min}));
  EXPECT_EQ(facts->of<record::SitePassed>().size(), 1U);
  EXPECT_EQ(facts->of<record::PartyLeft>().size(), 0U);
}

TEST(TurningBack, IsOfTheGivenShareOfVehicles) {
  // Binomial: n p +- 5 sqrt(n p (1 - p)).
  constexpr int cars = 2000;
  constexpr double share = 0.05;
  auto builder = a_closed_road(1, 40'000);
  builder.edit().origins[0].population = People(cars);
  builder.edit().origins[0].departure = scenario::HazardDeparture{1e4, 0, 1};
  builder.edit().origins[0].turn_back = scenario::TurnBack{share, 6h, {}};
  const auto facts = facts_of(builder.build());

  const auto turned = static_cast<double>(facts->of<record::VehicleTurnedBack>().size());
  EXPECT_NEAR(turned, cars * share, 5 * std::sqrt(cars * share * (1 - share)));
  EXPECT_EQ(homecomings(*facts).size(), facts->of<record::VehicleTurnedBack>().size());
}

TEST(TurningBack, IsDecidedByWhatTheOriginSaysWhenTheySetOut) {
  auto builder = a_closed_road(1);
  builder.edit().origins[0].population = People(10);
  builder.edit().origins[0].departure = test::a_plan({{SimTime(10min), 4}, {SimTime(2h), 6}});
  scenario::Change change;
  change.at = SimTime(1h);
  scenario::Origin later = builder.build().origins[0];
  later.turn_back = scenario::TurnBack{1, 3h, {}};
  change.what = scenario::Change::OfOrigin{OriginId(0), later};
  builder.change(change);
  const auto facts = facts_of(builder.build());

  const auto turned = facts->of<record::VehicleTurnedBack>();
  ASSERT_EQ(turned.size(), 6U);
  EXPECT_EQ(turned[0].at, SimTime(5h));
}

TEST(TurningBack, LosesTheTimeInTheQueueAndCountsNoJourney) {
  // 2 h under way, of which 360 s are driving: the queue costs the rest, whether or not people then turn back.
  auto builder = a_closed_road(1);
  let_all_turn(builder, 2h);
  statistics::RunStatistics statistics(builder.build());
  test::simulate(builder.build(), {&statistics});
  const auto result = statistics.finish();

  using statistics::Measure;
  EXPECT_NEAR(test_support::summary_of(result, "all", Measure::person_hours_queued, ""), 1.9, 1e-9);
  EXPECT_EQ(test_support::summary_of(result, "all", Measure::turned_back_persons, ""), 1);
  EXPECT_EQ(test_support::summary_of(result, "village", Measure::turned_back_persons, ""), 1);
  EXPECT_EQ(test_support::summary_of(result, "all", Measure::present_persons, ""), 0);
  EXPECT_EQ(test_support::summary_of(result, "all", Measure::arrived_persons, ""), 0);
  EXPECT_EQ(test_support::summary_of(result, "all", Measure::unmet_persons, ""), -1);  // there are no incidents
  for (const auto& row : result.hourly) {
    EXPECT_TRUE(std::isnan(row.value)) << statistics::info(row.measure).name;
  }
}

}  // namespace
}  // namespace corridor::turn_back_test
