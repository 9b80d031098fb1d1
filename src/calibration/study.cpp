#include "corridor/calibration/study.hpp"

#include <algorithm>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/calibration/error_model.hpp"
#include "corridor/calibration/prior.hpp"

namespace corridor::calibration {

namespace {

/// How many points the observations before this one have.
std::size_t points_before(const scenario::Scenario& scenario, std::size_t observation) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < observation; ++i) {
    count += scenario.observations[i].points.size();
  }
  return count;
}

ErrorModel error_model_of(const scenario::CalibrationTarget& target) {
  return {.rounding = target.rounding,
          .count = {target.error.plus, target.error.share},
          .discrepancy = {target.discrepancy.plus, target.discrepancy.share},
          .correlation_hours = to_hours(target.correlation)};
}

}  // namespace

Study study_of(const scenario::CalibrationFile& file, const scenario::Scenario& scenario) {
  Study study;
  std::vector<Matrix> blocks;
  for (const scenario::CalibrationTarget& target : file.targets) {
    const auto found = std::ranges::find(scenario.observations, target.series, &scenario::Observation::id);
    expects(found != scenario.observations.end(), "the targets have been checked");
    const std::size_t before = points_before(scenario, static_cast<std::size_t>(found - scenario.observations.begin()));
    std::vector<Count> counts;
    for (std::size_t i = 0; i < found->points.size(); ++i) {
      const scenario::ObservedPoint& point = found->points[i];
      if (!point.use || point.time < SimTime{} || point.time > scenario.end) {
        continue;
      }
      counts.push_back({to_hours(point.time), point.value, point.time_sd_h});
      study.rows.push_back({target.series, point.time, point.value, before + i});
      study.target.counts.push_back(point.value);
    }
    blocks.push_back(covariance(counts, error_model_of(target)));
  }
  study.target.covariance = block_diagonal(blocks);
  return study;
}

std::vector<double> values_at(const scenario::CalibrationFile& file, const Point& z) {
  std::vector<double> values;
  for (std::size_t i = 0; i < z.size(); ++i) {
    values.push_back(value_of(file.parameters[i].prior, z[i]));
  }
  return values;
}

std::vector<std::string> sets_at(const scenario::CalibrationFile& file, const Point& z) {
  const std::vector<double> values = values_at(file, z);
  std::vector<std::string> sets;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const scenario::SetTemplate& set : file.parameters[i].sets) {
      sets.push_back(set.with(values[i]));
    }
  }
  return sets;
}

Settings settings_of(const scenario::CalibrationFile& file) {
  Settings settings = settings_for(file.parameters.size());
  const scenario::SearchEffort& effort = file.effort;
  settings.smoother.members = effort.members.value_or(static_cast<std::uint32_t>(settings.smoother.members));
  settings.smoother.iterations = effort.iterations.value_or(static_cast<std::uint32_t>(settings.smoother.iterations));
  settings.rounds = effort.rounds.value_or(static_cast<std::uint32_t>(settings.rounds));
  settings.points = effort.points.value_or(static_cast<std::uint32_t>(settings.points));
  settings.checks = effort.checks.value_or(static_cast<std::uint32_t>(settings.checks));
  return settings;
}

}  // namespace corridor::calibration
