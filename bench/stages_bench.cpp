// The stages: an M/M/3 without a road for 1,000 hours. items_per_second = events handled; ns_per_event its inverse.
#include <benchmark/benchmark.h>

#include "corridor/simulation/simulation.hpp"

#include "support/scenario_builder.hpp"

namespace {

using namespace corridor;

struct Deaf final : record::Observer {
  void on(const record::Fact&) override {}
};

void stages(benchmark::State& state) {
  using namespace std::chrono_literals;
  test::ScenarioBuilder builder;
  builder.end(1000h).sample(1h).site("office").stage("desk", test::servers(3, test::exponential_time(36s)));
  builder.poisson_arrivals(static_cast<double>(state.range(0)));
  const simulation::Model model(builder.build());
  Deaf deaf;
  std::uint64_t events = 0;
  for (auto _ : state) {
    events += simulation::run(model, {1, 0}, deaf).events;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(stages)->Arg(150)->Arg(240)->Arg(320)->Unit(benchmark::kMillisecond);

}  // namespace
