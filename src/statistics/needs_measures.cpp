#include "needs_measures.hpp"

#include <algorithm>
#include <variant>

namespace corridor::statistics {
namespace {

/// In litres, or in litres per hour: divided, so that 392.55 l is the number nearest to it.
double in_litres(std::int64_t microlitres) {
  return static_cast<double>(microlitres) / 1e6;
}

}  // namespace

NeedsMeasures::NeedsMeasures(const scenario::Scenario& scenario, const Places& places)
    : needs_(scenario.needs),
      has_tanks_(std::ranges::any_of(scenario.vehicle_classes, [](const auto& c) { return c.tank.has_value(); })) {
  for (std::size_t i = 0; i < places.links.size() && needs_; ++i) {
    links_.push_back({places.links[i]});
  }
}

void NeedsMeasures::on(const record::OutcomeCounted& fact) {
  if (fact.from == record::OutcomeCounted::From::link && ends_journey(fact.outcome)) {
    change(std::get<LinkId>(fact.place), -std::int64_t{fact.who.persons});
  }
}

void NeedsMeasures::sample(Figures& figures) const {
  if (links_.empty()) {
    return;
  }
  Road whole{Places::all};
  for (const Road& link : links_) {
    sample(figures, link);
    whole.persons += link.persons;
    whole.burnt += link.burnt;
  }
  sample(figures, whole);
}

void NeedsMeasures::sample(Figures& figures, const Road& road) const {
  if (needs_->water) {
    figures.push_back({road.place, Measure::water_need, in_litres(road.persons * needs_->water->value())});
  }
  if (needs_->meals) {
    figures.push_back({road.place, Measure::meals_need, static_cast<double>(road.persons) * *needs_->meals});
  }
  if (has_tanks_) {
    figures.push_back({road.place, Measure::fuel_need, in_litres(road.burnt.value())});
  }
}

}  // namespace corridor::statistics
