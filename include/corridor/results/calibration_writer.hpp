// A calibration -> the files of its folder. Runs nothing and prints nothing. The files are described in
// docs/calibration.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corridor/calibration/chain.hpp"
#include "corridor/calibration/study.hpp"
#include "corridor/calibration/verdict.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/scenario/calibration_file.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::results {

/// How the calibrator does on counts that the model has made.
struct CalibrationTrial {
  std::uint32_t sets = 0;
  std::uint32_t failed = 0;  ///< sets of which the calibration could not go on
  struct OfParameter {
    std::string id;
    std::vector<std::size_t> ranks;  ///< of the true value among calibration::sbc_draws draws
    double p = 1;                    ///< as calibration::uniformity states it
    std::uint32_t in_90 = 0;         ///< sets whose middle 90 % holds the true value
  };
  std::vector<OfParameter> parameters;
};

struct CalibrationResult {
  const scenario::CalibrationFile& file;
  const scenario::Scenario& scenario;
  const calibration::Study& study;
  const calibration::Calibration& calibration;
  const calibration::Verdict& verdict;
  std::uint64_t seed = 1;
  std::vector<FailedReplication> failed = {};
};

struct StoredCalibration {
  std::string result_hash;
  std::string json;  ///< manifest and diagnostics as one object
};

/// Writes posterior.csv, predictive.csv, diagnostics.json, scenario.json and manifest.json and publishes the folder.
/// Throws IoError.
[[nodiscard]] StoredCalibration write_calibration(RunFolder& folder, const CalibrationResult& result,
                                                  const BuildInfo& build);

/// Writes ranks.csv, diagnostics.json and manifest.json and publishes the folder. Throws IoError.
[[nodiscard]] StoredCalibration write_trial(RunFolder& folder, const scenario::CalibrationFile& file,
                                            const scenario::Scenario& scenario, const CalibrationTrial& trial,
                                            std::uint64_t seed, const BuildInfo& build);

}  // namespace corridor::results
