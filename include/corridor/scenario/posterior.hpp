// The draws of a posterior as `corridor calibrate` stores them, or somebody else: what each of them sets in a scenario,
// and how much it counts. Reads no scenario, chooses no draw and runs nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::scenario {

/// One row of posterior.csv.
struct PosteriorDraw {
  std::uint64_t number = 0;         ///< in the column `draw`
  double weight = 0;                ///< not negative; only ratios count
  std::vector<double> values;       ///< of the parameters, each in its own unit
  std::vector<std::string> sets;    ///< what it sets, as `--set` takes it; these count, the values are for the reader
  std::vector<std::size_t> begins;  ///< where in the cell `sets` each of them begins [bytes]
  Place place;                      ///< of the cell `sets`, without its quotes

  /// Where number `set` of `sets` is written.
  [[nodiscard]] Place place_of(std::size_t set) const;
};

/// posterior.csv has the columns `draw`, `weight`, `sets` and one for each parameter, by its id. `sets` holds one or
/// more assignments with a semicolon between them: `site.gate.desk.servers=3;link.bypass.lanes=2`. Every draw sets the
/// same paths, so the file can be applied to any scenario that has them, without the calibration that it comes from.
struct Posterior {
  std::vector<std::string> parameters;  ///< ids, in the order of their columns
  std::vector<PosteriorDraw> draws;     ///< at least one of them with a weight above 0
  std::vector<std::string> paths;       ///< that each draw sets, in order
  std::string path;                     ///< as it was asked for
  InputFile file;                       ///< under the name `--posterior`, wherever it lies
};

/// Reads a file, or the posterior.csv of a folder of `corridor calibrate`. Throws ScenarioError with all diagnostics,
/// IoError if the file cannot be read at all.
[[nodiscard]] Posterior read_posterior(const std::filesystem::path& path);

}  // namespace corridor::scenario
