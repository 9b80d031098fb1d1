// When the queue and the lines of one replication came to a turn: milestones.csv. Writes no file and keeps no state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::results {

/// At the sampling instants. All are looked up in the series of a replication, which have them.
struct Milestone {
  std::string place;
  std::string_view name;
  std::optional<SimTime> at;  ///< none: it did not come in the run
  double value = 0;           ///< as docs/run-folder.md says of each; NaN: it has none
};

/// `queue_largest` and `queue_gone` of all roads together, `line_gone` of each stage that registers and
/// `beds_run_out` of every place with beds, in this order, each by the scenario's order of places.
[[nodiscard]] std::vector<Milestone> milestones(const scenario::Scenario& scenario,
                                                const statistics::RunResult& result);

}  // namespace corridor::results
