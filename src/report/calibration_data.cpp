#include "calibration_data.hpp"

#include <utility>

#include "csv_text.hpp"
#include "folder_files.hpp"

namespace corridor::report {

namespace {

namespace fs = std::filesystem;

std::vector<PredictedSeries> read_predicted(const fs::path& file, const Calendar& calendar) {
  Clock clock(calendar);
  std::vector<PredictedSeries> list;
  CsvText table(file, {"series", "time", "observed", "mean", "p05", "p25", "p50", "p75", "p95", "pit", "residual"});
  while (table.next()) {
    if (list.empty() || list.back().id != table.text(0)) {
      list.push_back({std::string(table.text(0)), {}});
    }
    list.back().points.push_back({.time = clock.hours(table.text(1)),
                                  .observed = table.number(2),
                                  .range = {.mean = table.number(3),
                                            .p05 = table.number(4),
                                            .p25 = table.number(5),
                                            .p50 = table.number(6),
                                            .p75 = table.number(7),
                                            .p95 = table.number(8)},
                                  .pit = table.number(9),
                                  .residual = table.number(10)});
  }
  return list;
}

}  // namespace

CalibrationData read_calibration(const fs::path& folder, nlohmann::ordered_json manifest) {
  return within(folder, [&] {
    CalibrationData data;
    data.manifest = std::move(manifest);
    data.scenario = read_scenario(folder);
    data.diagnostics = read_json(folder / "diagnostics.json");
    data.calendar = calendar_of(data.scenario);
    data.series = read_predicted(folder / "predictive.csv", data.calendar);
    return data;
  });
}

}  // namespace corridor::report
