// Small scenarios with a road, in memory: villages whose parties drive to a town, with cars that hold five.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "support/road_rig.hpp"
#include "support/scenario_builder.hpp"

namespace corridor::test {

/// People who all set out within seconds of the start, in cars of their own unless `vehicles` says otherwise.
inline scenario::Origin a_village(const std::string& id, NodeId node, std::int64_t population,
                                  std::variant<SiteId, NodeId> to) {
  scenario::Origin origin;
  origin.id = id;
  origin.node = node;
  origin.population = People(population);
  origin.vehicles = {{VehicleClassId(0), 1.0}};
  origin.departure = scenario::HazardDeparture{1e4, 0, 1};
  origin.destinations = {{RegionId(0), 1.0}};
  origin.to = to;
  return origin;
}

/// Nodes 0, 1, ... in a row and a link of `length_m` from each to the next; add sites and villages.
inline ScenarioBuilder a_road(const std::vector<double>& lengths_m) {
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).node("n0");
  for (std::size_t i = 0; i < lengths_m.size(); ++i) {
    builder.node("n" + std::to_string(i + 1)).link(a_link("l" + std::to_string(i), i, i + 1, lengths_m[i]));
  }
  return builder;
}

/// A stage for vehicles at the end of a link, whose queue stands on the road.
inline ScenarioBuilder& with_checkpoint(ScenarioBuilder& builder, LinkId link, const scenario::Service& service) {
  return builder.site("post", link).stage("documents", service, scenario::UnitKind::vehicle).waiting_room(0);
}

}  // namespace corridor::test
