#include "crossing_measures.hpp"

#include <variant>

#include "corridor/base/contract.hpp"

namespace corridor::statistics {

CrossingMeasures::CrossingMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers)
    : travellers_(travellers), index_of_site_(scenario.sites.size()) {
  for (std::size_t site = 0; site < scenario.sites.size(); ++site) {
    if (std::holds_alternative<LinkId>(scenario.sites[site].where)) {
      if (crossings_.empty()) {
        crossings_.push_back({.place = Places::all});
      }
      index_of_site_[site] = crossings_.size();
      crossings_.push_back({.place = places.sites[site]});
    }
  }
}

void CrossingMeasures::on(const record::SitePassed& fact) {
  Crossings& here = crossings_at(fact.site);
  ++here.vehicles;
  here.persons.add(fact.at, fact.persons);
  Vehicle& vehicle = travellers_.vehicle(fact.vehicle);
  if (!vehicle.has_crossed) {
    vehicle.has_crossed = true;
    ++crossings_.front().vehicles;
    crossings_.front().persons.add(fact.at, fact.persons);
  }
}

void CrossingMeasures::on(const record::WalkerPassed& fact) {
  crossings_at(fact.site).persons.add(fact.at, fact.persons);
  Party& party = travellers_.party(fact.party);
  if (!party.has_crossed) {
    party.has_crossed = true;
    crossings_.front().persons.add(fact.at, fact.persons);
  }
}

CrossingMeasures::Crossings& CrossingMeasures::crossings_at(SiteId site) {
  const std::size_t index = index_of_site_[site.index()];
  expects(index > 0, "a site that is passed stands on a link");
  return crossings_[index];
}

void CrossingMeasures::sample(Figures& figures, SimTime at) const {
  const double hours = to_hours(at - sampled_at_.value_or(at));
  const auto per_hour = [hours](std::int64_t count) {
    return hours > 0 ? static_cast<double>(count) / hours : does_not_apply;
  };
  for (const Crossings& c : crossings_) {
    count(figures, c);
    figures.push_back({c.place, Measure::crossed_persons_per_hour, per_hour(c.persons.persons() - c.sampled_persons)});
    figures.push_back({c.place, Measure::crossed_vehicles_per_hour, per_hour(c.vehicles - c.sampled_vehicles)});
  }
}

void CrossingMeasures::on(const record::SampleTaken& fact) {
  for (Crossings& c : crossings_) {
    c.sampled_persons = c.persons.persons();
    c.sampled_vehicles = c.vehicles;
  }
  sampled_at_ = fact.at;
}

void CrossingMeasures::summarise(Figures& figures) const {
  for (const Crossings& c : crossings_) {
    count(figures, c);
    figures.push_back({c.place, Measure::time_99_crossed, c.persons.hours_until(99)});
    figures.push_back({c.place, Measure::last_crossing, c.persons.hours_until_last()});
  }
}

void CrossingMeasures::count(Figures& figures, const Crossings& crossings) {
  figures.push_back({crossings.place, Measure::crossed_persons, static_cast<double>(crossings.persons.persons())});
  figures.push_back({crossings.place, Measure::crossed_vehicles, static_cast<double>(crossings.vehicles)});
}

}  // namespace corridor::statistics
