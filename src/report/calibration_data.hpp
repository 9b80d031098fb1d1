// A stored calibration as plain tables in memory, with times as hours since the start of the scenario. Computes
// nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "corridor/base/time.hpp"

#include "run_data.hpp"

namespace corridor::report {

/// A count beside the direct runs.
struct PredictedPoint {
  double time = 0;  ///< [h]
  double observed = 0;
  Range range = {};  ///< of the runs, without the error of the count; Range::n is 0
  double pit = 0;
  double residual = 0;
};

struct PredictedSeries {
  std::string id;
  std::vector<PredictedPoint> points;
};

struct CalibrationData {
  nlohmann::ordered_json manifest;
  nlohmann::ordered_json scenario;     ///< scenario.json
  nlohmann::ordered_json diagnostics;  ///< diagnostics.json
  Calendar calendar;
  std::vector<PredictedSeries> series;
};

/// Throws IncompatibleFolder, IoError.
[[nodiscard]] CalibrationData read_calibration(const std::filesystem::path& folder, nlohmann::ordered_json manifest);

}  // namespace corridor::report
