// Draws lengths of time from a scenario's distributions. Built once per scenario: it holds the quantile tables.
#pragma once

#include <utility>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/random/distributions.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

class TimeSampler {
 public:
  /// Builds a table for every gamma shape that occurs in the scenario, its changes included, and for all measured
  /// times.
  explicit TimeSampler(const scenario::Scenario& scenario);

  /// The length of time at this uniform, monotone in it, rounded once. @pre the distribution occurs in the scenario
  [[nodiscard]] Duration draw(const scenario::TimeDistribution& distribution, double uniform) const;

 private:
  void prepare(const scenario::TimeDistribution& distribution);
  void prepare(const scenario::Stage& stage);

  std::vector<std::pair<double, random::GammaQuantile>> gamma_by_cv_;
  std::vector<random::EmpiricalQuantile> empirical_;  ///< [s], by id
};

}  // namespace corridor::processes
