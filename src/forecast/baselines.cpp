#include "corridor/forecast/baselines.hpp"

#include <algorithm>
#include <cstddef>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::forecast {

namespace {

namespace deterministic = random::deterministic;

ConstantRate rate_since(std::span<const Count> counts, SimTime begin, double bound) {
  const Count& last = counts.back();
  const double h = to_hours(last.time - begin);
  return {.last = last, .per_hour = h > 0 ? (last.value - interpolated(counts, begin)) / h : 0, .bound = bound};
}

/// Logistic curves through the counts. Times are hours from the first count.
class LogisticFit {
 public:
  LogisticFit(std::span<const Count> counts, double bound) : counts_(counts), bound_(bound) {}

  struct Shape {
    double middle_h = 0;
    double width_h = 1;
  };
  /// The best limit for this shape: the curve is linear in it, so the best within bounds is the nearest to the best.
  [[nodiscard]] Logistic with(const Shape& shape) const {
    double product = 0;
    double norm = 0;
    for (const Count& count : counts_) {
      const double s = share(shape, count.time);
      product += s * count.value;
      norm += s * s;
    }
    const double limit = norm > 0 ? std::clamp(product / norm, counts_.back().value, bound_) : bound_;
    double squares = 0;
    for (const Count& count : counts_) {
      const double off = limit * share(shape, count.time) - count.value;
      squares += off * off;
    }
    return {.limit = limit,
            .middle = counts_.front().time + from_seconds(3600 * shape.middle_h),
            .width_h = shape.width_h,
            .squares = squares};
  }

 private:
  [[nodiscard]] double share(const Shape& shape, SimTime time) const {
    const double h = to_hours(time - counts_.front().time);
    return 1 / (1 + deterministic::exp(-(h - shape.middle_h) / shape.width_h));
  }

  std::span<const Count> counts_;
  double bound_;
};

}  // namespace

double interpolated(std::span<const Count> counts, SimTime time) {
  expects(!counts.empty(), "there is a count");
  const auto after =
      std::lower_bound(counts.begin(), counts.end(), time, [](const Count& c, SimTime t) { return c.time < t; });
  if (after == counts.begin() || after == counts.end()) {
    return after == counts.end() ? counts.back().value : counts.front().value;
  }
  const Count& before = *(after - 1);
  return before.value +
         (after->value - before.value) * (to_hours(time - before.time) / to_hours(after->time - before.time));
}

double ConstantRate::at(SimTime time) const {
  return std::min(bound, last.value + per_hour * to_hours(time - last.time));
}

ConstantRate mean_rate_of_a_day(std::span<const Count> counts, double bound) {
  expects(!counts.empty(), "there is a count");
  return rate_since(counts, std::max(counts.front().time, counts.back().time - std::chrono::hours(24)), bound);
}

ConstantRate last_rate(std::span<const Count> counts, double bound) {
  expects(!counts.empty(), "there is a count");
  const SimTime latest = counts.back().time - std::chrono::hours(2);
  SimTime begin = counts.front().time;
  for (const Count& count : counts) {
    begin = count.time <= latest ? count.time : begin;
  }
  return rate_since(counts, begin, bound);
}

double Logistic::at(SimTime time) const {
  return limit / (1 + deterministic::exp(-to_hours(time - middle) / width_h));
}

Logistic fitted_logistic(std::span<const Count> counts, double bound) {
  expects(!counts.empty() && bound >= counts.back().value, "the limit lies above the last count");
  const LogisticFit fit(counts, bound);
  const double end_h = to_hours(counts.back().time - counts.front().time) + 240;
  LogisticFit::Shape best;
  Logistic found = fit.with(best);
  const auto try_shape = [&](const LogisticFit::Shape& shape) {
    const Logistic candidate = fit.with(shape);
    if (candidate.squares < found.squares) {
      found = candidate;
      best = shape;
    }
  };
  double middle_step = 6;
  double width_factor = 1.25;
  for (double width = 2; width <= 120; width *= width_factor) {
    for (double middle = 0; middle <= end_h; middle += middle_step) {
      try_shape({middle, width});
    }
  }
  constexpr int halvings = 10;
  constexpr int moves = 40;  // in each step size, as far as it leads
  for (int halving = 0; halving < halvings; ++halving) {
    middle_step /= 2;
    width_factor = 1 + (width_factor - 1) / 2;
    for (int move = 0; move < moves; ++move) {
      const LogisticFit::Shape from = best;
      for (const double middle : {from.middle_h - middle_step, from.middle_h, from.middle_h + middle_step}) {
        for (const double width : {from.width_h / width_factor, from.width_h, from.width_h * width_factor}) {
          try_shape({middle, width});
        }
      }
      if (best.middle_h == from.middle_h && best.width_h == from.width_h) {
        break;
      }
    }
  }
  return found;
}

std::vector<double> spread_rate(const ConstantRate& rate, double log_sd, std::span<const double> z,
                                std::span<const double> limits, SimTime time) {
  expects(z.size() == limits.size(), "each member has a limit");
  std::vector<double> values;
  values.reserve(z.size());
  const double h = to_hours(time - rate.last.time);
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double value = rate.last.value + rate.per_hour * deterministic::exp(log_sd * z[i]) * h;
    values.push_back(std::max(rate.last.value, std::min(limits[i], value)));
  }
  return values;
}

}  // namespace corridor::forecast
