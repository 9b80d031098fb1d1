// Which draw of a posterior a replication has. Reads no file and runs nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "corridor/scenario/posterior.hpp"

namespace corridor::ensemble {

/// Chooses by weight, for replication k whatever the number of replications:
///
///     u_k = (u + v_k) mod 1;   the first draw up to which the weights sum to more than u_k of them all
///
/// v_k is the van der Corput sequence in base 2 (0, 1/2, 1/4, 3/4, ...) and u one random number of the seed. Of any
/// 2^j replications from a multiple of 2^j on, the u_k are 2^-j apart: each block is a systematic sample of the draws
/// in their order, so of n replications a draw of weight w has n w, but for less than the number of ones in the binary
/// n. Every u_k is uniform, so means over replications are unbiased. Source: van der Corput 1935, Proc. Akad. Wet.
/// Amsterdam 38; shifted modulo 1: Cranley & Patterson 1976, SIAM J. Numer. Anal. 13(6).
class WeightedChoice {
 public:
  /// @pre the weights are not negative, and their sum is finite and above 0
  WeightedChoice(std::span<const double> weights, std::uint64_t seed);
  [[nodiscard]] std::size_t of(std::uint32_t replication) const;

 private:
  std::vector<double> sums_;  ///< of the weights up to each
  double shift_;
};

/// The draws of a posterior for the replications of a run, the same in every scenario that is run with this seed.
class ParameterDraws {
 public:
  /// @pre the posterior has been read, so that its weights are right
  ParameterDraws(scenario::Posterior posterior, std::uint64_t seed);

  [[nodiscard]] const scenario::PosteriorDraw& of(std::uint32_t replication) const {
    return posterior_.draws[choice_.of(replication)];
  }
  [[nodiscard]] const scenario::Posterior& posterior() const { return posterior_; }

 private:
  scenario::Posterior posterior_;
  WeightedChoice choice_;
};

/// Null: replications have the parameters of the scenario.
using SharedDraws = std::shared_ptr<const ParameterDraws>;

}  // namespace corridor::ensemble
