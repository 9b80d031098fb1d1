#include "corridor/results/comparison_writer.hpp"

#include <cmath>

#include <fmt/format.h>

#include "corridor/base/hash.hpp"

#include "csv.hpp"
#include "file.hpp"
#include "manifest.hpp"
#include "table.hpp"

namespace corridor::results {

namespace {

using Json = nlohmann::ordered_json;
using ensemble::ComparedFigure;
using ensemble::FigureTable;

std::string figures_hash(const FigureTable& figures) {
  Sha256 hash;
  std::string line;
  for (const FigureTable::Key& key : figures.keys()) {
    line = fmt::format("{},{},{}", key.place, key.group, statistics::info(key.measure).name);
    for (const double value : figures.values(key)) {
      line += ',';
      append_number(line, value);
    }
    hash.update(line + '\n');
  }
  return hash.hex();
}

OutputFile::Written write_table(const std::filesystem::path& folder, const Comparison& comparison) {
  TableFile file(folder, "comparison",
                 "variant,place,group,measure,unit,n,base,variant_mean,difference,low,high,share_lower,variance_ratio");
  CsvLine line;
  for (const ComparedVariant& variant : comparison.variants) {
    for (const ComparedFigure& f : variant.figures) {
      const statistics::MeasureInfo& measure = statistics::info(f.key.measure);
      const ensemble::PairedDifference& d = f.change;
      line.text(variant.scenario.name)
          .text(f.key.place)
          .text(f.key.group)
          .text(measure.name)
          .text(measure.unit)
          .count(d.n);
      const bool applies = d.n > 0;
      for (const double value : {d.base, d.variant, d.difference, d.difference - d.half_width,
                                 d.difference + d.half_width, d.share_lower, d.variance_ratio}) {
        line.number(applies ? value : std::nan(""));
      }
      file.row(line);
    }
  }
  return file.finish();
}

Json json_of(const ComparedScenario& scenario) {
  return {{"name", scenario.name},
          {"title", scenario.title},
          {"scenario_hash", scenario.scenario_hash},
          {"figures_hash", scenario.figures_hash}};
}

Json json_of(const ComparedFigure& f) {
  const ensemble::PairedDifference& d = f.change;
  return {{"place", f.key.place},
          {"group", f.key.group},
          {"measure", statistics::info(f.key.measure).name},
          {"unit", statistics::info(f.key.measure).unit},
          {"n", d.n},
          {"base", d.base},
          {"variant", d.variant},
          {"difference", d.difference},
          {"half_width", d.half_width},
          {"share_lower", d.share_lower},
          {"variance_ratio", d.variance_ratio}};
}

Json manifest_of(const Comparison& comparison, const BuildInfo& build, const OutputFile::Written& table,
                 const std::string& hash) {
  Json variants = Json::array();
  for (const ComparedVariant& variant : comparison.variants) {
    variants.push_back(json_of(variant.scenario));
  }
  Json failed = Json::array();
  for (const FailedReplication& f : comparison.failed) {
    failed.push_back({{"index", f.index}, {"reason", f.reason}, {"repeat", f.repeat}});
  }
  return {{"program", "corridor"},
          {"version", build.version},
          {"build", {{"compiler", build.compiler}, {"type", build.build_type}, {"checked", build.checked}}},
          {"notice", notice},
          {"base", json_of(comparison.base)},
          {"variants", std::move(variants)},
          {"sets", comparison.sets},
          {"seed", comparison.seed},
          {"replications", {{"requested", comparison.replications}, {"failed", std::move(failed)}}},
          {"result_hash", hash},
          {"files", Json::array({{{"name", table.name}, {"bytes", table.bytes}, {"sha256", table.sha256}}})}};
}

}  // namespace

ComparedScenario compared_scenario(const scenario::Scenario& scenario, const std::vector<std::string>& sets,
                                   const FigureTable& figures) {
  return {.name = scenario.folder_name,
          .title = scenario.title,
          .scenario_hash = scenario_hash(scenario.inputs, sets),
          .figures_hash = figures_hash(figures)};
}

StoredComparison write_comparison(RunFolder& folder, const Comparison& comparison, const BuildInfo& build) {
  const OutputFile::Written table = write_table(folder.partial(), comparison);
  Sha256 hash;
  hash.update(fmt::format("{}  {}\n", table.sha256, table.name));
  StoredComparison stored{.result_hash = hash.hex(), .json = {}};
  const Json manifest = manifest_of(comparison, build, table, stored.result_hash);
  OutputFile file(folder.partial() / "manifest.json");
  file.write(manifest.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
  static_cast<void>(file.finish());
  Json object{{"manifest", manifest}, {"comparison", Json::object()}};
  for (const ComparedVariant& variant : comparison.variants) {
    Json figures = Json::array();
    for (const ComparedFigure& f : variant.figures) {
      figures.push_back(json_of(f));
    }
    object["comparison"][variant.scenario.name] = std::move(figures);
  }
  stored.json = object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
  folder.publish();
  return stored;
}

}  // namespace corridor::results
