#include "corridor/calibration/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::calibration {

namespace {

constexpr double most_k_hat = 0.7;
constexpr double most_left_out_error = 2;
constexpr double least_learnt = 0.8;  ///< posterior sd / prior sd above which nothing was learnt
constexpr double most_correlation = 0.9;

struct Doubt {
  std::string name;  ///< as in Verdict::doubts
  std::string text;
};

/// Why it cannot be relied on; empty: it can.
std::vector<Doubt> doubts_of(const Calibration& c) {
  std::vector<Doubt> list;
  if (!c.has_converged) {
    double r_hat = 0;
    for (const ParameterFindings& p : c.parameters) {
      r_hat = std::max(r_hat, p.r_hat);
    }
    list.push_back(
        {"chains", fmt::format("the chains did not agree after {} generations (R-hat {:.3f})", c.generations, r_hat)});
  }
  if (c.k_hat > most_k_hat) {
    list.push_back(
        {"weights", fmt::format("direct runs change the posterior too much to weight it (k-hat {:.2f})", c.k_hat)});
  }
  if (c.left_out_error > most_left_out_error) {
    list.push_back({"emulator", fmt::format("the emulator is farther off than it says ({:.1f} times the variance)",
                                            c.left_out_error)});
  }
  return list;
}

std::string text_of(const Calibration& c, const Verdict& verdict) {
  std::string text;
  switch (verdict.reliability) {
    case Reliability::usable:
      text = "Usable: the counts are where the model with these draws puts them.";
      break;
    case Reliability::widened:
      text = fmt::format(
          "Too narrow, and widened by {:.2f}: the counts are farther from the model than their errors and chance let "
          "them "
          "be (chi-square {:.0f} on {:.0f}). What the model leaves out shows.",
          c.widened, c.misfit.chi_square, c.misfit.degrees_of_freedom);
      break;
    case Reliability::not_reliable:
      for (const Doubt& doubt : doubts_of(c)) {
        text += (text.empty() ? "Not reliable: " : "; ") + doubt.text;
      }
      text += ". More runs ([search]) or narrower priors may help.";
      break;
  }
  if (!verdict.not_identified.empty()) {
    text += fmt::format(" Not identified, as wide as before: {}.", fmt::join(verdict.not_identified, ", "));
  }
  if (!verdict.tied.empty()) {
    text += fmt::format(" Known only together: {}.", fmt::join(verdict.tied, ", "));
  }
  return text;
}

/// Values with weights, ascending.
struct Weighed {
  double value = 0;
  double weight = 0;
};

double quantile(const std::vector<Weighed>& ascending, double q) {
  double sum = 0;
  for (const Weighed& w : ascending) {
    sum += w.weight;
    if (sum >= q * (1 - 1e-12)) {
      return w.value;
    }
  }
  return ascending.back().value;
}

PredictedCount predicted(std::vector<Weighed> runs, double observed, double error_variance) {
  std::ranges::stable_sort(runs, {}, &Weighed::value);
  PredictedCount result{.observed = observed};
  const double error_sd = std::sqrt(error_variance);
  for (const Weighed& run : runs) {
    result.mean += run.weight * run.value;
    const double away = observed - run.value;
    const double below = error_sd > 0 ? random::deterministic::normal_p(away / error_sd) : (away > 0 ? 1 : 0);
    result.pit += run.weight * below;
  }
  double variance = error_variance;
  for (const Weighed& run : runs) {
    variance += run.weight * (run.value - result.mean) * (run.value - result.mean);
  }
  result.residual = variance > 0 ? (observed - result.mean) / std::sqrt(variance) : 0;
  result.p05 = quantile(runs, 0.05);
  result.p25 = quantile(runs, 0.25);
  result.p50 = quantile(runs, 0.5);
  result.p75 = quantile(runs, 0.75);
  result.p95 = quantile(runs, 0.95);
  return result;
}

}  // namespace

Verdict verdict_of(const Calibration& calibration, std::span<const std::string> ids) {
  expects(ids.size() == calibration.parameters.size(), "every parameter has an id");
  Verdict verdict;
  for (const Doubt& doubt : doubts_of(calibration)) {
    verdict.doubts.push_back(doubt.name);
  }
  if (!verdict.doubts.empty()) {
    verdict.reliability = Reliability::not_reliable;
  } else if (calibration.widened > 1) {
    verdict.reliability = Reliability::widened;
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (calibration.parameters[i].sd > least_learnt) {
      verdict.not_identified.push_back(ids[i]);
    }
    for (std::size_t j = i + 1; j < ids.size(); ++j) {
      if (std::fabs(calibration.correlations(i, j)) > most_correlation) {
        verdict.tied.push_back(fmt::format("{} and {} ({:.2f})", ids[i], ids[j], calibration.correlations(i, j)));
      }
    }
  }
  verdict.text = text_of(calibration, verdict);
  return verdict;
}

std::vector<PredictedCount> predict(const Calibration& calibration, const Target& target) {
  double sum = 0;
  for (const std::size_t draw : calibration.check.draws) {
    sum += calibration.posterior.weights[draw];
  }
  std::vector<PredictedCount> result;
  for (std::size_t k = 0; k < target.counts.size(); ++k) {
    std::vector<Weighed> runs;
    for (std::size_t i = 0; i < calibration.check.draws.size(); ++i) {
      runs.push_back(
          {calibration.check.outputs[i][k], calibration.posterior.weights[calibration.check.draws[i]] / sum});
    }
    result.push_back(predicted(std::move(runs), target.counts[k], target.covariance(k, k)));
  }
  return result;
}

Coverage coverage_of(std::span<const PredictedCount> counts) {
  Coverage result{.counts = counts.size()};
  const auto n = static_cast<double>(counts.size());
  double not_zero = 0;
  for (const PredictedCount& c : counts) {
    result.in_50 += c.pit >= 0.25 && c.pit <= 0.75 ? 1 / n : 0;
    result.in_90 += c.pit >= 0.05 && c.pit <= 0.95 ? 1 / n : 0;
    result.runs_in_90 += c.observed >= c.p05 && c.observed <= c.p95 ? 1 / n : 0;
    result.mean_width_90 += (c.p95 - c.p05) / n;
    result.nmae += std::fabs(c.mean - c.observed) / n;
    if (c.observed != 0) {
      result.mape += std::fabs(c.mean - c.observed) / std::fabs(c.observed);
      ++not_zero;
    }
  }
  if (n > 0) {
    result.nmae /= std::max(std::fabs(counts.back().observed), 1e-300);
    result.mape /= std::max(not_zero, 1.0);
  }
  return result;
}

}  // namespace corridor::calibration
