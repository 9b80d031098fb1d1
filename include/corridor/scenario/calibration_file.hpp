// The file of a calibration: which values of a scenario are open, what is known of each beforehand, and how well its
// observed series are known. Reads no scenario and runs nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/scenario/prior.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/scenario/set_template.hpp"

namespace corridor::scenario {

/// A value that is open.
struct CalibratedParameter {
  std::string id;                 ///< its column in results
  std::vector<SetTemplate> sets;  ///< what it is in the scenario, with x in its unit
  std::vector<Place> set_places;  ///< where each of them is written
  Prior prior;
  std::string unit;
  std::string source;  ///< where the prior comes from
  Evidence evidence = Evidence::unstated;
  Place place;
};

/// plus + share x value.
struct ErrorSd {
  double plus = 0;   ///< in the unit of the series
  double share = 0;  ///< of the value
};

/// A series of the scenario that is to be met.
struct CalibrationTarget {
  std::string series;  ///< id of an [[observe]]
  double rounding = 0;
  ErrorSd error;
  ErrorSd discrepancy;
  Duration correlation{};
  Place place;
};

/// How many runs of which kind. None: as the method has it for so many parameters.
struct SearchEffort {
  std::optional<std::uint32_t> members;
  std::optional<std::uint32_t> iterations;
  std::optional<std::uint32_t> rounds;
  std::optional<std::uint32_t> points;
  std::optional<std::uint32_t> checks;
};

struct CalibrationFile {
  std::string title;
  std::filesystem::path base;  ///< as the program opens it: a folder or a file
  std::string base_as_written;
  std::optional<std::uint64_t> seed;  ///< none: the scenario's
  std::vector<CalibratedParameter> parameters;
  std::vector<CalibrationTarget> targets;
  SearchEffort effort;
  InputFile file;
};

/// Reads `path`. Throws ScenarioError with all diagnostics, IoError if the file cannot be read at all.
[[nodiscard]] CalibrationFile read_calibration(const std::filesystem::path& path);

/// Throws ScenarioError unless every target is an observed series of the scenario that has used points.
void expect_targets(const CalibrationFile& file, const Scenario& scenario);

}  // namespace corridor::scenario
