// The rate of a stage's servers as it wanders from hour to hour. Serves nobody: stages do.
#pragma once

#include <cstdint>

#include "corridor/base/time.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// A factor whose logarithm is a stationary autoregression of first order, constant within each hour since the start:
/// factor = exp(sd z - sd^2 / 2), z(k + 1) = a z(k) + sqrt(1 - a^2) e(k), a = exp(-1 h / correlation), e standard
/// normal. Its mean is 1. Source: Box, Jenkins, Reinsel & Ljung 2015, Time Series Analysis, 5th ed., section 3.2.3; the
/// mean of a lognormal variate.
class RateFactor {
 public:
  /// @param draws one number for each hour
  explicit RateFactor(const random::Decisions& draws) : draws_(draws) {}
  /// At `t`, as the stage wanders now; a stage's factor is asked for in the order of time.
  [[nodiscard]] double at(SimTime t, const scenario::Wander& wander);

 private:
  random::Decisions draws_;
  std::int64_t hour_ = -1;  ///< of `state_`
  double state_ = 0;        ///< z
};

}  // namespace corridor::processes
