#include "corridor/forecast/verification.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "corridor/forecast/baselines.hpp"
#include "corridor/forecast/scores.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::forecast {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr double log_sd_of_rate = 0.3;  ///< of probabilistic persistence
constexpr std::array leads_h = {12, 24, 48, 72};

std::vector<Count> usable(const std::vector<scenario::ObservedPoint>& points) {
  std::vector<Count> counts;
  for (const scenario::ObservedPoint& point : points) {
    if (point.use) {
      counts.push_back({point.time, point.value});
    }
  }
  return counts;
}

/// What anybody could have said of one series.
class Baselines {
 public:
  Baselines(const Members& members, const PublicSeries& series)
      : counts_(usable(series.counts)),
        bound_(std::max(members.file().most_leavers, counts_.back().value)),
        of_a_day_(mean_rate_of_a_day(counts_, bound_)),
        last_(last_rate(counts_, bound_)),
        logistic_(fitted_logistic(counts_, bound_)) {
    const auto& priors = members.file().stand_ins;
    const auto leavers = std::find_if(priors.begin(), priors.end(), [&](const scenario::StandIn& prior) {
      return prior.id == members.file().leavers;
    });
    if (leavers == priors.end()) {
      return;
    }
    const random::Decisions decisions(members.request().seed, 0, random::Purpose::calibration, "forecast/persistence");
    for (std::uint32_t i = 0; i < members.request().members; ++i) {
      limits_.push_back(members.drawn(i)[static_cast<std::size_t>(leavers - priors.begin())]);
      z_.push_back(random::deterministic::normal_quantile(decisions.draws({.origin = 0, .ordinal = i}).uniform()));
    }
  }

  void judge(Verified& row) const {
    row.mean_rate_of_a_day = std::abs(of_a_day_.at(row.time) - row.truth);
    row.last_rate = std::abs(last_.at(row.time) - row.truth);
    row.logistic = std::abs(logistic_.at(row.time) - row.truth);
    row.spread_rate = limits_.empty()
                          ? no_number
                          : crps(WeightedSample(spread_rate(last_, log_sd_of_rate, z_, limits_, row.time)), row.truth);
  }

 private:
  std::vector<Count> counts_;
  double bound_;
  ConstantRate of_a_day_;
  ConstantRate last_;
  Logistic logistic_;
  std::vector<double> limits_;
  std::vector<double> z_;
};

std::optional<Verified> judged(std::string of, const Count& truth, const std::optional<WeightedSample>& said) {
  if (!said) {
    return std::nullopt;
  }
  const std::array intervals = {central_interval(*said, 0.5), central_interval(*said, 0.8),
                                central_interval(*said, 0.9)};
  return Verified{.of = std::move(of),
                  .time = truth.time,
                  .truth = truth.value,
                  .crps = crps(*said, truth.value),
                  .wis = weighted_interval_score(said->quantile(0.5), intervals, truth.value),
                  .pit = pit(*said, truth.value),
                  .low_50 = intervals[0].low,
                  .high_50 = intervals[0].high,
                  .low_90 = intervals[2].low,
                  .high_90 = intervals[2].high};
}

void take_means(Verification& v) {
  const auto mean = [&](const auto& of) {
    double sum = 0;
    for (const Verified& row : v.counts) {
      sum += of(row);
    }
    return v.counts.empty() ? no_number : sum / static_cast<double>(v.counts.size());
  };
  const auto is_in = [](double low, double truth, double high) { return low <= truth && truth <= high ? 1.0 : 0.0; };
  v.crps = mean([](const Verified& r) { return r.crps; });
  v.wis = mean([](const Verified& r) { return r.wis; });
  v.share_in_50 = mean([&](const Verified& r) { return is_in(r.low_50, r.truth, r.high_50); });
  v.share_in_90 = mean([&](const Verified& r) { return is_in(r.low_90, r.truth, r.high_90); });
  v.width_50 = mean([](const Verified& r) { return r.high_50 - r.low_50; });
  v.width_90 = mean([](const Verified& r) { return r.high_90 - r.low_90; });
  v.mean_rate_of_a_day = mean([](const Verified& r) { return r.mean_rate_of_a_day; });
  v.last_rate = mean([](const Verified& r) { return r.last_rate; });
  v.logistic = mean([](const Verified& r) { return r.logistic; });
  v.spread_rate = mean([](const Verified& r) { return r.spread_rate; });
}

Verification verified_series(const Forecast& forecast, const Members& members, const ForeseenSeries& foreseen,
                             const std::vector<Count>& all) {
  Verification result{.series = foreseen.observed_as, .leads = {}, .counts = {}};
  const Baselines baselines(members, *members.information().find(foreseen.observed_as));
  const auto add = [&](std::vector<Verified>& rows, std::string of, const Count& truth) {
    if (auto row = judged(std::move(of), truth, forecast.at(foreseen, truth.time))) {
      baselines.judge(*row);
      rows.push_back(std::move(*row));
    }
  };
  for (const int lead : leads_h) {
    const SimTime time = members.as_of() + std::chrono::hours(lead);
    if (time <= all.back().time) {
      add(result.leads, fmt::format("{} h", lead), {time, interpolated(all, time)});
    }
  }
  for (const Count& count : all) {
    if (count.time > members.as_of()) {
      add(result.counts, "count", count);
    }
  }
  take_means(result);
  return result;
}

}  // namespace

double Verification::best_baseline() const {
  return std::min({mean_rate_of_a_day, last_rate, logistic});
}

std::vector<Verification> verified(const Forecast& forecast, const Members& members, const scenario::Scenario& whole) {
  std::vector<Verification> list;
  for (const scenario::Observation& observation : whole.observations) {
    const ForeseenSeries* foreseen = forecast.find(observation.id);
    const PublicSeries* known = members.information().find(observation.id);
    const std::vector<Count> all = usable(observation.points);
    if (foreseen != nullptr && known != nullptr && !known->counts.empty() && all.back().time > members.as_of()) {
      list.push_back(verified_series(forecast, members, *foreseen, all));
    }
  }
  return list;
}

}  // namespace corridor::forecast
