// The replications of a run, from the first to the run folder.
#pragma once

#include <cstdint>
#include <filesystem>

#include "corridor/results/log_subject.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/scenario/scenario.hpp"

#include "commands.hpp"
#include "memory_limit.hpp"
#include "outcome_log.hpp"
#include "posterior.hpp"

namespace corridor::cli {

[[nodiscard]] std::uint64_t seed_of(const RunOptions& options, const scenario::Scenario& scenario);

/// Where the run is stored, as its user says it.
[[nodiscard]] std::filesystem::path place_of(const RunOptions& options, const scenario::Scenario& scenario);

/// What a log of this run is a log of.
[[nodiscard]] results::LogSubject subject_of(const RunOptions& options, const scenario::Scenario& scenario);

/// Runs the replications that `log` does not have, keeps their outcomes there, and stores and shows the run. The log is
/// removed when the run is complete. @param log null: nothing is kept
[[nodiscard]] ExitCode run_and_store(const RunOptions& options, const Loaded& loaded, results::RunFolder& folder,
                                     OutcomeLog* log, const MemoryLimit& limit);

}  // namespace corridor::cli
