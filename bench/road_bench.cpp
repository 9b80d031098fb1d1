// The road alone: one lane of 20 links, a bottleneck at the end of the 15th, and so many vehicles (the argument) that
// come faster than it lets them out, until they fill all links before it. Links are longer the more there are, so that
// a vehicle stands in 15 queues, one after the other, whatever their number. `standing`: how many stood when the last
// had come. items_per_second = vehicles x links.
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "corridor/processes/event_kinds.hpp"

#include "support/road_rig.hpp"

namespace {

using namespace corridor;
using namespace std::chrono_literals;

constexpr std::size_t link_count = 20;
constexpr std::size_t bottleneck = 14;
constexpr double vehicle_m = 7.1;
constexpr Duration between_departures = 3s;  // the road takes one in 2.07 s
constexpr double bottleneck_per_hour = 60;

scenario::Scenario a_road(int vehicles) {
  scenario::Scenario scenario;
  scenario.vehicle_classes = {test::a_class("car", vehicle_m - 2.5)};
  scenario.nodes.resize(link_count + 1);
  for (std::size_t i = 0; i < link_count; ++i) {
    scenario.links.push_back(test::a_link("l" + std::to_string(i), i, i + 1, vehicles * vehicle_m / (bottleneck + 1)));
  }
  scenario.links[bottleneck].capacity = bottleneck_per_hour;
  return scenario;
}

/// Vehicles that set out at even intervals and drive over all links. Keeps nothing about them.
class OneRoad final : public kernel::Process, public processes::RoadUser, public record::Observer {
 public:
  OneRoad(const scenario::Scenario& scenario, const network::RoadNetwork& network, int vehicles)
      : road_(scenario, network, scheduler_, *this, *this),
        self_(scheduler_.add(*this)),
        source_(road_.add_source(LinkId(0), 1)),
        vehicles_(static_cast<std::uint32_t>(vehicles)) {}

  /// Until all have arrived.
  void run() {
    plan();
    scheduler_.run_until(SimTime(vehicles_ * 61s + 1000h));
  }
  [[nodiscard]] std::int64_t standing() const { return standing_; }
  [[nodiscard]] std::uint32_t arrived() const { return arrived_; }

  std::optional<LinkId> link_after(LinkId link, VehicleId) override {
    return link.index() + 1 < link_count ? std::optional(LinkId(link.index() + std::size_t{1})) : std::nullopt;
  }
  bool is_door_open(LinkId, VehicleId) override { return true; }
  void drove_on(LinkId, VehicleId) override {}
  void left_road(LinkId, VehicleId) override { ++arrived_; }
  void left_road_beside(LinkId, VehicleId) override {}
  void entered_road(processes::SourceId, VehicleId) override {}
  void handle(const kernel::Event&) override {
    if (departed_ == vehicles_) {
      road_.observe();
      return;
    }
    road_.offer(source_, {VehicleId(departed_++), VehicleClassId(0), 1});
    plan();
  }
  void on(const record::Fact& fact) override {
    if (const auto* seen = std::get_if<record::LinkObserved>(&fact)) {
      standing_ += seen->queued.value();
    }
  }

 private:
  void plan() { scheduler_.at(scheduler_.now() + between_departures, processes::kind::departure, {self_, 0, 0, 0}); }

  kernel::Scheduler scheduler_;
  processes::Road road_;
  kernel::ProcessIndex self_ = 0;
  processes::SourceId source_;
  std::uint32_t vehicles_ = 0;
  std::uint32_t departed_ = 0;
  std::uint32_t arrived_ = 0;
  std::int64_t standing_ = 0;
};

void standing_road(benchmark::State& state) {
  const auto vehicles = static_cast<int>(state.range(0));
  const scenario::Scenario scenario = a_road(vehicles);
  const network::RoadNetwork network(scenario);
  std::int64_t standing = 0;
  for (auto _ : state) {
    OneRoad road(scenario, network, vehicles);
    road.run();
    standing = road.standing();
    if (road.arrived() != static_cast<std::uint32_t>(vehicles)) {
      state.SkipWithError("not all vehicles have arrived");
    }
  }
  state.counters["standing"] = static_cast<double>(standing);
  state.SetItemsProcessed(state.iterations() * vehicles * static_cast<std::int64_t>(link_count));
}
BENCHMARK(standing_road)->RangeMultiplier(10)->Range(100, 100'000)->Unit(benchmark::kMillisecond);

}  // namespace
