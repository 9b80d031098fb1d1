// Rooms with an end, and times that are fixed: M/M/c/K, Erlang B for desks and for beds, M/D/c.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/erlang.hpp"
#include "support/estimate.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::queue_loss_theory_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::Visit;

const StageId desk(0);
constexpr std::uint32_t replications = 20;
constexpr Duration horizon = 300h;
constexpr Duration warm_up = 20h;

struct Figures {
  std::vector<double> refused;    ///< share
  std::vector<double> mean_wait;  ///< seconds, of those who joined
};

Figures run(const scenario::Scenario& scenario, Duration warm = warm_up) {
  Figures figures;
  for (std::uint32_t r = 0; r < replications; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    const auto& visits = recorder.visits(desk);
    const auto refused = static_cast<double>(recorder.refused(desk));
    figures.refused.push_back(refused / (refused + static_cast<double>(visits.size())));
    double wait = 0;
    double n = 0;
    for (const Visit& v : visits) {
      if (v.joined >= SimTime(warm) && v.began != never) {
        wait += to_seconds(v.began - v.joined);
        ++n;
      }
    }
    figures.mean_wait.push_back(wait / n);
  }
  return figures;
}

/// Who finds the room full leaves.
ScenarioBuilder losing(scenario::Service service, std::int64_t room, double per_hour) {
  service.when_full = scenario::Overflow{std::nullopt};
  ScenarioBuilder builder;
  builder.end(horizon).sample(24h).site("office").stage("desk", service).waiting_room(room);
  return builder.poisson_arrivals(per_hour);
}

// p_n of the birth-death chain with states 0 ... K; who comes in state K is lost; W = Lq / (lambda (1 - p_K)). The run
// begins empty, which 300 h make too little to see.
TEST(LossQueue, MMcKLosesTheShareOfItsLastState) {
  const int c = 2;
  const int k = 5;
  const double a = 240 * 36.0 / 3600;
  std::vector<double> p = {1};
  for (int n = 1; n <= k; ++n) {
    p.push_back(p.back() * a / std::min(n, c));
  }
  double sum = 0;
  double in_line = 0;
  for (int n = 0; n <= k; ++n) {
    sum += p[static_cast<std::size_t>(n)];
    in_line += std::max(n - c, 0) * p[static_cast<std::size_t>(n)];
  }
  const double lost = p.back() / sum;

  const auto figures = run(losing(test::servers(c, test::exponential_time(36s)), k - c, 240).build());

  test::expect_theory(figures.refused, lost, 0.02);
  test::expect_theory(figures.mean_wait, in_line / sum / (240.0 / 3600 * (1 - lost)), 0.02);
}

// The loss depends on the mean of the service time alone. Source: Erlang 1917; Sevastyanov 1957, Theory of Probability
// and its Applications 2(1), 104-112.
TEST(LossQueue, WithoutAWaitingRoomLosesWhatErlangBSaysWhateverTheTimes) {
  const double loss = test::erlang_b(4, 3.5);
  for (const auto& time : {test::exponential_time(36s), test::gamma_time(36s, 1.5), test::fixed_time(36s)}) {
    const auto figures = run(losing(test::servers(4, time), 0, 350).build());
    test::expect_theory(figures.refused, loss, 0.02);
  }
}

TEST(LossQueue, OfBedsLosesWhatErlangBSays) {
  ScenarioBuilder builder;
  builder.end(3000h).sample(240h).site("town").stage("beds", test::beds(10, test::lognormal_time(8h, 1), StageId(1)));
  builder.waiting_room(0).stage("onward", scenario::Delay{test::fixed_time(0s)}).poisson_arrivals(1.2);

  const auto figures = run(builder.build());

  test::expect_theory(figures.refused, test::erlang_b(10, 1.2 * 8), 0.05);
}

/// Mean number in line of M/D/c. One service time later all who are served now are gone, so n' = max(n - c, 0) + a,
/// with a Poisson of mean c rho; whatever the phase, so the chain's distribution is that at any instant. Source:
/// Crommelin 1932, The Post Office Electrical Engineers' Journal 25, 41-50; Franx 2001, Operations Research Letters
/// 29(5), 221-229.
double mean_line_of_mdc(std::size_t c, double a) {
  constexpr std::size_t states = 300;
  std::vector<double> poisson = {std::exp(-a)};
  for (std::size_t k = 1; k < states; ++k) {
    poisson.push_back(poisson.back() * a / static_cast<double>(k));
  }
  std::vector<double> p(states, 0);
  p[0] = 1;
  for (int step = 0; step < 2000; ++step) {
    std::vector<double> next(states, 0);
    for (std::size_t n = 0; n < states; ++n) {
      const std::size_t stay = n > c ? n - c : 0;
      for (std::size_t k = 0; stay + k < states; ++k) {
        next[stay + k] += p[n] * poisson[k];
      }
    }
    p = next;
  }
  double in_line = 0;
  for (std::size_t n = c; n < states; ++n) {
    in_line += static_cast<double>(n - c) * p[n];
  }
  return in_line;
}

TEST(Queue, MDcWaitsAsItsEmbeddedChainSays) {
  ScenarioBuilder builder;
  builder.end(horizon).sample(24h).site("office").stage("desk", test::servers(3, test::fixed_time(36s)));
  builder.poisson_arrivals(250);

  const auto figures = run(builder.build());

  test::expect_theory(figures.mean_wait, mean_line_of_mdc(3, 2.5) / (250.0 / 3600), 0.03);
}

}  // namespace
}  // namespace corridor::queue_loss_theory_test
