// The stages: an M/M/3 without a road for 1,000 hours, and a line that stays as long as it is, with 10^2 to 10^6 in it.
// items_per_second = events handled; ns_per_event its inverse.
#include <benchmark/benchmark.h>

#include "corridor/demand/generator.hpp"
#include "corridor/demand/party.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/site.hpp"
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

using namespace std::chrono_literals;

/// A desk that serves a party each second, and parties that come to its line, in turn from two classes if it has any.
class Line final : public kernel::Process, public processes::SiteUser {
 public:
  Line(scenario::Scenario scenario, std::int64_t waiting, Duration interval)
      : scenario_(std::move(scenario)),
        times_(scenario_),
        generator_(scenario_, 1, 0),
        context_{scenario_, times_, generator_, population_, scheduler_, deaf_, 1, 0},
        sites_(context_, *this),
        self_(scheduler_.add(*this)),
        interval_(interval) {
    sites_.start();
    for (std::int64_t i = 0; i < waiting; ++i) {
      come();
    }
    scheduler_.at(SimTime(interval_), processes::kind::departure, {self_, 0, 0, 0});
  }
  /// @return events
  std::uint64_t run(Duration time) {
    const std::uint64_t before = scheduler_.events();
    scheduler_.run_until(scheduler_.now() + time);
    return scheduler_.events() - before;
  }

  processes::Beyond beyond(SiteId, VehicleId) override { return {processes::Beyond::Kind::journey_end, {}}; }
  void return_to_road(SiteId, VehicleId) override {}
  bool call(LinkId) override { return false; }
  [[nodiscard]] std::int64_t queued_on(LinkId) const override { return 0; }
  void send(VehicleId, const processes::Drive&) override {}
  void end_leg(VehicleId) override {}
  void walk_on(SiteId, PartyId) override {}
  [[nodiscard]] std::optional<NodeId> onward(SiteId, PartyId) const override { return std::nullopt; }
  void handle(const kernel::Event&) override {
    scheduler_.at(scheduler_.now() + interval_, processes::kind::departure, {self_, 0, 0, 0});
    come();
  }

 private:
  void come() {
    demand::Party party;
    party.ordinal = next_ordinal_++;
    party.who.persons = 1 + party.ordinal % 2;
    sites_.arrive(SiteId(0), population_.add(party));
  }

  scenario::Scenario scenario_;
  processes::TimeSampler times_;
  demand::Generator generator_;
  demand::Population population_;
  kernel::Scheduler scheduler_;
  Deaf deaf_;
  processes::Context context_;
  processes::Sites sites_;
  kernel::ProcessIndex self_;
  Duration interval_;
  std::uint32_t next_ordinal_ = 0;
};

enum Order : std::int64_t { fifo, priority, reneging };

/// So many wait all the time: as many come as are served, or as leave after that many seconds in the mean.
void line(benchmark::State& state) {
  const std::int64_t order = state.range(0);
  const std::int64_t waiting = state.range(1);
  test::ScenarioBuilder builder;
  builder.site("office").stage("desk", test::servers(1, test::fixed_time(1s))).poisson_arrivals(0);
  scenario::Stage& desk = builder.edit().stages.back();
  if (order == priority) {
    desk.priority = {test::when("size > 1")};
  } else if (order == reneging) {
    desk.reneging = scenario::Reneging{test::exponential_time(Duration(1s) * waiting), 1, std::nullopt};
  }
  Line line(builder.build(), waiting, order == reneging ? Duration(500ms) : Duration(1s));
  line.run(1000s);
  std::uint64_t events = 0;
  for (auto _ : state) {
    events += line.run(10000s);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
  state.counters["ns_per_event"] =
      benchmark::Counter(static_cast<double>(events) * 1e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(line)
    ->ArgNames({"order", "waiting"})
    ->ArgsProduct({{fifo, priority, reneging}, {100, 1000, 10000, 100000, 1000000}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
