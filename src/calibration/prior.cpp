#include "corridor/calibration/prior.hpp"

#include <algorithm>
#include <limits>

#include "corridor/random/deterministic_math.hpp"

namespace corridor::calibration {

namespace {

using random::deterministic::normal_p;
using random::deterministic::normal_quantile;
using scenario::Prior;
using scenario::PriorFamily;

constexpr double least_probability = std::numeric_limits<double>::min();
constexpr double largest_probability = 1 - 0x1p-53;

double within(double probability) {
  return std::clamp(probability, least_probability, largest_probability);
}

/// Of the families that are a standard normal variate seen otherwise: that variate for a value, and back.
double standardised(const Prior& prior, double value) {
  return prior.family == PriorFamily::lognormal ? random::deterministic::log(value / prior.first) / prior.second
                                                : (value - prior.first) / prior.second;
}
double from_standardised(const Prior& prior, double z) {
  return prior.family == PriorFamily::lognormal ? prior.first * random::deterministic::exp(prior.second * z)
                                                : prior.first + prior.second * z;
}

double normal_between_bounds(const Prior& prior, double z) {
  const bool has_positive_values = prior.family == PriorFamily::lognormal;
  const bool is_cut_below = prior.low && !(has_positive_values && *prior.low <= 0);
  if (!is_cut_below && !prior.high) {
    return from_standardised(prior, z);
  }
  const double below = is_cut_below ? normal_p(standardised(prior, *prior.low)) : 0;
  const double up_to = prior.high ? normal_p(standardised(prior, *prior.high)) : 1;
  double value = from_standardised(prior, normal_quantile(within(below + normal_p(z) * (up_to - below))));
  if (is_cut_below) {
    value = std::max(value, *prior.low);
  }
  return prior.high ? std::min(value, *prior.high) : value;
}

/// |N(0, sd)| between the bounds: P(|X| < v) = 2 Phi(v / sd) - 1.
double half_normal(const Prior& prior, double z) {
  const auto probability = [&](double v) { return 2 * normal_p(v / prior.first) - 1; };
  const double below = prior.low ? probability(std::max(*prior.low, 0.0)) : 0;
  const double up_to = prior.high ? probability(*prior.high) : 1;
  const double above = 1 - (below + normal_p(z) * (up_to - below));
  return -prior.first * normal_quantile(within(above / 2));
}

}  // namespace

double value_of(const Prior& prior, double z) {
  switch (prior.family) {
    case PriorFamily::uniform:
      return prior.first + (prior.second - prior.first) * normal_p(z);
    case PriorFamily::beta: {
      const double low = prior.low.value_or(0);
      const double high = prior.high.value_or(1);
      return low +
             (high - low) * random::deterministic::beta_quantile({prior.first, prior.second}, within(normal_p(z)));
    }
    case PriorFamily::half_normal:
      return half_normal(prior, z);
    case PriorFamily::normal:
    case PriorFamily::lognormal:
      break;
  }
  return normal_between_bounds(prior, z);
}

}  // namespace corridor::calibration
