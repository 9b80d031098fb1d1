// The road alone: vehicles over 100 km in 20 links behind a bottleneck. Argument: how many vehicles stand in the queue
// at its longest. items_per_second = vehicles x links.
#include <string>

#include <benchmark/benchmark.h>

#include "support/road_rig.hpp"

namespace {

using namespace corridor;

constexpr std::size_t link_count = 20;

void corridor_road(benchmark::State& state) {
  using namespace std::chrono_literals;
  const auto vehicles = static_cast<int>(state.range(0));
  std::vector<LinkId> way;
  std::vector<scenario::Link> links;
  for (std::size_t i = 0; i < link_count; ++i) {
    links.push_back(test::a_link("l" + std::to_string(i), i, i + 1, 5000));
    links.back().lanes = lanes(static_cast<double>(vehicles) / 1000 + 1);
    way.emplace_back(i);
  }
  links[15].capacity = 300;
  for (auto _ : state) {
    test::RoadRig rig({{test::a_class("car", 4.6)}, links, link_count + 1});
    for (int i = 0; i < vehicles; ++i) {
      rig.depart(SimTime(i * 10ms), way);
    }
    rig.run(SimTime(std::chrono::hours(20 + vehicles / 300)));
    benchmark::DoNotOptimize(rig.events());
  }
  state.SetItemsProcessed(state.iterations() * vehicles * static_cast<std::int64_t>(link_count));
}
BENCHMARK(corridor_road)->RangeMultiplier(10)->Range(100, 100'000)->Unit(benchmark::kMillisecond);

}  // namespace
