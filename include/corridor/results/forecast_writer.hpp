// A forecast -> the files of its folder. Runs nothing and prints nothing. The files are described in docs/forecast.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corridor/forecast/forecast.hpp"
#include "corridor/forecast/members.hpp"
#include "corridor/forecast/verification.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::results {

struct ForecastResult {
  const scenario::Scenario& whole;  ///< as it is in the files
  const forecast::Members& members;
  const forecast::Forecast& forecast;
  const std::vector<forecast::Verification>& verifications;
  std::vector<FailedReplication> failed;
  std::uint64_t events = 0;
};

struct StoredForecast {
  std::string result_hash;
  std::string json;  ///< manifest, times and scores as one object
};

/// Writes forecast.csv, times.csv, members.csv, counts.csv, scores.csv (if counts came later), information.json,
/// scenario.json and manifest.json and publishes the folder. Throws IoError.
[[nodiscard]] StoredForecast write_forecast(RunFolder& folder, const ForecastResult& result, const BuildInfo& build);

}  // namespace corridor::results
