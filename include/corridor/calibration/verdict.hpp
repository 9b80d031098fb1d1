// How far a calibration can be relied on, in plain words; and how the direct runs stand beside the counts. Runs
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "corridor/calibration/chain.hpp"
#include "corridor/calibration/simulator.hpp"

namespace corridor::calibration {

enum class Reliability : std::uint8_t {
  usable,
  widened,       ///< it was too narrow for the counts, and has been drawn apart
  not_reliable,  ///< the chains did not converge, or the emulator did not hold
};

struct Verdict {
  Reliability reliability = Reliability::usable;
  std::vector<std::string> doubts;          ///< why it is not reliable: `chains`, `weights`, `emulator`
  std::vector<std::string> not_identified;  ///< ids of parameters of which the counts say next to nothing
  std::vector<std::string> tied;            ///< `a and b (-0.98)`: of which the counts tell little but a combination
  std::string text;                         ///< a few sentences
};

/// Not identified: the posterior's sd is above 0.8 of the prior's. Tied: correlated by more than 0.9 either way. Not
/// reliable: R-hat, ESS not reached, k-hat above 0.7, or the emulator off by more than twice the variance it states.
/// @pre one id for each parameter
[[nodiscard]] Verdict verdict_of(const Calibration& calibration, std::span<const std::string> ids);

/// One count beside the direct runs.
struct PredictedCount {
  double observed = 0;
  double mean = 0;
  double p05 = 0;  ///< of the runs, without the errors of the count
  double p25 = 0;
  double p50 = 0;
  double p75 = 0;
  double p95 = 0;
  double pit = 0;       ///< probability of a count below the observed one: runs and the error of the count
  double residual = 0;  ///< (observed - mean) / sd of runs and error
};

/// The counts beside the direct runs, weighted as their draws are; p_q is the least value with weight q up to it.
[[nodiscard]] std::vector<PredictedCount> predict(const Calibration& calibration, const Target& target);

struct Coverage {
  std::size_t counts = 0;
  double in_50 = 0;  ///< share of counts within the middle half, errors of the counts included
  double in_90 = 0;
  double runs_in_90 = 0;     ///< share of counts between p05 and p95 of the runs
  double mean_width_90 = 0;  ///< of p05 to p95 of the runs
  double nmae = 0;           ///< mean |mean - observed| / last count
  double mape = 0;           ///< mean |mean - observed| / observed, of counts that are not 0
};
[[nodiscard]] Coverage coverage_of(std::span<const PredictedCount> counts);

}  // namespace corridor::calibration
