#include "needs_measures.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

namespace corridor::statistics {
namespace {

/// In litres, or in litres per hour: divided, so that 392.55 l is the number nearest to it.
double in_litres(std::int64_t microlitres) {
  return static_cast<double>(microlitres) / 1e6;
}

}  // namespace

NeedsMeasures::NeedsMeasures(const scenario::Scenario& scenario, const Places& places, const JourneyMeasures& journeys)
    : needs_(scenario.needs),
      journeys_(journeys),
      has_tanks_(std::ranges::any_of(scenario.vehicle_classes, [](const auto& c) { return c.tank.has_value(); })) {
  if (!needs_) {
    return;
  }
  for (std::size_t i = 0; i < places.origins.size(); ++i) {
    if (scenario.origins[i].node) {
      origins_.emplace_back(OriginId(i), places.origins[i]);
    }
  }
  for (const PlaceRank link : places.links) {
    links_.push_back({link});
  }
  for (std::size_t i = 0; i < places.sites.size(); ++i) {
    sites_.push_back({places.sites[i], scenario.sites[i].has});
  }
}

void NeedsMeasures::on(const record::OutcomeCounted& fact) {
  if (fact.from == record::OutcomeCounted::From::link && ends_journey(fact.outcome)) {
    change(std::get<LinkId>(fact.place), -std::int64_t{fact.who.persons});
  }
}

void NeedsMeasures::sample(Figures& figures) const {
  if (!needs_) {
    return;
  }
  Road whole{Places::all};
  for (const auto& [origin, place] : origins_) {
    sample(figures, place, journeys_.waiting_to_enter(origin));
    whole.persons += journeys_.waiting_to_enter(origin);
  }
  for (const Road& link : links_) {
    sample(figures, link.place, link.persons);
    sample_fuel(figures, link);
    whole.persons += link.persons;
    whole.burnt += link.burnt;
  }
  for (const Site& site : sites_) {
    sample(figures, site.place, site.persons);
    sample_gaps(figures, site);
    whole.persons += site.persons;
  }
  sample(figures, whole.place, whole.persons);
  if (!links_.empty()) {
    sample_fuel(figures, whole);
  }
}

void NeedsMeasures::sample(Figures& figures, PlaceRank place, std::int64_t persons) const {
  const auto count = static_cast<double>(persons);
  if (needs_->water) {
    figures.push_back({place, Measure::water_need, in_litres(persons * needs_->water->value())});
  }
  if (needs_->meals) {
    figures.push_back({place, Measure::meals_need, count * *needs_->meals});
  }
  if (needs_->covered_area_m2) {
    figures.push_back({place, Measure::covered_area_need, count * *needs_->covered_area_m2});
  }
  if (needs_->persons_per_toilet) {
    figures.push_back({place, Measure::toilets_need, std::ceil(count / *needs_->persons_per_toilet)});
  }
  if (needs_->blankets) {
    figures.push_back({place, Measure::blankets_need, count * *needs_->blankets});
  }
}

void NeedsMeasures::sample_fuel(Figures& figures, const Road& road) const {
  if (has_tanks_) {
    figures.push_back({road.place, Measure::fuel_need, in_litres(road.burnt.value())});
  }
}

void NeedsMeasures::sample_gaps(Figures& figures, const Site& site) const {
  const auto count = static_cast<double>(site.persons);
  const auto put = [&](Measure gap, double need, double has) {
    figures.push_back({site.place, gap, std::max(0.0, need - has)});
  };
  if (needs_->water && site.has.water) {
    put(Measure::water_gap, in_litres(site.persons * needs_->water->value()), in_litres(site.has.water->value()));
  }
  if (needs_->meals && site.has.meals) {
    put(Measure::meals_gap, count * *needs_->meals, *site.has.meals);
  }
  if (needs_->covered_area_m2 && site.has.covered_area_m2) {
    put(Measure::covered_area_gap, count * *needs_->covered_area_m2, *site.has.covered_area_m2);
  }
  if (needs_->persons_per_toilet && site.has.toilets) {
    put(Measure::toilets_gap, std::ceil(count / *needs_->persons_per_toilet), *site.has.toilets);
  }
  if (needs_->blankets && site.has.blankets) {
    put(Measure::blankets_gap, count * *needs_->blankets, *site.has.blankets);
  }
}

}  // namespace corridor::statistics
