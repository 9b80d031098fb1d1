// What the commands share that simulate: a bound for memory, threads, other ranks, what is said of a replication that
// fails, and of how to go on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corridor/ensemble/ensemble.hpp"
#include "corridor/results/run_writer.hpp"

#include "commands.hpp"
#include "memory_limit.hpp"
#include "outcome_log.hpp"

namespace corridor::cli {

/// Simulates within the limit that is wished for; what it ends with, or `out_of_memory`. `path` is named then.
[[nodiscard]] ExitCode within_memory(const std::string& wish, const std::string& path,
                                     const std::function<ExitCode(const MemoryLimit&)>& simulate);

/// How many replications to run at once: as many as are wished for, or as there are processors, and no more than there
/// are.
[[nodiscard]] unsigned threads_for(std::optional<unsigned> wish, std::uint32_t replications);

/// Runs one replication alone.
[[nodiscard]] std::string command_for(const ScenarioOptions& scenario, std::uint64_t seed, std::uint32_t replication);

/// Says that it failed and how to repeat it.
[[nodiscard]] results::FailedReplication report_failure(const ScenarioOptions& scenario, std::uint64_t seed,
                                                        std::uint32_t replication, const std::string& reason);

/// What --resume and --force say of a log that is there.
[[nodiscard]] IfBegun if_begun(bool is_resumed, bool is_forced);

/// Goes on with a run that has been ended before its time.
[[nodiscard]] std::string resume_command(const RunOptions& options, std::uint64_t seed);
[[nodiscard]] std::string resume_command(const CompareOptions& options, std::uint64_t seed);

/// What `simulate` ends with. Where it cannot write, adds to the error that what is finished is kept, and `command` to
/// go on, if there is a log with anything in it; an empty one is removed.
[[nodiscard]] ExitCode saying_how_to_go_on(std::optional<OutcomeLog>& log, const std::string& command,
                                           const std::function<ExitCode()>& simulate);

/// Simulates what rank 0 wants of these models; says and stores nothing. @pre Ranks::is_helper()
[[nodiscard]] ExitCode assist(const std::vector<ensemble::ModelOf>& models, std::uint64_t seed);

}  // namespace corridor::cli
