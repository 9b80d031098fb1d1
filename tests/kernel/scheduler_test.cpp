#include "corridor/kernel/scheduler.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

namespace corridor::kernel::scheduler_test {
namespace {

using namespace std::chrono_literals;

/// Keeps the subjects of its events in the order in which they happen.
struct Recorder final : Process {
  void handle(const Event& event) override { subjects.push_back(event.action.subject); }
  std::vector<std::uint32_t> subjects;
};

struct SchedulerTest : testing::Test {
  Action about(std::uint32_t subject) const { return {index, 0, subject, 0}; }
  Recorder recorder;
  Scheduler scheduler;
  ProcessIndex index = scheduler.add(recorder);
};

TEST_F(SchedulerTest, EventsHappenInOrderOfTime) {
  scheduler.at(SimTime(3s), 10, about(3));
  scheduler.at(SimTime(1s), 90, about(1));
  scheduler.at(SimTime(2s), 50, about(2));

  scheduler.run_until(SimTime(1h));

  EXPECT_EQ(recorder.subjects, (std::vector<std::uint32_t>{1, 2, 3}));
}

/// Notes what it was told of before it happened.
struct Foreseer final : Process {
  explicit Foreseer(std::size_t events) : times_foreseen(events), has_happened(events) {}
  void handle(const Event& event) override { has_happened[event.action.subject] = true; }
  void foresee(const Event& event) override {
    ++times_foreseen[event.action.subject];
    EXPECT_FALSE(has_happened[event.action.subject]);
  }
  std::vector<int> times_foreseen;
  std::vector<bool> has_happened;
};

TEST(Foresight, IsOfEventsThatHaveNotHappenedOnceEachWhileThereAreMany) {
  constexpr std::uint32_t count = 60'000;
  Foreseer foreseer(count);
  Scheduler scheduler;
  const ProcessIndex index = scheduler.add(foreseer);
  for (std::uint32_t i = 0; i < count; ++i) {
    scheduler.at(SimTime(Duration(std::int64_t{i} * 7919 % count * 1'000'003)), 40, {index, 0, i, 0});
  }

  scheduler.run_until(SimTime::max());

  EXPECT_EQ(std::ranges::count(foreseer.has_happened, true), count);
  EXPECT_EQ(std::ranges::count_if(foreseer.times_foreseen, [](int times) { return times > 1; }), 0);
  // All but those that were at hand from the beginning and the last ones, when there were no longer many.
  EXPECT_GT(std::ranges::count(foreseer.times_foreseen, 1), count / 2);
}

TEST_F(SchedulerTest, AtOneTimeTheKindDecidesAndThenTheOrderOfScheduling) {
  scheduler.at(SimTime(1s), 40, about(3));
  scheduler.at(SimTime(1s), 10, about(1));
  scheduler.at(SimTime(1s), 40, about(4));
  scheduler.at(SimTime(1s), 20, about(2));

  scheduler.run_until(SimTime(1s));

  EXPECT_EQ(recorder.subjects, (std::vector<std::uint32_t>{1, 2, 3, 4}));
}

TEST_F(SchedulerTest, NumberedEventsOfOneKindHappenInOrderOfTheirNumber) {
  scheduler.at_numbered(SimTime(1s), 30, 7, about(7));
  scheduler.at_numbered(SimTime(1s), 30, std::numeric_limits<std::uint32_t>::max(), about(9));
  scheduler.at_numbered(SimTime(1s), 30, 0, about(0));
  scheduler.at(SimTime(1s), 40, about(10));

  scheduler.run_until(SimTime(1s));

  EXPECT_EQ(recorder.subjects, (std::vector<std::uint32_t>{0, 7, 9, 10}));
}

TEST_F(SchedulerTest, RunsUpToAndIncludingTheEndAndSetsTheClockToIt) {
  scheduler.at(SimTime(5s), 10, about(1));
  scheduler.at(SimTime(5s + 1us), 10, about(2));

  scheduler.run_until(SimTime(5s));
  EXPECT_EQ(recorder.subjects, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(scheduler.now(), SimTime(5s));

  scheduler.run_until(SimTime(1min));
  EXPECT_EQ(scheduler.now(), SimTime(1min));
  EXPECT_EQ(scheduler.events(), 2U);
}

TEST_F(SchedulerTest, SchedulingInThePastIsABrokenContract) {
  scheduler.run_until(SimTime(5s));

  EXPECT_THROW(scheduler.at(SimTime(5s - 1us), 10, about(1)), ContractViolation);
  EXPECT_NO_THROW(scheduler.at(SimTime(5s), 10, about(1)));
}

/// Schedules two more events at its own instant, one of an earlier and one of a later kind.
struct Chain final : Process {
  void handle(const Event& event) override {
    order.push_back(event.action.handler);
    if (event.action.handler == 0) {
      scheduler->at(event.at, 250, {0, 2, 0, 0});
      scheduler->at(event.at, 10, {0, 1, 0, 0});
    }
  }
  Scheduler* scheduler = nullptr;
  std::vector<int> order;
};

TEST(Scheduler, EventsMadeAtAnInstantHappenInItAfterTheOneThatMadeThem) {
  Chain chain;
  Scheduler scheduler;
  chain.scheduler = &scheduler;
  const ProcessIndex index = scheduler.add(chain);

  scheduler.at(SimTime(1s), 40, {index, 0, 0, 0});
  scheduler.run_until(SimTime(1s));

  EXPECT_EQ(chain.order, (std::vector<int>{0, 1, 2}));
}

}  // namespace
}  // namespace corridor::kernel::scheduler_test
