// Draws lengths of time and amounts of fuel from a scenario's distributions. Built once per scenario: it holds the
// quantile tables.
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
  /// The amount of fuel, likewise.
  [[nodiscard]] Litres draw(const scenario::FuelDistribution& distribution, double uniform) const;

 private:
  template <class Quantity>
  void prepare(const scenario::Distribution<Quantity>& distribution);
  void prepare(const scenario::Origin& origin);
  /// A variate of a family that is not fixed, in the unit of `mean`.
  template <class Quantity>
  [[nodiscard]] double variate(const scenario::Distribution<Quantity>& distribution, double mean, double uniform) const;
  void prepare(const scenario::Stage& stage);

  std::vector<std::pair<double, random::GammaQuantile>> gamma_by_cv_;
  std::vector<random::EmpiricalQuantile> empirical_;  ///< [s], by id
};

}  // namespace corridor::processes
