#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/ensemble/ensemble.hpp"
#include "corridor/ensemble/ranks.hpp"
#include "corridor/ensemble/tasks.hpp"
#include "corridor/results/experiment_store.hpp"
#include "corridor/results/run_folder.hpp"
#include "corridor/results/sweep_writer.hpp"

#include "build_info.hpp"
#include "commands.hpp"
#include "interruption.hpp"
#include "load.hpp"
#include "memory_limit.hpp"
#include "posterior.hpp"
#include "progress.hpp"
#include "simulating.hpp"
#include "sweep_points.hpp"
#include "sweep_text.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;
using results::ExperimentStore;
using results::Sweep;

std::string resume_command(const SweepOptions& options) {
  std::string command = "corridor sweep " + shell_word(options.experiment);
  for (const std::string& set : options.sets) {
    command += " --set " + shell_word(set);
  }
  if (!options.posterior.empty()) {
    command += " --posterior " + shell_word(options.posterior);
  }
  if (options.replications) {
    command += fmt::format(" --replications {}", *options.replications);
  }
  if (options.seed) {
    command += fmt::format(" --seed {}", *options.seed);
  }
  return command + (options.out.empty() ? "" : " --out " + shell_word(options.out)) + " --resume";
}

/// One replication of one point.
struct PointReplication {
  std::size_t point = 0;
  std::uint32_t replication = 0;

  static PointReplication of(std::uint64_t task, const Sweep& sweep) {
    const std::uint64_t replications = sweep.experiment.replications;
    return {static_cast<std::size_t>(task / replications), static_cast<std::uint32_t>(task % replications)};
  }
};

std::uint64_t tasks_of(const Sweep& sweep) {
  return std::uint64_t{sweep.experiment.replications} * sweep.design.points.size();
}

bool is_meant(const scenario::WantedFigure& figure, const statistics::SummaryValue& value) {
  return figure.measure == statistics::info(value.measure).name &&
         (figure.place.empty() || figure.place == value.place);
}

bool is_wanted(const Sweep& sweep, const statistics::SummaryValue& value) {
  const std::vector<scenario::WantedFigure>& wanted = sweep.experiment.figures;
  return wanted.empty() ||
         std::ranges::any_of(wanted, [&](const scenario::WantedFigure& figure) { return is_meant(figure, value); });
}

/// Simulates the tasks of a sweep; keeps of each replication what is to be stored.
class PointWork {
 public:
  explicit PointWork(const Sweep& sweep) : sweep_(sweep), models_(sweep) {}

  /// Bytes of an ensemble::Outcome; nothing: there is no memory for it.
  std::optional<std::string> operator()(const std::string& input) {
    const auto [point, replication] = PointReplication::of(std::stoull(input), sweep_);
    ensemble::Outcome outcome = simulate(point, replication);
    if (const auto* unfinished = std::get_if<ensemble::Unfinished>(&outcome.what);
        unfinished != nullptr && *unfinished == ensemble::Unfinished::out_of_memory) {
      return std::nullopt;
    }
    if (auto* finished = std::get_if<ensemble::Finished>(&outcome.what)) {
      finished->result = {.times = {}, .series = {}, .hourly = {}, .summary = std::move(finished->result.summary)};
      std::erase_if(finished->result.summary,
                    [&](const statistics::SummaryValue& value) { return !is_wanted(sweep_, value); });
    }
    return ensemble::to_bytes(outcome);
  }

 private:
  ensemble::Outcome simulate(std::size_t point, std::uint32_t replication) {
    std::shared_ptr<const simulation::Model> model;
    try {
      model = models_.at(point, replication);
    } catch (const UnsoundDraw& e) {
      return {replication, ensemble::Failed{e.what()}};
    }
    return ensemble::simulate(*model, {.seed = sweep_.seed, .index = replication},
                              {.is_to_give_up = Interruption::is_overdue});
  }

  const Sweep& sweep_;
  PointModels models_;
};

results::StoredReplication stored_from(ensemble::Outcome&& outcome) {
  if (auto* failed = std::get_if<ensemble::Failed>(&outcome.what)) {
    return {.events = 0, .failure = failed->reason.empty() ? "failed" : std::move(failed->reason)};
  }
  auto& finished = std::get<ensemble::Finished>(outcome.what);
  return {.events = finished.events, .figures = std::move(finished.result.summary)};
}

std::vector<std::uint64_t> tasks_to_do(const Sweep& sweep, const ExperimentStore& store) {
  std::vector<std::uint64_t> tasks;
  for (std::uint64_t task = 0; task < tasks_of(sweep); ++task) {
    const auto [point, replication] = PointReplication::of(task, sweep);
    if (!store.has(sweep.key(point, replication))) {
      tasks.push_back(task);
    }
  }
  return tasks;
}

/// Everything that is not stored, from first to last.
class Sweeper {
 public:
  Sweeper(const Sweep& sweep, ExperimentStore& store, const MemoryLimit& limit)
      : sweep_(sweep),
        store_(store),
        limit_(limit),
        tasks_(tasks_to_do(sweep, store)),
        progress_(stderr, is_terminal(stderr), static_cast<std::uint32_t>(tasks_.size()), SimTime(Duration(1))) {}

  /// Why not all are stored; nothing: they are.
  std::optional<ensemble::Unfinished> execute(std::optional<unsigned> threads) {
    const auto count = static_cast<std::uint32_t>(tasks_.size());
    spdlog::info("running {} replications of {} points with seed {}{}", sweep_.experiment.replications,
                 sweep_.design.points.size(), sweep_.seed,
                 stored() > 0 ? fmt::format(", of which {} of {} are there", stored(), tasks_of(sweep_)) : "");
    if (count == 0) {
      return std::nullopt;
    }
    PointWork work(sweep_);
    const ensemble::Flow flow{
        .next = [this] { return next(); },
        .take = [this](const ensemble::Task& task,
                       std::optional<std::string>&& bytes) { return take(task, std::move(bytes)); },
        .stored = {},
        .is_local = {},
        .finished = [this](const ensemble::Task& task, const std::string& bytes) { keep(task, bytes); }};
    ensemble::do_tasks(threads_for(threads, count), flow, [&](const std::string& input) { return work(input); });
    progress_.clear();
    if (!unfinished_ && taken_ < tasks_.size()) {
      unfinished_ = ensemble::Unfinished::given_up;
    }
    return unfinished_;
  }

 private:
  /// Replications that were there before.
  [[nodiscard]] std::uint64_t stored() const { return tasks_of(sweep_) - tasks_.size(); }

  std::optional<ensemble::Task> next() {
    if (begun_ == tasks_.size() || Interruption::is_requested()) {
      return std::nullopt;
    }
    const std::uint64_t id = tasks_[begun_++];
    return ensemble::Task{id, std::to_string(id)};
  }

  /// From any thread.
  void keep(const ensemble::Task& task, const std::string& bytes) {
    if (ensemble::counts(bytes)) {
      const MemoryLimit::Lifted lifted(limit_);
      const auto [point, replication] = PointReplication::of(task.id, sweep_);
      store_.add(sweep_.key(point, replication), stored_from(ensemble::outcome_from(bytes)));
    }
  }

  bool take(const ensemble::Task& task, std::optional<std::string>&& bytes) {
    const ensemble::Outcome outcome =
        bytes ? ensemble::outcome_from(*bytes) : ensemble::Outcome{0, ensemble::Unfinished::out_of_memory};
    if (const auto* unfinished = std::get_if<ensemble::Unfinished>(&outcome.what)) {
      unfinished_ = *unfinished;
      return false;
    }
    ++taken_;
    std::uint64_t events = 0;
    if (const auto* finished = std::get_if<ensemble::Finished>(&outcome.what)) {
      events = finished->events;
      expect_figures(finished->result.summary);
    } else {
      progress_.clear();
      const auto [point, replication] = PointReplication::of(task.id, sweep_);
      static_cast<void>(report_failure(options_at(sweep_, point), sweep_.seed, replication,
                                       std::get<ensemble::Failed>(outcome.what).reason));
    }
    progress_.finish_replication(events);
    return true;
  }

  /// Throws ScenarioError if the first replication has none of a figure that is to be stored.
  void expect_figures(const std::vector<statistics::SummaryValue>& summary) {
    if (!std::exchange(is_first_, false)) {
      return;
    }
    std::vector<Diagnostic> wrong;
    for (const scenario::WantedFigure& figure : sweep_.experiment.figures) {
      const bool is_there =
          std::ranges::any_of(summary, [&](const statistics::SummaryValue& value) { return is_meant(figure, value); });
      if (!is_there) {
        wrong.push_back(no_such_figure(figure));
      }
    }
    if (!wrong.empty()) {
      throw ScenarioError(std::move(wrong));
    }
  }

  const Sweep& sweep_;
  ExperimentStore& store_;
  const MemoryLimit& limit_;
  std::vector<std::uint64_t> tasks_;
  Progress progress_;
  std::size_t begun_ = 0;
  std::size_t taken_ = 0;
  bool is_first_ = true;
  std::optional<ensemble::Unfinished> unfinished_;
};

/// The store beside the place of the sweep, or anew from the one in it. Throws PlaceTaken.
std::unique_ptr<ExperimentStore> opened_store(const SweepOptions& options, const Sweep& sweep, const fs::path& place) {
  const fs::path file = results::unfinished_store(place);
  const fs::path finished = results::finished_store(place);
  std::error_code none;
  const bool is_there = fs::exists(file, none);
  if (is_there && !options.resume && !options.force) {
    throw results::PlaceTaken(
        fmt::format("{} holds what an unfinished sweep has come to: give --resume to go on, or --force to begin anew",
                    file.string()));
  }
  if (!is_there && fs::exists(finished, none)) {
    const fs::path copy = fs::path(file) += ".copy";  // half a copy is no store
    fs::copy_file(finished, copy, fs::copy_options::overwrite_existing);
    fs::rename(copy, file);
  }
  auto store = std::make_unique<ExperimentStore>(file);
  const std::string subject = store->subject();
  if (is_there && options.resume && !subject.empty()) {
    results::expect_same(subject, sweep, build_info(), file.string());
  } else if (!subject.empty() && !results::is_of_use(subject, sweep, build_info())) {
    store->forget();
  }
  store->describe(results::subject_of(sweep, build_info()), sweep.design);
  return store;
}

ExitCode say_unfinished(const SweepOptions& options, const Sweep& sweep, const ExperimentStore& store,
                        ensemble::Unfinished why, const MemoryLimit& limit) {
  const bool is_out_of_memory = why == ensemble::Unfinished::out_of_memory;
  if (is_out_of_memory) {
    spdlog::error("error: out of memory: simulating takes more than {}", limit.text());
  }
  const std::uint64_t finished = tasks_of(sweep) - tasks_to_do(sweep, store).size();
  spdlog::warn("{}: {} of {} replications are finished and kept. To go on:\n  {}",
               is_out_of_memory ? "ended early" : "interrupted", finished, tasks_of(sweep), resume_command(options));
  return is_out_of_memory ? ExitCode::out_of_memory : ExitCode::interrupted;
}

ExitCode store_and_show(const SweepOptions& options, const Sweep& sweep, results::RunFolder& folder,
                        std::unique_ptr<ExperimentStore> store) {
  std::vector<results::PointFigure> kept;
  const results::StoredSweep stored =
      results::write_sweep(folder, sweep, *store, build_info(), [&](const results::PointFigure& figure) {
        if (options.json || is_in_table(sweep, figure)) {
          kept.push_back(figure);
        }
      });
  store->sync();
  store.reset();
  results::publish_sweep(folder);
  const std::string where =
      fmt::format("results in {} (result hash {})", folder.place().string(), stored.result_hash.substr(0, 12));
  if (options.json) {
    print(results::to_json(stored, kept));
    spdlog::info("{}", where);
  } else {
    print(fmt::format("{}: {} points, {} replication{} each\n\n{}\n{}{}\n", sweep.experiment.title,
                      sweep.design.points.size(), sweep.experiment.replications,
                      sweep.experiment.replications == 1 ? "" : "s", sweep_table(sweep, kept), draws_text(sweep.draws),
                      where));
  }
  return stored.failed == 0 ? ExitCode::ok : ExitCode::replication_failed;
}

/// All of it, stored and shown. The store is closed afterwards.
ExitCode sweep_and_store(const SweepOptions& options, const Sweep& sweep, results::RunFolder& folder,
                         std::unique_ptr<ExperimentStore> store, const MemoryLimit& limit) {
  const auto why = Sweeper(sweep, *store, limit).execute(options.threads);
  const MemoryLimit::Lifted lifted(limit);
  if (why) {
    store->sync();
    return say_unfinished(options, sweep, *store, *why, limit);
  }
  return store_and_show(options, sweep, folder, std::move(store));
}

ExitCode assist_sweep(const Sweep& sweep) {
  const Interruption interruption(nullptr);
  PointWork work(sweep);
  ensemble::serve([&](const std::string& input) { return work(input); });
  return ExitCode::ok;
}

ExitCode sweep_within(const MemoryLimit& limit, const SweepOptions& options) {
  Sweep sweep = read_sweep(options);
  if (ensemble::Ranks::is_helper()) {
    return assist_sweep(sweep);
  }
  const fs::path place = options.out.empty()
                             ? fs::path("out") / ("sweep-" + fs::path(options.experiment).stem().stem().string())
                             : fs::path(options.out);
  results::RunFolder folder(place, options.force ? results::IfFinished::replace : results::IfFinished::refuse);
  expect_outside(options.experiment, folder.place());
  expect_outside(sweep.base_path, folder.place());
  const Interruption interruption(&folder);
  std::unique_ptr<ExperimentStore> store = opened_store(options, sweep, folder.place());
  folder.remove_leftovers();
  sweep.repeat = [&sweep](std::size_t point, std::uint32_t replication) {
    return command_for(options_at(sweep, point), sweep.seed, replication);
  };
  try {
    return sweep_and_store(options, sweep, folder, std::move(store), limit);
  } catch (const IoError& e) {
    throw IoError(fmt::format("{}\nWhat is finished is in {}. To go on:\n  {}", e.what(),
                              results::unfinished_store(folder.place()).string(), resume_command(options)));
  } catch (const ScenarioError&) {
    std::error_code none;
    fs::remove(results::unfinished_store(folder.place()), none);  // it is of no use: the experiment must change
    throw;
  }
}

}  // namespace

ExitCode sweep(const SweepOptions& options) {
  return within_memory(options.memory_limit, options.experiment,
                       [&](const MemoryLimit& limit) { return sweep_within(limit, options); });
}

}  // namespace corridor::cli
