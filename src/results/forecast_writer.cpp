#include "corridor/results/forecast_writer.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "corridor/base/hash.hpp"

#include "csv.hpp"
#include "file.hpp"
#include "manifest.hpp"
#include "scenario_description.hpp"
#include "table.hpp"

namespace corridor::results {

namespace {

using Json = nlohmann::ordered_json;
using forecast::Forecast;
using forecast::ForeseenSeries;
using forecast::Verification;
using forecast::Verified;
using forecast::WeightedSample;

constexpr std::array levels = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};
constexpr std::string_view level_columns = "p05,p10,p25,p50,p75,p90,p95";

OutputFile::Written write_quantiles_of(const std::filesystem::path& folder, const ForecastResult& result) {
  TableFile file(folder, "forecast", "time,place,measure,unit,mean," + std::string(level_columns));
  CsvLine line;
  for (const SimTime time : result.forecast.times) {
    const std::string iso = result.members.calendar().to_iso(time);
    for (const ForeseenSeries& series : result.forecast.series) {
      const auto sample = result.forecast.at(series, time);
      if (!sample) {
        continue;
      }
      const statistics::MeasureInfo& measure = statistics::info(series.what.measure);
      line.text(iso).text(series.what.place).text(measure.name).text(measure.unit).number(sample->mean());
      for (const double level : levels) {
        line.number(sample->quantile(level));
      }
      file.row(line);
    }
  }
  return file.finish();
}

/// The instant of a quantile; empty: not within the horizon.
std::string quantile_of(const forecast::CrossingTimes& crossing, const Forecast& forecast, const Calendar& calendar,
                        double level) {
  std::vector<double> microseconds;
  for (const SimTime time : crossing.times) {
    microseconds.push_back(static_cast<double>(time.time_since_epoch().count()));
  }
  const double at = WeightedSample(microseconds, forecast.weights).quantile(level);
  const bool is_within = at <= static_cast<double>(forecast.times.back().time_since_epoch().count());
  return is_within ? calendar.to_iso(SimTime(Duration(static_cast<std::int64_t>(at)))) : "";
}

OutputFile::Written write_times(const std::filesystem::path& folder, const ForecastResult& result) {
  TableFile file(folder, "times", "share_crossed," + std::string(level_columns));
  CsvLine line;
  for (const forecast::CrossingTimes& crossing : result.forecast.crossing) {
    line.number(crossing.share);
    for (const double level : levels) {
      line.text(quantile_of(crossing, result.forecast, result.members.calendar(), level));
    }
    file.row(line);
  }
  return file.finish();
}

OutputFile::Written write_members(const std::filesystem::path& folder, const ForecastResult& result) {
  std::string header = "member,weight";
  for (const scenario::StandIn& prior : result.members.file().stand_ins) {
    header += "," + prior.id;
  }
  TableFile file(folder, "members", header);
  CsvLine line;
  for (std::size_t i = 0; i < result.forecast.members.size(); ++i) {
    line.count(result.forecast.members[i]).number(result.forecast.weights[i]);
    for (const double value : result.members.drawn(result.forecast.members[i])) {
      line.number(value);
    }
    file.row(line);
  }
  return file.finish();
}

void write_row(TableFile& file, CsvLine& line, const Verification& v, const Verified& row, const Calendar& calendar) {
  line.text(v.series).text(row.of).text(calendar.to_iso(row.time));
  for (const double value : {row.truth, row.crps, row.wis, row.pit, row.low_50, row.high_50, row.low_90, row.high_90,
                             row.mean_rate_of_a_day, row.last_rate, row.logistic, row.spread_rate}) {
    line.number(value);
  }
  file.row(line);
}

/// What was counted: known then, and what is scored.
OutputFile::Written write_counts(const std::filesystem::path& folder, const ForecastResult& result) {
  TableFile file(folder, "counts", "series,place,measure,time,value,known");
  CsvLine line;
  const Calendar& calendar = result.members.calendar();
  for (const forecast::PublicSeries& series : result.members.information().series) {
    const auto row = [&](SimTime time, double value, std::string_view known) {
      line.text(series.id).text(series.place).text(series.measure).text(calendar.to_iso(time)).number(value);
      line.text(known);
      file.row(line);
    };
    for (const scenario::ObservedPoint& count : series.counts) {
      row(count.time, count.value, "yes");
    }
    for (const Verification& v : result.verifications) {
      for (const Verified& later : v.series == series.id ? v.counts : std::vector<Verified>()) {
        row(later.time, later.truth, "no");
      }
    }
  }
  return file.finish();
}

OutputFile::Written write_scores(const std::filesystem::path& folder, const ForecastResult& result) {
  TableFile file(folder, "scores",
                 "series,of,time,truth,crps,wis,pit,low_50,high_50,low_90,high_90,error_rate_of_a_day,error_last_rate,"
                 "error_logistic,crps_spread_rate");
  CsvLine line;
  for (const Verification& v : result.verifications) {
    for (const Verified& row : v.leads) {
      write_row(file, line, v, row, result.members.calendar());
    }
    for (const Verified& row : v.counts) {
      write_row(file, line, v, row, result.members.calendar());
    }
  }
  return file.finish();
}

Json json_of(const std::vector<forecast::Item>& items, const Calendar& calendar) {
  Json list = Json::array();
  for (const forecast::Item& item : items) {
    Json one{{"what", item.what}, {"standing", forecast::name_of(item.standing)}};
    if (item.known_from) {
      one["known_from"] = calendar.to_iso(calendar.to_sim_time(*item.known_from));
    }
    if (!item.by.empty()) {
      one["by"] = item.by;
    }
    list.push_back(std::move(one));
  }
  return list;
}

/// What was public, and what stood in for the rest.
Json information_of(const ForecastResult& result) {
  const forecast::Information& information = result.members.information();
  const Calendar& calendar = result.members.calendar();
  Json counts = Json::array();
  for (const forecast::PublicSeries& series : information.series) {
    Json one{{"series", series.id}, {"used", series.counts.size()}, {"not_published_yet", series.later}};
    if (!series.counts.empty()) {
      one["last"] = {{"time", calendar.to_iso(series.counts.back().time)}, {"value", series.counts.back().value}};
    }
    counts.push_back(std::move(one));
  }
  Json priors = Json::array();
  for (const scenario::StandIn& prior : result.members.file().stand_ins) {
    priors.push_back({{"id", prior.id},
                      {"drawn", forecast::is_drawn(prior, result.members.request().as_of)},
                      {"source", prior.source}});
  }
  return {{"as_of", calendar.to_iso(information.as_of)},
          // Its name alone: where the files lie changes no byte of a result.
          {"priors", std::filesystem::path(result.members.file().name).filename().string()},
          {"priors_sha256", result.members.file().sha256},
          {"counts", std::move(counts)},
          {"drawn", std::move(priors)},
          {"changes", json_of(information.changes, calendar)},
          {"incidents", json_of(information.incidents, calendar)},
          {"values", json_of(information.values, calendar)}};
}

OutputFile::Written write_json(const std::filesystem::path& folder, const std::string& name, const Json& object) {
  OutputFile file(folder / name);
  file.write(object.dump(2, ' ', false, Json::error_handler_t::replace));
  file.write("\n");
  return file.finish();
}

Json json_of(const Verification& v) {
  return {{"series", v.series},
          {"counts", v.counts.size()},
          {"crps", v.crps},
          {"wis", v.wis},
          {"share_in_50", v.share_in_50},
          {"share_in_90", v.share_in_90},
          {"width_50", v.width_50},
          {"width_90", v.width_90},
          {"error_rate_of_a_day", v.mean_rate_of_a_day},
          {"error_last_rate", v.last_rate},
          {"error_logistic", v.logistic},
          {"crps_spread_rate", v.spread_rate}};
}

Json manifest_of(const ForecastResult& result, const BuildInfo& build, const std::vector<OutputFile::Written>& files) {
  const forecast::Request& request = result.members.request();
  const Calendar& calendar = result.members.calendar();
  Json m = program_part(build);
  m["scenario"] = {{"name", result.whole.folder_name},
                   {"title", result.whole.title},
                   {"scenario_hash", scenario_hash(result.whole.inputs, request.sets)}};
  m["as_of"] = calendar.to_iso(result.members.as_of());
  m["end"] = calendar.to_iso(result.members.end());
  m["priors"] = {{"name", result.members.file().name}, {"sha256", result.members.file().sha256}};
  m["seed"] = request.seed;
  m["members"] = {{"requested", request.members},
                  {"effective", result.forecast.effective},
                  {"effective_particles", result.members.rate_paths().effective_particles},
                  {"failed", json_of(result.failed, request.seed)}};
  m["events"] = result.events;
  Json scores = Json::array();
  for (const Verification& v : result.verifications) {
    scores.push_back(json_of(v));
  }
  m["scores"] = std::move(scores);
  m["result_hash"] = result_hash_of(files);
  m["files"] = json_of(files);
  return m;
}

}  // namespace

StoredForecast write_forecast(RunFolder& folder, const ForecastResult& result, const BuildInfo& build) {
  std::vector<OutputFile::Written> files = {
      write_quantiles_of(folder.partial(), result), write_times(folder.partial(), result),
      write_members(folder.partial(), result), write_counts(folder.partial(), result)};
  if (!result.verifications.empty()) {
    files.push_back(write_scores(folder.partial(), result));
  }
  files.push_back(write_json(folder.partial(), "information.json", information_of(result)));
  Json manifest = manifest_of(result, build, files);
  files.push_back(write_scenario(folder.partial(), result.whole));  // of all times: not part of the result
  manifest["files"] = json_of(files);
  write_manifest(folder.partial(), manifest);
  folder.publish();
  return {.result_hash = manifest["result_hash"].get<std::string>(),
          .json = Json{{"manifest", manifest}}.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'};
}

}  // namespace corridor::results
