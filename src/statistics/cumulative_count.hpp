// Persons counted one after the other, and when a share of the final number had been.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "corridor/base/time.hpp"

#include "figure.hpp"

namespace corridor::statistics {

class CumulativeCount {
 public:
  /// @pre not earlier than the one before
  void add(SimTime at, std::uint16_t persons) {
    persons_ += persons;
    steps_.push_back({at, persons_});
  }
  [[nodiscard]] std::int64_t persons() const { return persons_; }
  /// Since the start; NaN if there was nobody.
  [[nodiscard]] double hours_until_last() const { return steps_.empty() ? does_not_apply : to_hours(steps_.back().at); }
  /// Since the start until `percent` of the final number had been counted; NaN if there was nobody.
  [[nodiscard]] double hours_until(std::int64_t percent) const {
    const auto reached =
        std::ranges::find_if(steps_, [&](const Step& step) { return 100 * step.persons >= percent * persons_; });
    return reached == steps_.end() ? does_not_apply : to_hours(reached->at);
  }

 private:
  struct Step {
    SimTime at;
    std::int64_t persons = 0;  ///< cumulative
  };
  std::vector<Step> steps_;
  std::int64_t persons_ = 0;
};

}  // namespace corridor::statistics
