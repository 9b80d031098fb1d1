// The waits at one stage, for everybody and by group. Knows no facts.
#pragma once

#include <cstdint>
#include <vector>

#include "figure.hpp"

namespace corridor::statistics {

class Waits {
 public:
  /// A unit waited; `weights[0]` = how much it counts for, the others = its persons of each group.
  void add(Duration wait, const GroupCounts& weights) { waits_.push_back({wait, weights}); }
  /// Mean and percentiles in hours, NaN for a group of whom nobody waited. Sorts.
  void summarise(Figures& figures, PlaceRank place);

 private:
  struct Wait {
    Duration time;
    GroupCounts weights;
  };
  /// Of a group: its weight and its weighted time.
  struct Total {
    std::uint64_t weight = 0;
    Duration time{0};
  };
  /// `n` = the group's weight. @pre sorted
  [[nodiscard]] double percentile_hours(std::size_t group, std::uint64_t percent, std::uint64_t n) const;

  std::vector<Wait> waits_;
};

}  // namespace corridor::statistics
