// When there have been enough replications: the intervals of all figures that were asked for are narrow enough. Runs
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corridor/statistics/measure.hpp"
#include "corridor/statistics/moments.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::ensemble {

/// How well the mean of one figure of the summary is to be known.
struct Precision {
  std::string place = "all";
  statistics::Measure measure{};
  double half_width = 0;    ///< of the 95 % interval of the mean: in the measure's unit, or a share of the true mean
  bool is_relative = true;  ///< a share
};

/// Looks after 10, 20, 40, 80, ... replications whether t s / sqrt(n) <= r / (1 + r) |mean| for each relative
/// half-width r, and <= h for each absolute one h. With r / (1 + r) instead of r the error is at most r of the true
/// mean and not of the estimated one. Source: Law & Kelton 2000, Simulation Modeling and Analysis, 3rd ed., 9.4.1. An
/// interval at which a run stops covers a little less than 95 %, because it stops where the spread happened to look
/// small.
class StopRule {
 public:
  explicit StopRule(std::vector<Precision> wanted) : wanted_(std::move(wanted)), known_(wanted_.size()) {}

  /// The next replication, in order of indices.
  void add(const statistics::RunResult& result);
  /// Whether there have been enough, to be asked after each. Never, if nothing is wanted.
  [[nodiscard]] bool is_met() const;
  [[nodiscard]] const std::vector<Precision>& wanted() const { return wanted_; }
  /// What is known of the figure that is wanted as number `wanted`, over the replications in which it applies.
  [[nodiscard]] const statistics::Moments& known(std::size_t wanted) const { return known_[wanted].values; }
  /// The first that no replication so far has as a figure at all; null: there is none such.
  [[nodiscard]] const Precision* unknown() const;

 private:
  struct Known {
    bool has_figure = false;  ///< if only as one that does not apply
    statistics::Moments values;
  };
  [[nodiscard]] bool is_narrow(std::size_t wanted) const;

  std::vector<Precision> wanted_;
  std::vector<Known> known_;
  std::uint32_t replications_ = 0;
};

}  // namespace corridor::ensemble
