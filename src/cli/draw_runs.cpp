#include "draw_runs.hpp"

#include <charconv>
#include <exception>
#include <new>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/error.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/scenario/reader.hpp"
#include "corridor/simulation/simulation.hpp"
#include "corridor/statistics/observation.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "interruption.hpp"
#include "memory_limit.hpp"

namespace corridor::cli {

namespace {

namespace fs = std::filesystem;

constexpr char failed_mark = '!';
constexpr std::string_view given_up_mark = "?";

/// Seed, index and sets, a line each.
std::string to_text(const DrawTask& task) {
  std::string text = fmt::format("{}\n{}", task.seed, task.index);
  for (const std::string& set : task.sets) {
    text += '\n' + set;
  }
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

DrawTask task_from(const std::string& text) {
  std::vector<std::string> lines = lines_of(text);
  DrawTask task{
      .seed = std::stoull(lines.at(0)), .index = static_cast<std::uint32_t>(std::stoul(lines.at(1))), .sets = {}};
  task.sets.assign(std::make_move_iterator(lines.begin() + 2), std::make_move_iterator(lines.end()));
  return task;
}

/// Thrown out of a run that is given up: nothing of it counts.
struct RunGivenUp {};

/// Statistics that give a run up when the user has lost patience.
class PatientStatistics final : public record::Observer {
 public:
  explicit PatientStatistics(statistics::RunStatistics& statistics) : statistics_(statistics) {}
  /// Throws RunGivenUp.
  void on(const record::Fact& fact) override {
    statistics_.on(fact);
    constexpr std::uint32_t facts_between_looks = 4096;
    if (++facts_ % facts_between_looks == 0 && Interruption::is_overdue()) [[unlikely]] {
      throw RunGivenUp();
    }
  }
  void expect(VehicleId vehicle) override { statistics_.expect(vehicle); }
  void expect(PartyId party) override { statistics_.expect(party); }

 private:
  statistics::RunStatistics& statistics_;
  std::uint32_t facts_ = 0;
};

/// The scenario with what is set. Throws ScenarioError if that is none.
scenario::Scenario scenario_with(const fs::path& path, const std::vector<std::string>& sets) {
  scenario::Scenario scenario = scenario::read(path, sets);
  if (auto wrong = network::check(scenario); !wrong.empty()) {
    throw ScenarioError(std::move(wrong));
  }
  return scenario;
}

std::string values_text(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) {
    text += fmt::format("{}{}", text.empty() ? "" : " ", value);
  }
  return text;
}

std::vector<double> values_from(std::string_view text) {
  std::vector<double> values;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    double value = 0;
    const auto [_, error] = std::from_chars(text.data(), text.data() + end, value);
    if (error != std::errc()) {
      throw IoError("a log of runs holds something that is no number");
    }
    values.push_back(value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return values;
}

std::string simulate(const fs::path& path, const DrawTask& task) {
  try {
    const scenario::Scenario scenario = scenario_with(path, task.sets);
    const simulation::Model model(scenario);
    statistics::RunStatistics statistics(scenario);
    PatientStatistics observer(statistics);
    simulation::run(model, {.seed = task.seed, .index = task.index}, observer);
    return values_text(statistics::simulated_at_observations(scenario, statistics.finish()));
  } catch (const IoError&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const RunGivenUp&) {
    return std::string(given_up_mark);
  } catch (const ScenarioError& e) {
    return failed_mark + format(e.diagnostics().front());
  } catch (const std::exception& e) {
    return failed_mark + std::string(e.what());
  }
}

/// The runs of one batch as tasks, and what they come to.
class BatchOfDraws {
 public:
  BatchOfDraws(const DrawPlan& plan, const scenario::CalibrationFile& file, const calibration::Study& study,
               OutcomeLog& log, const calibration::Batch& batch)
      : plan_(plan), file_(file), study_(study), log_(log), batch_(batch) {}

  std::vector<std::optional<calibration::Outputs>> run(const std::function<void(FailedDraw&&)>& on_failed) {
    const ensemble::Flow flow{
        .next = [this] { return next(); },
        .take = [&](const ensemble::Task& task,
                    std::optional<std::string>&& text) { return take(task, text, on_failed); },
        .stored = [this](const ensemble::Task& task) { return log_.find(0, static_cast<std::uint32_t>(task.id)); },
        .is_local = {},
        .finished =
            [this](const ensemble::Task& task, const std::string& text) {
              if (text != given_up_mark) {
                log_.keep(0, static_cast<std::uint32_t>(task.id), text);
              }
            }};
    ensemble::do_tasks(plan_.threads, flow, draw_work(plan_.scenario));
    if (results_.size() < batch_.points.size()) {
      throw DrawsInterrupted();
    }
    return std::move(results_);
  }

 private:
  std::optional<ensemble::Task> next() {
    if (begun_ == batch_.points.size() || Interruption::is_requested()) {
      return std::nullopt;
    }
    const auto index = batch_.first + static_cast<std::uint32_t>(begun_);
    const std::vector<std::string> sets = calibration::sets_at(file_, batch_.points[begun_++]);
    return ensemble::Task{index, to_text({plan_.seed, index, sets})};
  }

  bool take(const ensemble::Task& task, const std::optional<std::string>& text,
            const std::function<void(FailedDraw&&)>& on_failed) {
    if (!text) {
      throw OutOfMemory("simulating a draw takes more than there is");
    }
    if (*text == given_up_mark) {
      return false;
    }
    if (text->starts_with(failed_mark)) {
      const DrawTask failed = task_from(task.input);
      on_failed({.index = failed.index, .sets = failed.sets, .reason = text->substr(1)});
      results_.emplace_back();
      return true;
    }
    const std::vector<double> all = values_from(*text);
    calibration::Outputs outputs;
    for (const calibration::TargetRow& row : study_.rows) {
      outputs.push_back(all.at(row.position));
    }
    results_.emplace_back(std::move(outputs));
    return true;
  }

  const DrawPlan& plan_;
  const scenario::CalibrationFile& file_;
  const calibration::Study& study_;
  OutcomeLog& log_;
  const calibration::Batch& batch_;
  std::size_t begun_ = 0;
  std::vector<std::optional<calibration::Outputs>> results_;
};

}  // namespace

ensemble::Work draw_work(const fs::path& path) {
  return [path](const std::string& input) { return std::optional(simulate(path, task_from(input))); };
}

calibration::Simulator draw_simulator(const DrawPlan& plan, const scenario::CalibrationFile& file,
                                      const calibration::Study& study, OutcomeLog& log,
                                      std::function<void(FailedDraw&&)> on_failed) {
  return [&, plan, on_failed = std::move(on_failed)](const calibration::Batch& batch) {
    return BatchOfDraws(plan, file, study, log, batch).run(on_failed);
  };
}

}  // namespace corridor::cli
