#include "scenario_description.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "corridor/network/road_network.hpp"
#include "corridor/network/routing.hpp"

namespace corridor::results {

namespace {

using Json = nlohmann::ordered_json;
using scenario::Evidence;
using scenario::Limit;
using scenario::Scenario;
using scenario::Stage;

std::string_view name_of(Evidence evidence) {
  switch (evidence) {
    case Evidence::assumed:
      return "assumed";
    case Evidence::unstated:
      return "unstated";
    case Evidence::estimated:
      return "estimated";
    case Evidence::observed:
      return "observed";
  }
  return "";
}

std::string_view name_of(scenario::UnitKind unit) {
  switch (unit) {
    case scenario::UnitKind::vehicle:
      return "vehicle";
    case scenario::UnitKind::party:
      return "party";
    case scenario::UnitKind::person:
      return "person";
  }
  return "";
}

/// Null: unlimited.
Json json_of(const Limit& limit) {
  return limit ? Json(*limit) : Json();
}

template <class Id, class List>
Json id_of(const std::optional<Id>& id, const List& list) {
  return id ? Json(list[id->index()].id) : Json();
}

Json nodes(const Scenario& scenario) {
  Json list = Json::array();
  for (const scenario::Node& n : scenario.nodes) {
    list.push_back({{"id", n.id},
                    {"name", n.name},
                    {"local_name", n.local_name},
                    {"longitude", n.longitude},
                    {"latitude", n.latitude}});
  }
  return list;
}

Json links(const Scenario& scenario) {
  Json list = Json::array();
  for (const scenario::Link& l : scenario.links) {
    Json course = Json::array();
    for (const scenario::Coordinates& c : l.course) {
      course.push_back({c.longitude, c.latitude});
    }
    list.push_back({{"id", l.id},
                    {"name", l.name},
                    {"from", scenario.nodes[l.from.index()].id},
                    {"to", scenario.nodes[l.to.index()].id},
                    {"length_km", to_metres(l.length) / 1000},
                    {"course", std::move(course)}});
  }
  return list;
}

/// Ids of the links of a fastest way in free flow; empty if no way leads there.
Json way(const Scenario& scenario, const network::Router& router, NodeId from, NodeId to) {
  const network::Ways ways = router.ways_towards(to, network::free_flow_times(scenario));
  Json list = Json::array();
  NodeId at = from;
  for (std::size_t i = 0; i < scenario.nodes.size() && at != to && ways.next[at.index()]; ++i) {
    const scenario::Link& link = scenario.links[ways.next[at.index()]->index()];
    list.push_back(link.id);
    at = link.to;
  }
  return list;
}

Json origins(const Scenario& scenario) {
  const network::Router router(scenario);
  Json list = Json::array();
  for (const scenario::Origin& o : scenario.origins) {
    const std::optional<NodeId> end = network::RoadNetwork::node_of(scenario, o.to);
    list.push_back({{"id", o.id},
                    {"node", id_of(o.node, scenario.nodes)},
                    {"population", o.population ? Json(o.population->value()) : Json()},
                    {"way", o.node && end ? way(scenario, router, *o.node, *end) : Json::array()}});
  }
  return list;
}

/// What there is to be had in a stage: `servers`, `places` or `seats`; null where it has none of that kind.
Json stage(const Scenario& scenario, const Stage& s) {
  static constexpr std::array<std::string_view, 4> kinds = {"service", "beds", "delay", "transport"};
  Json next = Json::array();
  for (const scenario::Transition& t : s.next) {
    if (t.to) {
      next.push_back(scenario.stages[t.to->index()].place);
    }
    for (const StageId also : t.search.also) {
      next.push_back(scenario.stages[also.index()].place);
    }
  }
  Json json = {{"id", s.id},
               {"place", s.place},
               {"kind", kinds[s.kind.index()]},
               {"unit", name_of(s.unit)},
               {"registers", s.registers},
               {"waiting_room", json_of(s.waiting_room)},
               {"next", std::move(next)}};
  if (const auto* service = std::get_if<scenario::Service>(&s.kind)) {
    json["servers"] = json_of(service->servers);
  } else if (const auto* beds = std::get_if<scenario::Beds>(&s.kind)) {
    json["places"] = json_of(beds->places);
    if (beds->when_full) {
      json["when_full"] = scenario.stages[beds->when_full->index()].place;
    }
  } else if (const auto* transport = std::get_if<scenario::Transport>(&s.kind)) {
    json["seats"] = transport->fleet.count * transport->fleet.seats;
  }
  return json;
}

Json sites(const Scenario& scenario) {
  Json list = Json::array();
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
    const scenario::Site& site = scenario.sites[i];
    Json json = {{"id", site.id}, {"node", Json()}, {"link", Json()}, {"stages", Json::array()}};
    if (const auto* node = std::get_if<NodeId>(&site.where)) {
      json["node"] = scenario.nodes[node->index()].id;
    } else if (const auto* link = std::get_if<LinkId>(&site.where)) {
      json["link"] = scenario.links[link->index()].id;
    }
    for (const Stage& s : scenario.stages) {
      if (s.site.index() == i) {
        json["stages"].push_back(stage(scenario, s));
      }
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json regions(const Scenario& scenario) {
  Json list = Json::array();
  for (std::size_t i = 0; i < scenario.regions.size(); ++i) {
    list.push_back({{"id", scenario.regions[i]}, {"node", id_of(scenario.node_of(RegionId(i)), scenario.nodes)}});
  }
  return list;
}

}  // namespace

Json parameters_of(const Scenario& scenario) {
  Json list = Json::array();
  for (const Evidence evidence : {Evidence::assumed, Evidence::unstated, Evidence::estimated, Evidence::observed}) {
    for (const scenario::Parameter& p : scenario.parameters) {
      if (p.evidence == evidence) {
        list.push_back({{"path", p.path}, {"value", p.value}, {"kind", name_of(evidence)}, {"source", p.source}});
      }
    }
  }
  return list;
}

Json changes_of(const Scenario& scenario) {
  Json list = Json::array();
  for (const scenario::Change& c : scenario.changes) {
    list.push_back({{"at", scenario.calendar.to_iso(c.at)},
                    {"path", c.path},
                    {"reason", c.reason},
                    {"kind", name_of(c.evidence)},
                    {"source", c.source}});
  }
  return list;
}

Json description_of(const Scenario& scenario) {
  return {{"format", scenario_format},
          {"name", scenario.folder_name},
          {"title", scenario.title},
          {"start", scenario.calendar.to_iso(SimTime())},
          {"end", scenario.calendar.to_iso(scenario.end)},
          {"nodes", nodes(scenario)},
          {"links", links(scenario)},
          {"origins", origins(scenario)},
          {"sites", sites(scenario)},
          {"regions", regions(scenario)},
          {"parameters", parameters_of(scenario)},
          {"changes", changes_of(scenario)}};
}

OutputFile::Written write_scenario(const std::filesystem::path& folder, const Scenario& scenario) {
  OutputFile file(folder / "scenario.json");
  file.write(description_of(scenario).dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
  return file.finish();
}

}  // namespace corridor::results
