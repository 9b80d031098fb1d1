#include "corridor/forecast/rate_path.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "corridor/base/contract.hpp"
#include "corridor/calibration/prior.hpp"
#include "corridor/forecast/weighted_sample.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/stream.hpp"

namespace corridor::forecast {

namespace {

namespace deterministic = random::deterministic;
constexpr Duration step = std::chrono::hours(1);

struct Particle {
  double persons_per_vehicle = 1;
  double night = 1;
  double wander_sd = 0;
  double kept = 0;  ///< of the wander, from hour to hour
  double level = 0;
  double wander = 0;
  double counted = 0;                    ///< at the beginning of the next hour
  double seen = 0;                       ///< at the last count
  std::vector<double> persons_per_hour;  ///< of all hours so far
};

/// A standard normal variate.
double normal(random::Draws& draws) {
  return deterministic::normal_quantile(draws.uniform());
}

class Filter {
 public:
  Filter(const RateModel& model, std::span<const scenario::ObservedPoint> counts, const FilterSettings& settings)
      : model_(model),
        counts_(counts),
        settings_(settings),
        decisions_(settings.seed, 0, random::Purpose::calibration, "forecast/rate:" + model.prior.stage),
        begin_(counts.front().time) {}

  RatePaths run() {
    start();
    std::uint32_t hour = 0;
    for (; time_of(hour) <= settings_.as_of; ++hour) {
      advance(hour);
      weigh(hour);
      if (effective() < static_cast<double>(particles_.size()) / 2) {
        resample(hour, settings_.particles);
      }
    }
    const double known = effective();
    resample(hour, settings_.paths);
    for (; time_of(hour) <= settings_.end; ++hour) {
      advance(hour);
    }
    RatePaths result{.begin = begin_, .paths = {}, .effective_particles = known};
    for (Particle& p : particles_) {
      result.paths.push_back({p.persons_per_vehicle, std::move(p.persons_per_hour), p.seen});
    }
    return result;
  }

 private:
  [[nodiscard]] SimTime time_of(std::uint32_t hour) const { return begin_ + hour * step; }

  void start() {
    particles_.resize(settings_.particles);
    weights_.assign(particles_.size(), 1);
    const scenario::ObservedPoint& first = counts_.front();
    for (std::uint32_t i = 0; i < particles_.size(); ++i) {
      Particle& p = particles_[i];
      random::Draws draws = decisions_.draws({.origin = 0, .ordinal = i});
      const auto drawn = [&](const scenario::Prior& prior) { return calibration::value_of(prior, normal(draws)); };
      p.level = deterministic::log(drawn(model_.prior.vehicles_per_hour));
      p.persons_per_vehicle = drawn(model_.prior.persons_per_vehicle);
      p.night = drawn(model_.prior.night);
      p.wander_sd = drawn(model_.prior.wander_sd);
      p.kept = deterministic::exp(-1 / drawn(model_.prior.wander_hours));
      p.wander = p.wander_sd * normal(draws);
      const double rate = deterministic::exp(p.level) * p.persons_per_vehicle;
      p.counted = first.value + sd_of(first, rate) * normal(draws);
      p.seen = p.counted;
    }
  }

  [[nodiscard]] double sd_of(const scenario::ObservedPoint& count, double rate) const {
    return std::sqrt(rate * count.time_sd_h * rate * count.time_sd_h + model_.count_sd * model_.count_sd);
  }

  /// Jumps in an hour, in the mean.
  [[nodiscard]] const scenario::JumpPrior* jumps_at(SimTime time) const {
    for (const scenario::JumpPrior& jump : model_.prior.jumps) {
      if (!jump.until || time - model_.opens < *jump.until) {
        return &jump;
      }
    }
    return nullptr;
  }

  void advance(std::uint32_t hour) {
    const SimTime middle = time_of(hour) + step / 2;
    const scenario::JumpPrior* jumps = jumps_at(middle);
    const double chance = jumps == nullptr ? 0 : 1 - deterministic::exp(-jumps->per_day / 24);
    const bool is_night = model_.night.contains(model_.calendar.time_of_day(middle));
    for (std::uint32_t i = 0; i < particles_.size(); ++i) {
      Particle& p = particles_[i];
      random::Draws draws = decisions_.draws({.origin = hour + 1, .ordinal = i});
      if (draws.uniform() < chance) {
        p.level += jumps->mean + jumps->sd * normal(draws);
      }
      p.wander = p.kept * p.wander + p.wander_sd * std::sqrt(1 - p.kept * p.kept) * normal(draws);
      const double by_day = p.persons_per_vehicle * deterministic::exp(p.level + p.wander);
      p.persons_per_hour.push_back(is_night ? by_day * p.night : by_day);
      p.counted += p.persons_per_hour.back();
    }
  }

  /// By the counts of this hour, which ends at the next one's beginning.
  void weigh(std::uint32_t hour) {
    std::vector<double> log_weights(particles_.size(), 0);
    for (; next_ < counts_.size() && counts_[next_].time <= time_of(hour + 1); ++next_) {
      const scenario::ObservedPoint& count = counts_[next_];
      const double left = to_hours(time_of(hour + 1) - count.time);
      for (std::size_t i = 0; i < particles_.size(); ++i) {
        Particle& p = particles_[i];
        const double rate = p.persons_per_hour.back();
        p.seen = p.counted - rate * left;
        const double sd = sd_of(count, rate);
        const double z = (count.value - p.seen) / sd;
        log_weights[i] += -z * z / 2 - deterministic::log(sd);
      }
    }
    const double most = *std::max_element(log_weights.begin(), log_weights.end());
    for (std::size_t i = 0; i < particles_.size(); ++i) {
      weights_[i] *= deterministic::exp(log_weights[i] - most);
    }
  }

  [[nodiscard]] double effective() const { return effective_size(weights_); }

  /// Each particle as often as it weighs, within one: the positions are evenly spaced.
  void resample(std::uint32_t hour, std::uint32_t number) {
    double sum = 0;
    for (const double w : weights_) {
      sum += w;
    }
    const double u = decisions_.draws({.origin = 0xffff'ffff, .ordinal = hour}).uniform();
    std::vector<Particle> drawn;
    drawn.reserve(number);
    double cumulative = 0;
    std::size_t i = 0;
    for (std::uint32_t k = 0; k < number; ++k) {
      const double position = (k + u) / number * sum;
      while (i + 1 < weights_.size() && cumulative + weights_[i] < position) {
        cumulative += weights_[i++];
      }
      drawn.push_back(particles_[i]);
    }
    particles_ = std::move(drawn);
    weights_.assign(particles_.size(), 1);
  }

  const RateModel& model_;
  std::span<const scenario::ObservedPoint> counts_;
  const FilterSettings& settings_;
  random::Decisions decisions_;
  SimTime begin_;
  std::size_t next_ = 1;  ///< count that is not yet looked at
  std::vector<Particle> particles_;
  std::vector<double> weights_;
};

}  // namespace

RatePaths paths_given(const RateModel& model, std::span<const scenario::ObservedPoint> counts,
                      const FilterSettings& settings) {
  expects(!counts.empty() && counts.back().time <= settings.as_of, "there is a count, and none of later");
  expects(settings.as_of < settings.end && settings.particles > 0 && settings.paths > 0,
          "there is something to foresee");
  return Filter(model, counts, settings).run();
}

}  // namespace corridor::forecast
