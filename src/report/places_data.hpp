// Places, roads and values of a scenario for the page: what of ReportData comes from scenario.json.
#pragma once

#include <nlohmann/json.hpp>

namespace corridor::report {

/// Sites, origins, links, regions and nodes, in this order. @param scenario scenario.json, of all of these
[[nodiscard]] nlohmann::ordered_json places_of(const nlohmann::ordered_json& scenario);
[[nodiscard]] nlohmann::ordered_json links_of(const nlohmann::ordered_json& scenario);
/// The way from the origin with most people, along which the queue is drawn; null if no origin is on the road.
[[nodiscard]] nlohmann::ordered_json strip_of(const nlohmann::ordered_json& scenario);
/// Those that are assumed, or of which nothing is said, come first.
[[nodiscard]] nlohmann::ordered_json assumptions_of(const nlohmann::ordered_json& scenario);

}  // namespace corridor::report
