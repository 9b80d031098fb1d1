#include "transport_measures.hpp"

#include <algorithm>
#include <numeric>
#include <variant>

namespace corridor::statistics {

TransportMeasures::TransportMeasures(const scenario::Scenario& scenario, const Places& places)
    : places_(places),
      somebody_walks_(std::ranges::any_of(scenario.origins,
                                          [](const scenario::Origin& origin) {
                                            return std::holds_alternative<scenario::Walks>(origin.without_vehicle);
                                          })),
      walking_(scenario.links.size()) {
  for (const scenario::Stage& stage : scenario.stages) {
    stops_.push_back({.exists = std::holds_alternative<scenario::Transport>(stage.kind)});
  }
}

void TransportMeasures::on(const record::BusDeparted& fact) {
  Stop& stop = stops_[fact.stop.index()];
  ++stop.trips;
  stop.persons += fact.persons;
  stop.seats += fact.seats;
}

void TransportMeasures::on(const record::WalkBegan& fact) {
  walking_[fact.link.index()] += fact.persons;
}

void TransportMeasures::on(const record::WalkEnded& fact) {
  walking_[fact.link.index()] -= fact.persons;
}

void TransportMeasures::on(const record::OutcomeCounted& fact) {
  const bool is_on_foot = fact.unit.kind == record::Unit::Kind::party;
  if (is_on_foot && fact.from == record::OutcomeCounted::From::link && ends_journey(fact.outcome)) {
    walking_[std::get<LinkId>(fact.place).index()] -= fact.who.persons;
  }
}

void TransportMeasures::sample(Figures& figures) const {
  for (std::size_t i = 0; i < stops_.size(); ++i) {
    if (stops_[i].exists) {
      figures.push_back({places_.stages[i], Measure::bus_trips, static_cast<double>(stops_[i].trips)});
    }
  }
  if (!somebody_walks_) {
    return;
  }
  for (std::size_t i = 0; i < walking_.size(); ++i) {
    figures.push_back({places_.links[i], Measure::walking_persons, static_cast<double>(walking_[i])});
  }
  const std::int64_t all = std::accumulate(walking_.begin(), walking_.end(), std::int64_t{0});
  figures.push_back({Places::all, Measure::walking_persons, static_cast<double>(all)});
}

void TransportMeasures::summarise(Figures& figures) const {
  for (std::size_t i = 0; i < stops_.size(); ++i) {
    const Stop& stop = stops_[i];
    if (stop.exists) {
      const double share =
          static_cast<double>(stop.persons) / static_cast<double>(std::max<std::int64_t>(stop.seats, 1));
      figures.push_back({places_.stages[i], Measure::bus_trips, static_cast<double>(stop.trips)});
      figures.push_back({places_.stages[i], Measure::seats_used, stop.seats > 0 ? share : does_not_apply});
    }
  }
}

}  // namespace corridor::statistics
