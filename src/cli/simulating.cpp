#include "simulating.hpp"

#include <algorithm>
#include <new>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/ensemble/ensemble.hpp"
#include "corridor/ensemble/ranks.hpp"

#include "heap.hpp"
#include "interruption.hpp"
#include "posterior.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

/// An option as often as there are values.
std::string words(const char* option, const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    text += fmt::format(" {} {}", option, shell_word(value));
  }
  return text;
}

/// An option, if it has a value.
std::string word(const char* option, const std::string& value) {
  return value.empty() ? "" : fmt::format(" {} {}", option, shell_word(value));
}

}  // namespace

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
  return "corridor run " + shell_word(scenario.path) + words("--set", scenario.sets) +
         word("--posterior", scenario.posterior) +
         fmt::format(" --seed {} --only {} --out {}", seed, replication,
                     shell_word(fmt::format("out/replication-{}", replication)));
}

results::FailedReplication report_failure(const ScenarioOptions& scenario, std::uint64_t seed,
                                          std::uint32_t replication, const std::string& reason) {
  const std::string repeat = command_for(scenario, seed, replication);
  const char* whose = reason.starts_with(unsound_draw) ? "" : "This is a fault of the program. ";
  spdlog::error("error: replication {} of {} with seed {} failed: {}\n{}To repeat it alone:\n  {}", replication,
                scenario.path, seed, reason, whose, repeat);
  return {.index = replication, .reason = reason, .repeat = repeat};
}

IfBegun if_begun(bool is_resumed, bool is_forced) {
  if (is_resumed) {
    return IfBegun::take_up;
  }
  return is_forced ? IfBegun::begin_anew : IfBegun::refuse;
}

std::string resume_command(const RunOptions& options, std::uint64_t seed) {
  std::string command = "corridor run " + shell_word(options.scenario.path) + words("--set", options.scenario.sets) +
                        word("--posterior", options.scenario.posterior) +
                        fmt::format(" --replications {} --seed {}", options.replications, seed) +
                        words("--until", options.until);
  if (options.timeseries) {
    command += fmt::format(" --timeseries {}", *options.timeseries);
  }
  if (!options.trips.empty()) {
    command += options.trips == "all" ? " --trips" : " --trips=" + options.trips;
  }
  command += options.road ? " --road" : "";
  if (!options.shard.empty()) {
    command += " --shard " + options.shard;
  }
  return command + word("--out", options.out) + " --resume";
}

std::string resume_command(const CompareOptions& options, std::uint64_t seed) {
  std::string command = "corridor compare " + shell_word(options.base);
  for (const std::string& variant : options.variants) {
    command += ' ' + shell_word(variant);
  }
  return command + words("--set", options.sets) + word("--posterior", options.posterior) +
         fmt::format(" --replications {} --seed {}", options.replications, seed) + word("--out", options.out) +
         " --resume";
}

ExitCode saying_how_to_go_on(std::optional<OutcomeLog>& log, const std::string& command,
                             const std::function<ExitCode()>& simulate) {
  try {
    return simulate();
  } catch (const IoError& e) {
    if (!log) {
      throw;
    }
    if (log->is_empty()) {
      log->remove();
      throw;
    }
    throw IoError(
        fmt::format("{}\nWhat is finished is in {}. To go on:\n  {}", e.what(), log->path().string(), command));
  }
}

ExitCode assist(const std::vector<ensemble::ModelOf>& models, std::uint64_t seed) {
  const Interruption interruption(nullptr);
  ensemble::assist(models, seed, {.is_to_give_up = Interruption::is_overdue});
  return ExitCode::ok;
}

}  // namespace corridor::cli
