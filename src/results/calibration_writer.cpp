#include "corridor/results/calibration_writer.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corridor/calibration/prior.hpp"
#include "corridor/random/deterministic_math.hpp"

#include "csv.hpp"
#include "file.hpp"
#include "manifest.hpp"
#include "scenario_description.hpp"
#include "table.hpp"

namespace corridor::results {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

OutputFile::Written write_posterior(const fs::path& folder, const CalibrationResult& result) {
  std::string header = "draw,weight";
  for (const scenario::CalibratedParameter& parameter : result.file.parameters) {
    header += ',' + parameter.id;
  }
  TableFile table(folder, "posterior", header + ",sets");
  CsvLine line;
  const calibration::Draws& draws = result.calibration.posterior;
  for (std::size_t i = 0; i < draws.points.size(); ++i) {
    line.count(i).number(draws.weights[i]);
    for (const double value : calibration::values_at(result.file, draws.points[i])) {
      line.number(value);
    }
    line.text(fmt::format("{}", fmt::join(calibration::sets_at(result.file, draws.points[i]), ";")));
    table.row(line);
  }
  return table.finish();
}

OutputFile::Written write_predictive(const fs::path& folder, const CalibrationResult& result,
                                     std::span<const calibration::PredictedCount> counts) {
  TableFile table(folder, "predictive", "series,time,observed,mean,p05,p25,p50,p75,p95,pit,residual");
  CsvLine line;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const calibration::PredictedCount& c = counts[k];
    line.text(result.study.rows[k].series).text(result.scenario.calendar.to_iso(result.study.rows[k].time));
    for (const double value : {c.observed, c.mean, c.p05, c.p25, c.p50, c.p75, c.p95, c.pit, c.residual}) {
      line.number(value);
    }
    table.row(line);
  }
  return table.finish();
}

std::string_view name_of(calibration::Reliability reliability) {
  switch (reliability) {
    case calibration::Reliability::usable:
      return "usable";
    case calibration::Reliability::widened:
      return "widened";
    case calibration::Reliability::not_reliable:
      break;
  }
  return "not reliable";
}

constexpr std::array<std::pair<const char*, double>, 5> parameter_levels = {
    {{"p05", 0.05}, {"p25", 0.25}, {"p50", 0.5}, {"p75", 0.75}, {"p95", 0.95}}};

/// Quantiles of a parameter before the counts, in its unit.
Json prior_of(const scenario::CalibratedParameter& parameter) {
  Json json = Json::object();
  for (const auto& [name, share] : parameter_levels) {
    json[name] = calibration::value_of(parameter.prior, random::deterministic::normal_quantile(share));
  }
  return json;
}

/// Likewise after them: p_q is the least value with weight q up to it.
Json posterior_of(const CalibrationResult& result, std::size_t parameter) {
  const calibration::Draws& draws = result.calibration.posterior;
  std::vector<std::size_t> order(draws.points.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return draws.points[i][parameter]; });
  Json json = Json::object();
  double weight = 0;
  std::size_t i = 0;
  for (const auto& [name, share] : parameter_levels) {
    for (; i + 1 < order.size() && weight + draws.weights[order[i]] < share * (1 - 1e-12); ++i) {
      weight += draws.weights[order[i]];
    }
    json[name] = calibration::value_of(result.file.parameters[parameter].prior, draws.points[order[i]][parameter]);
  }
  return json;
}

Json parameters_of(const CalibrationResult& result) {
  Json list = Json::array();
  for (std::size_t i = 0; i < result.file.parameters.size(); ++i) {
    const scenario::CalibratedParameter& parameter = result.file.parameters[i];
    const calibration::ParameterFindings& found = result.calibration.parameters[i];
    double mean = 0;
    for (std::size_t d = 0; d < result.calibration.posterior.points.size(); ++d) {
      mean += result.calibration.posterior.weights[d] *
              calibration::values_at(result.file, result.calibration.posterior.points[d])[i];
    }
    list.push_back({{"id", parameter.id},
                    {"unit", parameter.unit},
                    {"source", parameter.source},
                    {"prior", prior_of(parameter)},
                    {"posterior", posterior_of(result, i)},
                    {"mean", mean},
                    {"mean_z", found.mean},
                    {"sd_z", found.sd},
                    {"contraction", found.contraction},
                    {"r_hat", found.r_hat},
                    {"bulk_ess", found.bulk_ess}});
  }
  return list;
}

Json correlations_of(const calibration::Calibration& calibration) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < calibration.correlations.rows(); ++i) {
    rows.push_back(
        Json(std::vector<double>(calibration.correlations.row(i).begin(), calibration.correlations.row(i).end())));
  }
  return rows;
}

/// The counts of each series, in the order of the targets.
Json series_of(const CalibrationResult& result, std::span<const calibration::PredictedCount> counts) {
  Json list = Json::array();
  for (std::size_t begin = 0; begin < counts.size();) {
    std::size_t end = begin;
    while (end < counts.size() && result.study.rows[end].series == result.study.rows[begin].series) {
      ++end;
    }
    const calibration::Coverage c = calibration::coverage_of(counts.subspan(begin, end - begin));
    const std::string& series = result.study.rows[begin].series;
    const auto observed = std::ranges::find(result.scenario.observations, series, &scenario::Observation::id);
    list.push_back({{"series", series},
                    {"place", observed->place},
                    {"measure", observed->measure},
                    {"counts", c.counts},
                    {"in_50", c.in_50},
                    {"in_90", c.in_90},
                    {"runs_in_90", c.runs_in_90},
                    {"mean_width_90", c.mean_width_90},
                    {"nmae", c.nmae},
                    {"mape", c.mape}});
    begin = end;
  }
  return list;
}

Json diagnostics_of(const CalibrationResult& result, std::span<const calibration::PredictedCount> counts) {
  const calibration::Calibration& c = result.calibration;
  return {
      {"verdict", name_of(result.verdict.reliability)},
      {"text", result.verdict.text},
      {"doubts", result.verdict.doubts},
      {"not_identified", result.verdict.not_identified},
      {"tied", result.verdict.tied},
      {"widened_by", c.widened},
      {"parameters", parameters_of(result)},
      {"correlations", correlations_of(c)},
      {"chains", {{"converged", c.has_converged}, {"generations", c.generations}, {"accepted", c.accepted}}},
      {"weights", {{"k_hat", c.k_hat}, {"ess", c.ess}}},
      {"emulator", {{"left_out_error", c.left_out_error}}},
      {"misfit",
       {{"chi_square", c.misfit.chi_square}, {"degrees_of_freedom", c.misfit.degrees_of_freedom}, {"p", c.misfit.p}}},
      {"log_evidence", c.log_evidence},
      {"series", series_of(result, counts)},
      {"runs", {{"all", c.runs}, {"failed", c.failed}}}};
}

OutputFile::Written write_json(const fs::path& folder, const std::string& name, const Json& json) {
  OutputFile file(folder / name);
  file.write(json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
  return file.finish();
}

/// Writes the manifest and publishes.
StoredCalibration publish(RunFolder& folder, const Json& diagnostics, Json manifest) {
  write_manifest(folder.partial(), manifest);
  folder.publish();
  const Json object{{"manifest", manifest}, {"diagnostics", diagnostics}};
  return {.result_hash = manifest["result_hash"].get<std::string>(),
          .json = object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'};
}

/// What each parameter sets, with x in its unit.
Json templates_of(const scenario::CalibrationFile& file) {
  Json list = Json::array();
  for (const scenario::CalibratedParameter& parameter : file.parameters) {
    Json sets = Json::array();
    for (const scenario::SetTemplate& set : parameter.sets) {
      sets.push_back(set.text());
    }
    list.push_back({{"id", parameter.id}, {"unit", parameter.unit}, {"sets", std::move(sets)}});
  }
  return list;
}

Json manifest_of(const scenario::CalibrationFile& file, const scenario::Scenario& scenario, std::uint64_t seed,
                 const BuildInfo& build, const std::vector<OutputFile::Written>& files) {
  Json m = program_part(build);
  m["calibration"] = {{"title", file.title}, {"file", file.file.name}, {"sha256", file.file.sha256}};
  m["parameters"] = templates_of(file);
  m["scenario"] = {
      {"name", scenario.folder_name}, {"title", scenario.title}, {"scenario_hash", scenario_hash(scenario.inputs, {})}};
  m["seed"] = seed;
  m["result_hash"] = result_hash_of(files);
  m["files"] = json_of(files);
  return m;
}

}  // namespace

StoredCalibration write_calibration(RunFolder& folder, const CalibrationResult& result, const BuildInfo& build) {
  const std::vector<calibration::PredictedCount> counts = calibration::predict(result.calibration, result.study.target);
  const Json diagnostics = diagnostics_of(result, counts);
  const std::vector<OutputFile::Written> files = {write_posterior(folder.partial(), result),
                                                  write_predictive(folder.partial(), result, counts),
                                                  write_json(folder.partial(), "diagnostics.json", diagnostics)};
  Json manifest = manifest_of(result.file, result.scenario, result.seed, build, files);
  std::vector<OutputFile::Written> all = files;
  all.push_back(write_scenario(folder.partial(), result.scenario));
  manifest["files"] = json_of(all);
  manifest["failed"] = json_of(result.failed, result.seed);
  return publish(folder, diagnostics, std::move(manifest));
}

StoredCalibration write_trial(RunFolder& folder, const scenario::CalibrationFile& file,
                              const scenario::Scenario& scenario, const CalibrationTrial& trial, std::uint64_t seed,
                              const BuildInfo& build) {
  TableFile table(folder.partial(), "ranks", "parameter,set,rank");
  CsvLine line;
  Json parameters = Json::array();
  for (const CalibrationTrial::OfParameter& p : trial.parameters) {
    for (std::size_t set = 0; set < p.ranks.size(); ++set) {
      line.text(p.id).count(set).count(p.ranks[set]);
      table.row(line);
    }
    parameters.push_back({{"id", p.id}, {"p", p.p}, {"in_90", p.in_90}});
  }
  const Json diagnostics = {{"sets", trial.sets}, {"failed", trial.failed}, {"parameters", std::move(parameters)}};
  const std::vector<OutputFile::Written> files = {table.finish(),
                                                  write_json(folder.partial(), "diagnostics.json", diagnostics)};
  return publish(folder, diagnostics, manifest_of(file, scenario, seed, build, files));
}

}  // namespace corridor::results
