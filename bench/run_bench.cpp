// One replication of the reference case: reading it, running it without and with statistics. items_per_second = events.
#include <benchmark/benchmark.h>

#include "corridor/scenario/reader.hpp"
#include "corridor/simulation/simulation.hpp"
#include "corridor/statistics/run_statistics.hpp"

namespace {

using namespace corridor;

constexpr const char* reference_case = CORRIDOR_SOURCE_DIR "/scenarios/lachin-2023";

struct Deaf final : record::Observer {
  void on(const record::Fact&) override {}
};

void read_scenario(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(scenario::read(reference_case));
  }
}
BENCHMARK(read_scenario)->Unit(benchmark::kMillisecond);

void replication_without_statistics(benchmark::State& state) {
  const auto scenario = scenario::read(reference_case);
  const simulation::Model model(scenario);
  Deaf deaf;
  std::uint64_t events = 0;
  std::uint32_t index = 0;
  for (auto _ : state) {
    events += simulation::run(model, {scenario.seed, index++}, deaf).events;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(replication_without_statistics)->Unit(benchmark::kMillisecond);

void replication(benchmark::State& state) {
  const auto scenario = scenario::read(reference_case);
  const simulation::Model model(scenario);
  std::uint64_t events = 0;
  std::uint32_t index = 0;
  for (auto _ : state) {
    statistics::RunStatistics statistics(scenario);
    events += simulation::run(model, {scenario.seed, index++}, statistics).events;
    benchmark::DoNotOptimize(statistics.finish());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(replication)->Unit(benchmark::kMillisecond);

}  // namespace
