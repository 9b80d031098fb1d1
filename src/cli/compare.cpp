#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/ensemble/ensemble.hpp"
#include "corridor/ensemble/paired.hpp"
#include "corridor/ensemble/ranks.hpp"
#include "corridor/results/comparison_writer.hpp"

#include "build_info.hpp"
#include "commands.hpp"
#include "comparison_text.hpp"
#include "interruption.hpp"
#include "load.hpp"
#include "memory_limit.hpp"
#include "outcome_log.hpp"
#include "posterior.hpp"
#include "progress.hpp"
#include "report_files.hpp"
#include "simulating.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

/// All of them before any is run: what is wrong is said at once.
Loaded load_compared(const CompareOptions& options) {
  std::vector<ScenarioOptions> all = {{options.base, options.sets, options.posterior}};
  for (const std::string& path : options.variants) {
    all.push_back({path, options.sets, options.posterior});
  }
  Loaded loaded = load_all(std::move(all), options.seed);
  std::set<std::string> names;
  for (std::size_t i = 1; i < loaded.scenarios.size(); ++i) {
    const std::string& name = loaded.scenarios[i].folder_name;
    if (!names.insert(name).second) {
      throw UsageError(fmt::format("two variants are called {}: the tables would not tell them apart", name));
    }
  }
  return loaded;
}

fs::path place_of(const CompareOptions& options, const std::vector<scenario::Scenario>& scenarios) {
  return options.out.empty() ? fs::path("out") / ("compare-" + scenarios[0].folder_name) : fs::path(options.out);
}

results::LogSubject subject_of(const CompareOptions& options, const Loaded& loaded) {
  results::LogSubject subject{.scenarios = {},
                              .sets = options.sets,
                              .posterior = options.posterior,
                              .seed = loaded.seed,
                              .replications = options.replications};
  for (std::size_t i = 0; i < loaded.scenarios.size(); ++i) {
    subject.scenarios.push_back({.path = loaded.options[i].path, .inputs = loaded.scenarios[i].inputs});
  }
  return subject;
}

/// The base and its variants, one after the other, each with the same random numbers.
class Comparer {
 public:
  Comparer(const CompareOptions& options, const Loaded& loaded, OutcomeLog& log, const MemoryLimit& limit)
      : options_(options),
        loaded_(loaded),
        scenarios_(loaded.scenarios),
        log_(log),
        limit_(limit),
        seed_(loaded.seed) {}

  /// Why not all have been run; nothing: they have.
  std::optional<ensemble::Unfinished> execute() {
    spdlog::info("running {} replications of {} scenarios with seed {}{}", options_.replications, scenarios_.size(),
                 seed_, log_.known() > 0 ? fmt::format(", of which {} are there", log_.known()) : "");
    for (std::size_t i = 0; i < scenarios_.size() && !unfinished_; ++i) {
      run(i);
    }
    return unfinished_;
  }

  [[nodiscard]] results::Comparison comparison() const {
    results::Comparison comparison{.base = results::compared_scenario(scenarios_[0], options_.sets, tables_[0]),
                                   .variants = {},
                                   .sets = options_.sets,
                                   .draws = loaded_.draws,
                                   .seed = seed_,
                                   .replications = options_.replications,
                                   .failed = failed_};
    for (std::size_t i = 1; i < scenarios_.size(); ++i) {
      std::vector<ensemble::ComparedFigure> figures = ensemble::compare(tables_[0], tables_[i]);
      std::string sentence = comparison_sentence(scenarios_[i].title, figures, options_.replications);
      comparison.variants.push_back({.scenario = results::compared_scenario(scenarios_[i], options_.sets, tables_[i]),
                                     .figures = std::move(figures),
                                     .sentence = std::move(sentence)});
    }
    return comparison;
  }

 private:
  void run(std::size_t i) {
    const scenario::Scenario& scenario = scenarios_[i];
    Progress progress(stderr, is_terminal(stderr), options_.replications, scenario.end);
    ensemble::FigureTable& table = tables_.emplace_back();
    const unsigned threads = threads_for(options_.threads, options_.replications);
    const auto number = static_cast<std::uint32_t>(i);
    const ensemble::Hooks hooks{
        .is_to_end = Interruption::is_requested,
        .is_to_give_up = Interruption::is_overdue,
        .without_limit = limit_.lifting(),
        .stored = [&](std::uint32_t index) { return log_.find(number, index); },
        .finished = [&](std::uint32_t index, const std::string& bytes) { log_.keep(number, index, bytes); }};
    const ensemble::Plan plan{
        .seed = seed_, .replications = options_.replications, .threads = threads, .model = number};
    ensemble::run(models_of(loaded_, i), plan, hooks,
                  [&](ensemble::Outcome&& outcome) { return take(i, table, progress, std::move(outcome)); });
    if (!unfinished_ && table.replications() < options_.replications) {
      unfinished_ = ensemble::Unfinished::given_up;
    }
  }

  bool take(std::size_t i, ensemble::FigureTable& table, Progress& progress, ensemble::Outcome&& outcome) {
    if (const auto* unfinished = std::get_if<ensemble::Unfinished>(&outcome.what)) {
      unfinished_ = *unfinished;
      return false;
    }
    if (const auto* finished = std::get_if<ensemble::Finished>(&outcome.what)) {
      table.add(finished->result);
      progress.finish_replication(finished->events);
      return true;
    }
    table.add_nothing();
    progress.clear();
    failed_.push_back(
        report_failure(loaded_.options[i], seed_, outcome.index, std::get<ensemble::Failed>(outcome.what).reason));
    progress.finish_replication(0);
    return true;
  }

  const CompareOptions& options_;
  const Loaded& loaded_;
  const std::vector<scenario::Scenario>& scenarios_;
  OutcomeLog& log_;
  const MemoryLimit& limit_;
  std::uint64_t seed_;
  std::vector<ensemble::FigureTable> tables_;
  std::vector<results::FailedReplication> failed_;
  std::optional<ensemble::Unfinished> unfinished_;
};

void show(const results::Comparison& comparison, const std::string& where) {
  std::string text =
      fmt::format("Compared with {}, over {} pairs of runs\n", comparison.base.title, comparison.replications);
  for (const results::ComparedVariant& variant : comparison.variants) {
    text += fmt::format("\n{}\n{}\n", variant.scenario.name, comparison_table(variant.figures));
    text += wrapped(variant.sentence, 0) + '\n';
  }
  print(text + '\n' + draws_text(comparison.draws) + where + '\n');
}

/// All of them, stored and shown.
ExitCode compare_and_store(const CompareOptions& options, const Loaded& loaded, results::RunFolder& folder,
                           OutcomeLog& log, const MemoryLimit& limit) {
  Comparer comparer(options, loaded, log, limit);
  if (const auto unfinished = comparer.execute()) {
    if (*unfinished == ensemble::Unfinished::out_of_memory) {
      throw OutOfMemory(fmt::format("simulating takes more than {}", limit.text()));
    }
    if (log.is_empty()) {
      log.remove();
      spdlog::warn("interrupted: nothing is stored");
    } else {
      spdlog::warn("interrupted: the comparison is not stored. To go on:\n  {}", resume_command(options, loaded.seed));
    }
    return ExitCode::interrupted;
  }
  const MemoryLimit::Lifted lifted(limit);
  const results::Comparison comparison = comparer.comparison();
  const results::StoredComparison stored =
      results::write_comparison(folder, comparison, loaded.scenarios[0], build_info());
  log.remove();
  const std::string where = fmt::format("results in {} (result hash {})", place_of(options, loaded.scenarios).string(),
                                        stored.result_hash.substr(0, 12));
  if (options.json) {
    print(stored.json);
    spdlog::info("{}", where);
  } else {
    show(comparison, where);
  }
  if (!options.no_report) {
    write_report(folder.place());
  }
  return comparison.failed.empty() ? ExitCode::ok : ExitCode::replication_failed;
}

ExitCode compare_within(const MemoryLimit& limit, const CompareOptions& options) {
  const Loaded loaded = load_compared(options);
  if (ensemble::Ranks::is_helper()) {
    std::vector<ensemble::ModelOf> models;
    for (std::size_t i = 0; i < loaded.scenarios.size(); ++i) {
      models.push_back(models_of(loaded, i));
    }
    return assist(models, loaded.seed);
  }
  expect_applicable(
      loaded, {.replications = options.replications, .threads = threads_for(options.threads, options.replications)});
  const fs::path place = place_of(options, loaded.scenarios);
  const fs::path log_path = unfinished_log(place);
  const bool is_resumed = options.resume && fs::exists(log_path);
  results::RunFolder folder(place,
                            options.force || is_resumed ? results::IfFinished::replace : results::IfFinished::refuse);
  const Interruption interruption(&folder);
  for (const std::string& path : options.variants) {
    expect_outside(path, folder.place());
  }
  expect_outside(options.base, folder.place());
  std::optional<OutcomeLog> log;
  log.emplace(log_path, subject_of(options, loaded), if_begun(options.resume, options.force));
  folder.remove_leftovers();
  return saying_how_to_go_on(log, resume_command(options, loaded.seed),
                             [&] { return compare_and_store(options, loaded, folder, *log, limit); });
}

}  // namespace

ExitCode compare(const CompareOptions& options) {
  return within_memory(options.memory_limit, options.base,
                       [&](const MemoryLimit& limit) { return compare_within(limit, options); });
}

}  // namespace corridor::cli
