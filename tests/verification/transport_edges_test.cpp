// Buses where counts and rules meet at one instant, and what is known of patience and uneven timetables.
#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/fact_log.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::transport_edges_test {
namespace {

using namespace std::chrono_literals;
using scenario::Fleet;
using test::ScenarioBuilder;
using test::SiteRig;
using test::Visit;

const StageId stop(0);

Fleet a_fleet(std::int64_t count, std::int64_t seats, decltype(Fleet::leaves) leaves, scenario::TimeDistribution trip) {
  Fleet fleet;
  fleet.count = count;
  fleet.seats = seats;
  fleet.leaves = std::move(leaves);
  fleet.trip = trip;
  return fleet;
}

ScenarioBuilder a_stop(const Fleet& fleet) {
  ScenarioBuilder builder;
  builder.site("square").stage("buses", scenario::Transport{fleet});
  return builder;
}

/// Buses that take an hour each way, and nobody yet.
SiteRig a_rig(std::int64_t count, std::int64_t seats, decltype(Fleet::leaves) leaves) {
  return SiteRig(a_stop(a_fleet(count, seats, std::move(leaves), test::fixed_time(1h))).poisson_arrivals(0).build());
}

void set_count(SiteRig& rig, Duration at, std::int64_t count) {
  rig.change(SimTime(at), stop,
             [count](scenario::Stage& now) { std::get<scenario::Transport>(now.kind).fleet.count = count; });
}

using Departures = std::vector<std::pair<Duration, int>>;

/// When buses left, and with how many persons.
Departures departures(const SiteRig& rig) {
  Departures result;
  for (const auto& f : rig.facts().of<record::BusDeparted>()) {
    result.emplace_back(f.at.time_since_epoch(), f.persons);
  }
  return result;
}

TEST(BusEdges, WhoDoesNotFitAsPatienceEndsTakesTheNextBus) {
  auto rig = a_rig(2, 4, Fleet::WhenFull{1h});
  rig.party(SimTime(0s), 2);
  rig.party(SimTime(1h), 3);

  rig.run(SimTime(9h));

  EXPECT_EQ(departures(rig), (Departures{{1h, 2}, {2h, 3}}));
}

TEST(BusEdges, ATimetableTakesAllWhoHaveASeatAndNoEmptyBus) {
  auto rig = a_rig(3, 4, Fleet::Timetable{{2h, 5h}, {}});
  rig.party(SimTime(0s), 4);
  rig.party(SimTime(1h), 3);
  rig.party(SimTime(2h), 1);  // at the instant itself
  rig.party(SimTime(3h), 2);

  rig.run(SimTime(20h));

  EXPECT_EQ(departures(rig), (Departures{{2h, 4}, {2h, 4}, {5h, 2}}));
}

TEST(BusEdges, ACountRaisedAgainWhileBusesAreAwayMakesNoMoreThanTheCount) {
  auto rig = a_rig(2, 2, Fleet::WhenFull{});
  for (int i = 0; i < 6; ++i) {
    rig.party(SimTime(0s), 2);
  }
  set_count(rig, 20min, 0);
  set_count(rig, 40min, 2);

  rig.run(SimTime(9h));

  EXPECT_EQ(departures(rig), (Departures{{0h, 2}, {0h, 2}, {2h, 2}, {2h, 2}, {4h, 2}, {4h, 2}}));
}

TEST(BusEdges, ABusWithSomebodyAboardFinishesItsTripWhenTheCountFallsToNone) {
  auto rig = a_rig(1, 4, Fleet::WhenFull{2h});
  rig.party(SimTime(0s), 2);
  rig.party(SimTime(3h), 2);
  set_count(rig, 1h, 0);

  rig.run(SimTime(20h));

  EXPECT_EQ(departures(rig), (Departures{{2h, 2}}));
  EXPECT_EQ(rig.levels(stop).in_line_persons.now(), 2);
}

/// Mean wait from joining the line to the departure of the bus, of those who join before `until`, by replication.
std::vector<double> mean_waits_s(const scenario::Scenario& scenario, Duration until) {
  std::vector<double> means;
  for (std::uint32_t r = 0; r < 20; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    double sum = 0;
    double count = 0;
    for (const Visit& v : recorder.visits(stop)) {
      if (v.joined < SimTime(until)) {
        EXPECT_NE(v.began, never);
        sum += to_seconds(v.began - v.joined);
        ++count;
      }
    }
    means.push_back(sum / count);
  }
  return means;
}

// A patience p from the first to board, and seats for everybody: a cycle is a wait for the first, then p, so that
// 1 + lambda p persons share it. The first waits p, the others p / 2 on average.
TEST(BusPatience, IsTheWaitOfTheFirstAndTwiceThatOfTheOthers) {
  auto builder = a_stop(a_fleet(50, 1000, Fleet::WhenFull{30min}, test::fixed_time(10min)));
  builder.end(410h).sample(24h).poisson_arrivals(12);

  const double others = 12 * 0.5;
  test::expect_theory(mean_waits_s(builder.build(), 400h), (1800 + others * 900) / (1 + others), 0.01);
}

// Who comes at a random instant meets an interval in proportion to its length: E[W] = E[I^2] / (2 E[I]).
TEST(BusTimetable, ThatIsUnevenMakesPeopleWaitBySecondMoments) {
  auto builder = a_stop(a_fleet(3, 1000, Fleet::Timetable{{6h, 18h, 21h}, {}}, test::fixed_time(1h)));
  builder.end(248h).sample(24h).poisson_arrivals(30);

  const double squares = 12.0 * 12 + 3 * 3 + 9 * 9;
  test::expect_theory(mean_waits_s(builder.build(), 240h), squares / (2 * 24) * 3600, 0.01);
}

/// The time from the stop to the other end of each trip of the first of so many buses, which always find people.
std::vector<Duration> trips_of_first_bus(std::int64_t count) {
  auto builder = a_stop(a_fleet(count, 1, Fleet::WhenFull{}, test::gamma_time(3h, 0.8)));
  builder.end(200h).hazard_arrivals(3000, 1e4);
  test::FactLog facts;
  test::simulate(builder.build(), {&facts});
  record::BusDeparted last{};
  std::map<std::uint32_t, record::BusDeparted> bus_of;  // by party
  std::vector<Duration> trips;
  for (const record::Fact& fact : facts.all()) {
    if (const auto* departed = std::get_if<record::BusDeparted>(&fact)) {
      last = *departed;
    } else if (const auto* began = std::get_if<record::ServiceBegan>(&fact)) {
      bus_of[began->unit.index] = last;
    } else if (const auto* finished = std::get_if<record::ServiceFinished>(&fact)) {
      const auto& bus = bus_of.at(finished->unit.index);
      if (bus.bus == 0) {
        trips.push_back(finished->at - bus.at);
      }
    }
  }
  return trips;
}

TEST(BusTrips, AreTheSameHoweverManyOtherBusesThereAre) {
  const auto alone = trips_of_first_bus(1);
  const auto with_others = trips_of_first_bus(5);

  ASSERT_GT(alone.size(), 20U);
  ASSERT_GT(with_others.size(), 20U);
  EXPECT_NE(alone[0], alone[1]);
  EXPECT_TRUE(std::equal(alone.begin(), alone.begin() + 20, with_others.begin()));
}

}  // namespace
}  // namespace corridor::transport_edges_test
