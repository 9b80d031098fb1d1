// A whole number that changes at instants, with its exact integral over time and its maximum. Keeps no history.
#pragma once

#include <algorithm>
#include <cstdint>

#include "corridor/base/time.hpp"

namespace corridor::statistics {

/// Starts at 0 at the scenario's start. The integral is whole microseconds: exact up to 9.2e18, 100,000 units for 2.9
/// years.
class TimeWeighted {
 public:
  void set(SimTime at, std::int64_t level) {
    integral_ += level_ * (at - since_);
    since_ = at;
    level_ = level;
    max_ = std::max(max_, level);
  }
  void change(SimTime at, std::int64_t by) { set(at, level_ + by); }

  [[nodiscard]] std::int64_t level() const { return level_; }
  [[nodiscard]] std::int64_t max() const { return max_; }
  /// Level x time from the start to `until`, not before the last change.
  [[nodiscard]] Duration integral(SimTime until) const { return integral_ + level_ * (until - since_); }

 private:
  std::int64_t level_ = 0;
  std::int64_t max_ = 0;
  Duration integral_{0};
  SimTime since_;
};

}  // namespace corridor::statistics
