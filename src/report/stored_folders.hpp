// The folders that a report is made of, read.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "calibration_data.hpp"
#include "forecast_data.hpp"
#include "run_data.hpp"

namespace corridor::report {

struct StoredFolders {
  std::vector<RunData> runs;  ///< in the order given
  std::optional<ComparisonData> comparison;
  std::vector<ForecastData> forecasts;
  std::vector<CalibrationData> calibrations;
};

/// @pre at least one. Throws NotReportable, also for two comparisons, IncompatibleFolder, IoError.
[[nodiscard]] StoredFolders read_folders(std::span<const std::filesystem::path> folders);

}  // namespace corridor::report
