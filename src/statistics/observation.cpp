#include "corridor/statistics/observation.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>

#include "corridor/base/contract.hpp"
#include "corridor/statistics/ensemble_quantiles.hpp"

namespace corridor::statistics {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_within_run(const RunResult& run, SimTime t) {
  return !run.times.empty() && run.times.front() <= t && t <= run.times.back();
}

/// @pre t is within the run
double interpolated(const std::vector<SimTime>& times, const std::vector<double>& values, SimTime t) {
  const auto after = std::ranges::lower_bound(times, t);
  const auto i = static_cast<std::size_t>(after - times.begin());
  if (*after == t) {
    return values[i];
  }
  const double share = to_hours(t - times[i - 1]) / to_hours(times[i] - times[i - 1]);
  return values[i - 1] + share * (values[i] - values[i - 1]);
}

double of_departure_hour(const RunResult& run, Measure measure, const std::string& place, SimTime t) {
  const auto hour = std::ranges::find_if(run.hourly, [&](const HourlyValue& h) {
    return h.measure == measure && h.place == place && h.time <= t && t < h.time + std::chrono::hours(1);
  });
  return hour == run.hourly.end() ? nan : hour->value;
}

double simulated(const RunResult& run, Measure measure, const std::string& place, SimTime t) {
  if (info(measure).kind == MeasureKind::cumulative && t < SimTime{}) {
    return 0;
  }
  if (!is_within_run(run, t)) {
    return nan;
  }
  if (info(measure).kind == MeasureKind::by_departure_hour) {
    return of_departure_hour(run, measure, place, t);
  }
  const auto series =
      std::ranges::find_if(run.series, [&](const Series& s) { return s.measure == measure && s.place == place; });
  return series == run.series.end() ? nan : interpolated(run.times, series->values, t);
}

/// Mean error, of as many points as there are.
class MeanError {
 public:
  void add(double simulated, double observed) { sum_ += std::abs(simulated - observed), ++points_; }
  void add_relative(double simulated, double observed) {
    if (observed != 0) {
      add(simulated / observed, 1);
    }
  }
  /// NaN without points, or relative to 0.
  [[nodiscard]] double relative_to(double scale) const {
    return points_ == 0 || scale == 0 ? nan : sum_ / static_cast<double>(points_) / scale;
  }

 private:
  double sum_ = 0;
  std::size_t points_ = 0;
};

/// The naive forecast from point to point: the rate between the two points before persists.
class Persistence {
 public:
  [[nodiscard]] double at(SimTime t) const { return value_ + per_hour_ * to_hours(t - time_); }
  void observe(SimTime t, double value) {
    if (t > time_) {
      per_hour_ = (value - value_) / to_hours(t - time_);
      time_ = t;
    }
    value_ = value;
  }

 private:
  SimTime time_;
  double value_ = 0;
  double per_hour_ = 0;
};

SeriesFit fit_of(const std::string& series, const std::vector<ComparedPoint>& used) {
  MeanError simulation;
  MeanError relative;
  MeanError persistence;
  MeanError proportional;
  Persistence naive;
  const double last_value = used.empty() ? 0 : used.back().observed;
  const double last_hour = used.empty() ? 0 : to_hours(used.back().time);
  for (const ComparedPoint& point : used) {
    simulation.add(point.mean, point.observed);
    relative.add_relative(point.mean, point.observed);
    persistence.add(naive.at(point.time), point.observed);
    naive.observe(point.time, point.observed);
    proportional.add(last_hour == 0 ? last_value : last_value * to_hours(point.time) / last_hour, point.observed);
  }
  return {.series = series,
          .points = used.size(),
          .nmae = simulation.relative_to(std::abs(last_value)),
          .mape = relative.relative_to(1),
          .nmae_persistence = persistence.relative_to(std::abs(last_value)),
          .nmae_proportional = proportional.relative_to(std::abs(last_value))};
}

}  // namespace

std::vector<double> simulated_at_observations(const scenario::Scenario& scenario, const RunResult& run) {
  std::vector<double> values;
  for (const scenario::Observation& observation : scenario.observations) {
    const std::optional<Measure> measure = measure_named(observation.measure);
    expects(measure.has_value(), "observations have been checked");
    for (const scenario::ObservedPoint& point : observation.points) {
      values.push_back(simulated(run, *measure, observation.place, point.time));
    }
  }
  return values;
}

std::vector<ComparedPoint> compare(const scenario::Scenario& scenario,
                                   std::span<const std::vector<double>> replications) {
  std::vector<ComparedPoint> points;
  for (const scenario::Observation& observation : scenario.observations) {
    for (const scenario::ObservedPoint& point : observation.points) {
      std::vector<double> values;
      for (const std::vector<double>& replication : replications) {
        values.push_back(replication.at(points.size()));
      }
      const EnsembleQuantiles over_replications = ensemble_quantiles(values);
      points.push_back({.series = observation.id,
                        .place = observation.place,
                        .measure = observation.measure,
                        .time = point.time,
                        .observed = point.value,
                        .mean = over_replications.mean,
                        .p05 = over_replications.p05,
                        .p50 = over_replications.p50,
                        .p95 = over_replications.p95,
                        .used = point.use && over_replications.n > 0});
    }
  }
  return points;
}

std::vector<SeriesFit> fit(const scenario::Scenario& scenario, std::span<const ComparedPoint> points) {
  std::vector<SeriesFit> fits;
  for (const scenario::Observation& observation : scenario.observations) {
    std::vector<ComparedPoint> used;
    std::ranges::copy_if(points, std::back_inserter(used),
                         [&](const ComparedPoint& p) { return p.used && p.series == observation.id; });
    fits.push_back(fit_of(observation.id, used));
  }
  return fits;
}

}  // namespace corridor::statistics
