// Observed series beside the simulation, and how well they fit beside two naive baselines, as text.
#pragma once

#include <string>

#include "corridor/base/time.hpp"
#include "corridor/results/run_writer.hpp"

namespace corridor::cli {

/// A table of about twelve used points for each series, and its line of errors. Empty if nothing is observed.
[[nodiscard]] std::string observation_text(const results::StoredRun& run, const Calendar& calendar);

}  // namespace corridor::cli
