#include "corridor/results/comparison_writer.hpp"

#include <fmt/format.h>

#include "corridor/base/hash.hpp"

#include "csv.hpp"
#include "draws_table.hpp"
#include "file.hpp"
#include "manifest.hpp"
#include "scenario_description.hpp"
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
      for (const double value : {d.base, d.variant, d.difference, d.difference - d.half_width,
                                 d.difference + d.half_width, d.share_lower, d.variance_ratio}) {
        line.number(value);
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

/// @pre the first of the files is the table
Json manifest_of(const Comparison& comparison, const BuildInfo& build, const std::vector<OutputFile::Written>& files) {
  Json variants = Json::array();
  for (const ComparedVariant& variant : comparison.variants) {
    variants.push_back(json_of(variant.scenario));
    variants.back()["sentence"] = variant.sentence;
  }
  Json m = program_part(build);
  m["base"] = json_of(comparison.base);
  m["variants"] = std::move(variants);
  m["sets"] = comparison.sets;
  if (comparison.draws != nullptr) {
    m["posterior"] = posterior_part(*comparison.draws);
  }
  m["seed"] = comparison.seed;
  m["replications"] = {{"requested", comparison.replications}, {"failed", json_of(comparison.failed, comparison.seed)}};
  m["result_hash"] = result_hash_of({files.front()});
  m["files"] = json_of(files);
  return m;
}

}  // namespace

ComparedScenario compared_scenario(const scenario::Scenario& scenario, const std::vector<std::string>& sets,
                                   const FigureTable& figures) {
  return {.name = scenario.folder_name,
          .title = scenario.title,
          .scenario_hash = scenario_hash(scenario.inputs, sets),
          .figures_hash = figures_hash(figures)};
}

StoredComparison write_comparison(RunFolder& folder, const Comparison& comparison, const scenario::Scenario& base,
                                  const BuildInfo& build) {
  std::vector<OutputFile::Written> files = {write_table(folder.partial(), comparison),
                                            write_scenario(folder.partial(), base)};
  if (comparison.draws != nullptr) {
    files.push_back(write_draws(folder.partial(), *comparison.draws, comparison.replications));
  }
  const Json manifest = manifest_of(comparison, build, files);
  write_manifest(folder.partial(), manifest);
  Json object{{"manifest", manifest}, {"comparison", Json::object()}};
  for (const ComparedVariant& variant : comparison.variants) {
    Json figures = Json::array();
    for (const ComparedFigure& f : variant.figures) {
      figures.push_back(json_of(f));
    }
    object["comparison"][variant.scenario.name] = std::move(figures);
  }
  folder.publish();
  return {.result_hash = manifest["result_hash"].get<std::string>(),
          .json = object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'};
}

}  // namespace corridor::results
