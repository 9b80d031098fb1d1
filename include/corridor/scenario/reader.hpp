// A scenario's folder or file -> a valid Scenario, or every error at once. Runs nothing.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/scenario/knowledge.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::scenario {

/// Reads `path` (a folder with scenario.toml, or that file) and applies `sets` (`key=value`, value in TOML or bare
/// text; errors in them are placed at `--set[1]`, ...). Throws ScenarioError with all diagnostics (exit 3), IoError if
/// a file cannot be read at all (exit 5; a path that does not exist is a ScenarioError).
[[nodiscard]] Scenario read(const std::filesystem::path& path, const std::vector<std::string>& sets = {});

/// A value of the files, or of a `set` before, that a `--set` replaces.
struct ReplacedValue {
  std::size_t set = 0;  ///< position of the `--set` that does
  std::string path;     ///< of the value: without `*`, and down to it if the `--set` replaces a table
  std::string text;     ///< as written
  Place place;          ///< where
};

/// What is to be otherwise than in the files, and who is to hear what they say.
struct Edits {
  std::vector<std::string> sets = {};                               ///< as above
  std::function<bool(const WrittenChange&)> keeps_change = {};      ///< the others are left out; empty: all are kept
  std::function<bool(const WrittenIncident&)> keeps_incident = {};  ///< likewise
  std::string variant = {};                        ///< TOML of a variant without `base`, laid over it all
  std::string variant_name = "variant";            ///< in its errors
  std::vector<WrittenValue>* values = nullptr;     ///< where they are listed; null: nowhere
  std::vector<ReplacedValue>* replaced = nullptr;  ///< where what `sets` replace is listed; null: nowhere
};
/// As above, with the edits.
[[nodiscard]] Scenario read(const std::filesystem::path& path, const Edits& edits);

}  // namespace corridor::scenario
