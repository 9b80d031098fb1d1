// manifest.json and the object of `--json`: what a run was made from and what it has come to. Writes no file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "corridor/results/run_writer.hpp"

#include "file.hpp"
#include "series_store.hpp"

namespace corridor::results {

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

/// What every manifest begins with: the program that made it, and what results are for.
[[nodiscard]] nlohmann::ordered_json program_part(const BuildInfo& build);
[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<OutputFile::Written>& files);
[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<FailedReplication>& failed, std::uint64_t seed);
/// Throws IoError.
void write_manifest(const std::filesystem::path& folder, const nlohmann::ordered_json& manifest);

/// Of a run or a comparison: what `sha256sum` prints of these files, hashed again.
[[nodiscard]] std::string result_hash_of(const std::vector<OutputFile::Written>& files);

[[nodiscard]] nlohmann::ordered_json manifest(const scenario::Scenario& scenario, const RunRequest& request,
                                              const BuildInfo& build, const Outcome& outcome);

}  // namespace corridor::results
