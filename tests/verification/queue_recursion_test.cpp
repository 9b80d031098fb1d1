// What is exact in a queue, in integers, for every party of one run: the recursion of waits and Little's law.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::queue_recursion_test {
namespace {

using namespace std::chrono_literals;
using test::ScenarioBuilder;
using test::Visit;

const StageId desk(0);

/// Each party begins at the instant of the latest of: it has joined, the first of `servers` is free. Source: Kiefer &
/// Wolfowitz 1955, Transactions of the American Mathematical Society 78, 1-18 (with c = 1: Lindley 1952).
void expect_recursion(const std::vector<Visit>& visits, std::size_t servers) {
  std::vector<SimTime> free_at(servers);
  for (const Visit& v : visits) {
    const auto first = std::min_element(free_at.begin(), free_at.end());
    const SimTime began = std::max(v.joined, *first);
    if (v.began != never) {
      ASSERT_EQ(v.began, began);
      *first = v.left;
    }
  }
}

class QueueOf : public testing::TestWithParam<int> {};

TEST_P(QueueOf, ServesEveryPartyAtTheInstantOfTheKieferWolfowitzRecursion) {
  const auto scenario = ScenarioBuilder()
                            .end(100h)
                            .site("office")
                            .stage("desk", test::servers(GetParam(), test::gamma_time(60s, 0.8)))
                            .poisson_arrivals(57.0 * GetParam())
                            .build();
  test::VisitRecorder recorder;

  test::simulate(scenario, {&recorder});

  ASSERT_GT(recorder.visits(desk).size(), 5000U);
  expect_recursion(recorder.visits(desk), static_cast<std::size_t>(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Servers, QueueOf, testing::Values(1, 2, 3, 7));

/// Sum over all visits of the time between two of its instants, cut at `end`.
std::int64_t total(const std::vector<Visit>& visits, SimTime Visit::*from, SimTime Visit::*to, SimTime end) {
  std::int64_t sum = 0;
  for (const Visit& v : visits) {
    sum += (std::min(v.*to, end) - std::min(v.*from, end)).count();
  }
  return sum;
}

// Three stages in a row, the middle one with a small waiting room, so that there is waiting, holding and blocking.
TEST(LittlesLaw, HoldsExactlyAtEveryStageWithinAClosedHorizon) {
  const auto scenario = ScenarioBuilder()
                            .end(48h)
                            .party_sizes({1, 2, 5}, {1, 2, 1})
                            .site("office")
                            .stage("reception", test::servers(2, test::exponential_time(100s)))
                            .next(test::then(1))
                            .stage("desk", test::servers(2, test::exponential_time(115s)))
                            .waiting_room(3)
                            .next(test::then(2))
                            .stage("rest", scenario::Delay{test::gamma_time(2h, 1)})
                            .poisson_arrivals(60)
                            .build();
  test::VisitRecorder recorder;

  test::simulate(scenario, {&recorder});

  for (std::size_t i = 0; i < 3; ++i) {
    const auto& visits = recorder.visits(StageId(i));
    const auto& levels = recorder.levels(StageId(i));
    EXPECT_EQ(levels.in_line.integral(scenario.end), total(visits, &Visit::joined, &Visit::began, scenario.end));
    EXPECT_EQ(levels.in_service.integral(scenario.end), total(visits, &Visit::began, &Visit::left, scenario.end));
    EXPECT_EQ(levels.blocked.integral(scenario.end), total(visits, &Visit::finished, &Visit::left, scenario.end));
  }
  EXPECT_GT(recorder.levels(StageId(0)).blocked.integral(scenario.end), 0);
  EXPECT_EQ(recorder.levels(StageId(1)).in_line.most_lasting(), 3);
}

}  // namespace
}  // namespace corridor::queue_recursion_test
