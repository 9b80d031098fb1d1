// The pending events alone: the HOLD model (take the first, put it back an exponential time later), entries of 32 bytes
// (the kernel's own event), mean increment 1 h. items_per_second = holds.
#include <cstddef>
#include <cstdint>
#include <queue>
#include <vector>

#include <benchmark/benchmark.h>

#include "corridor/kernel/pending_events.hpp"
#include "corridor/random/distributions.hpp"
#include "corridor/random/stream.hpp"

namespace {

using namespace corridor;

std::vector<Duration> exponential_increments() {
  const random::Decisions decisions(1, 0, random::Purpose::service_time, "hold");
  std::vector<Duration> increments;
  for (std::uint32_t i = 0; i < 1U << 16U; ++i) {
    increments.push_back(from_seconds(3600 * random::exponential_threshold(decisions.draws({0, i}).uniform())));
  }
  return increments;
}

using kernel::PendingEvents;

/// The yardstick: the same entries in the standard library's binary heap.
class PriorityQueue {
 public:
  [[nodiscard]] const kernel::Event& top() const { return events_.top(); }
  void pop() { events_.pop(); }
  void push(const kernel::Event& event) { events_.push(event); }

 private:
  struct IsLater {
    bool operator()(const kernel::Event& a, const kernel::Event& b) const {
      return a.at > b.at || (a.at == b.at && a.order > b.order);
    }
  };
  std::priority_queue<kernel::Event, std::vector<kernel::Event>, IsLater> events_;
};

template <class Structure>
void hold(benchmark::State& state) {
  const auto increments = exponential_increments();
  std::size_t draw = 0;
  const auto next = [&] { return increments[draw++ % increments.size()]; };
  Structure pending;
  std::uint64_t sequence = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    pending.push({SimTime(next()), sequence++, {}});
  }
  const auto hold_one = [&] {
    kernel::Event event = pending.top();
    pending.pop();
    event.at += next();
    event.order = sequence++;
    pending.push(event);
  };
  for (std::int64_t i = 0; i < 2 * state.range(0); ++i) {
    hold_one();  // to the steady state
  }
  for (auto _ : state) {
    hold_one();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_TEMPLATE(hold, PendingEvents)->RangeMultiplier(10)->Range(100, 1'000'000);
BENCHMARK_TEMPLATE(hold, PriorityQueue)->RangeMultiplier(10)->Range(100, 1'000'000);

}  // namespace
