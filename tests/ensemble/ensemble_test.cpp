#include "corridor/ensemble/ensemble.hpp"

#include <atomic>
#include <cmath>
#include <new>
#include <set>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/error.hpp"

#include "support/scenario_builder.hpp"

namespace corridor::ensemble::ensemble_test {
namespace {

using namespace std::chrono_literals;
using statistics::Measure;

/// A desk with beds behind it, for a day: many draws.
scenario::Scenario a_town(double parties_per_hour = 20) {
  test::ScenarioBuilder builder;
  builder.site("town")
      .stage("desk", test::servers(2, test::lognormal_time(5min, 0.7)))
      .party_sizes({1, 2, 4}, {1, 2, 1});
  builder.next(test::then(1)).stage("beds", test::beds(60, test::gamma_time(9h, 0.5)), scenario::UnitKind::person);
  return builder.poisson_arrivals(parties_per_hour).build();
}

/// Every figure of every outcome in the order in which they came; empty for one that was not finished.
struct Taken {
  std::vector<std::uint32_t> indices;
  std::vector<std::vector<double>> figures;
};

std::vector<double> figures(const Outcome& outcome) {
  std::vector<double> values;
  if (const auto* finished = std::get_if<Finished>(&outcome.what)) {
    values.push_back(static_cast<double>(finished->events));
    for (const auto& v : finished->result.summary) {
      values.push_back(std::isnan(v.value) ? -1 : v.value);
    }
    for (const auto& s : finished->result.series) {
      for (const double v : s.values) {
        values.push_back(std::isnan(v) ? -1 : v);
      }
    }
  }
  return values;
}

Taken taken(const Plan& plan, const Hooks& hooks = {}, std::uint32_t last = 1000) {
  const scenario::Scenario scenario = a_town();
  const simulation::Model model(scenario);
  Taken all;
  run(model, plan, hooks, [&](Outcome&& outcome) {
    all.indices.push_back(outcome.index);
    all.figures.push_back(figures(outcome));
    return outcome.index != last;
  });
  return all;
}

std::vector<std::uint32_t> numbers(std::uint32_t first, std::uint32_t count) {
  std::vector<std::uint32_t> list;
  for (std::uint32_t i = 0; i < count; ++i) {
    list.push_back(first + i);
  }
  return list;
}

/// Asks `what` at every fact.
class Asker final : public record::Observer {
 public:
  explicit Asker(std::function<void()> what) : what_(std::move(what)) {}
  void on(const record::Fact& /*fact*/) override { what_(); }

 private:
  std::function<void()> what_;
};

TEST(Ensemble, IsTheSameAndInOrderHoweverManyThreads) {
  const Taken by_turns = taken({.seed = 3, .first = 5, .replications = 40, .threads = 1});

  EXPECT_EQ(by_turns.indices, numbers(5, 40));
  EXPECT_NE(by_turns.figures[0], by_turns.figures[1]);
  for (const unsigned threads : {2U, 5U, 64U}) {
    const Taken at_once = taken({.seed = 3, .first = 5, .replications = 40, .threads = threads});
    EXPECT_EQ(at_once.indices, by_turns.indices);
    EXPECT_EQ(at_once.figures, by_turns.figures);
  }
}

TEST(Ensemble, EndsWithTheOneAfterWhichNoMoreAreWanted) {
  for (const unsigned threads : {1U, 4U}) {
    EXPECT_EQ(taken({.replications = 40, .threads = threads}, {}, 6).indices, numbers(0, 7));
  }
}

TEST(Ensemble, BeginsNoMoreThanTwiceAsManyAsThereAreThreadsBeforeTheFirstIsTaken) {
  const scenario::Scenario scenario = a_town();
  const simulation::Model model(scenario);
  std::atomic<int> begun = 0;
  std::atomic<int> most_ahead = 0;
  int done = 0;
  const Hooks hooks{.observer_for = [&](std::uint32_t) {
    ++begun;
    return nullptr;
  }};
  run(model, {.replications = 60, .threads = 3}, hooks, [&](Outcome&&) {
    most_ahead = std::max(most_ahead.load(), begun.load() - done);
    ++done;
    return true;
  });
  EXPECT_EQ(done, 60);
  EXPECT_LE(most_ahead, 2 * 3);
}

TEST(Ensemble, GoesOnWithoutAReplicationThatFails) {
  Asker fails([] { throw std::runtime_error("a fault"); });
  const Hooks hooks{.observer_for = [&](std::uint32_t index) { return index == 3 ? &fails : nullptr; }};
  for (const unsigned threads : {1U, 3U}) {
    const Taken all = taken({.replications = 8, .threads = threads}, hooks);
    EXPECT_EQ(all.indices, numbers(0, 8));
    for (std::uint32_t i = 0; i < 8; ++i) {
      EXPECT_EQ(all.figures[i].empty(), i == 3) << i;
    }
  }
}

TEST(Ensemble, EndsWithTheErrorOfAnObserverThatCannotWrite) {
  Asker fails([] { throw IoError("the disk is full"); });
  const Hooks hooks{.observer_for = [&](std::uint32_t index) { return index == 3 ? &fails : nullptr; }};
  for (const unsigned threads : {1U, 3U}) {
    EXPECT_THROW(taken({.replications = 8, .threads = threads}, hooks), IoError);
  }
}

TEST(Ensemble, BeginsNoOtherWhenItIsToEnd) {
  for (const unsigned threads : {1U, 3U}) {
    std::atomic<int> begun = 0;
    const Hooks ends{.observer_for = [&](std::uint32_t) { return ++begun, nullptr; },
                     .is_to_end = [&] { return begun >= 5; }};
    const Taken all = taken({.replications = 50, .threads = threads}, ends);
    EXPECT_GE(all.indices.size(), 5U);
    EXPECT_LE(all.indices.size(), 5U + 2 * threads);
  }
}

TEST(Ensemble, GivesUpWhatIsUnderWay) {
  const scenario::Scenario scenario = a_town(2000);
  const simulation::Model model(scenario);
  for (const unsigned threads : {1U, 3U}) {
    run(model, {.replications = 9, .threads = threads}, {.is_to_give_up = [] { return true; }}, [](Outcome&& outcome) {
      EXPECT_EQ(outcome.index, 0);
      EXPECT_TRUE(std::holds_alternative<Unfinished>(outcome.what));
      return false;
    });
  }
}

/// Memory that is enough for one replication at a time.
class ScarceMemory final : public record::Observer {
 public:
  void on(const record::Fact& fact) override {
    if (std::holds_alternative<record::SampleTaken>(fact)) {
      const auto at = std::get<record::SampleTaken>(fact).at;
      under_way_ += at == SimTime() ? 1 : 0;
      const bool is_too_much = under_way_ > 1;
      under_way_ -= at == SimTime(24h) || is_too_much ? 1 : 0;
      if (is_too_much) {
        throw std::bad_alloc();
      }
    }
  }

 private:
  std::atomic<int> under_way_ = 0;
};

TEST(Ensemble, RunsOneAtATimeWhereThereIsNoMemoryForMore) {
  ScarceMemory memory;
  const Taken all =
      taken({.seed = 3, .replications = 12, .threads = 4}, {.observer_for = [&](std::uint32_t) { return &memory; }});

  EXPECT_EQ(all.indices, numbers(0, 12));
  EXPECT_EQ(all.figures, taken({.seed = 3, .replications = 12, .threads = 1}).figures);
}

}  // namespace
}  // namespace corridor::ensemble::ensemble_test
