#include "sweep_points.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "corridor/design/points.hpp"
#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/scenario/experiment.hpp"
#include "corridor/scenario/nearest.hpp"
#include "corridor/statistics/measure.hpp"

#include "load.hpp"
#include "posterior.hpp"
#include "simulating.hpp"

namespace corridor::cli {

namespace {

using results::Sweep;

constexpr std::size_t most_listed = 500;  ///< errors

/// Everything that is wrong at the points, each mistake once.
class PointErrors {
 public:
  PointErrors(const scenario::Experiment& experiment, std::size_t sets) : experiment_(experiment), sets_(sets) {}

  void add(const ScenarioError& error, const design::ExperimentPoint& point) {
    for (Diagnostic diagnostic : error.diagnostics()) {
      move_to_experiment(diagnostic, point);
      if (known_.insert(format(diagnostic)).second && list_.size() < most_listed) {
        list_.push_back(std::move(diagnostic));
      }
    }
  }
  void throw_if_any() {
    if (!list_.empty()) {
      throw ScenarioError(std::move(list_));
    }
  }

 private:
  /// What is wrong with a `--set` that a factor makes is wrong in the file of the experiment.
  void move_to_experiment(Diagnostic& diagnostic, const design::ExperimentPoint& point) const {
    const auto set = set_of(diagnostic.place);
    if (!set || *set < sets_) {
      return;
    }
    const std::size_t i = *set - sets_;
    const bool is_of_value = diagnostic.place.column > static_cast<int>(experiment_.factors[i].path.size()) + 1;
    diagnostic.place = is_of_value ? point[i].place : experiment_.factors[i].place;
  }

  const scenario::Experiment& experiment_;
  std::size_t sets_;
  std::set<std::string> known_;
  std::vector<Diagnostic> list_;
};

Diagnostic unknown_measure(const scenario::WantedFigure& figure) {
  std::vector<std::string> names;
  for (const statistics::MeasureInfo& m : statistics::catalogue()) {
    names.emplace_back(m.name);
  }
  return {.code = std::string(scenario::info(scenario::ErrorCode::unknown_measure).name),
          .place = figure.written,
          .message = fmt::format("{} is no measure", figure.measure),
          .expected = "a measure of the summary, or one and its place: `wait_p95 at goris/registration`",
          .nearest = scenario::nearest_name(figure.measure, names)};
}

void check_figures(const scenario::Experiment& experiment) {
  std::vector<Diagnostic> wrong;
  for (const scenario::WantedFigure& figure : experiment.figures) {
    if (!statistics::measure_named(figure.measure)) {
      wrong.push_back(unknown_measure(figure));
    }
  }
  if (!wrong.empty()) {
    throw ScenarioError(std::move(wrong));
  }
}

std::vector<std::string> with_values(std::vector<std::string> sets, const design::ExperimentPoint& point) {
  for (const design::FactorValue& value : point) {
    sets.push_back(value.set);
  }
  return sets;
}

/// Tries the first draw: what is wrong with the others is wrong with the base, which has been tried at them.
void expect_applicable_at(const ScenarioOptions& point, const ensemble::ParameterDraws& draws) {
  if (auto wrong = mistakes_of(point, draws, {.replications = 1}); !wrong.empty()) {
    throw ScenarioError(std::move(wrong));
  }
}

/// A model and the scenario that it is of.
struct OwningModel {
  explicit OwningModel(scenario::Scenario of) : scenario(std::move(of)), model(scenario) {}
  scenario::Scenario scenario;
  simulation::Model model;
};

}  // namespace

std::vector<std::string> sets_of(const Sweep& sweep, std::size_t point) {
  return with_values(sweep.sets, sweep.design.points[point].values);
}

Sweep read_sweep(const SweepOptions& options) {
  spdlog::info("reading {}", options.experiment);
  Sweep sweep;
  sweep.experiment = scenario::read_experiment(options.experiment);
  check_figures(sweep.experiment);
  sweep.experiment.replications = options.replications.value_or(sweep.experiment.replications);
  sweep.base_path = sweep.experiment.base.generic_string();
  sweep.sets = options.sets;
  const Loaded loaded = load_all({{sweep.base_path, options.sets, options.posterior}},
                                 options.seed ? options.seed : sweep.experiment.seed);
  expect_applicable(loaded, {.replications = sweep.experiment.replications,
                             .threads = threads_for(options.threads, sweep.experiment.replications)});
  const scenario::Scenario& base = loaded.scenarios.front();
  sweep.base_title = base.title;
  sweep.base_inputs = base.inputs;
  sweep.base_hash = results::scenario_hash(base.inputs, options.sets);
  sweep.draws = loaded.draws;
  sweep.seed = loaded.seed;
  const std::vector<design::ExperimentPoint> points = design::points_of(sweep.experiment);
  sweep.design.factors = results::swept_factors(sweep.experiment, points);
  PointErrors errors(sweep.experiment, options.sets.size());
  for (const design::ExperimentPoint& point : points) {
    const std::vector<std::string> sets = with_values(options.sets, point);
    try {
      scenario::Scenario scenario = read_and_check({sweep.base_path, sets});
      if (sweep.draws != nullptr) {
        scenario.inputs.push_back(sweep.draws->posterior().file);
        expect_applicable_at({sweep.base_path, sets}, *sweep.draws);
      }
      sweep.design.points.push_back({.values = point, .scenario_hash = results::scenario_hash(scenario.inputs, sets)});
    } catch (const ScenarioError& error) {
      errors.add(error, point);
    }
  }
  errors.throw_if_any();
  return sweep;
}

ScenarioOptions options_at(const Sweep& sweep, std::size_t point) {
  return {.path = sweep.base_path,
          .sets = sets_of(sweep, point),
          .posterior = sweep.draws == nullptr ? "" : sweep.draws->posterior().path};
}

Diagnostic no_such_figure(const scenario::WantedFigure& figure) {
  return {.code = std::string(scenario::info(scenario::ErrorCode::measure_not_at_place).name),
          .place = figure.written,
          .message = figure.place.empty()
                         ? fmt::format("this scenario has no figure {}", figure.measure)
                         : fmt::format("this scenario has no figure {} at {}", figure.measure, figure.place),
          .expected = "a figure of summary.csv, which `corridor run` writes",
          .nearest = ""};
}

std::shared_ptr<const simulation::Model> PointModels::at(std::size_t point, std::uint32_t replication) {
  if (sweep_.draws == nullptr) {
    return shared_at(point);
  }
  return model_at(options_at(sweep_, point), sweep_.base_inputs, *sweep_.draws, replication);
}

std::shared_ptr<const simulation::Model> PointModels::shared_at(std::size_t point) {
  const std::lock_guard lock(mutex_);
  if (auto known = models_[point].lock()) {
    return known;
  }
  const std::vector<std::string> sets = sets_of(sweep_, point);
  scenario::Scenario scenario = read_and_check({sweep_.base_path, sets});
  if (results::scenario_hash(scenario.inputs, sets) != sweep_.design.points[point].scenario_hash) {
    throw IoError(fmt::format("cannot go on: the files of {} have changed since the sweep began", sweep_.base_path));
  }
  const auto owner = std::make_shared<const OwningModel>(std::move(scenario));
  std::shared_ptr<const simulation::Model> model(owner, &owner->model);
  models_[point] = model;
  if (!latest_ || point >= latest_point_) {
    latest_point_ = point;
    latest_ = model;
  }
  return model;
}

}  // namespace corridor::cli
