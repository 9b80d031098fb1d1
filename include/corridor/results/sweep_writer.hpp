// The replications of a sweep in its store -> the files of its folder. Runs nothing and prints nothing. The files are
// described in docs/sweep.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corridor/ensemble/parameter_draws.hpp"
#include "corridor/results/experiment_store.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/scenario/experiment.hpp"
#include "corridor/statistics/ensemble_quantiles.hpp"
#include "corridor/statistics/measure.hpp"

namespace corridor::results {

/// A sweep, as it was run.
struct Sweep {
  scenario::Experiment experiment;
  std::string base_path;  ///< as it is opened
  std::string base_title;
  std::string base_hash;  ///< of the base scenario without factors
  std::vector<scenario::InputFile> base_inputs;
  std::vector<std::string> sets;     ///< `--set` as given, of all points
  ensemble::SharedDraws draws = {};  ///< parameters of the replications of all points; null: those of the scenarios
  std::uint64_t seed = 1;
  SweptDesign design;

  /// The command that runs one replication of a point alone.
  std::function<std::string(std::size_t point, std::uint32_t replication)> repeat;

  [[nodiscard]] ReplicationKey key(std::size_t point, std::uint32_t replication) const {
    return {.scenario_hash = design.points[point].scenario_hash, .seed = seed, .replication = replication};
  }
};

/// One figure over the replications of a point.
struct PointFigure {
  std::size_t point = 0;
  std::string place;
  std::string group;
  statistics::Measure measure{};
  statistics::EnsembleQuantiles over_replications;
  double half_width = 0;  ///< of the 95 % interval of the mean; NaN: fewer than two values
};

struct StoredSweep {
  std::string result_hash;
  std::string manifest;  ///< the text of manifest.json
  std::uint64_t failed = 0;
};

/// The factors of an experiment as its tables show them.
[[nodiscard]] std::vector<SweptFactor> swept_factors(const scenario::Experiment& experiment,
                                                     const std::vector<design::ExperimentPoint>& points);

/// What the store of a sweep is described with.
[[nodiscard]] std::string subject_of(const Sweep& sweep, const BuildInfo& build);

/// Throws OtherVersion unless a program of this version described it, OtherSubject with everything in which `there`,
/// the subject of the store `file`, and the sweep differ, IoError if it is no subject.
void expect_same(const std::string& there, const Sweep& sweep, const BuildInfo& build, const std::string& file);

/// Whether replications of a store with this subject can be those of the sweep: the same program stored the same
/// figures of them.
[[nodiscard]] bool is_of_use(const std::string& there, const Sweep& sweep, const BuildInfo& build);

/// Writes design.csv, results.csv, points.csv and manifest.json. Tells every figure of points.csv, in its order. Throws
/// IoError. @pre every replication of the sweep is in the store
[[nodiscard]] StoredSweep write_sweep(const RunFolder& folder, const Sweep& sweep, const ExperimentStore& store,
                                      const BuildInfo& build, const std::function<void(const PointFigure&)>& tell);

/// Where the store of a sweep is while it is not finished.
[[nodiscard]] std::filesystem::path unfinished_store(const std::filesystem::path& place);
/// Where it is afterwards.
[[nodiscard]] std::filesystem::path finished_store(const std::filesystem::path& place);

/// Puts the store into the folder and publishes it. Throws IoError. @pre the store is not open
void publish_sweep(RunFolder& folder);

/// One JSON object: manifest and the figures of points.csv.
[[nodiscard]] std::string to_json(const StoredSweep& sweep, const std::vector<PointFigure>& figures);

}  // namespace corridor::results
