// What one replication leaves behind, as plain tables. Computes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/statistics/measure.hpp"

namespace corridor::statistics {

/// One measure at one place over the sampling instants. NaN = does not apply (printed empty, never 0).
struct Series {
  std::string place;
  Measure measure{};
  std::vector<double> values{};  ///< one per sampling instant
};

/// One figure of a replication.
struct SummaryValue {
  std::string place;
  std::string group;  ///< empty: everybody; else `children`, `over_60`, `medical`, `without_vehicle`, ...
  Measure measure{};
  double value = 0;  ///< NaN = does not apply
};

/// A figure by departure hour: `time` = the start of the hour.
struct HourlyValue {
  SimTime time;
  std::string place;
  Measure measure{};
  double value = 0;
};

/// A circle of full links and stages: each waits for room in the next, the last one for room in the first.
struct Gridlock {
  SimTime since;                    ///< the sampling instant that found it
  std::optional<SimTime> until;     ///< the first one at which it was not there; none: there at the end
  std::vector<std::string> circle;  ///< places, in this order
};

/// Tables of one replication, each sorted by (place, measure) as the catalogue and the scenario order them: the order
/// depends on the scenario only.
struct RunResult {
  std::vector<SimTime> times;  ///< sampling instants, the first is the start
  std::vector<Series> series;  ///< every (place, measure) that the scenario can produce, also if 0 throughout
  std::vector<HourlyValue> hourly;
  std::vector<SummaryValue> summary;
  std::vector<Gridlock> gridlocks{};  ///< in the order in which they were found
};

}  // namespace corridor::statistics
