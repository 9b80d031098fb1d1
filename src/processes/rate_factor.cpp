#include "corridor/processes/rate_factor.hpp"

#include <chrono>
#include <cmath>

#include "corridor/random/deterministic_math.hpp"

namespace corridor::processes {

double RateFactor::at(SimTime t, const scenario::Wander& wander) {
  const std::int64_t hour = t.time_since_epoch() / std::chrono::hours(1);
  const double kept = random::deterministic::exp(-to_hours(std::chrono::hours(1)) / to_hours(wander.correlation));
  while (hour_ < hour) {
    ++hour_;
    const double u = draws_.draws({0, static_cast<std::uint32_t>(hour_)}).uniform();
    const double fresh = random::deterministic::normal_quantile(u);
    state_ = hour_ == 0 ? fresh : kept * state_ + std::sqrt(1 - kept * kept) * fresh;
  }
  return random::deterministic::exp(wander.sd * state_ - wander.sd * wander.sd / 2);
}

}  // namespace corridor::processes
