#include "replications.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/ensemble/ensemble.hpp"
#include "corridor/ensemble/stop_rule.hpp"
#include "corridor/simulation/simulation.hpp"

#include "build_info.hpp"
#include "interruption.hpp"
#include "observation_text.hpp"
#include "progress.hpp"
#include "report_files.hpp"
#include "simulating.hpp"
#include "summary_text.hpp"
#include "terminal.hpp"
#include "text.hpp"
#include "until.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

results::Details details_of(const RunOptions& options) {
  if (options.trips.empty()) {
    return results::Details::none;
  }
  return options.trips == "ends" ? results::Details::trip_ends : results::Details::all;
}

results::RunRequest request_of(const RunOptions& options, const Loaded& loaded) {
  return {.sets = options.scenario.sets,
          .draws = loaded.draws,
          .seed = loaded.seed,
          .first = options.only.value_or(0),
          .replications = options.replications,
          .details = details_of(options),
          .road = options.road,
          .timeseries = options.timeseries.has_value(),
          .detailed = options.timeseries.value_or(options.only.value_or(0))};
}

/// @pre they have been checked
std::vector<ensemble::Precision> precisions_of(const RunOptions& options) {
  std::vector<ensemble::Precision> list;
  for (const std::string& text : options.until) {
    list.push_back(std::get<ensemble::Precision>(parse_until(text)));
  }
  return list;
}

/// One run from its first replication to its last.
class Run {
 public:
  Run(const RunOptions& options, const Loaded& loaded, results::RunFolder& folder, OutcomeLog* log,
      const MemoryLimit& limit)
      : options_(options),
        loaded_(loaded),
        log_(log),
        limit_(limit),
        request_(request_of(options, loaded)),
        writer_(loaded.scenarios.front(), folder, request_, build_info()),
        progress_(stderr, is_terminal(stderr), request_.replications, loaded.scenarios.front().end),
        rule_(precisions_of(options)) {}

  /// The run as stored; nothing if no replication finished.
  std::optional<results::StoredRun> execute() {
    const ensemble::Plan plan{request_.seed, request_.first, request_.replications,
                              threads_for(options_.threads, request_.replications)};
    spdlog::info("running {}{} replication{} with seed {}{}", options_.until.empty() ? "" : "at most ",
                 request_.replications, request_.replications == 1 ? "" : "s", request_.seed,
                 log_ != nullptr && log_->known() > 0 ? fmt::format(", of which {} are there", log_->known()) : "");
    ensemble::run(models_, plan, hooks(plan), [this](ensemble::Outcome&& outcome) { return take(std::move(outcome)); });
    if (Interruption::is_requested() && done_ < request_.replications && !rule_.is_met()) {
      ending_ = Ending::interrupted;
    }
    progress_.clear();
    const MemoryLimit::Lifted lifted(limit_);
    const bool is_any_finished = done_ > failed_;
    say_how_well();
    if (ending_ != Ending::complete) {
      say_what_is_missing();
    } else if (!is_any_finished) {
      spdlog::error("error: no replication finished: nothing is stored");
    }
    std::optional<results::StoredRun> stored;
    if (is_any_finished) {
      stored = writer_.finish(ending_, reached());
    }
    if (log_ != nullptr && (ending_ == Ending::complete || log_->is_empty())) {
      log_->remove();
    }
    return stored;
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
  ensemble::Hooks hooks(const ensemble::Plan& plan) {
    ensemble::Hooks hooks{.observer_for = [this](std::uint32_t index) { return writer_.observer_for(index); },
                          .cell_for = [this](std::uint32_t index) { return request_.cell_for(index); },
                          .is_to_end = Interruption::is_requested,
                          .is_to_give_up = Interruption::is_overdue,
                          .without_limit = limit_.lifting(),
                          .is_local = [this](std::uint32_t index) { return is_detailed(index); }};
    if (log_ != nullptr) {
      keep_outcomes(hooks);
    }
    if (plan.threads == 1) {
      hooks.on_sample = [this](const record::SampleTaken& sample) { progress_.on(sample); };
    }
    return hooks;
  }

  /// Somebody hears this replication as it happens, so that its outcome alone is not enough.
  [[nodiscard]] bool is_detailed(std::uint32_t index) const {
    return request_.wants_details() && index == request_.detailed;
  }

  void keep_outcomes(ensemble::Hooks& hooks) {
    hooks.stored = [this](std::uint32_t index) { return is_detailed(index) ? std::nullopt : log_->find(0, index); };
    hooks.finished = [this](std::uint32_t index, const std::string& bytes) { log_->keep(0, index, bytes); };
  }

  /// The next outcome. Whether another is wanted.
  bool take(ensemble::Outcome&& outcome) {
    const MemoryLimit::Lifted lifted(limit_);  // half of a replication must not be stored
    if (const auto* unfinished = std::get_if<ensemble::Unfinished>(&outcome.what)) {
      ending_ = *unfinished == ensemble::Unfinished::given_up ? Ending::interrupted : Ending::out_of_memory;
      return false;
    }
    std::uint64_t events = 0;
    if (const auto* finished = std::get_if<ensemble::Finished>(&outcome.what)) {
      writer_.add(outcome.index, finished->result, finished->events);
      rule_.add(finished->result);
      expect_figures();
      events = finished->events;
    } else {
      progress_.clear();
      writer_.add_failed(report_failure(options_.scenario, request_.seed, outcome.index,
                                        std::get<ensemble::Failed>(outcome.what).reason));
      ++failed_;
    }
    progress_.finish_replication(events);
    ++done_;
    return !rule_.is_met();
  }

  /// Throws UsageError.
  void expect_figures() const {
    if (const ensemble::Precision* wanted = rule_.unknown()) {
      throw UsageError(fmt::format("--until: this scenario has no figure {} at {}; summary.csv of a run has them all",
                                   statistics::info(wanted->measure).name, wanted->place));
    }
  }

  void say_how_well() const {
    if (rule_.wanted().empty() || done_ == failed_) {
      return;
    }
    spdlog::info(
        "{} {} replications:", rule_.is_met() ? "every --until is met after" : "not every --until is met after", done_);
    for (std::size_t i = 0; i < rule_.wanted().size(); ++i) {
      spdlog::info("  {}", until_text(rule_.wanted()[i], rule_.known(i)));
    }
  }

  [[nodiscard]] std::vector<results::ReachedPrecision> reached() const {
    std::vector<results::ReachedPrecision> list;
    for (std::size_t i = 0; i < rule_.wanted().size(); ++i) {
      const ensemble::Precision& w = rule_.wanted()[i];
      const statistics::Moments& known = rule_.known(i);
      list.push_back({.asked = options_.until[i],
                      .place = w.place,
                      .measure = w.measure,
                      .n = known.count(),
                      .mean = known.mean(),
                      .half_width = known.half_width(),
                      .is_met = rule_.is_met()});
    }
    return list;
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
    const std::string again =
        log_ == nullptr ? command_for(options_.scenario, request_.seed, next) : resume_command(options_, request_.seed);
    if (finished == 0) {
      spdlog::warn("{}: no replication is finished, so nothing is stored. To begin again:\n  {}", ended, again);
    } else {
      spdlog::warn("{}: {} of {} replications are finished and stored. To go on:\n  {}", ended, finished,
                   request_.replications, again);
    }
  }

  const RunOptions& options_;
  const Loaded& loaded_;
  OutcomeLog* log_;  ///< null: none
  const MemoryLimit& limit_;
  ensemble::ModelOf models_ = models_of(loaded_);
  results::RunRequest request_;
  results::RunWriter writer_;
  Progress progress_;
  ensemble::StopRule rule_;
  std::uint32_t done_ = 0;  ///< finished or failed
  std::uint32_t failed_ = 0;
  Ending ending_ = Ending::complete;
};

void show(const results::StoredRun& stored, const RunOptions& options, const Loaded& loaded, const fs::path& place) {
  const scenario::Scenario& scenario = loaded.scenarios.front();
  const std::string where =
      fmt::format("results in {} (result hash {})", place.string(), stored.result_hash.substr(0, 12));
  if (options.json) {
    print(results::to_json(stored, scenario.calendar));
    spdlog::info("{}", where);
  } else {
    print(fmt::format("{}\n{}{}{}\n{}{}\n", scenario.title, summary_text(stored, scenario.calendar),
                      gridlock_text(stored, scenario.calendar), observation_text(stored, scenario.calendar),
                      draws_text(loaded.draws), where));
  }
}

}  // namespace

std::uint64_t seed_of(const RunOptions& options, const scenario::Scenario& scenario) {
  return options.seed.value_or(scenario.seed);
}

fs::path place_of(const RunOptions& options, const scenario::Scenario& scenario) {
  return options.out.empty() ? fs::path("out") / scenario.folder_name : fs::path(options.out);
}

results::LogSubject subject_of(const RunOptions& options, const scenario::Scenario& scenario) {
  return {.scenarios = {{.path = options.scenario.path, .inputs = scenario.inputs}},
          .sets = options.scenario.sets,
          .posterior = options.scenario.posterior,
          .seed = seed_of(options, scenario),
          .replications = options.replications};
}

ExitCode run_and_store(const RunOptions& options, const Loaded& loaded, results::RunFolder& folder, OutcomeLog* log,
                       const MemoryLimit& limit) {
  Run run(options, loaded, folder, log, limit);
  if (const std::optional<results::StoredRun> stored = run.execute()) {
    const MemoryLimit::Lifted lifted(limit);
    show(*stored, options, loaded, place_of(options, loaded.scenarios.front()));
    if (options.hxl) {
      write_files(folder.place(), report::hxl_files(folder.place(), {}));
    }
    if (!options.no_report) {
      write_report(folder.place());
    }
  }
  return run.exit_code();
}

}  // namespace corridor::cli
