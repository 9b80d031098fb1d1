#include <filesystem>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/ensemble/ensemble.hpp"
#include "corridor/ensemble/ranks.hpp"

#include "commands.hpp"
#include "interruption.hpp"
#include "load.hpp"
#include "posterior.hpp"
#include "replications.hpp"
#include "shard.hpp"
#include "simulating.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

/// A run of one replication has nothing to go on with.
bool has_log(const RunOptions& options) {
  return options.replications > 1;
}

ExitCode run_within(const MemoryLimit& limit, const RunOptions& options) {
  const Loaded loaded = load_all({options.scenario}, options.seed);
  const scenario::Scenario& scenario = loaded.scenarios.front();
  if (ensemble::Ranks::is_helper()) {
    return assist({models_of(loaded)}, loaded.seed);
  }
  const fs::path place = place_of(options, scenario);
  if (!options.shard.empty()) {
    return run_shard(options, loaded, place, limit);
  }
  expect_applicable(loaded, {.first = options.only.value_or(0),
                             .replications = options.replications,
                             .threads = threads_for(options.threads, options.replications)});
  const fs::path log_path = unfinished_log(place);
  const bool is_resumed = options.resume && fs::exists(log_path);
  results::RunFolder folder(place,
                            options.force || is_resumed ? results::IfFinished::replace : results::IfFinished::refuse);
  const Interruption interruption(&folder);
  expect_outside(options.scenario.path, folder.place());
  std::optional<OutcomeLog> log;
  if (has_log(options)) {
    log.emplace(log_path, subject_of(options, scenario), if_begun(options.resume, options.force));
    folder.remove_leftovers();
  }
  return saying_how_to_go_on(log, resume_command(options, loaded.seed),
                             [&] { return run_and_store(options, loaded, folder, log ? &*log : nullptr, limit); });
}

}  // namespace

ExitCode run(const RunOptions& options) {
  return within_memory(options.memory_limit, options.scenario.path,
                       [&](const MemoryLimit& limit) { return run_within(limit, options); });
}

}  // namespace corridor::cli
