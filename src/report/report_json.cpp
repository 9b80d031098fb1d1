#include "report_json.hpp"

#include <utility>

#include <fmt/format.h>

#include "corridor/base/time.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Json json_of(const Range& range) {
  return {{"n", range.n},
          {"mean", json_number(range.mean)},
          {"p05", json_number(range.p05)},
          {"p25", json_number(range.p25)},
          {"p50", json_number(range.p50)},
          {"p75", json_number(range.p75)},
          {"p95", json_number(range.p95)}};
}

Json json_of(const What& what) {
  return {{"place", what.place}, {"measure", what.measure}, {"unit", what.unit}};
}

Json json_of(const Series& series) {
  Json band = Json::object();
  using Member = std::pair<const char*, double Range::*>;
  for (const auto& [name, member] : {Member{"p05", &Range::p05}, Member{"p25", &Range::p25}, Member{"p50", &Range::p50},
                                     Member{"p75", &Range::p75}, Member{"p95", &Range::p95}}) {
    Json values = Json::array();
    for (const Range& r : series.rows) {
      values.push_back(json_number(r.*member));
    }
    band[name] = std::move(values);
  }
  Json json = json_of(series.what);
  json["band"] = std::move(band);
  return json;
}

Json json_of(const std::vector<Finding>& findings) {
  Json json = Json::array();
  for (const Finding& f : findings) {
    json.push_back({{"template", f.name}, {"values", f.values}});
  }
  return json;
}

Json json_of(const std::vector<double>& numbers) {
  Json json = Json::array();
  for (const double number : numbers) {
    json.push_back(json_number(number));
  }
  return json;
}

Json calendar_json(const Json& scenario) {
  const auto& start = scenario.at("start").get_ref<const std::string&>();
  const auto local = parse_local_time(start);
  return {{"start", start}, {"offset_minutes", local ? local->offset_seconds / 60 : 0}};
}

Json repeat_json(const Json& manifest, std::string command, const Json& scenario_hash) {
  const Json& build = manifest.at("build");
  return {
      {"command", std::move(command)},
      {"version", manifest.at("version")},
      {"scenario_hash", scenario_hash},
      {"result_hash", manifest.at("result_hash")},
      {"build", fmt::format("{}, {}", build.at("compiler").get<std::string>(), build.at("type").get<std::string>())}};
}

}  // namespace corridor::report
