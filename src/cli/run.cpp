#include <algorithm>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/simulation/simulation.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "build_info.hpp"
#include "commands.hpp"
#include "heap.hpp"
#include "interruption.hpp"
#include "load.hpp"
#include "memory_limit.hpp"
#include "observation_text.hpp"
#include "progress.hpp"
#include "summary_text.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

results::Details details_of(const RunOptions& options) {
  if (options.trips.empty()) {
    return results::Details::none;
  }
  return options.trips == "ends" ? results::Details::trip_ends : results::Details::all;
}

results::RunRequest request_of(const RunOptions& options, const scenario::Scenario& scenario) {
  return {.sets = options.scenario.sets,
          .seed = options.seed.value_or(scenario.seed),
          .first = options.only.value_or(0),
          .replications = options.replications,
          .details = details_of(options),
          .road = options.road,
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

/// Tells every fact to all who listen, and looks at every few thousandth whether the replication is to be given up. One
/// that is not given up is as it would be without.
class Listeners final : public record::Observer {
 public:
  Listeners(statistics::RunStatistics& statistics, Progress& progress, record::Observer* further)
      : statistics_(statistics), progress_(progress), further_(further) {}

  /// Throws ReplicationGivenUp.
  void on(const record::Fact& fact) override {
    statistics_.on(fact);
    if (std::holds_alternative<record::SampleTaken>(fact)) {  // no other moves the bar
      progress_.on(fact);
    }
    if (further_ != nullptr) {
      further_->on(fact);
    }
    if (++facts_ % facts_between_looks == 0 && Interruption::is_overdue()) [[unlikely]] {
      throw ReplicationGivenUp();
    }
  }

  void expect(VehicleId vehicle) override { statistics_.expect(vehicle); }
  void expect(PartyId party) override { statistics_.expect(party); }

 private:
  static constexpr std::uint32_t facts_between_looks = 4096;

  statistics::RunStatistics& statistics_;
  Progress& progress_;
  record::Observer* further_;
  std::uint32_t facts_ = 0;
};

/// One run from its first replication to its last.
class Run {
 public:
  Run(const RunOptions& options, const scenario::Scenario& scenario, results::RunFolder& folder,
      const MemoryLimit& limit)
      : options_(options),
        scenario_(scenario),
        limit_(limit),
        request_(request_of(options, scenario)),
        writer_(scenario, folder, request_, build_info()),
        progress_(stderr, is_terminal(stderr), request_.replications, scenario.end) {}

  /// The run as stored; nothing if no replication finished.
  std::optional<results::StoredRun> execute() {
    spdlog::info("running {} replication{} with seed {}", request_.replications, request_.replications == 1 ? "" : "s",
                 request_.seed);
    while (done_ < request_.replications && ending_ == Ending::complete) {
      if (Interruption::is_requested()) {
        ending_ = Ending::interrupted;
      } else {
        run_replication(request_.first + done_);
      }
    }
    progress_.clear();
    const MemoryLimit::Lifted lifted(limit_);
    const bool is_any_finished = done_ > failed_;
    if (ending_ != Ending::complete) {
      say_what_is_missing();
    } else if (!is_any_finished) {
      spdlog::error("error: no replication finished: nothing is stored");
    }
    return is_any_finished ? std::optional(writer_.finish(ending_)) : std::nullopt;
  }

  [[nodiscard]] ExitCode exit_code() const {
    if (failed_ > 0) {
      return ExitCode::replication_failed;
    }
    switch (ending_) {
      case Ending::interrupted:
        return ExitCode::interrupted;
      case Ending::out_of_memory:
        return ExitCode::out_of_memory;
      case Ending::complete:
        break;
    }
    return ExitCode::ok;
  }

 private:
  using Ending = results::Ending;
  struct Finished {
    statistics::RunResult result;
    std::uint64_t events = 0;
  };

  void run_replication(std::uint32_t index) {
    const std::optional<Finished> finished = simulate(index);
    if (ending_ != Ending::complete) {
      writer_.drop(index);
      return;
    }
    if (finished) {
      const MemoryLimit::Lifted lifted(limit_);  // half of a replication must not be stored
      writer_.add(index, finished->result, finished->events);
    }
    progress_.finish_replication(finished ? finished->events : 0);
    ++done_;
  }

  /// Nothing if the replication failed: the others go on. Or if it was not finished: then nothing goes on.
  std::optional<Finished> simulate(std::uint32_t index) {
    try {
      statistics::RunStatistics statistics(scenario_);
      Listeners listeners(statistics, progress_, writer_.observer_for(index));
      const simulation::Replication replication{.seed = request_.seed, .index = index};
      const simulation::RunInfo info = simulation::run(model_, replication, listeners, request_.cell_for(index));
      return Finished{statistics.finish(), info.events};
    } catch (const IoError&) {
      throw;
    } catch (const ReplicationGivenUp&) {
      ending_ = Ending::interrupted;
    } catch (const std::bad_alloc&) {
      ending_ = Ending::out_of_memory;
    } catch (const std::exception& e) {
      note_failure(index, e.what());
    }
    return std::nullopt;
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

  void say_what_is_missing() const {
    const std::uint32_t next = request_.first + done_;
    if (ending_ == Ending::out_of_memory) {
      spdlog::error(
          "error: out of memory: simulating replication {} with seed {} takes more than {}\n"
          "Memory goes into people, links and stages, and rows of the time series: a smaller `population` or a longer "
          "`sample` needs less, --memory-limit gives more",
          next, request_.seed, limit_.text());
    }
    const std::uint32_t finished = done_ - failed_;
    const std::string_view ended = ending_ == Ending::interrupted ? "interrupted" : "ended early";
    if (finished == 0) {
      spdlog::warn("{}: no replication is finished, so nothing is stored. To begin again:\n  {}", ended,
                   command_for(options_, request_, next));
      return;
    }
    spdlog::warn(
        "{}: {} of {} replications are finished and stored. The others can be run one by one, from {} to {}:\n  {}",
        ended, finished, request_.replications, next, request_.first + request_.replications - 1,
        command_for(options_, request_, next));
  }

  const RunOptions& options_;
  const scenario::Scenario& scenario_;
  const MemoryLimit& limit_;
  simulation::Model model_{scenario_};
  results::RunRequest request_;
  results::RunWriter writer_;
  Progress progress_;
  std::uint32_t done_ = 0;  ///< finished or failed
  std::uint32_t failed_ = 0;
  Ending ending_ = Ending::complete;
};

void show(const results::StoredRun& stored, const RunOptions& options, const scenario::Scenario& scenario,
          const fs::path& place) {
  const std::string where =
      fmt::format("results in {} (result hash {})", place.string(), stored.result_hash.substr(0, 12));
  if (options.json) {
    print(results::to_json(stored, scenario.calendar));
    spdlog::info("{}", where);
  } else {
    print(fmt::format("{}\n{}{}{}\n{}\n", scenario.title, summary_text(stored, scenario.calendar),
                      gridlock_text(stored, scenario.calendar), observation_text(stored, scenario.calendar), where));
  }
}

ExitCode run_within(const MemoryLimit& limit, const RunOptions& options) {
  const scenario::Scenario scenario = load(options.scenario);
  const fs::path place = options.out.empty() ? fs::path("out") / scenario.folder_name : fs::path(options.out);
  results::RunFolder folder(place, options.force ? results::IfFinished::replace : results::IfFinished::refuse);
  const Interruption interruption(folder);
  expect_outside(options.scenario.path, folder.place());
  Run run(options, scenario, folder, limit);
  if (const std::optional<results::StoredRun> stored = run.execute()) {
    const MemoryLimit::Lifted lifted(limit);
    show(*stored, options, scenario, place);
  }
  return run.exit_code();
}

}  // namespace

ExitCode run(const RunOptions& options) {
  try {
    const MemoryLimit limit(options.memory_limit);
    use_large_pages();
    try {
      return run_within(limit, options);
    } catch (const std::bad_alloc&) {
      const MemoryLimit::Lifted lifted(limit);
      throw OutOfMemory(
          fmt::format("reading {} and preparing its run takes more than {}", options.scenario.path, limit.text()));
    }
  } catch (const OutOfMemory& e) {
    spdlog::error("error: out of memory: {}; nothing is stored", e.what());
    return ExitCode::out_of_memory;
  }
}

}  // namespace corridor::cli
