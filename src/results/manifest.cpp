#include "manifest.hpp"

#include <array>
#include <string_view>
#include <sys/resource.h>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "corridor/base/hash.hpp"

#include "draws_table.hpp"
#include "scenario_description.hpp"

namespace corridor::results {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view notice =
    "A planning scenario with synthetic parties: no record of real people, and no prediction of what they will do.";

Json inputs(const scenario::Scenario& scenario) {
  Json list = Json::array();
  for (const scenario::InputFile& f : scenario.inputs) {
    list.push_back({{"name", f.name}, {"sha256", f.sha256}});
  }
  return list;
}

/// Of `--until`: an interval at which a run stops covers a little less than 95 %.
Json reached(const Outcome& outcome) {
  Json list = Json::array();
  for (const ReachedPrecision& r : outcome.reached) {
    const statistics::MeasureInfo& measure = statistics::info(r.measure);
    list.push_back({{"asked", r.asked},
                    {"place", r.place},
                    {"measure", measure.name},
                    {"unit", measure.unit},
                    {"n", r.n},
                    {"mean", r.mean},
                    {"half_width", r.half_width},
                    {"met", r.is_met}});
  }
  return list;
}

Json fits(const Outcome& outcome) {
  Json list = Json::array();
  for (const statistics::SeriesFit& f : outcome.fits) {
    list.push_back({{"series", f.series},
                    {"points", f.points},
                    {"nmae", f.nmae},
                    {"mape", f.mape},
                    {"nmae_persistence", f.nmae_persistence},
                    {"nmae_proportional", f.nmae_proportional}});
  }
  return list;
}

Json warnings(const scenario::Scenario& scenario, const RunRequest& request, const Outcome& outcome) {
  Json list = Json::array();
  for (const Diagnostic& warning : scenario.warnings) {
    list.push_back(warning.message);
  }
  if (outcome.ending == Ending::interrupted) {
    list.push_back("interrupted: fewer replications than asked for");
  }
  if (outcome.ending == Ending::out_of_memory) {
    list.push_back("out of memory: fewer replications than asked for");
  }
  if (!outcome.failed.empty()) {
    list.push_back("some replications failed: the figures are over the others");
  }
  if ((request.wants_details() || request.timeseries) && !outcome.has_detailed) {
    list.push_back("the replication whose trips, road or time series were asked for is not finished");
  }
  return list;
}

/// Names of measures by place. An ordered object looks for a key from its first one on, so its members are put
/// together beside it.
Json nothing(const Outcome& outcome) {
  std::unordered_map<std::string_view, std::size_t> index_of;
  std::vector<std::pair<std::string, Json>> places;
  for (const SeriesStore::Series& s : outcome.nothing) {
    const auto [place, is_new] = index_of.try_emplace(s.key.place, places.size());
    if (is_new) {
      places.emplace_back(s.key.place, Json::array());
    }
    places[place->second].second.push_back(statistics::info(s.key.measure).name);
  }
  Json object = Json::object();
  auto& members = object.get_ref<Json::object_t&>();
  members.reserve(places.size());
  for (auto& [name, measures] : places) {
    members.emplace_back(std::move(name), std::move(measures));
  }
  return object;
}

std::uint64_t peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;  // Linux counts KiB
}

Json figure(const SummaryFigure& f) {
  const statistics::MeasureInfo& measure = statistics::info(f.measure);
  const statistics::EnsembleQuantiles& q = f.over_replications;
  return {{"place", f.place},     {"group", f.group}, {"measure", measure.name},
          {"unit", measure.unit}, {"n", q.n},         {"mean", q.mean},
          {"p05", q.p05},         {"p25", q.p25},     {"p50", q.p50},
          {"p75", q.p75},         {"p95", q.p95}};
}

Json observation(const statistics::ComparedPoint& p, const Calendar& calendar) {
  return {{"series", p.series},     {"place", p.place},
          {"measure", p.measure},   {"time", calendar.to_iso(p.time)},
          {"observed", p.observed}, {"mean", p.mean},
          {"p05", p.p05},           {"p50", p.p50},
          {"p95", p.p95},           {"error", p.mean - p.observed},
          {"used", p.used}};
}

Json gridlock(const StoredGridlock& g, const Calendar& calendar) {
  return {{"replication", g.replication},
          {"since", calendar.to_iso(g.since)},
          {"until", g.until ? Json(calendar.to_iso(*g.until)) : Json()},
          {"circle", g.circle}};
}

}  // namespace

std::string scenario_hash(std::span<const scenario::InputFile> inputs, std::span<const std::string> sets) {
  Sha256 hash;
  const auto add = [&hash](std::string_view text) {
    hash.update(std::to_string(text.size()) + ':' + std::string(text));
  };
  for (const scenario::InputFile& f : inputs) {
    add(f.name);
    add(f.sha256);
  }
  add("--set");
  for (const std::string& s : sets) {
    add(s);
  }
  return hash.hex();
}

Json program_part(const BuildInfo& build) {
  return {{"program", "corridor"},
          {"version", build.version},
          {"build", {{"compiler", build.compiler}, {"type", build.build_type}, {"checked", build.checked}}},
          {"notice", notice}};
}

Json json_of(const std::vector<OutputFile::Written>& files) {
  Json list = Json::array();
  for (const OutputFile::Written& f : files) {
    list.push_back({{"name", f.name}, {"bytes", f.bytes}, {"sha256", f.sha256}});
  }
  return list;
}

Json json_of(const std::vector<FailedReplication>& failed, std::uint64_t seed) {
  Json list = Json::array();
  for (const FailedReplication& f : failed) {
    list.push_back({{"seed", seed}, {"index", f.index}, {"reason", f.reason}, {"repeat", f.repeat}});
  }
  return list;
}

void write_manifest(const std::filesystem::path& folder, const Json& manifest) {
  OutputFile file(folder / "manifest.json");
  file.write(manifest.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
  static_cast<void>(file.finish());
}

std::string result_hash_of(const std::vector<OutputFile::Written>& files) {
  Sha256 hash;
  for (const OutputFile::Written& file : files) {
    hash.update(fmt::format("{}  {}\n", file.sha256, file.name));
  }
  return hash.hex();
}

Json manifest(const scenario::Scenario& scenario, const RunRequest& request, const BuildInfo& build,
              const Outcome& outcome) {
  Json m = program_part(build);
  m["scenario"] = {{"name", scenario.folder_name},
                   {"title", scenario.title},
                   {"start", scenario.calendar.to_iso(SimTime())},
                   {"end", scenario.calendar.to_iso(scenario.end)}};
  m["scenario_hash"] = scenario_hash(scenario.inputs, request.sets);
  m["inputs"] = inputs(scenario);
  m["sets"] = request.sets;
  if (request.draws != nullptr) {
    m["posterior"] = posterior_part(*request.draws);
  }
  m["seed"] = request.seed;
  m["replications"] = {{"first", request.first},
                       {"requested", request.replications},
                       {"finished", outcome.replications},
                       {"failed", json_of(outcome.failed, request.seed)},
                       {"interrupted", outcome.ending == Ending::interrupted},
                       {"out_of_memory", outcome.ending == Ending::out_of_memory}};
  m["until"] = reached(outcome);
  m["events"] = outcome.events;
  m["result_hash"] = outcome.result_hash;
  m["files"] = json_of(outcome.files);
  m["wall_seconds"] = outcome.wall_seconds;
  m["peak_memory_bytes"] = peak_memory_bytes();
  m["warnings"] = warnings(scenario, request, outcome);
  m["fits"] = fits(outcome);
  m["parameters"] = parameters_of(scenario);
  m["changes"] = changes_of(scenario);
  m["series_that_are_nothing"] = nothing(outcome);
  return m;
}

std::string to_json(const StoredRun& run, const Calendar& calendar) {
  Json summary = Json::array();
  for (const SummaryFigure& f : run.summary) {
    summary.push_back(figure(f));
  }
  Json observations = Json::array();
  for (const statistics::ComparedPoint& p : run.observations) {
    observations.push_back(observation(p, calendar));
  }
  Json gridlocks = Json::array();
  for (const StoredGridlock& g : run.gridlocks) {
    gridlocks.push_back(gridlock(g, calendar));
  }
  Json object;
  object["manifest"] = Json::parse(run.manifest);
  object["summary"] = std::move(summary);
  object["observations"] = std::move(observations);
  object["gridlocks"] = std::move(gridlocks);
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace corridor::results
