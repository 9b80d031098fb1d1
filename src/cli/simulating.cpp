#include "simulating.hpp"

#include <algorithm>
#include <new>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/ensemble/ensemble.hpp"

#include "heap.hpp"
#include "text.hpp"

namespace corridor::cli {

ExitCode within_memory(const std::string& wish, const std::string& path,
                       const std::function<ExitCode(const MemoryLimit&)>& simulate) {
  try {
    const MemoryLimit limit(wish);
    use_large_pages();
    try {
      return simulate(limit);
    } catch (const std::bad_alloc&) {
      const MemoryLimit::Lifted lifted(limit);
      throw OutOfMemory(fmt::format("reading {} and preparing its run takes more than {}", path, limit.text()));
    }
  } catch (const OutOfMemory& e) {
    spdlog::error("error: out of memory: {}; nothing is stored", e.what());
    return ExitCode::out_of_memory;
  }
}

unsigned threads_for(std::optional<unsigned> wish, std::uint32_t replications) {
  return std::min(wish ? *wish : ensemble::available_threads(), replications);
}

std::string command_for(const ScenarioOptions& scenario, std::uint64_t seed, std::uint32_t replication) {
  std::string command = "corridor run " + shell_word(scenario.path);
  for (const std::string& s : scenario.sets) {
    command += " --set " + shell_word(s);
  }
  return command + fmt::format(" --seed {} --only {} --out {}", seed, replication,
                               shell_word(fmt::format("out/replication-{}", replication)));
}

results::FailedReplication report_failure(const ScenarioOptions& scenario, std::uint64_t seed,
                                          std::uint32_t replication, const std::string& reason) {
  const std::string repeat = command_for(scenario, seed, replication);
  spdlog::error(
      "error: replication {} of {} with seed {} failed: {}\nThis is a fault of the program. To repeat it alone:\n  {}",
      replication, scenario.path, seed, reason, repeat);
  return {.index = replication, .reason = reason, .repeat = repeat};
}

}  // namespace corridor::cli
