#include "corridor/statistics/run_statistics.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "crossing_measures.hpp"
#include "figure.hpp"
#include "fuel_measures.hpp"
#include "gridlock_measures.hpp"
#include "journey_measures.hpp"
#include "needs_measures.hpp"
#include "night_measures.hpp"
#include "people_measures.hpp"
#include "queue_measures.hpp"
#include "stage_measures.hpp"
#include "stock_measures.hpp"
#include "transport_measures.hpp"
#include "travellers.hpp"

namespace corridor::statistics {
namespace {

auto table_order(const Figure& figure) {
  return std::tuple(figure.place, figure.measure, figure.group);
}

/// For the first fact at or after the middle of a night, or 22:00. Apart from the rest, which is told every fact.
[[gnu::cold, gnu::noinline]] void pass_nights(NightMeasures& nights, const record::Fact& fact,
                                              RunStatistics& statistics) {
  nights.reach(record::time_of(fact));
  statistics.on(fact);
}

}  // namespace

/// Passes each fact to those who measure it. One function per fact, no catch-all: a new fact does not compile until
/// somebody has decided about it here.
struct RunStatistics::State {
  explicit State(const scenario::Scenario& scenario)
      : places(scenario),
        people(scenario, places, travellers),
        journeys(scenario, places, travellers),
        queues(scenario, places),
        crossings(scenario, places, travellers),
        stages(scenario, places, travellers),
        fuel(scenario, places),
        transport(scenario, places),
        needs(scenario, places, journeys),
        stocks(scenario, places),
        gridlocks(scenario, places),
        nights(scenario, places, travellers, stages) {
    declare_series(static_cast<std::size_t>(scenario.end.time_since_epoch() / scenario.sample) + 2);
  }

  void on(const record::PartyAppeared& f) {
    travellers.appear(f);
    people.on(f);
  }
  void on(const record::VehicleFormed& f) { travellers.form(f); }
  void on(const record::PartyBoarded& f) { travellers.board(f); }
  void on(const record::CallAwaited& f) { people.on(f); }
  void on(const record::CallCame& f) {
    people.on(f);
    journeys.on(f);
    travellers.party(f.party).call_awaited = never;
  }
  void on(const record::PartyDeparted& f) { people.on(f); }
  void on(const record::VehicleDeparted& f) {
    journeys.on(f);
    fuel.on(f);
  }
  void on(const record::LinkEntered& f) {
    journeys.on(f);
    needs.on(f);
  }
  void on(const record::LinkLeft& f) {
    journeys.on(f);
    needs.on(f);
  }
  void on(const record::SitePassed& f) { crossings.on(f); }
  void on(const record::VehicleArrived& f) { journeys.on(f); }
  void on(const record::UnitHeld& f) { stages.on(f); }
  void on(const record::StageJoined& f) { stages.on(f); }
  void on(const record::ServiceBegan& f) { stages.on(f); }
  void on(const record::ServiceFinished& f) { stages.on(f); }
  void on(const record::UnitBlocked& f) { stages.on(f); }
  void on(const record::StageLeft& f) { stages.on(f); }
  void on(const record::StageRefused& f) { stages.on(f); }
  void on(const record::ServiceInterrupted& f) { stages.on(f); }
  void on(const record::ServiceResumed& f) { stages.on(f); }
  void on(const record::UnitReneged& f) { stages.on(f); }
  void on(const record::DelayBegan& f) { people.on(f); }
  void on(const record::DelayEnded& f) { people.on(f); }
  void on(const record::PartyRegistered& f) { people.on(f); }
  void on(const record::OutcomeCounted& f) {
    people.on(f);
    journeys.on(f);
    stages.on(f);
    transport.on(f);
    needs.on(f);
    travellers.count_outcome(f);
  }
  void on(const record::OutcomeUnmet& f) { people.on(f); }
  void on(const record::PartyLeft& f) { people.on(f); }
  void on(const record::StageCapacityChanged& f) { stages.on(f); }
  void on(const record::LinkObserved& f) {
    queues.on(f);
    needs.on(f);
  }
  void on(const record::CellObserved&) {}
  void on(const record::GridlockFound& f) { gridlocks.on(f); }
  void on(const record::GridlockPartFound& f) { gridlocks.on(f); }
  void on(const record::GridlockDissolved& f) { gridlocks.on(f); }
  void on(const record::VehicleSetOff& f) {
    travellers.set_off(f);
    journeys.on(f);
  }
  void on(const record::WalkBegan& f) {
    travellers.walk(f);
    transport.on(f);
    needs.on(f);
  }
  void on(const record::WalkEnded& f) {
    travellers.walk(f);
    transport.on(f);
    needs.on(f);
  }
  void on(const record::WalkerPassed& f) { crossings.on(f); }
  void on(const record::BusFormed& f) { travellers.form(f); }
  void on(const record::BusDeparted& f) { transport.on(f); }
  void on(const record::PartyAlighted& f) { travellers.alight(f); }
  void on(const record::FuelSought& f) { fuel.on(f); }
  void on(const record::FuelGiven& f) { fuel.on(f); }
  void on(const record::FuelStockChanged& f) { fuel.on(f); }
  void on(const record::VehicleStalled& f) { fuel.on(f); }
  void on(const record::VehicleCleared&) {}
  void on(const record::VehicleRescued&) {}
  void on(const record::VehicleRejoined& f) { fuel.on(f); }
  void on(const record::PartyTakenOn& f) {
    journeys.on(f);
    travellers.take_on(f);
    fuel.on(f);
    needs.on(f);
  }
  void on(const record::VehicleAbandoned& f) {
    travellers.on_road(f.vehicle).is_on_link = false;
    fuel.on(f);
  }
  void on(const record::VehicleTurnedBack& f) { journeys.on(f); }
  void on(const record::GoodsDelivered& f) { stocks.on(f); }
  void on(const record::GoodsConsumed& f) { stocks.on(f); }
  void on(const record::GoodsGiven& f) { stocks.on(f); }
  void on(const record::SiteObserved& f) { needs.on(f); }
  void on(const record::SampleTaken& f);

  /// Everything that is measured over time, always in the same order.
  void sample(SimTime at) {
    figures.clear();
    people.sample(figures);
    journeys.sample(figures);
    queues.sample(figures);
    crossings.sample(figures, at);
    stages.sample(figures);
    fuel.sample(figures);
    transport.sample(figures);
    needs.sample(figures);
    stocks.sample(figures);
    gridlocks.sample(figures);
  }

  /// Finds out which series there are, and where each sampled figure belongs in the tables' order.
  void declare_series(std::size_t instants) {
    sample(SimTime{});
    std::vector<std::size_t> order(figures.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [this](std::size_t i) { return table_order(figures[i]); });
    series_of_figure.resize(order.size());
    for (const std::size_t i : order) {
      series_of_figure[i] = result.series.size();
      result.series.push_back({.place = places.names[figures[i].place.index()], .measure = figures[i].measure});
    }
    samples.reserve(instants * order.size());
  }

  /// Turns `samples`, which has what belongs to an instant together, into series. A few instants at a time, so that
  /// reading and writing both go forward.
  void tabulate_series() {
    constexpr std::size_t at_a_time = 16;
    const std::size_t instants = result.times.size();
    for (Series& series : result.series) {
      series.values.resize(instants);
    }
    for (std::size_t first = 0; first < instants; first += at_a_time) {
      const std::size_t end = std::min(first + at_a_time, instants);
      for (std::size_t i = 0; i < series_of_figure.size(); ++i) {
        double* const values = result.series[series_of_figure[i]].values.data();
        for (std::size_t t = first; t < end; ++t) {
          values[t] = samples[t * series_of_figure.size() + i];
        }
      }
    }
  }

  void tabulate_hours() {
    std::vector<HourlyFigure> hourly = journeys.by_departure_hour();
    std::ranges::stable_sort(hourly, {}, [](const HourlyFigure& h) { return std::tuple(h.place, h.measure, h.time); });
    for (const HourlyFigure& h : hourly) {
      result.hourly.push_back(
          {.time = h.time, .place = places.names[h.place.index()], .measure = h.measure, .value = h.value});
    }
  }

  void tabulate_summary() {
    figures.clear();
    people.summarise(figures);
    journeys.summarise(figures, now);
    queues.summarise(figures);
    crossings.summarise(figures);
    stages.summarise(figures, now);
    fuel.summarise(figures, now);
    transport.summarise(figures);
    nights.summarise(figures);
    stocks.summarise(figures);
    gridlocks.summarise(figures, now);
    std::ranges::sort(figures, {}, table_order);
    for (const Figure& figure : figures) {
      result.summary.push_back({.place = places.names[figure.place.index()],
                                .group = std::string(group_names[index_of(figure.group)]),
                                .measure = figure.measure,
                                .value = figure.value});
    }
  }

  Places places;
  Travellers travellers;
  PeopleMeasures people;
  JourneyMeasures journeys;
  QueueMeasures queues;
  CrossingMeasures crossings;
  StageMeasures stages;
  FuelMeasures fuel;
  TransportMeasures transport;
  NeedsMeasures needs;
  StockMeasures stocks;
  GridlockMeasures gridlocks;
  NightMeasures nights;
  SimTime now;  ///< of the last fact
  Figures figures;
  std::vector<std::size_t> series_of_figure;  ///< index into result.series of each figure that sample() makes
  std::vector<double> samples;                ///< every figure that sample() made, instant by instant
  RunResult result;
};

void RunStatistics::State::on(const record::SampleTaken& f) {
  queues.on(f);
  result.times.push_back(f.at);
  sample(f.at);
  for (const Figure& figure : figures) {
    samples.push_back(figure.value);
  }
  crossings.on(f);
}

RunStatistics::RunStatistics(const scenario::Scenario& scenario) : state_(std::make_unique<State>(scenario)) {}
RunStatistics::~RunStatistics() = default;

void RunStatistics::on(const record::Fact& fact) {
  State& state = *state_;
  record::visit(
      [&](const auto& f) {
        state.now = f.at;
        if (state.nights.is_due(f.at)) [[unlikely]] {
          pass_nights(state.nights, fact, *this);
          return;
        }
        state.on(f);
      },
      fact);
}

void RunStatistics::expect(VehicleId vehicle) {
  state_->travellers.expect(vehicle);
}

void RunStatistics::expect(PartyId party) {
  state_->travellers.expect(party);
}

RunResult RunStatistics::finish() {
  state_->tabulate_series();
  state_->tabulate_hours();
  state_->tabulate_summary();
  state_->result.gridlocks = state_->gridlocks.take();
  return std::move(state_->result);
}

}  // namespace corridor::statistics
