#include "corridor/calibration/chain.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/contract.hpp"
#include "corridor/calibration/importance.hpp"
#include "corridor/calibration/likelihood.hpp"
#include "corridor/design/design.hpp"

#include "algebra.hpp"
#include "findings.hpp"
#include "normal_draws.hpp"

namespace corridor::calibration {

namespace {

Region region_of(std::span<const Point> points) {
  const Matrix matrix = rows_of(points);
  return {.mean = column_means(matrix), .covariance = covariance_of(matrix)};
}

/// Spread evenly over a list.
std::vector<Point> evenly(std::span<const Point> points, std::size_t count) {
  std::vector<Point> result;
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back(points[i * points.size() / count]);
  }
  return result;
}

/// Runs one calibration, in the order of the member functions.
class Chain {
 public:
  Chain(const Target& target, std::size_t parameters, const Simulator& simulator, const Settings& settings,
        std::uint64_t seed, const OnStage& on_stage)
      : target_(target),
        parameters_(parameters),
        simulator_(simulator),
        settings_(settings),
        seed_(seed),
        on_stage_(on_stage) {}

  Calibration run() {
    smooth_prior();
    for (std::size_t round = 1; round <= settings_.rounds; ++round) {
      emulate(round);
    }
    take_draws();
    check();
    reweight();
    conclude();
    return std::move(result_);
  }

 private:
  void say(const std::string& text) const {
    if (on_stage_) {
      on_stage_(text);
    }
  }

  void smooth_prior() {
    Smoothed smoothed = smooth(target_, parameters_, simulator_, settings_.smoother, seed_, [&](std::size_t iteration) {
      say(fmt::format("smoother, iteration {} of {}: {} runs", iteration, settings_.smoother.iterations,
                      settings_.smoother.members));
    });
    result_.runs = smoothed.done;
    result_.failed = smoothed.redrawn;
    early_ = std::move(smoothed.runs);
    region_ = region_of(smoothed.points);
    start_ = evenly(smoothed.points, settings_.chains);
  }

  /// Runs of which those that fail are left out.
  std::vector<std::size_t> run_some(const std::vector<Point>& points, std::vector<Outputs>& outputs) {
    auto found = simulator_({.first = result_.runs, .points = points});
    expects(found.size() == points.size(), "every run of a batch comes to something or fails");
    result_.runs += static_cast<std::uint32_t>(points.size());
    std::vector<std::size_t> finished;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i]) {
        finished.push_back(i);
        outputs.push_back(std::move(*found[i]));
      } else {
        ++result_.failed;
      }
    }
    if (static_cast<double>(result_.failed) > settings_.smoother.most_failed * static_cast<double>(result_.runs)) {
      throw CalibrationFailed(fmt::format("{} of {} runs failed, which is more than {} %", result_.failed, result_.runs,
                                          100 * settings_.smoother.most_failed));
    }
    return finished;
  }

  /// Points of the unit cube, drawn out to the region with its covariance times `spread`.
  [[nodiscard]] std::vector<Point> points_in_region(std::size_t round) const {
    const auto normals = as_normals(design::scrambled_sobol({settings_.points, parameters_}, seed_ + round));
    const Matrix lower = cholesky_of_covariance(region_.covariance);
    const Matrix steps = product(rows_of(normals), transposed(lower));
    std::vector<Point> points(settings_.points, region_.mean);
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (std::size_t j = 0; j < parameters_; ++j) {
        points[i][j] += std::sqrt(settings_.spread) * steps(i, j);
      }
    }
    return points;
  }

  void emulate(std::size_t round) {
    const std::vector<Point> points = points_in_region(round);
    std::vector<Outputs> outputs;
    for (const std::size_t i : run_some(points, outputs)) {
      near_.points.push_back(points[i]);
    }
    near_.outputs.insert(near_.outputs.end(), outputs.begin(), outputs.end());
    likelihood_.emplace(target_, training(), region_);
    sample_with(*likelihood_, round);
    say(fmt::format("emulator and chains, round {} of {}: {} runs, {} generations, R-hat {:.3f}, ESS {:.0f}", round,
                    settings_.rounds, points.size(), chains_.generations, *std::ranges::max_element(chains_.r_hat),
                    *std::ranges::min_element(chains_.bulk_ess)));
  }

  /// The runs of the rounds, and of those of the smoother the ones nearest to the region.
  [[nodiscard]] Runs training() const {
    Runs result = near_;
    const std::size_t wanted =
        std::min(early_.points.size(),
                 settings_.most_training > near_.points.size() ? settings_.most_training - near_.points.size() : 0);
    const Matrix lower = cholesky_of_covariance(region_.covariance);
    const Matrix away = solve_lower(lower, transposed(less(rows_of(early_.points), region_.mean)));
    std::vector<double> distances(early_.points.size());
    for (std::size_t j = 0; j < away.rows(); ++j) {
      for (std::size_t i = 0; i < distances.size(); ++i) {
        distances[i] += away(j, i) * away(j, i);
      }
    }
    std::vector<std::size_t> order(distances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return distances[i]; });
    for (std::size_t i = 0; i < std::min(wanted, settings_.smoother.members); ++i) {
      result.points.push_back(early_.points[order[i]]);
      result.outputs.push_back(early_.outputs[order[i]]);
    }
    return result;
  }

  void sample_with(const Likelihood& likelihood, std::size_t round) {
    ChainRules rules = settings_.rules;
    if (round < settings_.rounds) {
      rules.most_generations = std::min(rules.most_generations, settings_.scouting);
    }
    chains_ = sample([&](std::span<const Point> points) { return in_parts(likelihood, points); }, start_, rules,
                     seed_ + 1000 * round);
    start_.assign(chains_.draws.end() - static_cast<std::ptrdiff_t>(chains_.chains), chains_.draws.end());
    region_ = region_of(chains_.draws);
  }

  /// The parts do not depend on how many are evaluated at once, nor does the density at a point on its part.
  [[nodiscard]] std::vector<double> in_parts(const Likelihood& likelihood, std::span<const Point> points) const {
    constexpr std::size_t part = 8;
    std::vector<double> values(points.size());
    settings_.for_each((points.size() + part - 1) / part, [&](std::size_t i) {
      const auto some = points.subspan(i * part, std::min(part, points.size() - i * part));
      std::ranges::copy(likelihood.log_posterior(some), values.begin() + static_cast<std::ptrdiff_t>(i * part));
    });
    return values;
  }

  void take_draws() {
    // Spread over the generations, not over the chains alone: a step that has no part in common with their number.
    const std::size_t n = chains_.draws.size();
    const std::size_t wanted = std::min(settings_.draws, n);
    for (std::size_t i = 0; i < wanted; ++i) {
      const std::size_t shuffled = i * stride_for(wanted) % wanted;
      result_.posterior.points.push_back(chains_.draws[shuffled * n / wanted]);
    }
  }

  /// So that the first draws are spread over all: near the golden section of `n`, and without a common divisor.
  static std::size_t stride_for(std::size_t n) {
    auto stride = static_cast<std::size_t>(0.618034 * static_cast<double>(n));
    while (std::gcd(stride, n) != 1) {
      ++stride;
    }
    return stride;
  }

  void check() {
    const std::size_t count = std::min(settings_.checks, result_.posterior.points.size());
    const std::vector<Point> points(result_.posterior.points.begin(),
                                    result_.posterior.points.begin() + static_cast<std::ptrdiff_t>(count));
    result_.check.draws = run_some(points, result_.check.outputs);
    say(fmt::format("direct runs at draws of the posterior: {}", count));
  }

  /// The draws are of the posterior as the emulator saw it; now that it has learnt from the direct runs too it may see
  /// another, to which they are weighted.
  void reweight() {
    Runs runs = training();
    for (std::size_t i = 0; i < result_.check.draws.size(); ++i) {
      runs.points.push_back(result_.posterior.points[result_.check.draws[i]]);
      runs.outputs.push_back(result_.check.outputs[i]);
    }
    const Likelihood learnt(target_, runs, region_);
    const std::vector<double> before = likelihood_->log_posterior(result_.posterior.points);
    const std::vector<double> after = learnt.log_posterior(result_.posterior.points);
    std::vector<double> ratios;
    for (std::size_t i = 0; i < before.size(); ++i) {
      ratios.push_back(after[i] - before[i]);
    }
    const Weighted weighted = pareto_smoothed(std::move(ratios));
    result_.posterior.weights = weighted.weights;
    result_.k_hat = weighted.k_hat;
    result_.ess = weighted.ess;
    result_.left_out_error = learnt.left_out_error();
    result_.log_evidence = log_evidence(learnt, region_, seed_);
    intrinsic_ = learnt.intrinsic();
  }

  void conclude() {
    result_.has_converged = chains_.has_converged;
    result_.accepted = chains_.accepted;
    result_.generations = chains_.generations;
    find(result_, target_, intrinsic_);
    for (std::size_t p = 0; p < parameters_; ++p) {
      result_.parameters[p].r_hat = chains_.r_hat[p];
      result_.parameters[p].bulk_ess = chains_.bulk_ess[p];
    }
  }

  const Target& target_;
  std::size_t parameters_;
  const Simulator& simulator_;
  const Settings& settings_;
  std::uint64_t seed_;
  const OnStage& on_stage_;
  Runs early_;  ///< of the smoother
  Runs near_;   ///< of the rounds
  Region region_;
  std::vector<Point> start_;  ///< of the chains
  std::optional<Likelihood> likelihood_;
  Chains chains_;
  Matrix intrinsic_;
  Calibration result_;
};

}  // namespace

Settings settings_for(std::size_t parameters) {
  Settings settings;
  settings.smoother.members = std::max<std::size_t>(200, 20 * parameters);
  return settings;
}

std::size_t runs_of(const Settings& settings) {
  return settings.smoother.members * settings.smoother.iterations + settings.rounds * settings.points + settings.checks;
}

Calibration calibrate(const Target& target, std::size_t parameters, const Simulator& simulator,
                      const Settings& settings, std::uint64_t seed, const OnStage& on_stage) {
  expects(parameters > 0 && settings.rounds > 0, "there is something to calibrate");
  return Chain(target, parameters, simulator, settings, seed, on_stage).run();
}

}  // namespace corridor::calibration
