// Queues with a known answer: M/M/1, M/M/c (Erlang C), M/G/1 (Pollaczek and Khinchine), M/D/1, M/G/infinity.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/erlang.hpp"
#include "support/estimate.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::queue_theory_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::Visit;

const StageId desk(0);
constexpr std::uint32_t replications = 20;
constexpr Duration horizon = 200h;
constexpr Duration warm_up = 20h;  // at least 15 relaxation times of every queue below

/// What one replication says of its desk, over the visits that began to wait after the warm-up.
struct Figures {
  double mean_wait_s = 0;
  double share_that_waits = 0;
  double mean_busy = 0;    ///< servers
  double mean_inside = 0;  ///< units
};

Figures figures_of(const std::vector<Visit>& visits) {
  Figures f;
  double served = 0;
  const auto overlap = [](SimTime from, SimTime to) {
    return to_seconds(std::max(std::min(to, SimTime(horizon)) - std::max(from, SimTime(warm_up)), Duration(0)));
  };
  for (const Visit& v : visits) {
    f.mean_busy += overlap(v.began, v.left);
    f.mean_inside += overlap(v.joined, v.left);
    if (v.joined >= SimTime(warm_up) && v.began != never) {
      ++served;
      f.mean_wait_s += to_seconds(v.began - v.joined);
      f.share_that_waits += v.began > v.joined ? 1 : 0;
    }
  }
  f.mean_wait_s /= served;
  f.share_that_waits /= served;
  f.mean_busy /= to_seconds(horizon - warm_up);
  f.mean_inside /= to_seconds(horizon - warm_up);
  return f;
}

/// Poisson arrivals at one stage; `replications` independent runs of `horizon`.
std::vector<Figures> run_queue(double per_hour, scenario::Service service) {
  const auto scenario = ScenarioBuilder()
                            .end(horizon)
                            .sample(24h)
                            .site("office")
                            .stage("desk", service)
                            .poisson_arrivals(per_hour)
                            .build();
  std::vector<Figures> figures;
  for (std::uint32_t r = 0; r < replications; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    figures.push_back(figures_of(recorder.visits(desk)));
  }
  return figures;
}

std::vector<double> column(const std::vector<Figures>& figures, double Figures::*which) {
  std::vector<double> values;
  for (const Figures& f : figures) {
    values.push_back(f.*which);
  }
  return values;
}

// 80 parties per hour, 36 s each: load 0.8; W = rho s / (1 - rho) = 144 s.
TEST(Queue, MM1WaitsLoadTimesServiceOverOneMinusLoad) {
  const auto figures = run_queue(80, test::servers(1, test::exponential_time(36s)));

  const double rho = 80 * 36.0 / 3600;
  test::expect_theory(column(figures, &Figures::mean_wait_s), rho * 36 / (1 - rho), 0.03);
  test::expect_theory(column(figures, &Figures::share_that_waits), rho, 0.01);
  test::expect_theory(column(figures, &Figures::mean_busy), rho, 0.01);
  test::expect_theory(column(figures, &Figures::mean_inside), rho / (1 - rho), 0.03);
}

TEST(Queue, MM3WaitsAsErlangSays) {
  const auto figures = run_queue(240, test::servers(3, test::exponential_time(36s)));

  const double a = 240 * 36.0 / 3600;
  const double waits = test::erlang_c(3, a);
  test::expect_theory(column(figures, &Figures::share_that_waits), waits, 0.01);
  test::expect_theory(column(figures, &Figures::mean_wait_s), waits * 36 / (3 - a), 0.03);
  test::expect_theory(column(figures, &Figures::mean_busy), a, 0.01);
}

// W = lambda E[S^2] / (2 (1 - rho)), E[S^2] = s^2 (1 + cv^2). Source: Pollaczek 1930, Khinchine 1932.
TEST(Queue, MG1WithLognormalServiceWaitsAsPollaczekAndKhinchineSay) {
  const auto figures = run_queue(70, test::servers(1, test::lognormal_time(36s, 1.2)));

  const double rho = 70 * 36.0 / 3600;
  test::expect_theory(column(figures, &Figures::mean_wait_s), rho * 36 * (1 + 1.2 * 1.2) / 2 / (1 - rho), 0.04);
  test::expect_theory(column(figures, &Figures::mean_busy), rho, 0.01);
}

TEST(Queue, MG1WithGammaServiceWaitsAsPollaczekAndKhinchineSay) {
  const auto figures = run_queue(70, test::servers(1, test::gamma_time(36s, 0.5)));

  const double rho = 70 * 36.0 / 3600;
  test::expect_theory(column(figures, &Figures::mean_wait_s), rho * 36 * (1 + 0.5 * 0.5) / 2 / (1 - rho), 0.03);
}

TEST(Queue, MD1WaitsHalfAsLongAsMM1) {
  const auto figures = run_queue(80, test::servers(1, test::fixed_time(36s)));

  const double rho = 80 * 36.0 / 3600;
  test::expect_theory(column(figures, &Figures::mean_wait_s), rho * 36 / (1 - rho) / 2, 0.03);
}

// The number inside is Poisson with mean lambda x mean, whatever the distribution (Palm 1943; Takacs 1962).
TEST(Queue, UnlimitedServersHoldRateTimesMean) {
  const auto figures = run_queue(60, test::servers(std::nullopt, test::lognormal_time(30min, 1)));

  test::expect_theory(column(figures, &Figures::mean_inside), 60 * 0.5, 0.01);
  EXPECT_EQ(test::estimate(column(figures, &Figures::share_that_waits)).mean, 0);
}

// A single server whose times have a mean and a part per person: M/G/1 with the compound time.
TEST(Queue, TimePerPersonIsAddedForEachPersonOfTheParty) {
  scenario::Service service = test::servers(1, test::fixed_time(20s));
  service.per_person = 4s;
  const auto scenario = ScenarioBuilder()
                            .end(10h)
                            .party_sizes({1, 4, 7}, {1, 1, 1})
                            .site("office")
                            .stage("desk", service)
                            .poisson_arrivals(60)
                            .build();
  test::VisitRecorder recorder;

  test::simulate(scenario, {&recorder});

  ASSERT_GT(recorder.visits(desk).size(), 400U);
  for (const Visit& v : recorder.visits(desk)) {
    if (v.finished != never) {
      EXPECT_EQ(v.finished - v.began, 20s + v.unit.persons * 4s);
    }
  }
}

}  // namespace
}  // namespace corridor::queue_theory_test
