// What the commands share that simulate: a bound for memory, threads, and what is said of a replication that fails.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "corridor/results/run_writer.hpp"

#include "commands.hpp"
#include "memory_limit.hpp"

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

}  // namespace corridor::cli
