// Markov chains that learn their steps from each other (DE-MCMC), and whether they have converged. Runs nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "corridor/calibration/simulator.hpp"

namespace corridor::calibration {

/// The logarithm of a density, up to a constant, at several points at once.
using LogDensity = std::function<std::vector<double>(std::span<const Point>)>;

struct ChainRules {
  std::size_t first_look = 400;  ///< generations before the first look at convergence; the next are half as many more
  std::size_t most_generations = 12'000;
  double most_r_hat = 1.01;
  double least_ess = 400;
};

/// Draws of one parameter set from each chain, generation by generation.
struct Chains {
  std::size_t chains = 0;
  std::vector<Point>
      draws;  ///< kept ones, of the later two thirds: chain c of kept generation g is draws[g * chains + c]
  std::vector<double> log_density;  ///< of each
  std::vector<double> r_hat;        ///< by parameter
  std::vector<double> bulk_ess;     ///< by parameter
  std::size_t generations = 0;      ///< done
  double accepted = 0;              ///< share of proposals
  bool has_converged = false;
};

/// As many chains as `start` has points; half of them steps at a time, by differences of two of the other half times
/// 2.38 / sqrt(2 d), and every tenth generation times 1, which jumps from mode to mode. Source: ter Braak 2006,
/// Statistics and Computing 16, 239-249; the halves, so that a step is reversible given the others: Foreman-Mackey et
/// al. 2013, Publ. Astron. Soc. Pacific 125, 306-312. Ends when every parameter's R-hat and ESS are as the rules say.
/// @pre an even number of at least 8 chains
[[nodiscard]] Chains sample(const LogDensity& log_density, std::vector<Point> start, const ChainRules& rules,
                            std::uint64_t seed);

/// One parameter's draws, a row for each chain.
using DrawsByChain = std::vector<std::vector<double>>;
/// Split R-hat of ranks: near 1 if all halves of all chains have one distribution. Source: Vehtari, Gelman, Simpson,
/// Carpenter & Buerkner 2021, Bayesian Analysis 16(2), 667-718, equations 3, 4 and 14. @pre at least 4 draws each
[[nodiscard]] double split_r_hat(const DrawsByChain& draws);
/// How many independent draws are worth as much for the middle of the distribution. Source: likewise, equations 10-13,
/// with the initial monotone sequence of Geyer 1992, Statistical Science 7(4), 473-483.
[[nodiscard]] double bulk_ess(const DrawsByChain& draws);

}  // namespace corridor::calibration
