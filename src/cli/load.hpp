// A scenario from the command line: read and checked by everybody who has something to check.
#pragma once

#include "corridor/scenario/scenario.hpp"

#include "commands.hpp"

namespace corridor::cli {

/// Throws ScenarioError with everything that is wrong, IoError if a file cannot be read.
[[nodiscard]] scenario::Scenario load(const ScenarioOptions& options);

}  // namespace corridor::cli
