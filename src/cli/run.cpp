#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/simulation/simulation.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "build_info.hpp"
#include "commands.hpp"
#include "interruption.hpp"
#include "load.hpp"
#include "observation_text.hpp"
#include "progress.hpp"
#include "summary_text.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

results::RunRequest request_of(const RunOptions& options, const scenario::Scenario& scenario) {
  return {.sets = options.scenario.sets,
          .seed = options.seed.value_or(scenario.seed),
          .first = options.only.value_or(0),
          .replications = options.replications,
          .trips = options.trips,
          .timeseries = options.timeseries.has_value(),
          .detailed = options.timeseries.value_or(options.only.value_or(0))};
}

/// Replacing a run must not delete the scenario that is about to be run.
void expect_outside(const fs::path& scenario, const fs::path& run_folder) {
  const fs::path inner = fs::weakly_canonical(scenario);
  const auto [outer_rest, inner_rest] = std::ranges::mismatch(run_folder, inner);
  if (outer_rest == run_folder.end()) {
    throw results::PlaceTaken(fmt::format("{} lies in {}: give another --out", inner.string(), run_folder.string()));
  }
}

std::string command_for(const RunOptions& options, const results::RunRequest& request, std::uint32_t replication) {
  std::string command = "corridor run " + shell_word(options.scenario.path);
  for (const std::string& s : options.scenario.sets) {
    command += " --set " + shell_word(s);
  }
  return command + fmt::format(" --seed {} --only {} --out {}", request.seed, replication,
                               shell_word(fmt::format("out/replication-{}", replication)));
}

/// One run from its first replication to its last.
class Run {
 public:
  Run(const RunOptions& options, const scenario::Scenario& scenario, results::RunFolder& folder)
      : options_(options),
        scenario_(scenario),
        request_(request_of(options, scenario)),
        writer_(scenario, folder, request_, build_info()),
        progress_(stderr, ::isatty(STDERR_FILENO) == 1, request_.replications, scenario.end) {}

  /// The run as stored; nothing if no replication finished.
  std::optional<results::StoredRun> execute() {
    const Interruption interruption;
    spdlog::info("running {} replication{} with seed {}", request_.replications, request_.replications == 1 ? "" : "s",
                 request_.seed);
    std::uint32_t done = 0;
    for (; done < request_.replications && !Interruption::is_requested(); ++done) {
      run_replication(request_.first + done);
    }
    is_interrupted_ = done < request_.replications;
    progress_.clear();
    if (done == failed_) {
      return std::nullopt;
    }
    return writer_.finish(is_interrupted_);
  }

  [[nodiscard]] ExitCode exit_code() const {
    if (failed_ > 0) {
      return ExitCode::replication_failed;
    }
    return is_interrupted_ ? ExitCode::interrupted : ExitCode::ok;
  }

 private:
  struct Finished {
    statistics::RunResult result;
    std::uint64_t events = 0;
  };

  void run_replication(std::uint32_t index) {
    if (const std::optional<Finished> finished = simulate(index)) {
      writer_.add(index, finished->result, finished->events);
      progress_.finish_replication(finished->events);
    } else {
      progress_.finish_replication(0);
    }
  }

  /// Nothing if the replication failed: the others go on.
  std::optional<Finished> simulate(std::uint32_t index) {
    try {
      statistics::RunStatistics statistics(scenario_);
      record::Observers observers;
      observers.add(statistics);
      observers.add(progress_);
      if (record::Observer* further = writer_.observer_for(index)) {
        observers.add(*further);
      }
      const simulation::RunInfo info = simulation::run(model_, {.seed = request_.seed, .index = index}, observers);
      return Finished{statistics.finish(), info.events};
    } catch (const IoError&) {
      throw;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& e) {
      note_failure(index, e.what());
      return std::nullopt;
    }
  }

  void note_failure(std::uint32_t index, const std::string& reason) {
    const std::string repeat = command_for(options_, request_, index);
    progress_.clear();
    spdlog::error(
        "error: replication {} with seed {} failed: {}\nThis is a fault of the program. To repeat it alone:\n  {}",
        index, request_.seed, reason, repeat);
    writer_.add_failed({.index = index, .reason = reason, .repeat = repeat});
    ++failed_;
  }

  const RunOptions& options_;
  const scenario::Scenario& scenario_;
  simulation::Model model_{scenario_};
  results::RunRequest request_;
  results::RunWriter writer_;
  Progress progress_;
  std::uint32_t failed_ = 0;
  bool is_interrupted_ = false;
};

void show(const results::StoredRun& stored, const RunOptions& options, const scenario::Scenario& scenario,
          const fs::path& place) {
  const std::string where =
      fmt::format("results in {} (result hash {})", place.string(), stored.result_hash.substr(0, 12));
  if (options.json) {
    print(results::to_json(stored, scenario.calendar));
    spdlog::info("{}", where);
  } else {
    print(fmt::format("{}\n{}{}\n{}\n", scenario.title, summary_text(stored, scenario.calendar),
                      observation_text(stored, scenario.calendar), where));
  }
}

}  // namespace

ExitCode run(const RunOptions& options) {
  const scenario::Scenario scenario = load(options.scenario);
  const fs::path place = options.out.empty() ? fs::path("out") / scenario.folder_name : fs::path(options.out);
  results::RunFolder folder(place, options.force ? results::IfFinished::replace : results::IfFinished::refuse);
  expect_outside(options.scenario.path, folder.place());
  Run run(options, scenario, folder);
  const std::optional<results::StoredRun> stored = run.execute();
  if (!stored) {
    spdlog::error("error: no replication finished: nothing is stored");
    return run.exit_code();
  }
  if (run.exit_code() == ExitCode::interrupted) {
    spdlog::warn("interrupted: {} of {} replications are finished and stored", stored->replications,
                 options.replications);
  }
  show(*stored, options, scenario, place);
  return run.exit_code();
}

}  // namespace corridor::cli
