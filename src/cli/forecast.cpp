#include "corridor/forecast/forecast.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/ensemble/outcome.hpp"
#include "corridor/ensemble/ranks.hpp"
#include "corridor/ensemble/tasks.hpp"
#include "corridor/forecast/information.hpp"
#include "corridor/forecast/members.hpp"
#include "corridor/forecast/verification.hpp"
#include "corridor/results/forecast_writer.hpp"
#include "corridor/results/log_subject.hpp"
#include "corridor/scenario/forecast_file.hpp"

#include "build_info.hpp"
#include "commands.hpp"
#include "forecast_text.hpp"
#include "interruption.hpp"
#include "load.hpp"
#include "memory_limit.hpp"
#include "outcome_log.hpp"
#include "progress.hpp"
#include "report_files.hpp"
#include "simulating.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

/// The file of priors: as given, or forecast.toml beside the scenario.
fs::path priors_of(const ForecastOptions& options) {
  if (!options.priors.empty()) {
    return options.priors;
  }
  std::error_code none;
  const fs::path scenario = options.scenario.path;
  return (fs::is_directory(scenario, none) ? scenario : scenario.parent_path()) / "forecast.toml";
}

/// Outcomes belong to all that decides what a member is.
results::LogSubject subject_of(const ForecastOptions& options, const scenario::Scenario& whole,
                               const forecast::Members& members) {
  std::vector<std::string> sets = options.scenario.sets;
  sets.push_back("forecast as of " + whole.calendar.to_iso(members.as_of()) + " until " +
                 whole.calendar.to_iso(members.end()) + " with the priors " + members.file().sha256 +
                 fmt::format(", {} members", members.request().members));
  return {.scenarios = {{.path = options.scenario.path, .inputs = whole.inputs}},
          .sets = std::move(sets),
          .seed = members.request().seed,
          .replications = members.request().members};
}

std::uint32_t member_of(const ensemble::Task& task) {
  return static_cast<std::uint32_t>(task.id);
}

/// Runs the member that the input names.
ensemble::Work work_of(const forecast::Members& members, const std::vector<forecast::Foreseen>& foreseen) {
  return [&](const std::string& input) {
    return std::optional(ensemble::to_bytes(members.run(static_cast<std::uint32_t>(std::stoul(input)), foreseen)));
  };
}

/// The runs of one forecast.
class Forecaster {
 public:
  Forecaster(const ForecastOptions& options, const forecast::Members& members, const MemoryLimit& limit, SimTime end)
      : options_(options),
        members_(members),
        limit_(limit),
        foreseen_(forecast::foreseen_in(members.information())),
        progress_(stderr, is_terminal(stderr), members.request().members, end) {}

  /// Why not all have been run; nothing: they have.
  std::optional<ensemble::Unfinished> execute(OutcomeLog& log) {
    const std::uint32_t count = members_.request().members;
    spdlog::info("running {} members as of {}{}", count, members_.calendar().to_iso(members_.as_of()),
                 log.known() > 0 ? fmt::format(", of which {} are there", log.known()) : "");
    ensemble::Flow flow;
    flow.next = [this, count] { return next(count); };
    flow.take = [this](const ensemble::Task& task, std::optional<std::string>&& bytes) {
      return take(task, std::move(bytes));
    };
    flow.stored = [&log](const ensemble::Task& task) { return log.find(0, member_of(task)); };
    flow.finished = [&](const ensemble::Task& task, const std::string& bytes) {
      const MemoryLimit::Lifted lifted(limit_);
      if (ensemble::counts(bytes)) {
        log.keep(0, member_of(task), bytes);
      }
    };
    ensemble::do_tasks(threads_for(options_.threads, count), flow, work_of(members_, foreseen_));
    progress_.clear();
    if (!unfinished_ && outcomes_.size() < count) {
      unfinished_ = ensemble::Unfinished::given_up;
    }
    return unfinished_;
  }

  [[nodiscard]] const std::vector<ensemble::Outcome>& outcomes() const { return outcomes_; }
  [[nodiscard]] const std::vector<forecast::Foreseen>& foreseen() const { return foreseen_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }
  [[nodiscard]] const std::vector<results::FailedReplication>& failed() const { return failed_; }

 private:
  std::optional<ensemble::Task> next(std::uint32_t count) {
    if (begun_ == count || Interruption::is_requested()) {
      return std::nullopt;
    }
    const std::uint32_t member = begun_++;
    return ensemble::Task{.id = member, .input = std::to_string(member)};
  }

  bool take(const ensemble::Task& task, std::optional<std::string>&& bytes) {
    const MemoryLimit::Lifted lifted(limit_);
    if (!bytes) {
      unfinished_ = ensemble::Unfinished::out_of_memory;
      return false;
    }
    ensemble::Outcome outcome = ensemble::outcome_from(*bytes);
    std::uint64_t events = 0;
    if (const auto* unfinished = std::get_if<ensemble::Unfinished>(&outcome.what)) {
      unfinished_ = *unfinished;
      return false;
    }
    if (const auto* finished = std::get_if<ensemble::Finished>(&outcome.what)) {
      events = finished->events;
      events_ += events;
    } else {
      const std::string& reason = std::get<ensemble::Failed>(outcome.what).reason;
      progress_.clear();
      spdlog::error("error: member {} failed: {}\nThis is a fault of the program.", task.id, reason);
      failed_.push_back({.index = outcome.index, .reason = reason, .repeat = ""});
    }
    outcomes_.push_back(std::move(outcome));
    progress_.finish_replication(events);
    return true;
  }

  const ForecastOptions& options_;
  const forecast::Members& members_;
  const MemoryLimit& limit_;
  std::vector<forecast::Foreseen> foreseen_;
  Progress progress_;
  std::uint32_t begun_ = 0;
  std::vector<ensemble::Outcome> outcomes_;
  std::vector<results::FailedReplication> failed_;
  std::uint64_t events_ = 0;
  std::optional<ensemble::Unfinished> unfinished_;
};

/// What is asked for, with everything that is wrong said before anything is run.
forecast::Members members_of(const ForecastOptions& options, const scenario::Scenario& whole) {
  const scenario::ForecastFile file = scenario::read_forecast_file(priors_of(options));
  forecast::Information information =
      forecast::information_set(options.scenario.path, options.scenario.sets, file, options.as_of);
  if (information.as_of < SimTime{}) {
    throw UsageError("--as-of is before the scenario's start");
  }
  forecast::Members members({.scenario = options.scenario.path,
                             .sets = options.scenario.sets,
                             .as_of = options.as_of,
                             .horizon = options.horizon,
                             .members = options.members,
                             .seed = options.seed.value_or(whole.seed)},
                            file, std::move(information));
  static_cast<void>(members.scenario_of(0));
  return members;
}

/// Does what rank 0 wants; says and stores nothing.
ExitCode assist_with(const forecast::Members& members) {
  const Interruption interruption(nullptr);
  const std::vector<forecast::Foreseen> foreseen = forecast::foreseen_in(members.information());
  ensemble::serve(work_of(members, foreseen));
  return ExitCode::ok;
}

void show(const results::ForecastResult& result, const results::StoredForecast& stored, const ForecastOptions& options,
          const fs::path& place) {
  const std::string where =
      fmt::format("results in {} (result hash {})", place.string(), stored.result_hash.substr(0, 12));
  if (options.json) {
    print(stored.json);
    spdlog::info("{}", where);
  } else {
    print(forecast_text(result.whole, result.members, result.forecast, result.verifications) + '\n' + where + '\n');
  }
}

/// All of it, stored and shown.
ExitCode forecast_and_store(const ForecastOptions& options, const scenario::Scenario& whole,
                            const forecast::Members& members, results::RunFolder& folder, OutcomeLog& log,
                            const MemoryLimit& limit) {
  Forecaster forecaster(options, members, limit, whole.end);
  if (const auto unfinished = forecaster.execute(log)) {
    if (*unfinished == ensemble::Unfinished::out_of_memory) {
      throw OutOfMemory(fmt::format("simulating takes more than {}", limit.text()));
    }
    spdlog::warn("interrupted: the forecast is not stored. The same command with --resume goes on");
    return ExitCode::interrupted;
  }
  const MemoryLimit::Lifted lifted(limit);
  if (forecaster.failed().size() == members.request().members) {
    spdlog::error("error: no member finished: nothing is stored");
    return ExitCode::replication_failed;
  }
  const forecast::Forecast forecast = forecast::combined(members, forecaster.foreseen(), forecaster.outcomes());
  const std::vector<forecast::Verification> verifications = forecast::verified(forecast, members, whole);
  const results::ForecastResult result{.whole = whole,
                                       .members = members,
                                       .forecast = forecast,
                                       .verifications = verifications,
                                       .failed = forecaster.failed(),
                                       .events = forecaster.events()};
  const results::StoredForecast stored = results::write_forecast(folder, result, build_info());
  log.remove();
  show(result, stored, options, folder.place());
  if (!options.no_report) {
    write_report(folder.place());
  }
  return forecaster.failed().empty() ? ExitCode::ok : ExitCode::replication_failed;
}

ExitCode forecast_within(const MemoryLimit& limit, const ForecastOptions& options) {
  const scenario::Scenario whole = load(options.scenario);
  const forecast::Members members = members_of(options, whole);
  if (ensemble::Ranks::is_helper()) {
    return assist_with(members);
  }
  const fs::path place =
      options.out.empty() ? fs::path("out") / ("forecast-" + whole.folder_name) : fs::path(options.out);
  const fs::path log_path = unfinished_log(place);
  const bool is_resumed = options.resume && fs::exists(log_path);
  results::RunFolder folder(place,
                            options.force || is_resumed ? results::IfFinished::replace : results::IfFinished::refuse);
  const Interruption interruption(&folder);
  expect_outside(options.scenario.path, folder.place());
  std::optional<OutcomeLog> log;
  log.emplace(log_path, subject_of(options, whole, members), if_begun(options.resume, options.force));
  folder.remove_leftovers();
  return saying_how_to_go_on(log, "the same command with --resume",
                             [&] { return forecast_and_store(options, whole, members, folder, *log, limit); });
}

}  // namespace

ExitCode forecast_from(const ForecastOptions& options) {
  return within_memory(options.memory_limit, options.scenario.path,
                       [&](const MemoryLimit& limit) { return forecast_within(limit, options); });
}

}  // namespace corridor::cli
