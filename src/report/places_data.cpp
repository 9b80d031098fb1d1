#include "places_data.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "names.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

/// The element of a list with this id; null if there is none.
const Json* find(const Json& list, const Json& id) {
  const auto found = std::ranges::find_if(list, [&](const Json& element) { return element.at("id") == id; });
  return found == list.end() ? nullptr : &*found;
}

/// @param node an id of a node, or null
Json place(const Json& scenario, const Names& names, const std::string& id, std::string_view kind, const Json& node) {
  const Json* at = node.is_null() ? nullptr : find(scenario.at("nodes"), node);
  return {{"id", id},
          {"name", names.of(id)},
          {"local", names.local(id)},
          {"kind", kind},
          {"lon", at == nullptr ? Json() : at->at("longitude")},
          {"lat", at == nullptr ? Json() : at->at("latitude")},
          {"stages", Json::array()}};
}

Json stage(const Json& s) {
  return {{"id", s.at("place")},
          {"name", words_of(s.at("id").get_ref<const std::string&>())},
          {"kind", s.at("kind")},
          {"unit", s.at("unit")},
          {"registers", s.at("registers")},
          {"servers", s.value("servers", Json())},
          {"places", s.value("places", Json())},
          {"capacity", s.at("waiting_room")},
          {"next", s.at("next")}};
}

/// Where a site stands: its node, or the end of its link; null: nowhere on the road.
Json node_of(const Json& scenario, const Json& site) {
  const Json* link = site.at("link").is_null() ? nullptr : find(scenario.at("links"), site.at("link"));
  return link == nullptr ? site.at("node") : link->at("to");
}

/// Links that lead somewhere for those who leave an origin.
std::set<std::string> ways_out(const Json& scenario) {
  std::set<std::string> ids;
  for (const Json& origin : scenario.at("origins")) {
    for (const Json& link : origin.at("way")) {
      ids.insert(link.get<std::string>());
    }
  }
  return ids;
}

Json course_of(const Json& scenario, const Json& link) {
  if (!link.at("course").empty()) {
    return link.at("course");
  }
  Json course = Json::array();
  for (const char* end : {"from", "to"}) {
    if (const Json* node = find(scenario.at("nodes"), link.at(end))) {
      course.push_back({node->at("longitude"), node->at("latitude")});
    }
  }
  return course;
}

}  // namespace

Json places_of(const Json& scenario) {
  const Names names(scenario);
  Json list = Json::array();
  for (const Json& site : scenario.at("sites")) {
    list.push_back(place(scenario, names, site.at("id").get<std::string>(), "site", node_of(scenario, site)));
    for (const Json& s : site.at("stages")) {
      list.back().at("stages").push_back(stage(s));
    }
  }
  for (const Json& origin : scenario.at("origins")) {
    list.push_back(place(scenario, names, origin.at("id").get<std::string>(), "origin", origin.at("node")));
  }
  for (const Json& link : scenario.at("links")) {
    list.push_back(place(scenario, names, link.at("id").get<std::string>(), "link", Json()));
  }
  for (const Json& region : scenario.at("regions")) {
    list.push_back(place(scenario, names, region.at("id").get<std::string>(), "region", region.at("node")));
  }
  for (const Json& node : scenario.at("nodes")) {
    list.push_back(place(scenario, names, node.at("id").get<std::string>(), "node", node.at("id")));
  }
  return list;
}

Json links_of(const Json& scenario) {
  const std::set<std::string> out = ways_out(scenario);
  Json list = Json::array();
  for (const Json& link : scenario.at("links")) {
    list.push_back({{"id", link.at("id")},
                    {"from", link.at("from")},
                    {"to", link.at("to")},
                    {"km", link.at("length_km")},
                    {"geometry", course_of(scenario, link)},
                    {"outbound", out.contains(link.at("id").get<std::string>())}});
  }
  return list;
}

Json strip_of(const Json& scenario) {
  const Json* most = nullptr;
  const auto people = [](const Json& origin) {
    return origin.at("population").is_null() ? std::int64_t{0} : origin.at("population").get<std::int64_t>();
  };
  for (const Json& origin : scenario.at("origins")) {
    const bool is_more = !origin.at("way").empty() && (most == nullptr || people(origin) > people(*most));
    most = is_more ? &origin : most;
  }
  if (most == nullptr) {
    return {};
  }
  const Names names(scenario);
  double km = 0;
  Json marks = Json::array({{{"km", 0}, {"name", names.of(most->at("node").get_ref<const std::string&>())}}});
  for (const Json& id : most->at("way")) {
    const Json& link = *find(scenario.at("links"), id);
    km += link.at("length_km").get<double>();
    marks.push_back({{"km", km}, {"name", names.of(link.at("to").get_ref<const std::string&>())}});
  }
  return {{"links", most->at("way")}, {"km", km}, {"marks", std::move(marks)}};
}

Json assumptions_of(const Json& scenario) {
  Json list = Json::array();
  for (const Json& p : scenario.at("parameters")) {
    const bool is_unstated = p.at("kind") == "unstated";
    list.push_back({{"key", p.at("path")},
                    {"value", p.at("value")},
                    {"kind", is_unstated ? Json("assumed") : p.at("kind")},
                    {"source", p.at("source")},
                    {"note", is_unstated ? "The scenario does not say how well this is known." : ""}});
  }
  return list;
}

}  // namespace corridor::report
