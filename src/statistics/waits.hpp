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
  [[nodiscard]] std::uint64_t total_weight(std::size_t group) const;
  [[nodiscard]] double mean_hours(std::size_t group) const;
  /// @pre sorted
  [[nodiscard]] double percentile_hours(std::size_t group, std::uint64_t percent) const;

  std::vector<Wait> waits_;
};

}  // namespace corridor::statistics
