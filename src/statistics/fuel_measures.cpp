#include "fuel_measures.hpp"

#include <algorithm>
#include <variant>

namespace corridor::statistics {
namespace {

bool gives_fuel(const scenario::Stage& stage) {
  const auto* service = std::get_if<scenario::Service>(&stage.kind);
  return service != nullptr && service->fuel.has_value();
}

}  // namespace

FuelMeasures::FuelMeasures(const scenario::Scenario& scenario, const Places& places)
    : origin_(scenario.origins.size()), point_of_stage_(scenario.stages.size()) {
  const auto note_origin = [&](OriginId id, const scenario::Origin& origin) {
    if (origin.fuel_gate && !origin_[id.index()]) {
      origin_[id.index()] = origins_.size();
      origins_.push_back({places.origins[id.index()]});
    }
  };
  const auto note_stage = [&](StageId id, const scenario::Stage& stage) {
    if (gives_fuel(stage) && !point_of_stage_[id.index()]) {
      point_of_stage_[id.index()] = points_.size();
      points_.push_back({places.stages[id.index()], {}, {}});
    }
  };
  for (std::size_t i = 0; i < scenario.origins.size(); ++i) {
    note_origin(OriginId(i), scenario.origins[i]);
  }
  for (std::size_t i = 0; i < scenario.stages.size(); ++i) {
    note_stage(StageId(i), scenario.stages[i]);
  }
  for (const scenario::Change& change : scenario.changes) {
    if (const auto* of_origin = std::get_if<scenario::Change::OfOrigin>(&change.what)) {
      note_origin(of_origin->id, of_origin->now);
    } else if (const auto* of_stage = std::get_if<scenario::Change::OfStage>(&change.what)) {
      note_stage(of_stage->id, of_stage->now);
    }
  }
  if (std::ranges::any_of(scenario.vehicle_classes, [](const auto& c) { return c.tank.has_value(); })) {
    roads_.push_back({Places::all});
    for (const PlaceRank link : places.links) {
      roads_.push_back({link});
    }
  }
}

void FuelMeasures::on(const record::FuelSought& fact) {
  waits_for_fuel_.resize(std::max<std::size_t>(waits_for_fuel_.size(), fact.vehicle.index() + std::size_t{1}), false);
  waits_for_fuel_[fact.vehicle.index()] = true;
  origins_[*origin_[fact.origin.index()]].persons += fact.persons;
}

void FuelMeasures::on(const record::VehicleDeparted& fact) {
  if (fact.vehicle.index() < waits_for_fuel_.size() && waits_for_fuel_[fact.vehicle.index()]) {
    waits_for_fuel_[fact.vehicle.index()] = false;
    origins_[*origin_[fact.origin.index()]].persons -= fact.persons;
  }
}

void FuelMeasures::on(const record::FuelGiven& fact) {
  point(fact.stage).given += fact.given;
}

void FuelMeasures::on(const record::FuelStockChanged& fact) {
  point(fact.stage).stock = fact.stock;
}

void FuelMeasures::on(const record::VehicleStalled& fact) {
  ++roads_[0].stalls;
  ++roads_[fact.link.index() + std::size_t{1}].stalls;
  change(fact.link, fact.at, 1, fact.persons);
}

void FuelMeasures::on(const record::VehicleRejoined& fact) {
  change(fact.link, fact.at, -1, -std::int64_t{fact.persons});
}

void FuelMeasures::on(const record::PartyTakenOn& fact) {
  change(fact.link, fact.at, 0, -std::int64_t{fact.persons});
}

void FuelMeasures::on(const record::VehicleAbandoned& fact) {
  ++roads_[0].abandoned;
  ++roads_[fact.link.index() + std::size_t{1}].abandoned;
  change(fact.link, fact.at, -1, 0);
}

void FuelMeasures::change(LinkId link, SimTime at, std::int64_t vehicles, std::int64_t persons) {
  for (const std::size_t i : {std::size_t{0}, link.index() + std::size_t{1}}) {
    roads_[i].vehicles.change(at, vehicles);
    roads_[i].persons.change(at, persons);
  }
}

void FuelMeasures::sample(Figures& figures) const {
  std::int64_t waiting = 0;
  for (const AtOrigin& origin : origins_) {
    waiting += origin.persons;
    figures.push_back({origin.place, Measure::waiting_for_fuel_persons, static_cast<double>(origin.persons)});
  }
  if (!origins_.empty()) {
    figures.push_back({Places::all, Measure::waiting_for_fuel_persons, static_cast<double>(waiting)});
  }
  for (const Point& point : points_) {
    figures.push_back({point.place, Measure::fuel_stock, point.stock ? to_litres(*point.stock) : does_not_apply});
  }
  for (const Road& road : roads_) {
    figures.push_back({road.place, Measure::stalled_vehicles, static_cast<double>(road.vehicles.level())});
    figures.push_back({road.place, Measure::stalled_persons, static_cast<double>(road.persons.level())});
  }
  count(figures);
}

void FuelMeasures::count(Figures& figures) const {
  Litres given;
  for (const Point& point : points_) {
    given += point.given;
    figures.push_back({point.place, Measure::fuel_given, to_litres(point.given)});
  }
  if (!points_.empty()) {
    figures.push_back({Places::all, Measure::fuel_given, to_litres(given)});
  }
  for (const Road& road : roads_) {
    figures.push_back({road.place, Measure::stalls, static_cast<double>(road.stalls)});
    figures.push_back({road.place, Measure::abandoned_vehicles, static_cast<double>(road.abandoned)});
  }
}

void FuelMeasures::summarise(Figures& figures, SimTime end) const {
  count(figures);
  for (const Road& road : roads_) {
    figures.push_back({road.place, Measure::person_hours_stalled, to_hours(road.persons.integral(end))});
    figures.push_back({road.place, Measure::max_stalled_vehicles, static_cast<double>(road.vehicles.max())});
  }
}

}  // namespace corridor::statistics
