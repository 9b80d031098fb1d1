// The rate of one stage over time, as far as counts tell it: many paths that agree with them, each with a future of its
// own. Knows no simulation: it takes for granted that people wait at the stage, so that its rate is what was counted.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/scenario/forecast_file.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::forecast {

/// What is known of a rate ahead of the counts, in simulated time.
struct RateModel {
  scenario::RatePrior prior;
  SimTime opens;
  Calendar calendar;
  DailyWindow night;
  double count_sd = 0;  ///< standard deviation of a count beyond that of its hour [persons]
};

/// One course that the rate may take.
struct RatePath {
  double persons_per_vehicle = 1;
  std::vector<double> persons_per_hour;  ///< nights and all, each for an hour from RatePaths::begin on
  double counted = 0;                    ///< what it comes to at the last count
};

struct RatePaths {
  SimTime begin;  ///< of the first hour: the first count
  std::vector<RatePath> paths;
  double effective_particles = 0;  ///< after the last count: how many of the particles the paths rest on
};

struct FilterSettings {
  std::uint32_t particles = 20'000;
  std::uint32_t paths = 400;
  SimTime as_of;
  SimTime end;  ///< paths go on until here, or for the hour that contains it
  std::uint64_t seed = 1;
};

/// Within an hour the rate is
///
///     persons_per_vehicle x exp(level + wander) x (night, at night),
///
/// level: jumps at most once an hour, with the chance 1 - exp(-rate of jumps), by a normal amount; wander: an
/// Ornstein-Uhlenbeck process (autoregressive, stationary from the start on). A particle filter (sequential importance
/// resampling, systematic, when fewer than half of the particles count) conditions it on the counts: each is normal
/// about the sum of the rates with the variance of its hour, (rate x time_sd)^2, and `count_sd`^2. Past `as_of` the
/// process goes on without counts.
/// Source: Gordon, Salmond & Smith 1993, IEE Proceedings F 140(2), 107-113; Kitagawa 1996, J Comput Graph Stat 5(1).
/// @pre there is a count; counts in order of time, none after `as_of`; as_of < end
[[nodiscard]] RatePaths paths_given(const RateModel& model, std::span<const scenario::ObservedPoint> counts,
                                    const FilterSettings& settings);

}  // namespace corridor::forecast
