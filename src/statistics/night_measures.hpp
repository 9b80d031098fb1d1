// Who spends the nights on the road, and who has no bed at 22:00. Keeps no journey: it looks at all travellers once a
// night.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "corridor/base/time.hpp"

#include "figure.hpp"
#include "stage_measures.hpp"
#include "travellers.hpp"

namespace corridor::statistics {

/// A night is spent where somebody is in its middle: in a vehicle that has departed and not arrived, or on foot on a
/// link.
class NightMeasures {
 public:
  NightMeasures(const scenario::Scenario& scenario, const Places& places, const Travellers& travellers,
                StageMeasures& stages);

  /// Whether a middle, or a 22:00, has come that is not counted yet.
  [[nodiscard]] bool is_due(SimTime at) const { return std::min(middle_, evening_) <= at; }
  /// Something is about to happen at `at`: nights with their middle before it, or at it, are as everybody is now.
  void reach(SimTime at);
  /// Counts the nights until the scenario's end too.
  void summarise(Figures& figures);

 private:
  void count();
  void spend(const GroupCounts& groups);

  const scenario::Scenario& scenario_;
  const Places& places_;
  const Travellers& travellers_;
  StageMeasures& stages_;
  SimTime middle_;                       ///< of the next night
  SimTime evening_;                      ///< next 22:00
  std::vector<std::int64_t> at_origin_;  ///< person nights of those who wait to enter the road, by origin
  std::vector<std::int64_t> on_link_;    ///< by link
  std::array<std::int64_t, group_names.size()> all_{};
};

}  // namespace corridor::statistics
