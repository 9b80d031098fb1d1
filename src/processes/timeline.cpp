#include "corridor/processes/timeline.hpp"

#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

namespace {

constexpr std::uint16_t change_handler = 0;
constexpr std::uint16_t sample_handler = 1;

}  // namespace

Timeline::Timeline(const Context& context, const Processes& processes)
    : context_(context),
      departures_(processes.departures),
      road_(processes.road),
      walkers_(processes.walkers),
      routes_(processes.routes),
      sites_(processes.sites),
      fuel_(processes.fuel),
      turn_backs_(processes.turn_backs),
      gridlocks_(processes.gridlocks),
      self_(context.scheduler.add(*this)) {}

void Timeline::start() {
  const auto& changes = context_.scenario.changes;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    context_.scheduler.at(changes[i].at, kind::timeline_change,
                          {self_, change_handler, static_cast<std::uint32_t>(i), 0});
  }
  context_.scheduler.at(context_.now(), kind::sample, {self_, sample_handler, 0, 0});
}

void Timeline::handle(const kernel::Event& event) {
  if (event.action.handler == change_handler) {
    apply(context_.scenario.changes[event.action.subject]);
  } else {
    sample();
  }
}

void Timeline::apply(const scenario::Change& change) {
  if (const auto* stage = std::get_if<scenario::Change::OfStage>(&change.what)) {
    sites_.change(stage->id, stage->now, change.sets_stock);
  } else if (const auto* link = std::get_if<scenario::Change::OfLink>(&change.what)) {
    road_.change(link->id, link->now);
    routes_.change(link->id, link->now);
    walkers_.change(link->id, link->now);
  } else {
    const auto& origin = std::get<scenario::Change::OfOrigin>(change.what);
    fuel_.change(origin.id, origin.now);
    turn_backs_.change(origin.id, origin.now);
    departures_.change(origin.id, origin.now);
  }
}

/// Samples stand at every multiple of the interval, and at the end.
void Timeline::sample() {
  road_.observe();
  sites_.observe();
  gridlocks_.observe();
  context_.observer.on(record::SampleTaken{context_.now()});
  const SimTime end = context_.scenario.end;
  const SimTime next = std::min(end, context_.now() + context_.scenario.sample);
  if (context_.now() < end) {
    context_.scheduler.at(next, kind::sample, {self_, sample_handler, 0, 0});
  }
}

}  // namespace corridor::processes
