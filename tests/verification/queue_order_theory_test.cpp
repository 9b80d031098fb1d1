// Lines with classes and lines that people leave, against what is known of them: Cobham, pre-emptive resume, Erlang A.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/estimate.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::queue_order_theory_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::Visit;

const StageId desk(0);
constexpr std::uint32_t replications = 20;
constexpr Duration horizon = 300h;
constexpr Duration warm_up = 20h;
constexpr std::size_t classes = 3;
/// Parties of 4, 2 and 1 persons, of these shares of all.
constexpr std::array<double, classes> shares = {0.2, 0.3, 0.5};
constexpr std::array<std::uint16_t, classes> sizes = {4, 2, 1};

ScenarioBuilder by_class(const scenario::Service& service, double per_hour) {
  ScenarioBuilder builder;
  builder.end(horizon).sample(24h).party_sizes({1, 2, 4}, {shares[2], shares[1], shares[0]});
  builder.site("office").stage("desk", service).poisson_arrivals(per_hour);
  builder.edit().stages.back().priority = {test::when("size > 3"), test::when("size > 1")};
  return builder;
}

/// Per class, the mean over the visits after the warm-up of `time(visit)` in seconds, one for each replication.
template <class Time>
std::array<std::vector<double>, classes> means_by_class(const scenario::Scenario& scenario, Time time) {
  std::array<std::vector<double>, classes> result;
  for (std::uint32_t r = 0; r < replications; ++r) {
    test::VisitRecorder recorder;
    test::simulate(scenario, {&recorder}, {1, r});
    std::array<double, classes> sum{};
    std::array<double, classes> n{};
    for (const Visit& v : recorder.visits(desk)) {
      if (v.joined < SimTime(warm_up) || v.finished == never) {
        continue;
      }
      const auto c = static_cast<std::size_t>(std::ranges::find(sizes, v.unit.persons) - sizes.begin());
      sum[c] += to_seconds(time(v));
      ++n[c];
    }
    for (std::size_t c = 0; c < classes; ++c) {
      result[c].push_back(sum[c] / n[c]);
    }
  }
  return result;
}

/// A queue with one server: arrivals per second, mean time and mean squared time of a service, the same for all
/// classes.
struct Queue {
  double rate = 0;
  double mean = 0;
  double second_moment = 0;

  /// Load of the first `k` classes.
  [[nodiscard]] double load(std::size_t k) const {
    double sum = 0;
    for (std::size_t i = 0; i < k; ++i) {
      sum += rate * shares[i] * mean;
    }
    return sum;
  }
  /// Of class k from 0. Source: Cobham 1954, Operations Research 2(1), 70-76.
  [[nodiscard]] double wait(std::size_t k) const {
    return rate * second_moment / 2 / ((1 - load(k)) * (1 - load(k + 1)));
  }
  /// Time from coming to the end of service, if a higher class pre-empts and service is resumed: for class k those
  /// below do not exist. Source: Gross, Shortle, Thompson & Harris 2008, "Fundamentals of queueing theory", 3.4.3.
  [[nodiscard]] double sojourn_preempting(std::size_t k) const {
    return mean / (1 - load(k)) + load(k + 1) / mean * second_moment / 2 / ((1 - load(k)) * (1 - load(k + 1)));
  }
};

Duration wait_of(const Visit& v) {
  return v.began - v.joined;
}
Duration sojourn_of(const Visit& v) {
  return v.finished - v.joined;
}

TEST(PriorityQueue, MM1WaitsAsCobhamSays) {
  const Queue queue{80.0 / 3600, 36, 2 * 36.0 * 36};
  const auto waits = means_by_class(by_class(test::servers(1, test::exponential_time(36s)), 80).build(), &wait_of);

  for (std::size_t k = 0; k < classes; ++k) {
    test::expect_theory(waits[k], queue.wait(k), 0.03);
  }
}

TEST(PriorityQueue, MG1WaitsAsCobhamSays) {
  const Queue queue{75.0 / 3600, 36, 36.0 * 36 * (1 + 1.2 * 1.2)};
  const auto waits = means_by_class(by_class(test::servers(1, test::gamma_time(36s, 1.2)), 75).build(), &wait_of);

  for (std::size_t k = 0; k < classes; ++k) {
    test::expect_theory(waits[k], queue.wait(k), 0.04);
  }
}

TEST(PreemptiveQueue, MM1StaysAsIfThoseBelowDidNotExist) {
  const Queue queue{80.0 / 3600, 36, 2 * 36.0 * 36};
  scenario::Service service = test::servers(1, test::exponential_time(36s));
  service.preempts = true;
  const auto stays = means_by_class(by_class(service, 80).build(), &sojourn_of);

  for (std::size_t k = 0; k < classes; ++k) {
    test::expect_theory(stays[k], queue.sojourn_preempting(k), 0.03);
  }
}

TEST(PreemptiveQueue, MG1StaysAsIfThoseBelowDidNotExist) {
  const Queue queue{75.0 / 3600, 36, 36.0 * 36 * (1 + 0.5 * 0.5)};
  scenario::Service service = test::servers(1, test::gamma_time(36s, 0.5));
  service.preempts = true;
  const auto stays = means_by_class(by_class(service, 75).build(), &sojourn_of);

  for (std::size_t k = 0; k < classes; ++k) {
    test::expect_theory(stays[k], queue.sojourn_preempting(k), 0.03);
  }
}

/// M/M/c+M: what is in the system is a birth-death chain that dies at min(n, c) mu + max(n - c, 0) theta. Source: Palm
/// 1957; Garnett, Mandelbaum & Reiman 2002, Manufacturing & Service Operations Management 4(3), 208-227.
struct ErlangA {
  double share_that_leaves = 0;
  double mean_wait = 0;  ///< of all, in units of 1 / rate's time
};

ErlangA erlang_a(int c, double rate, double mu, double theta) {
  double p = 1;
  double sum = 1;
  double in_line = 0;
  for (int n = 1; n < 2000; ++n) {
    p *= rate / (std::min(n, c) * mu + std::max(n - c, 0) * theta);
    sum += p;
    in_line += std::max(n - c, 0) * p;
  }
  in_line /= sum;
  return {theta * in_line / rate, in_line / rate};
}

TEST(ErlangA, LosesTheShareAndWaitsTheTimeOfItsBirthDeathChain) {
  ScenarioBuilder builder;
  builder.end(horizon).sample(24h).site("office").stage("desk", test::servers(3, test::exponential_time(36s)));
  builder.edit().stages.back().reneging = scenario::Reneging{test::exponential_time(2min), 1, std::nullopt};
  builder.poisson_arrivals(320);  // more than the servers can take
  std::vector<double> left;
  std::vector<double> waited;
  for (std::uint32_t r = 0; r < replications; ++r) {
    test::VisitRecorder recorder;
    test::simulate(builder.build(), {&recorder}, {1, r});
    double n = 0;
    double lost = 0;
    double wait = 0;
    for (const Visit& v : recorder.visits(desk)) {
      const SimTime end = std::min(v.began, v.reneged);
      if (v.joined >= SimTime(warm_up) && end != never) {
        ++n;
        lost += v.reneged != never ? 1 : 0;
        wait += to_seconds(end - v.joined);
      }
    }
    left.push_back(lost / n);
    waited.push_back(wait / n);
  }

  const ErlangA theory = erlang_a(3, 320.0 / 3600, 1 / 36.0, 1 / 120.0);
  test::expect_theory(left, theory.share_that_leaves, 0.02);
  test::expect_theory(waited, theory.mean_wait, 0.02);
}

}  // namespace
}  // namespace corridor::queue_order_theory_test
