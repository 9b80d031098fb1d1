// The pending events alone: the HOLD model (take the first, put it back an exponential time later), entries of 32 bytes
// (the kernel's own event), mean increment 1 h. items_per_second = holds.
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "corridor/kernel/scheduler.hpp"
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

void hold(benchmark::State& state) {
  const auto increments = exponential_increments();
  std::size_t draw = 0;
  const auto next = [&] { return increments[draw++ % increments.size()]; };
  kernel::EventHeap heap;
  std::uint64_t sequence = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    heap.push({SimTime(next()), sequence++, {}});
  }
  for (auto _ : state) {
    kernel::Event event = heap.top();
    heap.pop();
    event.at += next();
    event.order = sequence++;
    heap.push(event);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hold)->RangeMultiplier(10)->Range(100, 1'000'000);

}  // namespace
