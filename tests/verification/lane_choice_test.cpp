// Lanes side by side, each with its own line, of which a unit takes the shortest one: against a Markov chain, and what
// it does where no lane has room, where lanes are closed, and at a checkpoint on the road.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/erlang.hpp"
#include "support/estimate.hpp"
#include "support/markov_chain.hpp"
#include "support/road_scenario.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::lane_choice_test {
namespace {

using namespace std::chrono_literals;
using scenario::Search;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;

const StageId fork(0);
const StageId lane_a(1);
const StageId lane_b(2);

std::vector<scenario::Transition> to_the_shortest(std::vector<std::size_t> lanes) {
  scenario::Transition way{StageId(lanes.front()), {}, {}, {}, {}, Search{{}, Search::Rule::shortest_line}};
  for (std::size_t i = 1; i < lanes.size(); ++i) {
    way.search.also.emplace_back(lanes[i]);
  }
  return {way};
}

// --- two lanes: the Markov chain
// --------------------------------------------------------------------------------------

/// What two lanes with exponential times hold, if who comes joins the shorter one, the first if both are alike. The
/// chain is cut to `most` in each lane.
struct ShorterOfTwo {
  double inside = 0;          ///< units, in the mean
  double share_of_first = 0;  ///< of those who come
};

ShorterOfTwo shorter_of_two(double per_hour, double served_per_hour, std::size_t most) {
  const std::size_t n = most + 1;
  test::Rates q(n * n, std::vector<double>(n * n, 0));
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      auto& from = q[a * n + b];
      if (a > 0) from[(a - 1) * n + b] += served_per_hour;
      if (b > 0) from[a * n + b - 1] += served_per_hour;
      if (a <= b && a < most) from[(a + 1) * n + b] += per_hour;
      if (a > b) from[a * n + b + 1] += per_hour;
    }
  }
  const auto p = test::stationary(q);
  ShorterOfTwo result;
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      result.inside += static_cast<double>(a + b) * p[a * n + b];
      result.share_of_first += a <= b ? p[a * n + b] : 0;
    }
  }
  return result;
}

struct LanesOfARun {
  std::vector<double> wait_s;
  std::vector<double> share_of_first;
};

LanesOfARun run_two_lanes(double per_hour, Search::Rule rule) {
  ScenarioBuilder builder;
  builder.site("post").stage("fork", scenario::Delay{test::fixed_time(0s)}).next(to_the_shortest({1, 2}));
  builder.edit().stages.back().next.front().search.rule = rule;
  builder.stage("a", test::servers(1, test::exponential_time(36s)));
  builder.stage("b", test::servers(1, test::exponential_time(36s)));
  const auto scenario = builder.poisson_arrivals(per_hour).end(200h).sample(24h).build();
  LanesOfARun result;
  for (std::uint32_t r = 0; r < 20; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    double wait_s = 0;
    std::vector<double> count(2, 0);
    for (std::size_t lane = 0; lane < 2; ++lane) {
      for (const test::Visit& v : recorder.visits(StageId(1 + lane))) {
        if (v.joined >= SimTime(20h) && v.began != never) {
          wait_s += to_seconds(v.began - v.joined);
          ++count[lane];
        }
      }
    }
    result.wait_s.push_back(wait_s / (count[0] + count[1]));
    result.share_of_first.push_back(count[0] / (count[0] + count[1]));
  }
  return result;
}

TEST(ShortestLine, OfTwoLanesWaitsAndSharesAreThoseOfTheMarkovChain) {
  const double per_hour = 150;
  const double load = per_hour / 200;
  const std::size_t most = 20;
  const ShorterOfTwo theory = shorter_of_two(per_hour, 100, most);
  // What the cut leaves out: no more than two lanes joined at random hold beyond it, n + 1 ways for n in all.
  double left_out = 0;
  for (double n = 2 * most; n < 400; ++n) {
    left_out += n * (n + 1) * std::pow(1 - load, 2) * std::pow(load, n);
  }
  ASSERT_LT(left_out, 0.002 * theory.inside);
  const double wait_s = (theory.inside / per_hour - 1.0 / 100) * 3600;

  const LanesOfARun lanes = run_two_lanes(per_hour, Search::Rule::shortest_line);

  test::expect_theory(lanes.wait_s, wait_s, 0.03);
  test::expect_theory(lanes.share_of_first, theory.share_of_first, 0.01);
}

TEST(ShortestLine, WaitsLongerThanOneLineForAllAndShorterThanTwoLinesJoinedAtRandom) {
  const double per_hour = 150;
  const double one_line_s = test::erlang_c(2, 1.5) / (200 - per_hour) * 3600;
  const double random_s = 0.75 * 36 / (1 - 0.75);

  const test::Estimate shortest = test::estimate(run_two_lanes(per_hour, Search::Rule::shortest_line).wait_s);
  const test::Estimate free = test::estimate(run_two_lanes(per_hour, Search::Rule::first_free).wait_s);

  EXPECT_GT(shortest.mean - 5 * shortest.error, one_line_s);
  EXPECT_LT(shortest.mean + 5 * shortest.error, random_s);
  EXPECT_GT(free.mean, shortest.mean);  // who finds no server free takes the last lane, however long it is
}

// --- who goes where
// ---------------------------------------------------------------------------------------------------

/// A fork with `at_fork` places for those who find no lane with room, and lanes that each serve one at a time.
ScenarioBuilder lanes(std::int64_t at_fork, const std::vector<Duration>& times, scenario::Limit room) {
  ScenarioBuilder builder;
  std::vector<std::size_t> all;
  for (std::size_t i = 1; i <= times.size(); ++i) {
    all.push_back(i);
  }
  builder.site("post").stage("fork", test::servers(at_fork, test::fixed_time(0s))).next(to_the_shortest(all));
  for (std::size_t i = 0; i < times.size(); ++i) {
    builder.stage("lane" + std::to_string(i), test::servers(1, test::fixed_time(times[i]))).waiting_room(room);
  }
  return builder.poisson_arrivals(0);
}

std::vector<SimTime> joined(SiteRig& rig, StageId stage) {
  std::vector<SimTime> result;
  for (const test::Visit& v : rig.visits(stage)) {
    result.push_back(v.joined);
  }
  return result;
}

SimTime minute(int n) {
  return SimTime(1min * n);
}

TEST(ShortestLine, CountsThoseInLineAndInServiceAndTakesTheFirstOfEqualOnes) {
  SiteRig rig(lanes(1, {100min, 100min, 100min}, std::nullopt).build());
  rig.change(SimTime(0s), StageId(2), [](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = 3; });
  for (int i = 1; i <= 7; ++i) {
    rig.party(minute(i), 1);
  }
  rig.run(SimTime(1h));

  EXPECT_EQ(joined(rig, lane_a), (std::vector<SimTime>{minute(1), minute(4), minute(7)}));
  EXPECT_EQ(joined(rig, lane_b), (std::vector<SimTime>{minute(2), minute(5)}));
  EXPECT_EQ(joined(rig, StageId(3)), (std::vector<SimTime>{minute(3), minute(6)}));
}

TEST(ShortestLine, WhereNoLaneHasRoomTheFirstWhoWaitsTakesTheLaneThatHasRoomFirst) {
  SiteRig rig(lanes(3, {10min, 25min, 50min}, 0).build());
  for (int i = 0; i < 6; ++i) {
    rig.party(SimTime(1s * i), 1);
  }
  rig.run(SimTime(2h));

  // The lanes are full after 3 s; those who wait at the fork are let in in the order in which they came.
  EXPECT_EQ(joined(rig, lane_a), (std::vector<SimTime>{SimTime(0s), minute(10), minute(20)}));
  EXPECT_EQ(joined(rig, lane_b), (std::vector<SimTime>{SimTime(1s), minute(25) + 1s}));
  EXPECT_EQ(joined(rig, StageId(3)), (std::vector<SimTime>{SimTime(2s)}));
  EXPECT_EQ(rig.levels(fork).blocked.most(), 3);
}

TEST(ShortestLine, LeavesOutLanesThatAreClosedUnlessAllAre) {
  SiteRig rig(lanes(1, {10min, 10min}, std::nullopt).build());
  const auto open = [&](SimTime at, StageId lane, std::int64_t servers) {
    rig.change(at, lane, [=](scenario::Stage& s) { std::get<scenario::Service>(s.kind).servers = servers; });
  };
  open(SimTime(0s), lane_a, 0);
  rig.party(minute(1), 1);
  rig.party(minute(2), 1);
  open(minute(3), lane_b, 0);
  rig.party(minute(4), 1);  // both are closed: the shorter one
  open(minute(5), lane_a, 1);
  rig.party(minute(6), 1);
  rig.run(SimTime(1h));

  EXPECT_EQ(joined(rig, lane_a), (std::vector<SimTime>{minute(4), minute(6)}));
  EXPECT_EQ(joined(rig, lane_b), (std::vector<SimTime>{minute(1), minute(2)}));
}

TEST(ShortestLine, DoesNotSendWhoWaitsForRoomIntoALaneThatIsClosed) {
  SiteRig rig(lanes(1, {10min, 10min}, 0).build());
  const auto open = [&](SimTime at, StageId lane, std::int64_t servers, std::int64_t room) {
    rig.change(at, lane, [=](scenario::Stage& s) {
      std::get<scenario::Service>(s.kind).servers = servers;
      s.waiting_room = room;
    });
  };
  open(SimTime(0s), lane_b, 0, 0);
  rig.party(minute(0), 1);
  rig.party(minute(1), 1);
  open(minute(2), lane_b, 0, 5);  // there is room to wait, but nobody who serves
  rig.run(SimTime(1h));

  EXPECT_EQ(joined(rig, lane_a), (std::vector<SimTime>{minute(0), minute(10)}));
  EXPECT_EQ(rig.visits(lane_b).size(), 0U);
}

TEST(ShortestLine, GoesOnInACircleOfFullStagesThroughAnyOfItsLanes) {
  auto builder = lanes(1, {10min, 10min}, 0);
  builder.edit().stages[lane_a.index()].next = test::then(0);  // back to the fork
  builder.edit().stages[fork.index()].waiting_room = 0;
  SiteRig rig(builder.build());
  rig.change(SimTime(0s), lane_b, [](scenario::Stage& s) { s.kind = test::servers(1, test::fixed_time(100h)); });
  for (int i = 0; i < 3; ++i) {
    rig.party(SimTime(1s * i), 1);
  }
  rig.run(SimTime(1h));

  // The third waits at the fork for either lane; the first wants to come back to it: they change places.
  ASSERT_EQ(rig.visits(fork).size(), 9U);  // and so on every ten minutes
  EXPECT_EQ(rig.visits(fork)[3].joined, minute(10));
  EXPECT_EQ(rig.visits(lane_a)[1].joined, minute(10));
}

// --- at a checkpoint
// --------------------------------------------------------------------------------------------------

//  0 --l0--> [fork, booths 1 and 2 for cars, a lane for buses] 1 --l1--> 2
TEST(LanesOfACheckpoint, CarsTakeTheShorterLineAndBusesTheirOwn) {
  auto builder = test::a_road({9000, 9000});
  builder.vehicle_class("bus", 12, 50);
  test::with_checkpoint(builder, LinkId(0), test::servers(1, test::fixed_time(0s)));
  auto ways = to_the_shortest({1, 2});
  ways.insert(ways.begin(), {StageId(3), test::when("seats > 10"), {}, {}});
  builder.next(ways);
  for (const char* id : {"booth_1", "booth_2"}) {
    builder.stage(id, test::servers(1, test::fixed_time(60s)), UnitKind::vehicle).waiting_room(3);
  }
  builder.stage("buses", test::servers(1, test::fixed_time(30s)), UnitKind::vehicle);
  scenario::Origin village = test::a_village("village", NodeId(0), 200, NodeId(2));
  village.vehicles = {{VehicleClassId(0), 0.8}, {VehicleClassId(1), 0.2}};
  test::FactLog facts;
  test::VisitRecorder visits;

  test::simulate(builder.origin(village).build(), {&facts, &visits});

  std::vector<VehicleClassId> class_of(200);
  for (const auto& f : facts.of<record::VehicleFormed>()) {
    class_of[f.vehicle.index()] = f.vehicle_class;
  }
  for (std::size_t stage = 1; stage <= 3; ++stage) {
    const auto& served = visits.visits(StageId(stage));
    for (std::size_t i = 0; i < served.size(); ++i) {
      EXPECT_EQ(class_of[served[i].unit.index], VehicleClassId(stage == 3 ? 1 : 0));
      // No booth waits for a car while any stands on the road.
      EXPECT_TRUE(stage == 3 || i == 0 || served[i].began == served[i - 1].left);
    }
  }
  const auto cars = visits.visits(StageId(1)).size() + visits.visits(StageId(2)).size();
  EXPECT_EQ(cars + visits.visits(StageId(3)).size(), 200U);
  EXPECT_LE(visits.visits(StageId(1)).size() - visits.visits(StageId(2)).size(), 1U);
  EXPECT_EQ(visits.levels(StageId(1)).in_line.most_lasting(), 3);
}

//  0 --l0--> 1 [a; who finds it full takes the shorter of b and c]
TEST(LanesOfACheckpoint, HeadOfTheRoadTakesTheLaneThatHasRoomFirst) {
  auto builder = test::a_road({9000});
  scenario::Service first = test::servers(1, test::fixed_time(10h));
  first.when_full = scenario::Overflow{StageId(1), Search{{StageId(2)}, Search::Rule::shortest_line}};
  builder.site("town", NodeId(1)).stage("a", first, UnitKind::vehicle).waiting_room(0);
  builder.stage("b", test::servers(1, test::fixed_time(60s)), UnitKind::vehicle).waiting_room(0);
  builder.stage("c", test::servers(1, test::fixed_time(10h)), UnitKind::vehicle).waiting_room(0);
  builder.origin(test::a_village("village", NodeId(0), 20, SiteId(0)));
  test::VisitRecorder visits;

  test::simulate(builder.build(), {&visits});

  const auto& served = visits.visits(StageId(1));
  EXPECT_EQ(visits.visits(StageId(0)).size() + served.size() + visits.visits(StageId(2)).size(), 20U);
  ASSERT_GE(served.size(), 15U);
  for (std::size_t i = 1; i < 15; ++i) {
    EXPECT_EQ(served[i].began, served[i - 1].left);
  }
}

}  // namespace
}  // namespace corridor::lane_choice_test
