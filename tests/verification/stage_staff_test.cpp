// Shifts, breaks and reserves: by hand, and against the Markov chain of a second server that opens and closes by the
// line. And how long what is served when takes.
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/markov_chain.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::stage_staff_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::SiteRig;

const StageId desk(0);

ScenarioBuilder an_office(const scenario::Service& service) {
  ScenarioBuilder builder;
  builder.site("office").stage("desk", service).poisson_arrivals(0);
  return builder;
}

std::vector<SimTime> begins(SiteRig& rig) {
  std::vector<SimTime> times;
  for (const test::Visit& v : rig.visits(desk)) {
    times.push_back(v.began);
  }
  return times;
}

TEST(Shifts, AddUpAndWhoIsServedWhenOneEndsIsFinishedFirst) {
  scenario::Service service = test::servers(9, test::fixed_time(1h));
  service.shifts = {{{{6h, 14h}}, 1}, {{{12h, 20h}}, 2}};
  SiteRig rig(an_office(service).build());
  for (int i = 0; i < 12; ++i) {
    rig.party(SimTime(10h + 30min), 1);
  }
  rig.run(SimTime(40h));

  // One until 12:00, three until 14:00 (one of them is busy until 14:30), two after.
  EXPECT_EQ(begins(rig), (std::vector{SimTime(10h + 30min), SimTime(11h + 30min), SimTime(12h), SimTime(12h),
                                      SimTime(12h + 30min), SimTime(13h), SimTime(13h), SimTime(13h + 30min),
                                      SimTime(14h), SimTime(14h + 30min), SimTime(15h), SimTime(15h + 30min)}));
}

TEST(Shifts, NeverStaffMoreServersThanThereAre) {
  scenario::Service service = test::servers(2, test::fixed_time(1h));
  service.shifts = {{{}, 5}};
  SiteRig rig(an_office(service).build());
  for (int i = 0; i < 6; ++i) {
    rig.party(SimTime(0h), 1);
  }
  rig.run(SimTime(10h));

  EXPECT_EQ(rig.levels(desk).in_service.most(), 2);
}

TEST(Breaks, TakeServersAwayAndTheyComeBackInTheInstantOfTheirEnd) {
  scenario::Service service = test::servers(2, test::fixed_time(40min));
  service.breaks = {{{{12h, 13h}}, 1}, {{{12h + 30min, 13h}}, 5}};
  SiteRig rig(an_office(service).build());
  for (int i = 0; i < 8; ++i) {
    rig.party(SimTime(11h + 30min), 1);
  }
  rig.run(SimTime(20h));

  // Two finish at 12:10, one goes on until 12:50; at 13:00 both are there.
  EXPECT_EQ(begins(rig), (std::vector{SimTime(11h + 30min), SimTime(11h + 30min), SimTime(12h + 10min), SimTime(13h),
                                      SimTime(13h), SimTime(13h + 40min), SimTime(13h + 40min), SimTime(14h + 20min)}));
}

scenario::Service with_reserve(Duration time, const scenario::Reserve& reserve) {
  scenario::Service service = test::servers(1, test::fixed_time(time));
  service.reserves = {reserve};
  return service;
}

TEST(Reserve, OpensAfterItsSetupAndClosesWhenTheLineIsShort) {
  SiteRig rig(an_office(with_reserve(30min, {1, 2, 1, 20min})).build());
  for (const Duration at : {0min, 1min, 2min, 3min, 4min, 5min}) {
    rig.party(SimTime(at), 1);
  }
  rig.run(SimTime(10h));

  // The third in line comes at 3 min: a second server from 23 min on. It closes at 83 min, for nobody waits then.
  EXPECT_EQ(begins(rig), (std::vector{SimTime(0min), SimTime(23min), SimTime(30min), SimTime(53min), SimTime(60min),
                                      SimTime(83min)}));
}

TEST(Reserve, IsNotSetUpAnyMoreWhenTheLineHasBecomeShort) {
  SiteRig rig(an_office(with_reserve(10min, {1, 1, 1, 60min})).build());
  for (const Duration at : {0min, 1min, 2min, 25min, 26min}) {
    rig.party(SimTime(at), 1);
  }
  rig.run(SimTime(10h));

  // Two wait at 2 min, nobody at 30 min (nor at 20 min before the third begins): the call of 2 min is off.
  EXPECT_EQ(begins(rig), (std::vector{SimTime(0min), SimTime(10min), SimTime(20min), SimTime(30min), SimTime(40min)}));
  EXPECT_EQ(rig.levels(desk).in_service.most(), 1);
}

/// M/M/1 with a second server that opens when more than u wait and closes, finishing its unit, when fewer than l wait
/// as a server becomes free. Source: Ibe & Keilson 1995, Performance Evaluation 21(3), 233-254 (threshold queues with
/// hysteresis); solved here state by state: (second server is open, units inside).
double mean_inside(double arrivals, double services, std::size_t u, std::size_t l) {
  constexpr std::size_t most = 200;
  const auto one = [](std::size_t n) { return n; };                 // 0 ... u + 1
  const auto two = [u](std::size_t n) { return u + 2 + (n - 2); };  // 2 ... most
  test::Rates q(u + 2 + most - 1, std::vector<double>(u + 2 + most - 1, 0));
  for (std::size_t n = 0; n <= u + 1; ++n) {
    q[one(n)][n == u + 1 ? two(n + 1) : one(n + 1)] += arrivals;
    if (n > 0) {
      q[one(n)][one(n - 1)] += services;
    }
  }
  for (std::size_t n = 2; n <= most; ++n) {
    if (n < most) {
      q[two(n)][two(n + 1)] += arrivals;
    }
    q[two(n)][n - 2 < l ? one(n - 1) : two(n - 1)] += 2 * services;
  }
  const std::vector<double> p = test::stationary(q);
  double mean = 0;
  for (std::size_t n = 0; n <= u + 1; ++n) {
    mean += p[one(n)] * static_cast<double>(n);
  }
  for (std::size_t n = 2; n <= most; ++n) {
    mean += p[two(n)] * static_cast<double>(n);
  }
  return mean;
}

TEST(Reserve, LineIsThatOfTheThresholdQueue) {
  scenario::Service service = test::servers(1, test::exponential_time(6min));
  service.reserves = {{1, 4, 2, 0s}};
  const auto scenario =
      ScenarioBuilder().end(400h).sample(24h).site("office").stage("desk", service).poisson_arrivals(12).build();
  std::vector<double> inside;
  for (std::uint32_t r = 0; r < 20; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    double hours = 0;
    for (const test::Visit& v : recorder.visits(desk)) {
      const SimTime from = std::max(v.joined, SimTime(20h));
      hours += to_hours(std::max(std::min(v.left, SimTime(400h)) - from, Duration(0)));
    }
    inside.push_back(hours / 380);
  }
  test::expect_theory(inside, mean_inside(12, 10, 4, 2), 0.02);
}

TEST(Pace, FactorsOfHoursAndOfNightAreMultiplied) {
  scenario::Service service = test::servers(std::nullopt, test::fixed_time(100s));
  service.pace = {.night = 2, .by_class = {}, .by_hour = {{{{4h, 8h}}, 1.5}, {{{7h, 9h}}, 3}}};
  SiteRig rig(an_office(service).build());  // night is 22:00 to 06:00
  for (const Duration at : {Duration(3h), Duration(5h), Duration(6h), Duration(7h), Duration(8h), Duration(9h)}) {
    rig.party(SimTime(at), 1);
  }
  rig.run(SimTime(20h));

  std::vector<Duration> times;
  for (const test::Visit& v : rig.visits(desk)) {
    times.push_back(v.finished - v.began);
  }
  EXPECT_EQ(times, (std::vector<Duration>{200s, 300s, 150s, 450s, 300s, 100s}));
}

TEST(Pace, OfAVehicleIsThatOfItsClass) {
  scenario::Service service = test::servers(std::nullopt, test::fixed_time(100s));
  service.pace.by_class = {{VehicleClassId(1), 5}, {VehicleClassId(0), 1.5}};
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).vehicle_class("bus", 12, 50);
  builder.site("post").stage("documents", service, scenario::UnitKind::vehicle).poisson_arrivals(0);
  SiteRig rig(builder.build());
  rig.vehicle(SimTime(0s), {2});
  rig.vehicle(SimTime(0s), {3}, VehicleClassId(1));
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.visits(desk)[0].finished, SimTime(150s));
  EXPECT_EQ(rig.visits(desk)[1].finished, SimTime(500s));
}

}  // namespace
}  // namespace corridor::stage_staff_test
