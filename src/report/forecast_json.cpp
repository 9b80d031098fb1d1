#include "forecast_json.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corridor/report/text.hpp"

#include "findings.hpp"
#include "folder_files.hpp"
#include "places_data.hpp"
#include "report_json.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

Json counted_json(const ForecastData& forecast) {
  Json list = Json::array();
  for (const CountedSeries& series : forecast.counted) {
    Json points = Json::array();
    for (const ForecastCount& p : series.points) {
      points.push_back({{"time", json_number(p.time)}, {"value", json_number(p.value)}, {"known", p.is_known}});
    }
    list.push_back(
        {{"series", series.id}, {"place", series.place}, {"measure", series.measure}, {"points", std::move(points)}});
  }
  return list;
}

Json crossed_json(const ForecastData& forecast) {
  Json list = Json::array();
  for (const CrossedShare& crossed : forecast.crossed) {
    list.push_back({{"share", json_number(crossed.share)}, {"range", json_of(crossed.at)}});
  }
  return list;
}

/// What was known and what stood in for the rest, in one list.
Json items_json(const ForecastData& forecast) {
  Clock clock(forecast.calendar);
  Json list = Json::array();
  for (const auto& [kind, member] :
       {std::pair{"change", "changes"}, std::pair{"incident", "incidents"}, std::pair{"value", "values"}}) {
    for (const Json& item : forecast.information.at(member)) {
      const auto known_from = item.find("known_from");
      list.push_back(
          {{"kind", kind},
           {"what", item.at("what")},
           {"standing", item.at("standing")},
           {"known_from",
            known_from == item.end() ? Json() : json_number(clock.hours(known_from->get_ref<const std::string&>()))},
           {"by", item.value("by", "")}});
    }
  }
  return list;
}

Json information_json(const ForecastData& forecast) {
  Json counts = Json::array();
  for (const Json& series : forecast.information.at("counts")) {
    counts.push_back(
        {{"series", series.at("series")}, {"used", series.at("used")}, {"later", series.at("not_published_yet")}});
  }
  return {{"priors", forecast.information.at("priors")},
          {"counts", std::move(counts)},
          {"drawn", forecast.information.at("drawn")},
          {"items", items_json(forecast)}};
}

Json leads_json(const ForecastData& forecast) {
  Json list = Json::array();
  for (const LeadScore& lead : forecast.scores) {
    list.push_back({{"series", lead.series},
                    {"of", lead.of},
                    {"time", json_number(lead.time)},
                    {"truth", json_number(lead.truth)},
                    {"crps", json_number(lead.crps)},
                    {"low_50", json_number(lead.low_50)},
                    {"high_50", json_number(lead.high_50)},
                    {"low_90", json_number(lead.low_90)},
                    {"high_90", json_number(lead.high_90)}});
  }
  return list;
}

std::string command_of(const ForecastData& forecast) {
  const Json& m = forecast.manifest;
  return fmt::format("corridor forecast {} --as-of {} --horizon \"{:.0f} h\" --members {} --seed {}",
                     shell_word(m.at("scenario").at("name").get<std::string>()), m.at("as_of").get<std::string>(),
                     forecast.end - forecast.as_of, m.at("members").at("requested").get<std::uint64_t>(),
                     m.at("seed").get<std::uint64_t>());
}

}  // namespace

Json forecast_json(const ForecastData& forecast) {
  Json series = Json::array();
  for (const Series& s : forecast.series) {
    series.push_back(json_of(s));
  }
  const Json& m = forecast.manifest;
  const Json& members = m.at("members");
  return {{"title", m.at("scenario").at("title")},
          {"scenario", m.at("scenario").at("name")},
          {"calendar", calendar_json(forecast.scenario)},
          {"as_of", json_number(forecast.as_of)},
          {"end", json_number(forecast.end)},
          {"places", places_of(forecast.scenario)},
          {"findings", json_of(findings_of(forecast))},
          {"times", json_of(forecast.times)},
          {"series", std::move(series)},
          {"counted", counted_json(forecast)},
          {"crossed", crossed_json(forecast)},
          {"information", information_json(forecast)},
          {"scores", m.at("scores")},
          {"leads", leads_json(forecast)},
          {"members",
           {{"requested", members.at("requested")},
            {"effective", members.at("effective")},
            {"failed", members.at("failed").size()}}},
          {"seed", m.at("seed")},
          {"repeat", repeat_json(m, command_of(forecast), m.at("scenario").at("scenario_hash"))}};
}

}  // namespace corridor::report
