// The whole calibration: smoother, emulator and chains in rounds, and direct runs that check what came out. Knows no
// scenario and no names; stores nothing, prints nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corridor/calibration/es_mda.hpp"
#include "corridor/calibration/matrix.hpp"
#include "corridor/calibration/mcmc.hpp"
#include "corridor/calibration/simulator.hpp"

namespace corridor::calibration {

struct Settings {
  SmootherSettings smoother = {};
  std::size_t rounds = 2;           ///< of emulating and sampling
  std::size_t points = 200;         ///< runs added in each round
  std::size_t most_training = 600;  ///< runs that an emulator learns from: the nearest ones, beside those of the rounds
  std::size_t checks = 200;         ///< direct runs at draws of the posterior
  double spread = 1.7;  ///< of the points of a round: times the covariance of what is known of the posterior
  std::size_t chains = 40;
  ChainRules rules = {};
  std::size_t draws = 4000;     ///< of the posterior, the checked ones first
  std::size_t scouting = 3000;  ///< generations at most in all rounds but the last, which only say where to run next
  ForEach for_each = one_by_one();  ///< how to evaluate the emulator at several points
};

/// For so many parameters: max(200, 20 p) members. With up to ten parameters 1,400 runs in all.
[[nodiscard]] Settings settings_for(std::size_t parameters);
/// Runs that the settings ask for, unless some fail.
[[nodiscard]] std::size_t runs_of(const Settings& settings);

/// Draws of the posterior.
struct Draws {
  std::vector<Point> points;
  std::vector<double> weights;  ///< sum 1
};

/// How the simulator does at draws of the posterior, one run each.
struct Check {
  std::vector<std::size_t> draws;  ///< positions of those whose run did not fail
  std::vector<Outputs> outputs;
};

/// What one parameter's posterior is like, in z.
struct ParameterFindings {
  double mean = 0;
  double sd = 0;           ///< prior: 1
  double contraction = 0;  ///< 1 - sd^2
  double r_hat = 0;
  double bulk_ess = 0;
};

/// How far the counts are from the direct runs.
struct Misfit {
  double chi_square = 0;          ///< (counts - mean run)^T (errors + chance)^-1 (counts - mean run)
  double degrees_of_freedom = 0;  ///< counts - sum of contractions
  double p = 1;                   ///< of a chi-square as large or larger
};

/// What a calibration has come to.
struct Calibration {
  Draws posterior;
  Check check;
  std::vector<ParameterFindings> parameters;
  Matrix correlations;  ///< of the posterior, in z
  Misfit misfit;
  double widened = 1;         ///< factor by which the draws were drawn apart from their mean; 1: not
  double k_hat = 0;           ///< of the weights
  double ess = 0;             ///< of the weights
  double left_out_error = 0;  ///< of the emulator, as Likelihood states it
  bool has_converged = false;
  double accepted = 0;
  std::size_t generations = 0;
  double log_evidence = 0;  ///< log of the probability density of the counts, all parameters drawn from the prior
  std::uint32_t runs = 0;
  std::uint32_t failed = 0;
};

/// Hears that a stage is done: what it was, in a few words.
using OnStage = std::function<void(const std::string& text)>;

/// Calibrates. A function of its arguments: the same bytes whatever else the simulator does at once. Throws
/// CalibrationFailed if more runs fail than the settings let.
[[nodiscard]] Calibration calibrate(const Target& target, std::size_t parameters, const Simulator& simulator,
                                    const Settings& settings, std::uint64_t seed, const OnStage& on_stage = {});

}  // namespace corridor::calibration
