// manifest.json and the object of `--json`: what a run was made from and what it has come to. Writes no file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "corridor/results/run_writer.hpp"

#include "file.hpp"
#include "series_store.hpp"

namespace corridor::results {

/// What results are for, in every manifest.
inline constexpr std::string_view notice =
    "A planning scenario with synthetic parties: no record of real people, and no prediction of what they will do.";

/// What the manifest says beyond the scenario, the request and the build.
struct Outcome {
  std::uint32_t replications = 0;
  std::vector<FailedReplication> failed = {};
  Ending ending = Ending::complete;
  std::vector<ReachedPrecision> reached = {};
  bool has_detailed = false;  ///< the replication to be shown in detail is finished
  std::uint64_t events = 0;
  std::string result_hash = {};
  std::vector<OutputFile::Written> files = {};
  double wall_seconds = 0;
  std::vector<SeriesStore::Series> nothing = {};  ///< series that are 0 or do not apply throughout
  std::vector<statistics::SeriesFit> fits = {};
};

[[nodiscard]] nlohmann::ordered_json manifest(const scenario::Scenario& scenario, const RunRequest& request,
                                              const BuildInfo& build, const Outcome& outcome);

/// SHA-256 over the names and hashes of the inputs and the `--set` list: two runs that have it in common, and the seed,
/// the replications and the program, are the same run.
[[nodiscard]] std::string scenario_hash(std::span<const scenario::InputFile> inputs, std::span<const std::string> sets);

}  // namespace corridor::results
