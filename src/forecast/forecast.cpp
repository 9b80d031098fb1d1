#include "corridor/forecast/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <variant>

#include "corridor/base/contract.hpp"
#include "corridor/calibration/error_model.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::forecast {

namespace {

using statistics::Measure;
using statistics::RunResult;
using Values = std::vector<double>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// On the straight line between the values beside it; NaN outside.
double interpolated(const std::vector<SimTime>& times, const Values& values, SimTime time) {
  const auto after = std::lower_bound(times.begin(), times.end(), time);
  if (after == times.end() || (after == times.begin() && *after != time)) {
    return nan;
  }
  const auto i = static_cast<std::size_t>(after - times.begin());
  if (*after == time) {
    return values[i];
  }
  const double share = to_hours(time - times[i - 1]) / to_hours(times[i] - times[i - 1]);
  return values[i - 1] + share * (values[i] - values[i - 1]);
}

const Values* series_of(const RunResult& run, const Foreseen& what) {
  const auto it = std::find_if(run.series.begin(), run.series.end(), [&](const statistics::Series& s) {
    return s.place == what.place && s.measure == what.measure;
  });
  return it == run.series.end() ? nullptr : &it->values;
}

/// People who will not cross: they died, were detained, turned back or were flown out by the end.
double lost(const RunResult& run) {
  double sum = 0;
  for (const Measure measure :
       {Measure::died_persons, Measure::detained_persons, Measure::turned_back_persons, Measure::flown_out_persons}) {
    const Values* values = series_of(run, {"all", measure});
    sum += values == nullptr || values->empty() ? 0 : values->back();
  }
  return sum;
}

/// The rate around a count by its neighbours [per hour].
double rate_at(const std::vector<scenario::ObservedPoint>& counts, std::size_t i) {
  const std::size_t before = i == 0 ? 0 : i - 1;
  const std::size_t after = std::min(i + 1, counts.size() - 1);
  const double hours = to_hours(counts[after].time - counts[before].time);
  return hours > 0 ? (counts[after].value - counts[before].value) / hours : 0;
}

/// Makes a Forecast of the runs of one request.
class Combiner {
 public:
  Combiner(const Members& members, const std::vector<Foreseen>& foreseen,
           const std::vector<ensemble::Outcome>& outcomes)
      : members_(members), foreseen_(foreseen) {
    for (const ensemble::Outcome& outcome : outcomes) {
      if (const auto* finished = std::get_if<ensemble::Finished>(&outcome.what)) {
        runs_.push_back(&finished->result);
        result_.members.push_back(outcome.index);
      }
    }
    expects(!runs_.empty(), "a run has finished");
  }

  Forecast combine() {
    weigh();
    for (const SimTime time : runs_.front()->times) {
      if (time >= members_.as_of()) {
        result_.times.push_back(time);
      }
    }
    for (const Foreseen& what : foreseen_) {
      if (series_of(*runs_.front(), what) != nullptr) {
        add(what);
      }
    }
    add_crossing_times();
    return std::move(result_);
  }

 private:
  [[nodiscard]] const PublicSeries* counted(const Foreseen& what) const {
    for (const PublicSeries& series : members_.information().series) {
      if (series.place == what.place && statistics::measure_named(series.measure) == what.measure) {
        return &series;
      }
    }
    return nullptr;
  }

  // --- weights ---------------------------------------------------------------------------------------------------

  void weigh() {
    Values log_weights(runs_.size(), 0);
    for (const scenario::SeriesError& error : members_.file().errors) {
      const PublicSeries* series = members_.information().find(error.series);
      if (series != nullptr && !series->counts.empty()) {
        add_log_likelihood(*series, error, log_weights);
        punish_lack_of_people(*series, error, log_weights);
      }
    }
    const double most = *std::max_element(log_weights.begin(), log_weights.end());
    double sum = 0;
    for (const double log_weight : log_weights) {
      result_.weights.push_back(random::deterministic::exp(log_weight - most));
      sum += result_.weights.back();
    }
    for (double& weight : result_.weights) {
      weight /= sum;
    }
    result_.effective = effective_size(result_.weights);
  }

  void add_log_likelihood(const PublicSeries& series, const scenario::SeriesError& error, Values& log_weights) const {
    const auto measure = statistics::measure_named(series.measure);
    std::vector<calibration::Count> counts;
    for (const scenario::ObservedPoint& point : series.counts) {
      counts.push_back({to_hours(point.time), point.value, point.time_sd_h});
    }
    const calibration::ErrorModel model{.count = {.plus = error.plus},
                                        .discrepancy = {.plus = error.model_plus, .share = error.share},
                                        .correlation_hours = error.correlation_hours};
    const bool is_of_rate = members_.file().rate && members_.file().rate->series == series.id;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const Values* values = measure ? series_of(*runs_[run], {series.place, *measure}) : nullptr;
      if (values == nullptr) {
        return;
      }
      Values simulated;
      for (const scenario::ObservedPoint& point : series.counts) {
        simulated.push_back(interpolated(runs_[run]->times, *values, point.time));
      }
      log_weights[run] += calibration::log_likelihood(counts, model, simulated);
      if (is_of_rate) {
        log_weights[run] -= calibration::log_likelihood(counts, model, on_path(series, run));
      }
    }
  }

  /// Who was counted behind the crossing exists: a run in which fewer people ever could cross is not what happened,
  /// whatever the model is allowed to be off. As far as the last count is exact.
  void punish_lack_of_people(const PublicSeries& series, const scenario::SeriesError& error,
                             Values& log_weights) const {
    if (statistics::measure_named(series.measure) != Measure::crossed_persons) {
      return;
    }
    const double sd = std::max(1.0, sd_of_last(series, error.plus));
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const double lack = std::max(0.0, series.counts.back().value - all_who_cross(*runs_[run]));
      log_weights[run] -= lack * lack / (2 * sd * sd);
    }
  }

  [[nodiscard]] static double all_who_cross(const RunResult& run) {
    return (run.summary.empty() ? 0 : run.summary.front().value) - lost(run);
  }

  /// Of the last count: of its hour, and of itself.
  [[nodiscard]] static double sd_of_last(const PublicSeries& series, double plus) {
    const double of_hour = rate_at(series.counts, series.counts.size() - 1) * series.counts.back().time_sd_h;
    return std::sqrt(of_hour * of_hour + plus * plus);
  }

  /// What the rate's path comes to at the counts.
  [[nodiscard]] Values on_path(const PublicSeries& series, std::size_t run) const {
    const RatePath& path = members_.rate_paths().paths[result_.members[run]];
    const double begin = to_hours(members_.rate_paths().begin);
    const auto sum_until = [&](SimTime time) {
      double sum = 0;
      const double hours = to_hours(time) - begin;
      for (std::size_t hour = 0; hour < path.persons_per_hour.size(); ++hour) {
        sum += path.persons_per_hour[hour] * std::clamp(hours - static_cast<double>(hour), 0.0, 1.0);
      }
      return sum;
    };
    const double at_last = sum_until(series.counts.back().time);
    Values values;
    for (const scenario::ObservedPoint& point : series.counts) {
      values.push_back(path.counted - at_last + sum_until(point.time));
    }
    return values;
  }

  // --- series ----------------------------------------------------------------------------------------------------

  void add(const Foreseen& what) {
    const PublicSeries* series = counted(what);
    ForeseenSeries added{.what = what, .observed_as = series == nullptr ? "" : series->id, .values = {}};
    const Values shifts =
        series == nullptr || series->counts.empty() ? Values(runs_.size(), 0) : shifts_to(*series, what);
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const Values& all = *series_of(*runs_[run], what);
      const auto first = all.end() - static_cast<std::ptrdiff_t>(result_.times.size());
      Values values(first, all.end());
      for (double& value : values) {
        value = std::max(0.0, value + shifts[run]);
      }
      added.values.push_back(std::move(values));
    }
    result_.series.push_back(std::move(added));
  }

  /// What brings each run to the last count, which is not exact itself.
  [[nodiscard]] Values shifts_to(const PublicSeries& series, const Foreseen& what) const {
    const scenario::ObservedPoint& last = series.counts.back();
    double plus = 0;
    for (const scenario::SeriesError& error : members_.file().errors) {
      plus = error.series == series.id ? error.plus : plus;
    }
    const double sd = sd_of_last(series, plus);
    const random::Decisions decisions(members_.request().seed, 0, random::Purpose::calibration,
                                      "forecast/count:" + series.id);
    Values shifts;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const double u = decisions.draws({.origin = 0, .ordinal = result_.members[run]}).uniform();
      const double simulated = interpolated(runs_[run]->times, *series_of(*runs_[run], what), last.time);
      shifts.push_back(last.value - simulated + sd * random::deterministic::normal_quantile(u));
    }
    return shifts;
  }

  /// Of the rate's series, or the first one that counts people who cross.
  void add_crossing_times() {
    const ForeseenSeries* crossing = nullptr;
    for (const ForeseenSeries& series : result_.series) {
      if (series.what.measure == Measure::crossed_persons && crossing == nullptr) {
        crossing = &series;
      }
    }
    if (crossing == nullptr) {
      return;
    }
    for (const double share : {0.95, 0.99}) {
      CrossingTimes found{.share = share, .times = {}};
      for (std::size_t run = 0; run < runs_.size(); ++run) {
        found.times.push_back(time_of(share, run, *crossing));
      }
      result_.crossing.push_back(std::move(found));
    }
  }

  [[nodiscard]] SimTime time_of(double share, std::size_t run, const ForeseenSeries& crossing) const {
    const RunResult& whole = *runs_[run];
    const Values& values = crossing.values[run];
    const double shift =
        values.front() - (series_of(whole, crossing.what)->end()[-static_cast<std::ptrdiff_t>(values.size())]);
    const double all = all_who_cross(whole) + shift;
    const auto reached = std::find_if(values.begin(), values.end(), [&](double v) { return v >= share * all; });
    return reached == values.end() ? never : result_.times[static_cast<std::size_t>(reached - values.begin())];
  }

  const Members& members_;
  const std::vector<Foreseen>& foreseen_;
  std::vector<const RunResult*> runs_;
  Forecast result_;
};

}  // namespace

std::optional<WeightedSample> Forecast::at(const ForeseenSeries& of, SimTime time) const {
  Values values;
  for (const Values& run : of.values) {
    values.push_back(interpolated(times, run, time));
    if (std::isnan(values.back())) {
      return std::nullopt;
    }
  }
  return WeightedSample(values, weights);
}

const ForeseenSeries* Forecast::find(const std::string& observed_as) const {
  const auto it = std::find_if(series.begin(), series.end(), [&](const ForeseenSeries& s) {
    return !observed_as.empty() && s.observed_as == observed_as;
  });
  return it == series.end() ? nullptr : &*it;
}

Forecast combined(const Members& members, const std::vector<Foreseen>& foreseen,
                  const std::vector<ensemble::Outcome>& outcomes) {
  return Combiner(members, foreseen, outcomes).combine();
}

}  // namespace corridor::forecast
