// What variants change -> the files of a comparison folder. Runs nothing and prints nothing. The files are described in
// docs/run-folder.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corridor/ensemble/paired.hpp"
#include "corridor/ensemble/parameter_draws.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::results {

/// A scenario of a comparison, as it was run.
struct ComparedScenario {
  std::string name;
  std::string title;
  std::string scenario_hash;
  std::string figures_hash;  ///< of all its figures: two scenarios that have it in common differ in nothing
};

/// What was run. @pre `figures` are of the scenario
[[nodiscard]] ComparedScenario compared_scenario(const scenario::Scenario& scenario,
                                                 const std::vector<std::string>& sets,
                                                 const ensemble::FigureTable& figures);

struct ComparedVariant {
  ComparedScenario scenario;
  std::vector<ensemble::ComparedFigure> figures;  ///< that it shares with the base, by place, group and measure
  std::string sentence = {};                      ///< what it changes for people, in words
};

struct Comparison {
  ComparedScenario base;
  std::vector<ComparedVariant> variants;
  std::vector<std::string> sets;     ///< `--set` as given, of all
  ensemble::SharedDraws draws = {};  ///< parameters of the replications of all; null: those of the scenarios
  std::uint64_t seed = 1;
  std::uint32_t replications = 0;
  std::vector<FailedReplication> failed;
};

struct StoredComparison {
  std::string result_hash;
  std::string json;  ///< manifest and figures as one object
};

/// Writes comparison.csv, manifest.json and scenario.json, which describes the base, and publishes the folder. Throws
/// IoError.
[[nodiscard]] StoredComparison write_comparison(RunFolder& folder, const Comparison& comparison,
                                                const scenario::Scenario& base, const BuildInfo& build);

}  // namespace corridor::results
