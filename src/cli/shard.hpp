// A part of a run's replications, simulated by itself: every so manieth.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

#include "corridor/results/log_subject.hpp"
#include "corridor/scenario/scenario.hpp"

#include "commands.hpp"
#include "memory_limit.hpp"
#include "posterior.hpp"

namespace corridor::cli {

/// `3/10`, or what is wrong with it.
[[nodiscard]] std::variant<results::Shard, std::string> parse_shard(std::string_view text);

/// Simulates the shard that the options name and keeps it in `<place>.shard-3-of-10`, for `merge`.
[[nodiscard]] ExitCode run_shard(const RunOptions& options, const Loaded& loaded, const std::filesystem::path& place,
                                 const MemoryLimit& limit);

}  // namespace corridor::cli
