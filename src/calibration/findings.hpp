// What a calibration's draws and direct runs say of it.
#pragma once

#include <cstdint>

#include "corridor/calibration/chain.hpp"
#include "corridor/calibration/likelihood.hpp"

namespace corridor::calibration {

/// Fills parameters, correlations and misfit; draws the posterior apart, and says by how much, where the counts are
/// farther from the direct runs than errors and chance let them be.
void find(Calibration& calibration, const Target& target, const Matrix& intrinsic);

/// The logarithm of the integral of likelihood x prior, by importance sampling from the region, drawn out.
[[nodiscard]] double log_evidence(const Likelihood& likelihood, const Region& region, std::uint64_t seed);

}  // namespace corridor::calibration
