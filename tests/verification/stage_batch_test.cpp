// Servers that take several units at once: against the Markov chain of the bulk queue M/M[a,b]/1, and by hand.
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/markov_chain.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::stage_batch_test {
namespace {

using namespace std::chrono_literals;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;

const StageId escort(0);

scenario::Service an_escort(scenario::Batch batch, scenario::TimeDistribution time, std::int64_t servers = 1) {
  scenario::Service service = test::servers(servers, time);
  service.batch = batch;
  return service;
}

ScenarioBuilder a_post(const scenario::Service& service, UnitKind unit = UnitKind::party) {
  ScenarioBuilder builder;
  builder.site("post").stage("escort", service, unit).poisson_arrivals(0);
  return builder;
}

std::vector<SimTime> begins(SiteRig& rig) {
  std::vector<SimTime> times;
  for (const test::Visit& v : rig.visits(escort)) {
    times.push_back(v.began);
  }
  return times;
}

/// Mean number in line of the queue M/M[a,b]/1: a server that begins when a wait and takes b at most. Idle with fewer
/// than a in line, or busy with n; n is cut where it hardly ever comes. Source of the rule: Neuts 1967, Annals of
/// Mathematical Statistics 38(3), 759-770.
double mean_line(double arrivals, double services, std::size_t a, std::size_t b) {
  constexpr std::size_t most = 150;
  const auto busy = [a](std::size_t n) { return a + n; };
  test::Rates q(a + most + 1, std::vector<double>(a + most + 1, 0));
  for (std::size_t n = 0; n < a; ++n) {
    q[n][n + 1 == a ? busy(0) : n + 1] += arrivals;
  }
  for (std::size_t n = 0; n <= most; ++n) {
    if (n < most) {
      q[busy(n)][busy(n + 1)] += arrivals;
    }
    q[busy(n)][n < a ? n : busy(n - std::min(n, b))] += services;
  }
  const std::vector<double> p = test::stationary(q);
  double mean = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    mean += p[i] * static_cast<double>(i < a ? i : i - a);
  }
  return mean;
}

void expect_bulk_queue(std::int64_t least, std::int64_t most) {
  const auto scenario = ScenarioBuilder()
                            .end(400h)
                            .sample(24h)
                            .site("post")
                            .stage("escort", an_escort({most, least, {}}, test::exponential_time(6min)))
                            .poisson_arrivals(40)
                            .build();
  std::vector<double> waits_h;
  for (std::uint32_t r = 0; r < 20; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    double sum = 0;
    double served = 0;
    for (const test::Visit& v : recorder.visits(escort)) {
      if (v.joined >= SimTime(20h) && v.began != never) {
        sum += to_hours(v.began - v.joined);
        ++served;
      }
    }
    waits_h.push_back(sum / served);
  }
  const double line = mean_line(40, 10, static_cast<std::size_t>(least), static_cast<std::size_t>(most));
  test::expect_theory(waits_h, line / 40, 0.04);  // Little's law
}

TEST(Batch, WaitsAreThoseOfTheBulkQueueThatBeginsWithOne) {
  expect_bulk_queue(1, 5);
}

TEST(Batch, WaitsAreThoseOfTheBulkQueueThatBeginsWithSeveral) {
  expect_bulk_queue(4, 6);
}

TEST(Batch, BeginsWhenEnoughWaitAndTakesNoMoreThanFit) {
  SiteRig rig(a_post(an_escort({3, 2, {}}, test::fixed_time(1h))).build());
  for (const Duration at : {0min, 10min, 20min, 30min, 40min, 50min, 61min}) {
    rig.party(SimTime(at), 1);
  }
  rig.run(SimTime(10h));

  // Two at 10 min; three of the five at 70 min, the other two at 130 min.
  EXPECT_EQ(begins(rig), (std::vector{SimTime(10min), SimTime(10min), SimTime(70min), SimTime(70min), SimTime(70min),
                                      SimTime(130min), SimTime(130min)}));
}

TEST(Batch, BeginsWithFewerWhenTheFirstHasWaitedLongEnough) {
  SiteRig rig(a_post(an_escort({5, 3, 30min}, test::fixed_time(1h))).build());
  for (const Duration at : {0min, 20min, 40min, 95min}) {
    rig.party(SimTime(at), 1);
  }
  rig.run(SimTime(10h));

  // 30 min after the first; the third has waited 50 min when the server is back; the fourth waits its 30 min, and then
  // until 150 min.
  EXPECT_EQ(begins(rig), (std::vector{SimTime(30min), SimTime(30min), SimTime(90min), SimTime(150min)}));
}

TEST(Batch, CountsPersonsWhereTheUnitIsAPersonAndTakesPartiesWhole) {
  SiteRig rig(a_post(an_escort({6, 6, {}}, test::fixed_time(1h)), UnitKind::person).build());
  for (const std::uint16_t persons : std::vector<std::uint16_t>{4, 1, 3, 7, 2}) {
    rig.party(SimTime(0s), persons);
  }
  rig.run(SimTime(10h));

  // 4 + 1, for 3 more do not fit; 3 alone; 7 alone, more than a batch; and 2 wait for others.
  EXPECT_EQ(begins(rig), (std::vector{SimTime(0h), SimTime(0h), SimTime(1h), SimTime(2h), never}));
}

TEST(Batch, TakesOneTimeForAllItsPersonsAndKeepsItsServerUntilTheLastIsOut) {
  scenario::Service service = an_escort({2, 2, {}}, test::fixed_time(10min));
  service.per_person = 1min;
  auto builder = a_post(service);
  builder.next(test::then(1)).stage("beds", test::beds(1, test::fixed_time(2h)), UnitKind::party).waiting_room(0);
  SiteRig rig(builder.build());
  for (const std::uint16_t persons : std::vector<std::uint16_t>{2, 3, 1, 1}) {
    rig.party(SimTime(0s), persons);
  }
  rig.run(SimTime(10h));

  EXPECT_EQ(rig.visits(escort)[0].finished, SimTime(15min));
  EXPECT_EQ(rig.visits(escort)[1].finished, SimTime(15min));
  EXPECT_EQ(rig.visits(escort)[1].left, SimTime(135min));  // when the place is free again
  EXPECT_EQ(rig.visits(escort)[2].began, SimTime(135min));
}

}  // namespace
}  // namespace corridor::stage_batch_test
