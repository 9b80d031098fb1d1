#include "milestones.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <variant>

namespace corridor::results {

namespace {

using statistics::Measure;
using statistics::RunResult;
using Values = std::vector<double>;

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
/// What is left of a queue or line when people call it gone, as a share of its largest: single vehicles and parties
/// keep coming, and each is checked or registered.
constexpr double gone_share = 0.01;

/// The series of a replication by place and measure.
class SeriesIndex {
 public:
  explicit SeriesIndex(const RunResult& result) {
    for (const statistics::Series& s : result.series) {
      series_.emplace(std::pair(std::string_view(s.place), s.measure), &s.values);
    }
  }
  /// Null if there is none.
  [[nodiscard]] const Values* find(std::string_view place, Measure measure) const {
    const auto found = series_.find({place, measure});
    return found == series_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::pair<std::string_view, Measure>, const Values*> series_;
};

double largest(std::span<const double> values) {
  double most = 0;
  for (const double v : values) {
    most = v > most ? v : most;  // not for NaN
  }
  return most;
}

/// The first instant of those from which on no value is over `limit`; none: the last value is.
std::optional<SimTime> never_over(double limit, std::span<const double> values, const std::vector<SimTime>& times) {
  std::size_t i = values.size();
  while (i > 0 && !(values[i - 1] > limit)) {
    --i;
  }
  return i == values.size() ? std::nullopt : std::optional(times[i]);
}

std::optional<SimTime> first_over(double limit, std::span<const double> values, const std::vector<SimTime>& times) {
  const auto found = std::ranges::find_if(values, [limit](double v) { return v > limit; });
  return found == values.end() ? std::nullopt : std::optional(times[static_cast<std::size_t>(found - values.begin())]);
}

std::optional<SimTime> instant_of(double value, std::span<const double> values, const std::vector<SimTime>& times) {
  const auto found = std::ranges::find(values, value);
  return found == values.end() ? std::nullopt : std::optional(times[static_cast<std::size_t>(found - values.begin())]);
}

void add_queue(const SeriesIndex& series, const RunResult& result, std::vector<Milestone>& list) {
  const Values* queue = series.find("all", Measure::queue_vehicles);
  if (queue == nullptr) {
    return;
  }
  const double most = largest(*queue);
  list.push_back({.place = "all",
                  .name = "queue_largest",
                  .at = most > 0 ? instant_of(most, *queue, result.times) : std::nullopt,
                  .value = most});
  list.push_back({.place = "all",
                  .name = "queue_gone",
                  .at = never_over(gone_share * most, *queue, result.times),
                  .value = no_value});
}

void add_line(const scenario::Stage& stage, const SeriesIndex& series, const RunResult& result,
              std::vector<Milestone>& list) {
  const Values* waiting = series.find(stage.place, Measure::waiting);
  const Values* held = series.find(stage.place, Measure::held);
  const Values* served = series.find(stage.place, Measure::served_persons);
  if (!stage.registers || waiting == nullptr || held == nullptr || served == nullptr) {
    return;
  }
  Values line = *waiting;
  for (std::size_t i = 0; i < line.size(); ++i) {
    line[i] += (*held)[i];
  }
  list.push_back({.place = stage.place,
                  .name = "line_gone",
                  .at = never_over(gone_share * largest(line), line, result.times),
                  .value = served->empty() ? 0 : served->back()});
}

void add_beds(const std::string& place, const SeriesIndex& series, const RunResult& result,
              std::vector<Milestone>& list) {
  if (const Values* without = series.find(place, Measure::persons_without_bed)) {
    list.push_back({.place = place,
                    .name = "beds_run_out",
                    .at = first_over(0, *without, result.times),
                    .value = largest(*without)});
  }
}

}  // namespace

std::vector<Milestone> milestones(const scenario::Scenario& scenario, const RunResult& result) {
  const SeriesIndex series(result);
  std::vector<Milestone> list;
  add_queue(series, result, list);
  for (const scenario::Stage& stage : scenario.stages) {
    add_line(stage, series, result, list);
  }
  add_beds("all", series, result, list);
  for (const scenario::Site& site : scenario.sites) {
    add_beds(site.id, series, result, list);
  }
  for (const scenario::Stage& stage : scenario.stages) {
    add_beds(stage.place, series, result, list);
  }
  return list;
}

}  // namespace corridor::results
