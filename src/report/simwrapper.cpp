// A dashboard that SimWrapper shows when it is opened on the run folder: https://simwrapper.github.io/docs/
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corridor/report/exports.hpp"

#include "findings.hpp"
#include "folder_files.hpp"
#include "names.hpp"
#include "run_data.hpp"
#include "sentences.hpp"

namespace corridor::report {

namespace {

struct Panel {
  std::string_view file;
  std::string_view title;
  std::string_view measure;
};

constexpr auto panels = std::to_array<Panel>({
    {"queue", "Queue on the road, vehicles", "queue_vehicles"},
    {"without_bed", "People without a bed", "persons_without_bed"},
    {"beds", "People who have a bed", "accommodated_persons"},
});

/// A YAML text in double quotes, which are those of JSON.
std::string yaml_text(std::string_view text) {
  return nlohmann::ordered_json(text).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string number(double value) {
  const nlohmann::ordered_json json = json_number(value);
  return json.is_null() ? std::string() : json.dump();
}

std::string table(const RunData& run, const Series& series) {
  std::string text = "time,p05,p25,p50,p75,p95\n";
  for (std::size_t i = 0; i < run.times.size(); ++i) {
    const Range& r = series.rows[i];
    text += run.calendar.to_iso(SimTime(from_seconds(run.times[i] * 3600)));
    for (const double value : {r.p05, r.p25, r.p50, r.p75, r.p95}) {
      text += ',' + number(value);
    }
    text += '\n';
  }
  return text;
}

std::string summary_text(const RunData& run) {
  const Names names(run.scenario);
  std::string text = "A planning scenario with synthetic parties: no record of real people.\n\n";
  for (const Finding& f : findings_of(run)) {
    text += fmt::format("- {}\n", sentence(f, names, run.calendar));
  }
  return text;
}

}  // namespace

std::vector<ExportedFile> simwrapper_files(const std::filesystem::path& folder) {
  nlohmann::ordered_json manifest = read_manifest(folder);
  if (kind_of(manifest) != FolderKind::run) {
    return {};
  }
  const RunData run = read_run(folder, std::move(manifest));
  std::vector<ExportedFile> files;
  std::string layout =
      "  findings:\n    - type: text\n      title: Findings\n      props:\n        file: simwrapper/findings.md\n";
  for (const Panel& panel : panels) {
    if (const Series* series = run.find_series("all", panel.measure)) {
      const std::string name = fmt::format("simwrapper/{}.csv", panel.file);
      layout += fmt::format(
          "  {}:\n    - type: line\n      title: {}\n      props:\n        dataset: {}\n        x: time\n"
          "        columns: [p05, p25, p50, p75, p95]\n",
          panel.file, yaml_text(panel.title), name);
      files.push_back({name, table(run, *series)});
    }
  }
  const auto title = run.manifest.at("scenario").at("title").get<std::string>();
  files.push_back({"simwrapper/findings.md", summary_text(run)});
  files.push_back(
      {"dashboard-1.yaml", fmt::format("header:\n  tab: Corridor\n  title: {}\n  description: {}\nlayout:\n{}",
                                       yaml_text(title), yaml_text("Planning scenario, not a prediction"), layout)});
  return files;
}

}  // namespace corridor::report
