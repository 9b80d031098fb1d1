// A scenario from the command line: read and checked by everybody who has something to check.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

#include "corridor/base/error.hpp"
#include "corridor/scenario/scenario.hpp"

#include "commands.hpp"

namespace corridor::cli {

/// Throws ScenarioError with everything that is wrong, IoError if a file cannot be read.
[[nodiscard]] scenario::Scenario load(const ScenarioOptions& options);

/// The same without a word about it, nor about warnings.
[[nodiscard]] scenario::Scenario read_and_check(const ScenarioOptions& options);

/// In which of the `--set`s a place is, from 0; none: it is in a file.
[[nodiscard]] std::optional<std::size_t> set_of(const Place& place);

/// Replacing a run must not delete the scenario that is about to be run. Throws results::PlaceTaken.
void expect_outside(const std::filesystem::path& scenario, const std::filesystem::path& run_folder);

}  // namespace corridor::cli
