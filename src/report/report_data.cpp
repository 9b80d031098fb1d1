#include "report_data.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corridor/report/text.hpp"

#include "calibration_json.hpp"
#include "checks.hpp"
#include "findings.hpp"
#include "forecast_json.hpp"
#include "places_data.hpp"
#include "report_json.hpp"

namespace corridor::report {

namespace {

using Json = nlohmann::ordered_json;

Json summary(const RunData& run, const ReportOptions& options) {
  Json list = Json::array();
  for (const Figure& f : run.summary) {
    Json json = json_of(f.what);
    json["group"] = f.group;
    json["range"] = json_of(shown(f, options));
    list.push_back(std::move(json));
  }
  return list;
}

Json hourly(const RunData& run) {
  Json list = Json::array();
  for (const HourlyFigure& f : run.hourly) {
    Json json = json_of(f.what);
    json["time"] = json_number(f.time);
    json["range"] = json_of(f.range);
    list.push_back(std::move(json));
  }
  return list;
}

Json observed(const RunData& run) {
  Json list = Json::array();
  for (const ObservedSeries& series : run.observed) {
    Json points = Json::array();
    for (const ObservedPoint& p : series.points) {
      points.push_back({{"time", json_number(p.time)},
                        {"observed", json_number(p.observed)},
                        {"p05", json_number(p.p05)},
                        {"p50", json_number(p.p50)},
                        {"p95", json_number(p.p95)},
                        {"used", p.is_used}});
    }
    list.push_back(
        {{"series", series.id}, {"place", series.place}, {"measure", series.measure}, {"points", std::move(points)}});
  }
  return list;
}

Json checks(const RunData& run) {
  Json list = Json::array();
  for (const Check& check : checks_of(run)) {
    list.push_back({{"name", check.name}, {"passed", check.has_passed}, {"detail", check.detail}});
  }
  return list;
}

Json fits(const RunData& run) {
  Json list = Json::array();
  for (const Json& fit : run.manifest.at("fits")) {
    const auto series =
        std::ranges::find_if(run.observed, [&](const ObservedSeries& s) { return s.id == fit.at("series"); });
    const BandFit band = series == run.observed.end() ? BandFit() : band_fit(*series);
    const bool has_band = band.used > 0 && run.replications > 1;
    list.push_back(
        {{"series", fit.at("series")},
         {"nmae", fit.at("nmae")},
         {"mape", fit.at("mape")},
         {"inside90", has_band ? Json(static_cast<double>(band.inside) / static_cast<double>(band.used)) : Json()},
         {"width90", has_band ? json_number(band.width) : Json()},
         {"rows", fit.at("points")}});
  }
  return list;
}

Json needs(const RunData& run) {
  Json list = Json::array();
  for (const DailyNeed& need : run.needs) {
    Json json = json_of(need.what);
    json["day"] = need.day;
    json["range"] = json_of(need.range);
    list.push_back(std::move(json));
  }
  return list;
}

std::string settings(const Json& manifest) {
  std::string text;
  for (const Json& set : manifest.at("sets")) {
    text += " --set " + shell_word(set.get<std::string>());
  }
  if (const auto posterior = manifest.find("posterior"); posterior != manifest.end()) {
    text += " --posterior " + shell_word(posterior->at("file").get<std::string>());
  }
  return text + fmt::format(" --seed {}", manifest.at("seed").get<std::uint64_t>());
}

std::string command_of_run(const Json& manifest) {
  const Json& counts = manifest.at("replications");
  const auto first = counts.at("first").get<std::uint64_t>();
  return fmt::format("corridor run {}{} {}", shell_word(manifest.at("scenario").at("name").get<std::string>()),
                     settings(manifest),
                     first > 0 ? fmt::format("--only {}", first)
                               : fmt::format("--replications {}", counts.at("finished").get<std::uint64_t>()));
}

std::string command_of_comparison(const Json& manifest) {
  std::string text = "corridor compare " + shell_word(manifest.at("base").at("name").get<std::string>());
  for (const Json& variant : manifest.at("variants")) {
    text += ' ' + shell_word(variant.at("name").get<std::string>() + ".toml");
  }
  return fmt::format("{}{} --replications {}", text, settings(manifest),
                     manifest.at("replications").at("requested").get<std::uint64_t>());
}

Json run_part(const RunData& run, const ReportOptions& options) {
  Json series = Json::array();
  for (const Series& s : run.series) {
    series.push_back(json_of(s));
  }
  const Json& m = run.manifest;
  return {{"title", m.at("scenario").at("title")},
          {"description", ""},
          {"scenario", m.at("scenario").at("name")},
          {"replications", run.replications},
          {"failed", m.at("replications").at("failed").size()},
          {"seed", m.at("seed")},
          {"single", run.replications == 1},
          {"calendar", calendar_json(run.scenario)},
          {"times", json_of(run.times)},
          {"series", std::move(series)},
          {"summary", summary(run, options)},
          {"hourly", hourly(run)},
          {"observed", observed(run)},
          {"places", places_of(run.scenario)},
          {"links", links_of(run.scenario)},
          {"strip", strip_of(run.scenario)},
          {"assumptions", assumptions_of(run.scenario)},
          {"checks", checks(run)},
          {"repeat", repeat_json(m, command_of_run(m), m.at("scenario_hash"))},
          {"fits", fits(run)},
          {"findings", json_of(findings_of(run))},
          {"needs", needs(run)}};
}

Json json_of(const ComparedFigure& f, const ReportOptions& options) {
  const bool is_hidden = [&] {
    const Figure base{f.what, f.group, {.n = f.n, .mean = f.base}};
    const Figure changed{f.what, f.group, {.n = f.n, .mean = f.changed}};
    return std::isnan(shown(base, options).mean) || std::isnan(shown(changed, options).mean);
  }();
  const auto number = [&](double value) { return is_hidden ? Json() : json_number(value); };
  Json json = json_of(f.what);
  json["group"] = f.group;
  json["base"] = number(f.base);
  json["variant"] = number(f.changed);
  json["mean"] = number(f.difference);
  json["low"] = number(f.low);
  json["high"] = number(f.high);
  json["probability_better"] = number(is_lower_better(f.what.measure) ? f.share_lower : 1 - f.share_lower);
  json["variance_ratio"] = number(f.variance_ratio);
  json["n"] = f.n;
  return json;
}

Json comparison_part(const ComparisonData& comparison, const ReportOptions& options) {
  const Json& m = comparison.manifest;
  Json variants = Json::array();
  for (const Json& variant : m.at("variants")) {
    std::vector<ComparedFigure> of_variant = comparison.figures;
    std::erase_if(of_variant, [&](const ComparedFigure& f) { return f.variant != variant.at("name"); });
    Json figures = Json::array();
    for (const ComparedFigure& f : of_variant) {
      figures.push_back(json_of(f, options));
    }
    variants.push_back({{"name", variant.at("name")},
                        {"title", variant.at("title")},
                        {"sentence", variant.value("sentence", "")},
                        {"figures", std::move(figures)},
                        {"findings", json_of(findings_of(of_variant))}});
  }
  return {{"replications", m.at("replications").at("requested")},
          {"seed", m.at("seed")},
          {"base", {{"name", m.at("base").at("name")}, {"title", m.at("base").at("title")}}},
          {"variants", std::move(variants)},
          {"repeat", repeat_json(m, command_of_comparison(m), m.at("base").at("scenario_hash"))},
          {"places", places_of(comparison.scenario)},
          {"assumptions", assumptions_of(comparison.scenario)},
          {"calendar", calendar_json(comparison.scenario)}};
}

}  // namespace

std::string_view code_of(Language language) {
  switch (language) {
    case Language::english:
      return "en";
    case Language::french:
      return "fr";
    case Language::russian:
      return "ru";
    case Language::armenian:
      return "hy";
  }
  return "en";
}

Range shown(const Figure& figure, const ReportOptions& options) {
  const bool is_count = figure.what.unit == "persons" || figure.what.unit == "vehicles" || figure.what.unit == "units";
  Range range = figure.range;
  if (options.suppress_small && is_count && !figure.group.empty()) {
    for (double Range::*member : {&Range::mean, &Range::p05, &Range::p25, &Range::p50, &Range::p75, &Range::p95}) {
      if (range.*member > 0 && range.*member < suppress_below) {
        range.*member = does_not_apply;
      }
    }
  }
  return range;
}

Json report_data(const StoredFolders& stored, const ReportOptions& options) {
  Json runs = Json::array();
  for (const RunData& run : stored.runs) {
    runs.push_back(run_part(run, options));
  }
  Json forecasts = Json::array();
  for (const ForecastData& forecast : stored.forecasts) {
    forecasts.push_back(forecast_json(forecast));
  }
  Json calibrations = Json::array();
  for (const CalibrationData& calibration : stored.calibrations) {
    calibrations.push_back(calibration_json(calibration));
  }
  return {{"version", 1},
          {"language", code_of(options.language)},
          {"suppress_below", options.suppress_small ? Json(suppress_below) : Json()},
          {"runs", std::move(runs)},
          {"comparison", stored.comparison ? comparison_part(*stored.comparison, options) : Json()},
          {"forecasts", std::move(forecasts)},
          {"calibrations", std::move(calibrations)}};
}

}  // namespace corridor::report
