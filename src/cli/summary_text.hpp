// The few figures of a run that everybody asks for first, as text. The rest is in the run folder.
#pragma once

#include <string>

#include "corridor/base/time.hpp"
#include "corridor/results/run_writer.hpp"

namespace corridor::cli {

/// A line per figure: its median over the replications and, if there are several, the range of 9 in 10 of them.
[[nodiscard]] std::string summary_text(const results::StoredRun& run, const Calendar& calendar);
/// When there was a gridlock, and through which links and stages; empty if there was none.
[[nodiscard]] std::string gridlock_text(const results::StoredRun& run, const Calendar& calendar);

}  // namespace corridor::cli
