// Which draw of a posterior each replication had, as a table of its own and in the manifest.
#pragma once

#include <cstdint>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "corridor/ensemble/parameter_draws.hpp"

#include "csv.hpp"
#include "table.hpp"

namespace corridor::results {

/// draws.csv, a replication at a time: number of the draw and values of the parameters. @pre the draws outlive it
class DrawsTable {
 public:
  DrawsTable(const std::filesystem::path& folder, const ensemble::ParameterDraws& draws);
  void add(std::uint32_t replication);
  [[nodiscard]] OutputFile::Written finish() { return file_.finish(); }

 private:
  const ensemble::ParameterDraws& draws_;
  TableFile file_;
  CsvLine line_;
};

/// draws.csv of the replications below `replications`.
[[nodiscard]] OutputFile::Written write_draws(const std::filesystem::path& folder,
                                              const ensemble::ParameterDraws& draws, std::uint32_t replications);

/// What a manifest says of them: the file, its hash, how many draws it holds, the parameters and the paths that they
/// set.
[[nodiscard]] nlohmann::ordered_json posterior_part(const ensemble::ParameterDraws& draws);

}  // namespace corridor::results
