// Networks of stages: Jackson's with feedback, a finite source, and lines with blocking against their Markov chain.
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::queue_network_theory_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::Visit;

constexpr std::uint32_t replications = 20;

/// Mean number of units inside a stage from `from` to the end.
double mean_inside(const std::vector<Visit>& visits, SimTime from, SimTime end) {
  double sum = 0;
  for (const Visit& v : visits) {
    sum += to_seconds(std::max(std::min(v.left, end) - std::max(v.joined, from), Duration(0)));
  }
  return sum / to_seconds(end - from);
}

// Each stage is as an M/M/1 by itself, at the rate of the traffic equations: a = l + 0.3 b, b = 0.6 a. Source: Jackson
// 1957, Operations Research 5(4), 518-521.
TEST(Network, OfJacksonWithFeedbackHoldsAtEachStageWhatAnMM1Holds) {
  ScenarioBuilder builder;
  builder.end(400h).sample(24h).site("office").stage("a", test::servers(1, test::exponential_time(36s)));
  builder.next({{StageId(1), {}, 0.6, {}}, {}}).stage("b", test::servers(1, test::exponential_time(50s)));
  builder.next({{StageId(0), {}, 0.3, {}}, {}}).poisson_arrivals(60);
  std::vector<std::vector<double>> inside(2);
  for (std::uint32_t r = 0; r < replications; ++r) {
    test::VisitRecorder recorder;
    test::simulate(builder.build(), {&recorder}, {1, r});
    for (std::size_t i = 0; i < 2; ++i) {
      inside[i].push_back(mean_inside(recorder.visits(StageId(i)), SimTime(20h), SimTime(400h)));
    }
  }

  const double a = 60 / (1 - 0.6 * 0.3);
  const double load_a = a * 36 / 3600;
  const double load_b = 0.6 * a * 50 / 3600;
  test::expect_theory(inside[0], load_a / (1 - load_a), 0.03);
  test::expect_theory(inside[1], load_b / (1 - load_b), 0.03);
}

// N units that come back after an exponential time: in state n (waiting or served) (N - n) / z of them come and
// min(n, c) mu go. Source: Gross et al. 2008, "Fundamentals of queueing theory", section 2.7.
TEST(FiniteSource, HoldsAtTheDeskWhatItsBirthDeathChainHolds) {
  const int n = 12;
  const int c = 2;
  ScenarioBuilder builder;
  builder.end(400h).sample(24h).site("depot").stage("under way", scenario::Delay{test::exponential_time(5min)});
  builder.next(test::then(1)).stage("desk", test::servers(c, test::exponential_time(1min))).next(test::then(0));
  builder.hazard_arrivals(n, 1000);
  std::vector<double> inside;
  for (std::uint32_t r = 0; r < replications; ++r) {
    test::VisitRecorder recorder;
    test::simulate(builder.build(), {&recorder}, {1, r});
    inside.push_back(mean_inside(recorder.visits(StageId(1)), SimTime(20h), SimTime(400h)));
  }

  double p = 1;
  double sum = 1;
  double mean = 0;
  for (int k = 1; k <= n; ++k) {
    p *= (n - k + 1) / 5.0 / std::min(k, c);
    sum += p;
    mean += k * p;
  }
  test::expect_theory(inside, mean / sum, 0.02);
}

/// Servers in a row without room between, the first never without work: each is idle, busy or blocked.
class SaturatedLine {
 public:
  explicit SaturatedLine(std::vector<double> rates) : rates_(std::move(rates)) {}

  /// Units per unit of time that leave the last server, from the stationary distribution of the Markov chain.
  [[nodiscard]] double throughput() const {
    std::map<State, double> p{{State(rates_.size(), busy), 1.0}};
    double fastest = 0;
    for (const double rate : rates_) {
      fastest += rate;
    }
    for (int step = 0; step < 4000; ++step) {
      std::map<State, double> next;
      for (const auto& [state, share] : p) {
        double stays = 1;
        for (std::size_t i = 0; i < state.size(); ++i) {
          if (state[i] == busy) {
            next[finish(state, i)] += share * rates_[i] / fastest;
            stays -= rates_[i] / fastest;
          }
        }
        next[state] += share * stays;
      }
      p = std::move(next);
    }
    double last_busy = 0;
    for (const auto& [state, share] : p) {
      last_busy += state.back() == busy ? share : 0;
    }
    return last_busy * rates_.back();
  }

 private:
  enum Server : char { idle, busy, blocked };
  using State = std::vector<Server>;

  /// Server i has finished its unit: it goes on if the next is idle, and lets those move who were blocked behind it.
  static State finish(State state, std::size_t i) {
    state[i] = blocked;
    for (std::size_t k = i + 1; k-- > 0;) {
      if (state[k] != blocked || (k + 1 < state.size() && state[k + 1] != idle)) {
        break;
      }
      if (k + 1 < state.size()) {
        state[k + 1] = busy;
      }
      state[k] = k == 0 ? busy : idle;
    }
    return state;
  }

  std::vector<double> rates_;
};

TEST(MarkovChainOfALine, AgreesWithHunt) {
  EXPECT_NEAR(SaturatedLine({1, 1}).throughput(), 2.0 / 3, 1e-9);
  EXPECT_NEAR(SaturatedLine({1, 1, 1}).throughput(), 22.0 / 39, 1e-9);
}

TEST(Tandem, SaturatedFourOfUnequalRatesPassWhatTheirMarkovChainSays) {
  const std::vector<Duration> means = {36s, 30s, 40s, 24s};
  ScenarioBuilder builder;
  builder.end(300h).sample(24h).site("town");
  std::vector<double> rates;
  for (std::size_t i = 0; i < means.size(); ++i) {
    builder.stage(std::string(1, static_cast<char>('a' + i)), test::servers(1, test::exponential_time(means[i])));
    builder.waiting_room(i == 0 ? scenario::Limit() : scenario::Limit(0));
    rates.push_back(3600 / to_seconds(means[i]));
    if (i + 1 < means.size()) {
      builder.next(test::then(i + 1));
    }
  }
  builder.poisson_arrivals(150);
  std::vector<double> passed;
  for (std::uint32_t r = 0; r < replications; ++r) {
    test::VisitRecorder recorder;
    test::simulate(builder.build(), {&recorder}, {1, r});
    const auto& visits = recorder.visits(StageId(3));
    const auto left =
        std::ranges::count_if(visits, [](const Visit& v) { return v.left >= SimTime(20h) && v.left != never; });
    passed.push_back(static_cast<double>(left) / 280);
  }

  test::expect_theory(passed, SaturatedLine(rates).throughput(), 0.01);
}

}  // namespace
}  // namespace corridor::queue_network_theory_test
