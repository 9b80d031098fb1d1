// Simulation-based calibration: the calibrator tried on counts that the model itself has made, at parameters that are
// known. Stores nothing, prints nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "corridor/calibration/chain.hpp"
#include "corridor/calibration/simulator.hpp"

namespace corridor::calibration {

/// Where the true value lies among this many draws of the posterior: 0 to sbc_draws, each as likely as any other if the
/// posterior is right.
inline constexpr std::size_t sbc_draws = 99;

/// What one set of counts has come to.
struct SbcSet {
  std::vector<std::size_t> ranks;  ///< by parameter
  std::vector<bool> is_in_90;      ///< the true value lies in the middle 90 % of the posterior, by parameter
};

/// Draws parameters from the prior, makes counts with one run and the errors of `target`, and ranks the parameters in
/// what `calibrate_to` comes to with these counts. Set number `set` is a function of the seed and the number.
/// Source: Talts, Betancourt, Simpson, Vehtari & Gelman 2018, arXiv:1804.06788.
/// Throws CalibrationFailed if the run that makes the counts fails ten times.
[[nodiscard]] SbcSet sbc_set(const Target& target, std::size_t parameters, const Simulator& simulator,
                             const std::function<Draws(const Target&)>& calibrate_to, std::uint64_t seed,
                             std::uint32_t set);

/// The probability that ranks of one parameter are as far from uniform as these if the posterior is right: three times
/// the least of those of a chi-square of ten classes, of the mean and of the spread of the ranks' normal quantiles, by
/// which a posterior that is too narrow shows soonest. @pre at least 20 ranks
[[nodiscard]] double uniformity(std::span<const std::size_t> ranks);

}  // namespace corridor::calibration
