#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/base/error.hpp"
#include "corridor/calibration/sbc.hpp"
#include "corridor/calibration/study.hpp"
#include "corridor/calibration/verdict.hpp"
#include "corridor/ensemble/for_each.hpp"
#include "corridor/ensemble/ranks.hpp"
#include "corridor/ensemble/tasks.hpp"
#include "corridor/results/calibration_writer.hpp"
#include "corridor/scenario/calibration_file.hpp"

#include "build_info.hpp"
#include "commands.hpp"
#include "draw_runs.hpp"
#include "interruption.hpp"
#include "load.hpp"
#include "memory_limit.hpp"
#include "outcome_log.hpp"
#include "report_files.hpp"
#include "simulating.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;
using calibration::Settings;

/// Everything that is asked for, read and checked.
struct Asked {
  scenario::CalibrationFile file;
  scenario::Scenario
      scenario;  ///< with every parameter at its prior's median: what is wrong with their lines shows now
  calibration::Study study;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// The scenario with these lines. What is wrong with a line is placed where the file of the calibration has it.
scenario::Scenario load_with(const scenario::CalibrationFile& file, const std::vector<std::string>& sets) {
  try {
    return load({file.base.string(), sets});
  } catch (const ScenarioError& e) {
    std::vector<Place> places;
    for (const scenario::CalibratedParameter& parameter : file.parameters) {
      places.insert(places.end(), parameter.set_places.begin(), parameter.set_places.end());
    }
    std::vector<Diagnostic> diagnostics = e.diagnostics();
    for (Diagnostic& d : diagnostics) {
      if (const auto set = set_of(d.place)) {
        d.message += fmt::format(" (`{}`)", sets[*set]);
        d.place = places[*set];
      }
    }
    throw ScenarioError(std::move(diagnostics));
  }
}

Asked read_all(const CalibrateOptions& options) {
  scenario::CalibrationFile file = scenario::read_calibration(options.file);
  const calibration::Point median(file.parameters.size(), 0.0);
  scenario::Scenario scenario = load_with(file, calibration::sets_at(file, median));
  scenario::expect_targets(file, scenario);
  calibration::Study study = calibration::study_of(file, scenario);
  const std::uint64_t seed = options.seed.value_or(file.seed.value_or(scenario.seed));
  const auto most = static_cast<std::uint32_t>(calibration::runs_of(calibration::settings_of(file)));
  const unsigned threads = threads_for(options.threads, most);
  return {std::move(file), std::move(scenario), std::move(study), seed, threads};
}

results::LogSubject subject_of(const CalibrateOptions& options, const Asked& asked) {
  results::LogSubject subject{.scenarios = {{.path = options.file, .inputs = asked.scenario.inputs}},
                              .sets = {options.sbc > 0 ? fmt::format("sbc={}", options.sbc) : "calibrate"},
                              .seed = asked.seed,
                              .replications = 1};
  subject.scenarios.front().inputs.push_back(asked.file.file);
  return subject;
}

std::string resume_command_of(const CalibrateOptions& options, std::uint64_t seed) {
  std::string command = fmt::format("corridor calibrate {} --seed {}", shell_word(options.file), seed);
  if (options.sbc > 0) {
    command += fmt::format(" --sbc {}", options.sbc);
  }
  return command + (options.out.empty() ? "" : " --out " + shell_word(options.out)) + " --resume";
}

Settings settings_of(const Asked& asked) {
  Settings settings = calibration::settings_of(asked.file);
  if (asked.threads > 1 && ensemble::Ranks::count() == 1) {
    settings.for_each = [threads = asked.threads](std::size_t n, const std::function<void(std::size_t)>& work) {
      ensemble::for_each(threads, n, work);
    };
  }
  return settings;
}

/// One calibration, and what is said of it.
class Calibrating {
 public:
  Calibrating(const CalibrateOptions&, const Asked& asked, OutcomeLog& log)
      : asked_(asked), log_(log), settings_(settings_of(asked)) {}

  results::StoredCalibration store(results::RunFolder& folder) {
    const calibration::Calibration found =
        calibration::calibrate(asked_.study.target, parameters(), simulator(), settings_, asked_.seed,
                               [](const std::string& text) { spdlog::info("{}", text); });
    std::vector<std::string> ids;
    for (const scenario::CalibratedParameter& p : asked_.file.parameters) {
      ids.push_back(p.id);
    }
    const calibration::Verdict verdict = calibration::verdict_of(found, ids);
    text_ = text_of(found, verdict);
    return results::write_calibration(folder,
                                      {.file = asked_.file,
                                       .scenario = asked_.scenario,
                                       .study = asked_.study,
                                       .calibration = found,
                                       .verdict = verdict,
                                       .seed = asked_.seed,
                                       .failed = failed_},
                                      build_info());
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool has_failed() const { return !failed_.empty(); }

 private:
  [[nodiscard]] std::size_t parameters() const { return asked_.file.parameters.size(); }

  calibration::Simulator simulator() {
    const DrawPlan plan{.scenario = asked_.file.base, .seed = asked_.seed, .threads = asked_.threads};
    return draw_simulator(plan, asked_.file, asked_.study, log_, [this](FailedDraw&& draw) {
      failed_.push_back(report_failure({asked_.file.base.string(), draw.sets}, asked_.seed, draw.index, draw.reason));
    });
  }

  [[nodiscard]] std::string text_of(const calibration::Calibration& found, const calibration::Verdict& verdict) const {
    std::string text = fmt::format("{}\n\n{:<24} {:>12} {:>12} {:>12} {:>8}  {}\n", asked_.file.title, "parameter",
                                   "5 %", "median", "95 %", "sd/prior", "unit");
    for (std::size_t p = 0; p < parameters(); ++p) {
      const scenario::CalibratedParameter& parameter = asked_.file.parameters[p];
      std::vector<double> values;
      for (const calibration::Point& z : found.posterior.points) {
        values.push_back(calibration::values_at(asked_.file, z)[p]);
      }
      std::ranges::sort(values);
      const auto at = [&](double q) {
        return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
      };
      text += fmt::format("{:<24} {:>12.4g} {:>12.4g} {:>12.4g} {:>8.2f}  {}\n", parameter.id, at(0.05), at(0.5),
                          at(0.95), found.parameters[p].sd, parameter.unit);
    }
    return text + '\n' + wrapped(verdict.text, 0) + '\n';
  }

  const Asked& asked_;
  OutcomeLog& log_;
  Settings settings_;
  std::vector<results::FailedReplication> failed_;
  std::string text_;
};

/// The calibrator on counts that the model has made, one set after the other.
class Trying {
 public:
  Trying(const CalibrateOptions& options, const Asked& asked, OutcomeLog& log)
      : options_(options), asked_(asked), log_(log), settings_(settings_of(asked)) {
    settings_.checks = 20;
    for (const scenario::CalibratedParameter& p : asked.file.parameters) {
      trial_.parameters.push_back({.id = p.id, .ranks = {}});
    }
  }

  results::StoredCalibration store(results::RunFolder& folder) {
    for (std::uint32_t set = 0; set < options_.sbc; ++set) {
      try_set(set);
      spdlog::info("set {} of {} is done", set + 1, options_.sbc);
    }
    for (auto& p : trial_.parameters) {
      p.p = p.ranks.size() >= 20 ? calibration::uniformity(p.ranks) : 1;
      text_ += fmt::format("{:<24} p = {:.4f}, {} of {} sets within 90 %\n", p.id, p.p, p.in_90, p.ranks.size());
    }
    return results::write_trial(folder, asked_.file, asked_.scenario, trial_, asked_.seed, build_info());
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool has_failed() const { return trial_.failed > 0; }

 private:
  void try_set(std::uint32_t set) {
    // The runs of a set are numbered behind those of the sets before.
    const auto runs_of_set = static_cast<std::uint32_t>(2 * calibration::runs_of(settings_));
    const DrawPlan plan{.scenario = asked_.file.base, .seed = asked_.seed, .threads = asked_.threads};
    const calibration::Simulator all = draw_simulator(plan, asked_.file, asked_.study, log_, [](FailedDraw&&) {});
    const calibration::Simulator of_set = [&](const calibration::Batch& batch) {
      return all({.first = set * runs_of_set + batch.first, .points = batch.points});
    };
    try {
      const auto calibrate_to = [&](const calibration::Target& made) {
        return calibration::calibrate(made, asked_.file.parameters.size(), of_set, settings_, asked_.seed + set)
            .posterior;
      };
      const calibration::SbcSet found =
          calibration::sbc_set(asked_.study.target, asked_.file.parameters.size(), all, calibrate_to, asked_.seed, set);
      for (std::size_t p = 0; p < trial_.parameters.size(); ++p) {
        trial_.parameters[p].ranks.push_back(found.ranks[p]);
        trial_.parameters[p].in_90 += found.is_in_90[p] ? 1 : 0;
      }
      ++trial_.sets;
    } catch (const calibration::CalibrationFailed& e) {
      spdlog::error("error: set {}: {}", set, e.what());
      ++trial_.failed;
    }
  }

  const CalibrateOptions& options_;
  const Asked& asked_;
  OutcomeLog& log_;
  Settings settings_;
  results::CalibrationTrial trial_;
  std::string text_;
};

template <class Work>
ExitCode do_and_store(const CalibrateOptions& options, const Asked& asked, results::RunFolder& folder,
                      OutcomeLog& log) {
  try {
    Work work(options, asked, log);
    const results::StoredCalibration stored = work.store(folder);
    log.remove();
    const std::string where =
        fmt::format("results in {} (result hash {})", folder.place().string(), stored.result_hash.substr(0, 12));
    if (options.json) {
      print(stored.json);
      spdlog::info("{}", where);
    } else {
      print(work.text() + '\n' + where + '\n');
    }
    if (options.sbc == 0 && !options.no_report) {
      write_report(folder.place());
    }
    return work.has_failed() ? ExitCode::replication_failed : ExitCode::ok;
  } catch (const DrawsInterrupted&) {
    spdlog::warn("interrupted: nothing is stored. To go on:\n  {}", resume_command_of(options, asked.seed));
    return ExitCode::interrupted;
  } catch (const calibration::CalibrationFailed& e) {
    spdlog::error("error: {}; nothing is stored", e.what());
    return ExitCode::replication_failed;
  }
}

ExitCode calibrate_within(const CalibrateOptions& options) {
  const Asked asked = read_all(options);
  if (ensemble::Ranks::is_helper()) {
    const Interruption interruption(nullptr);
    ensemble::serve(draw_work(asked.file.base));
    return ExitCode::ok;
  }
  const fs::path place =
      options.out.empty() ? fs::path("out") / ((options.sbc > 0 ? "sbc-" : "calibrate-") + asked.scenario.folder_name)
                          : fs::path(options.out);
  const fs::path log_path = unfinished_log(place);
  const bool is_resumed = options.resume && fs::exists(log_path);
  results::RunFolder folder(place,
                            options.force || is_resumed ? results::IfFinished::replace : results::IfFinished::refuse);
  const Interruption interruption(&folder);
  expect_outside(options.file, folder.place());
  expect_outside(asked.file.base, folder.place());
  std::optional<OutcomeLog> log;
  log.emplace(log_path, subject_of(options, asked), if_begun(options.resume, options.force));
  folder.remove_leftovers();
  spdlog::info("calibrating {} parameters to {} counts with {} runs, seed {}{}", asked.file.parameters.size(),
               asked.study.rows.size(), calibration::runs_of(calibration::settings_of(asked.file)), asked.seed,
               log->known() > 0 ? fmt::format(", of which {} are there", log->known()) : "");
  return saying_how_to_go_on(log, resume_command_of(options, asked.seed), [&] {
    return options.sbc > 0 ? do_and_store<Trying>(options, asked, folder, *log)
                           : do_and_store<Calibrating>(options, asked, folder, *log);
  });
}

}  // namespace

ExitCode calibrate(const CalibrateOptions& options) {
  return within_memory(options.memory_limit, options.file,
                       [&](const MemoryLimit&) { return calibrate_within(options); });
}

}  // namespace corridor::cli
