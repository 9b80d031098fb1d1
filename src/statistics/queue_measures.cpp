#include "queue_measures.hpp"

#include <algorithm>

namespace corridor::statistics {
namespace {

double to_kilometres(Metres length) {
  return to_metres(length) / 1000.0;
}

}  // namespace

QueueMeasures::QueueMeasures(const scenario::Scenario& scenario, const Places& places)
    : places_(places), now_(scenario.links.size()), max_(scenario.links.size()) {}

void QueueMeasures::on(const record::LinkObserved& fact) {
  now_[fact.link.index()] = {.vehicles_on_link = fact.vehicles.value(),
                             .vehicles = fact.queued.value(),
                             .persons = fact.queued_persons.value(),
                             .length = fact.queue};
}

void QueueMeasures::on(const record::SampleTaken&) {
  for (std::size_t i = 0; i < now_.size(); ++i) {
    raise(max_[i], now_[i]);
  }
  raise(max_of_whole_road_, whole_road());
}

void QueueMeasures::sample(Figures& figures) const {
  for (std::size_t i = 0; i < now_.size(); ++i) {
    sample(figures, places_.links[i], now_[i]);
  }
  if (!now_.empty()) {
    sample(figures, Places::all, whole_road());
  }
}

void QueueMeasures::summarise(Figures& figures) const {
  for (std::size_t i = 0; i < max_.size(); ++i) {
    summarise(figures, places_.links[i], max_[i]);
  }
  if (!max_.empty()) {
    summarise(figures, Places::all, max_of_whole_road_);
  }
}

void QueueMeasures::sample(Figures& figures, PlaceRank place, const Queue& now) {
  figures.push_back({place, Measure::queue_vehicles, static_cast<double>(now.vehicles)});
  figures.push_back({place, Measure::queue_persons, static_cast<double>(now.persons)});
  figures.push_back({place, Measure::queue_km, to_kilometres(now.length)});
  figures.push_back({place, Measure::vehicles_on_link, static_cast<double>(now.vehicles_on_link)});
}

void QueueMeasures::summarise(Figures& figures, PlaceRank place, const Queue& max) {
  figures.push_back({place, Measure::max_queue_vehicles, static_cast<double>(max.vehicles)});
  figures.push_back({place, Measure::max_queue_persons, static_cast<double>(max.persons)});
  figures.push_back({place, Measure::max_queue_km, to_kilometres(max.length)});
}

void QueueMeasures::raise(Queue& max, const Queue& now) {
  max.vehicles = std::max(max.vehicles, now.vehicles);
  max.persons = std::max(max.persons, now.persons);
  max.length = std::max(max.length, now.length);
}

QueueMeasures::Queue QueueMeasures::whole_road() const {
  Queue sum;
  for (const Queue& queue : now_) {
    sum.vehicles_on_link += queue.vehicles_on_link;
    sum.vehicles += queue.vehicles;
    sum.persons += queue.persons;
    sum.length += queue.length;
  }
  return sum;
}

}  // namespace corridor::statistics
