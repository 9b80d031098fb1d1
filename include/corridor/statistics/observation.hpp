// Observed series beside the simulation: errors, and two naive baselines. Reads no file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/base/time.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::statistics {

/// One observed point beside the replications. Simulated values between sampling instants are interpolated linearly; of
/// a measure by departure hour it is the value of the hour that contains the point's time.
struct ComparedPoint {
  std::string series;
  std::string place;
  std::string measure;
  SimTime time;
  double observed = 0;
  double mean = 0;  ///< over the replications in which it applies; NaN: in none, or outside the run
  double p05 = 0;
  double p50 = 0;
  double p95 = 0;
  bool used = true;  ///< false: `use = no`, or nothing to compare with
};

/// How well one series fits, over its used points. What cannot be computed (no point, nothing but zeros) is NaN. The
/// naive baselines take the series to be 0 at the start of the run.
struct SeriesFit {
  std::string series;
  std::size_t points = 0;
  double nmae = 0;               ///< mean |simulated - observed| / the series' last used value
  double mape = 0;               ///< mean |simulated - observed| / observed, over the points that are not 0
  double nmae_persistence = 0;   ///< naive: from each point on, the last observed rate persists until the next point
  double nmae_proportional = 0;  ///< naive: a straight line from 0 at the start to the last used value
};

/// What is wrong with the scenario's observations: an unknown measure (E0701), a measure without values in time
/// (E0702), an unknown place (E0703), a measure that does not exist at that place (E0704).
[[nodiscard]] std::vector<Diagnostic> check(const scenario::Scenario& scenario);

/// Simulated values at the observed times of one replication: for each observation and point; NaN outside the run,
/// except that a cumulative measure was 0 before the start. @pre check(scenario) finds nothing
[[nodiscard]] std::vector<double> simulated_at_observations(const scenario::Scenario& scenario, const RunResult& run);

/// Puts the replications (each as from simulated_at_observations, in replication order) beside the observations.
[[nodiscard]] std::vector<ComparedPoint> compare(const scenario::Scenario& scenario,
                                                 std::span<const std::vector<double>> replications);
/// One fit per observation, in the scenario's order.
[[nodiscard]] std::vector<SeriesFit> fit(const scenario::Scenario& scenario, std::span<const ComparedPoint> points);

}  // namespace corridor::statistics
