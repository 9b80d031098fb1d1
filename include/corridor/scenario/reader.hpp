// A scenario's folder or file -> a valid Scenario, or every error at once. Runs nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "corridor/scenario/scenario.hpp"

namespace corridor::scenario {

/// Reads `path` (a folder with scenario.toml, or that file) and applies `sets` (`key=value`, value in TOML or bare
/// text; errors in them are placed at `--set[1]`, ...). Throws ScenarioError with all diagnostics (exit 3), IoError if
/// a file cannot be read at all (exit 5; a path that does not exist is a ScenarioError).
[[nodiscard]] Scenario read(const std::filesystem::path& path, const std::vector<std::string>& sets = {});

}  // namespace corridor::scenario
