// A forecast beside what came: its scores, and those of what anybody could have said. Only this looks at counts that
// were published later.
#pragma once

#include <string>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/forecast/forecast.hpp"
#include "corridor/forecast/members.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::forecast {

/// A truth and what was said of it.
struct Verified {
  std::string of;  ///< `lead` of so many hours, or `count`
  SimTime time;
  double truth = 0;
  double crps = 0;
  double wis = 0;  ///< of the median and the central intervals of 50, 80 and 90 %
  double pit = 0;
  double low_50 = 0;
  double high_50 = 0;
  double low_90 = 0;
  double high_90 = 0;
  // Absolute errors; NaN if there is no number of leavers to bound the last one by.
  double mean_rate_of_a_day = 0;
  double last_rate = 0;
  double logistic = 0;
  double spread_rate = 0;  ///< CRPS of probabilistic persistence
};

/// Means over the later counts.
struct Verification {
  std::string series;
  std::vector<Verified>
      leads;  ///< after 12, 24, 48 and 72 h, as far as the counts go: on the line between usable counts
  std::vector<Verified> counts;  ///< each later usable count within the horizon
  double crps = 0;
  double wis = 0;
  double share_in_50 = 0;
  double share_in_90 = 0;
  double width_50 = 0;
  double width_90 = 0;
  double mean_rate_of_a_day = 0;
  double last_rate = 0;
  double logistic = 0;
  double spread_rate = 0;

  /// The least error of the three baselines that say one number.
  [[nodiscard]] double best_baseline() const;
};

/// Of every series that is foreseen and of which counts came later; `whole` is the scenario as it is in the files.
/// Empty where nothing was counted by then.
[[nodiscard]] std::vector<Verification> verified(const Forecast& forecast, const Members& members,
                                                 const scenario::Scenario& whole);

}  // namespace corridor::forecast
