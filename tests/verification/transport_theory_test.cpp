// Buses with a known answer: a fleet that always finds people, a bus as a server, batches that fill, timetables.
#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "support/erlang.hpp"
#include "support/estimate.hpp"
#include "support/fact_log.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::transport_theory_test {
namespace {

using namespace std::chrono_literals;
using record::BusDeparted;
using test::ScenarioBuilder;
using test::Visit;

const StageId stop(0);
constexpr std::uint32_t replications = 20;
constexpr Duration horizon = 400h;
constexpr Duration warm_up = 40h;

scenario::Fleet fleet(std::int64_t count, std::int64_t seats) {
  scenario::Fleet f;
  f.count = count;
  f.seats = seats;
  f.leaves = scenario::Fleet::WhenFull{};
  f.trip = test::fixed_time(0s);
  f.turn_round = test::fixed_time(0s);
  return f;
}

scenario::Scenario a_stop(const scenario::Fleet& f, double per_hour) {
  return ScenarioBuilder()
      .end(horizon)
      .sample(24h)
      .site("station")
      .stage("stop", scenario::Transport{f}, scenario::UnitKind::person)
      .poisson_arrivals(per_hour)
      .build();
}

struct Outcome {
  std::vector<Visit> visits;
  std::vector<BusDeparted> departures;
};

Outcome run(const scenario::Scenario& scenario, std::uint32_t replication) {
  test::VisitRecorder visits;
  test::FactLog log;
  test::simulate(scenario, {&visits, &log}, {1, replication});
  return {visits.visits(stop), log.of<BusDeparted>()};
}

double mean_wait_s(const std::vector<Visit>& visits) {
  double sum = 0;
  double served = 0;
  for (const Visit& v : visits) {
    if (v.joined >= SimTime(warm_up) && v.began != never) {
      sum += to_seconds(v.began - v.joined);
      ++served;
    }
  }
  return sum / served;
}

// n buses that are never kept waiting are n renewal processes: trips per hour = n / E[out + turn-round + back],
// whatever the distributions (elementary renewal theorem), and a trip carries all its seats.
TEST(Buses, ThatAlwaysFindPeopleCarryTheirSeatsOncePerCycle) {
  scenario::Fleet f = fleet(3, 10);
  f.trip = test::exponential_time(40min);
  f.turn_round = test::gamma_time(40min, 0.5);
  std::vector<double> trips_per_hour;
  for (std::uint32_t r = 0; r < replications; ++r) {
    double trips = 0;
    for (const BusDeparted& d : run(a_stop(f, 60), r).departures) {
      if (d.at >= SimTime(warm_up)) {
        ++trips;
        EXPECT_EQ(d.persons, 10);
      }
    }
    trips_per_hour.push_back(trips / (to_seconds(horizon - warm_up) / 3600));
  }
  test::expect_theory(trips_per_hour, 3 / 2.0, 0.01);
}

// A bus of one seat is a server that is busy for its whole cycle: with exponential cycles the stop is M/M/c.
TEST(Buses, OfOneSeatAreServersThatErlangKnows) {
  scenario::Fleet f = fleet(3, 1);
  f.turn_round = test::exponential_time(144s);
  std::vector<double> waits;
  for (std::uint32_t r = 0; r < replications; ++r) {
    waits.push_back(mean_wait_s(run(a_stop(f, 60), r).visits));
  }
  const double a = 60 * 144.0 / 3600;
  test::expect_theory(waits, test::erlang_c(3, a) * 144 / (3 - a), 0.05);
}

// With a bus always there, person j of s waits for s - j arrivals: (s - 1) / (2 lambda) on average.
TEST(Buses, ThatLeaveWhenFullMakePeopleWaitForHalfABatch) {
  const scenario::Fleet f = fleet(2, 10);
  std::vector<double> waits;
  for (std::uint32_t r = 0; r < replications; ++r) {
    waits.push_back(mean_wait_s(run(a_stop(f, 60), r).visits));
  }
  test::expect_theory(waits, (10 - 1) / (2 * 60.0) * 3600, 0.01);
}

// The same with a patience: each bus leaves at the earlier of its last seat and its first passenger's instant + 10 min.
TEST(Buses, LeaveAtTheEarlierOfTheLastSeatAndTheTimeOut) {
  scenario::Fleet f = fleet(2, 6);
  f.leaves = scenario::Fleet::WhenFull{10min};
  const Outcome result = run(a_stop(f, 30), 0);

  std::size_t by_time = 0;
  std::size_t i = 0;
  const auto& visits = result.visits;
  while (i < visits.size()) {
    const SimTime out_of_patience = visits[i].joined + 10min;
    std::size_t end = i + 1;
    while (end < visits.size() && end - i < 6 && visits[end].joined <= out_of_patience) {
      ++end;
    }
    const bool is_full = end - i == 6;
    const SimTime leaves = is_full ? visits[end - 1].joined : out_of_patience;
    if (leaves > SimTime(horizon)) {
      break;
    }
    by_time += is_full ? 0 : 1;
    for (; i < end; ++i) {
      ASSERT_EQ(visits[i].began, leaves) << "passenger " << i;
    }
  }
  EXPECT_GT(by_time, 500U);
  EXPECT_GT(i, 10'000U);
}

// Of a Poisson stream whoever finds a seat waits for the rest of the interval: uniform, half of it on average.
TEST(Buses, ByTheTimetableMakePeopleWaitForHalfTheInterval) {
  scenario::Fleet f = fleet(1, 1000);
  f.leaves = scenario::Fleet::Timetable{{}, 2h};
  std::vector<double> waits;
  for (std::uint32_t r = 0; r < replications; ++r) {
    const Outcome result = run(a_stop(f, 30), r);
    for (const Visit& v : result.visits) {
      if (v.began != never) {
        ASSERT_EQ(v.began.time_since_epoch() % 2h, Duration(0));
        ASSERT_LT(v.began - v.joined, 2h);
      }
    }
    waits.push_back(mean_wait_s(result.visits));
  }
  test::expect_theory(waits, 3600, 0.01);
}

// One bus of 25 seats at 08:00 and 14:00 with about 20 people between them by night and 36 by day: whoever finds no
// seat waits for the next. Q(k+1) = max(Q(k) + arrivals - 25, 0), person by person.
TEST(Buses, ByTheTimetableLeaveBehindWhoFindsNoSeat) {
  scenario::Fleet f = fleet(1, 25);
  f.leaves = scenario::Fleet::Timetable{{8h, 14h}, std::nullopt};
  const Outcome result = run(a_stop(f, 2), 0);

  std::size_t next = 0;
  const auto& visits = result.visits;
  std::size_t left_behind = 0;
  for (int day = 0; day * 24h < horizon; ++day) {
    for (const Duration time : {8h, 14h}) {
      const SimTime instant(day * 24h + time);
      for (int seat = 0; seat < 25 && next < visits.size() && visits[next].joined <= instant; ++seat, ++next) {
        ASSERT_EQ(visits[next].began, instant <= SimTime(horizon) ? instant : never);
      }
      left_behind += next < visits.size() && visits[next].joined <= instant ? 1 : 0;
    }
  }
  EXPECT_GT(left_behind, 3U);
  EXPECT_GT(next, 600U);
}

}  // namespace
}  // namespace corridor::transport_theory_test
