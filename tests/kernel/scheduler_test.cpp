#include "corridor/kernel/scheduler.hpp"

#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

namespace corridor::kernel {
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
}  // namespace corridor::kernel
