// The part of Resolver that is about fuel.
#include <algorithm>

#include <fmt/format.h>

#include "resolver.hpp"

namespace corridor::scenario {

void Resolver::resolve_breakdown(const ScenarioSpec& spec) {
  const auto with_tank = std::find_if(spec.vehicle_classes.begin(), spec.vehicle_classes.end(),
                                      [](const VehicleClassSpec& c) { return c.tank.has_value(); });
  if (spec.breakdown) {
    scenario_.breakdown = {spec.breakdown->blocks, distribution(spec.breakdown->clearing), spec.breakdown->take_on};
  } else if (with_tank != spec.vehicle_classes.end()) {
    error(with_tank->mark,
          {ErrorCode::missing_key,
           fmt::format("vehicles of class `{}` can run dry, but there is no table [breakdown]", with_tank->id),
           "[breakdown] with `blocks` and `clearing`"});
  }
  if (spec.rescue) {
    scenario_.rescue = {spec.rescue->crews, distribution(spec.rescue->time), spec.rescue->gives.litres};
  }
}

void Resolver::resolve_fuel(const OriginSpec& spec, Origin& origin) {
  if (spec.fuel) {
    origin.fuel = FuelDistribution{spec.fuel->dist, spec.fuel->mean, spec.fuel->cv};
  }
  if (!spec.fuel_gate) {
    return;
  }
  const FuelGateSpec& gate = *spec.fuel_gate;
  const auto known = sites_.find(gate.site, *diagnostics_);
  if (!known) {
    return;
  }
  const Site& site = scenario_.sites[*known];
  const auto* node = std::get_if<NodeId>(&site.where);
  if (!origin.node || node == nullptr || *node != *origin.node) {
    error(gate.site.mark, {ErrorCode::origin_place,
                           fmt::format("site `{}` does not stand at the node of origin `{}`", site.id, spec.id),
                           "a site with the origin's node"});
  }
  if (site.stage_count > 0 && scenario_.stages[site.first_stage.index()].unit != UnitKind::vehicle) {
    error(gate.site.mark, {ErrorCode::stage_unit, fmt::format("site `{}` does not take vehicles in", site.id),
                           "a site whose first stage has unit = \"vehicle\""});
  }
  origin.fuel_gate = FuelGate{SiteId(*known), gate.needs, gate.goes_anyway};
}

std::optional<FuelPoint> Resolver::fuel_point(const StageSpec& spec, const Stage& stage) {
  if (spec.gives.has_value() != spec.stock.has_value()) {
    error(spec.mark, {ErrorCode::missing_key,
                      fmt::format("the key `{}` is missing in stage `{}`", spec.gives ? "stock" : "gives", stage.place),
                      "`gives` and `stock`, or none of them"});
    return std::nullopt;
  }
  if (!spec.gives) {
    return std::nullopt;
  }
  if (spec.unit != UnitKind::vehicle) {
    error(spec.mark, {ErrorCode::stage_unit, fmt::format("stage `{}` gives fuel, but not to vehicles", stage.place),
                      "unit = \"vehicle\""});
  }
  return FuelPoint{spec.gives->litres, spec.stock->litres};
}

}  // namespace corridor::scenario
