// What the runs of a forecast say together: weighed by how well they agree with what was counted, and set on the last
// count. Runs nothing and writes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/ensemble/outcome.hpp"
#include "corridor/forecast/members.hpp"
#include "corridor/forecast/weighted_sample.hpp"

namespace corridor::forecast {

/// One measure at one place over time, in each run.
struct ForeseenSeries {
  Foreseen what;
  std::string observed_as = {};             ///< id of the series by which it is counted; empty: none
  std::vector<std::vector<double>> values;  ///< by run, at Forecast::times; NaN: does not apply
};

/// When so much of those who will leave has crossed, in each run; never: not within the horizon.
struct CrossingTimes {
  double share = 0.95;
  std::vector<SimTime> times;
};

struct Forecast {
  std::vector<SimTime> times;  ///< sampling instants from `as_of` on
  std::vector<ForeseenSeries> series;
  std::vector<CrossingTimes> crossing;
  std::vector<std::uint32_t> members;  ///< that finished, by run
  std::vector<double> weights;         ///< by run; their sum is 1
  double effective = 0;                ///< runs of equal weight that would know as much

  /// The distribution of a series at a time, by a straight line between the instants beside it; nothing outside them,
  /// or where it does not apply in every run.
  [[nodiscard]] std::optional<WeightedSample> at(const ForeseenSeries& of, SimTime time) const;
  [[nodiscard]] const ForeseenSeries* find(const std::string& observed_as) const;
};

/// A run weighs as much as the counts that were public are probable under the errors that forecast.toml states: of the
/// rate's series in proportion to how probable they are on the path that the rate was given, because it was chosen by
/// them. A series that was counted goes on from its last count: the difference of the run there, plus the error of that
/// count, is added to all later values. @pre there is an outcome that finished
[[nodiscard]] Forecast combined(const Members& members, const std::vector<Foreseen>& foreseen,
                                const std::vector<ensemble::Outcome>& outcomes);

}  // namespace corridor::forecast
