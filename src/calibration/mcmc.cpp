#include "corridor/calibration/mcmc.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/stream.hpp"

#include "normal_draws.hpp"

namespace corridor::calibration {

namespace {

/// The chains as they stand, and one generation after the other.
class Population {
 public:
  Population(const LogDensity& log_density, std::vector<Point> start, std::uint64_t seed)
      : log_density_(log_density), seed_(seed), points_(std::move(start)), values_(log_density(points_)) {
    expects(points_.size() >= 8 && points_.size() % 2 == 0, "chains come in two halves of at least four");
  }

  void step(std::size_t generation) {
    const std::size_t half = points_.size() / 2;
    step_half({.first = 0, .others = half, .size = half}, generation);
    step_half({.first = half, .others = 0, .size = half}, generation);
  }

  /// A chain that began far off and found no way is put where the one with the greatest density is: without it the
  /// others need many steps to outweigh it. Source: Vrugt et al. 2009, Int. J. Nonlinear Sci. Numer. Simul. 10(3), 3.2.
  void rescue_strays() {
    std::vector<double> sorted = values_;
    std::ranges::sort(sorted);
    const double quarter = sorted[sorted.size() / 4];
    const double limit = quarter - 2 * (sorted[3 * sorted.size() / 4] - quarter);
    const auto best = static_cast<std::size_t>(std::ranges::max_element(values_) - values_.begin());
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (values_[i] < limit) {
        points_[i] = points_[best];
        values_[i] = values_[best];
      }
    }
  }

  [[nodiscard]] const std::vector<Point>& points() const { return points_; }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  [[nodiscard]] std::size_t accepted() const { return accepted_; }

 private:
  struct Half {
    std::size_t first = 0;
    std::size_t others = 0;  ///< first of the other half
    std::size_t size = 0;
  };

  void step_half(const Half& half, std::size_t generation) {
    std::vector<Point> proposals;
    std::vector<double> luck;
    for (std::size_t i = 0; i < half.size; ++i) {
      random::Draws draws = draws_of(seed_, generation_name(generation), static_cast<std::uint32_t>(half.first + i));
      proposals.push_back(proposal(half, half.first + i, generation, draws));
      luck.push_back(random::deterministic::log(draws.uniform()));
    }
    const std::vector<double> values = log_density_(proposals);
    for (std::size_t i = 0; i < half.size; ++i) {
      if (luck[i] < values[i] - values_[half.first + i]) {
        points_[half.first + i] = std::move(proposals[i]);
        values_[half.first + i] = values[i];
        ++accepted_;
      }
    }
  }

  static std::string generation_name(std::size_t generation) { return "chain/" + std::to_string(generation); }

  [[nodiscard]] Point proposal(const Half& half, std::size_t chain, std::size_t generation,
                               random::Draws& draws) const {
    const auto pick = [&](std::size_t n) {
      return std::min(static_cast<std::size_t>(draws.uniform() * static_cast<double>(n)), n - 1);
    };
    const std::size_t a = pick(half.size);
    std::size_t b = pick(half.size - 1);
    b += b >= a ? 1 : 0;
    const Point& one = points_[half.others + a];
    const Point& other = points_[half.others + b];
    constexpr std::size_t jumps_every = 10;
    constexpr double jitter = 1e-4;  // so that every place can be reached
    const auto dimensions = static_cast<double>(one.size());
    const double factor = generation % jumps_every == 0 ? 1 : 2.38 / std::sqrt(2 * dimensions);
    Point result = points_[chain];
    for (std::size_t i = 0; i < result.size(); ++i) {
      result[i] += factor * (one[i] - other[i]) + jitter * standard_normal(draws);
    }
    return result;
  }

  const LogDensity& log_density_;
  std::uint64_t seed_;
  std::vector<Point> points_;
  std::vector<double> values_;
  std::size_t accepted_ = 0;
};

/// Keeps the later two thirds of all generations.
void drop_early(Chains& chains, std::size_t generations) {
  const std::size_t kept = (generations - generations / 3) * chains.chains;
  const auto dropped = static_cast<std::ptrdiff_t>(chains.draws.size() - kept);
  chains.draws.erase(chains.draws.begin(), chains.draws.begin() + dropped);
  chains.log_density.erase(chains.log_density.begin(), chains.log_density.begin() + dropped);
}

void look(Chains& chains, const ChainRules& rules) {
  const std::size_t parameters = chains.draws.front().size();
  chains.r_hat.assign(parameters, 0);
  chains.bulk_ess.assign(parameters, 0);
  chains.has_converged = true;
  for (std::size_t p = 0; p < parameters; ++p) {
    DrawsByChain of_parameter(chains.chains);
    for (std::size_t i = 0; i < chains.draws.size(); ++i) {
      of_parameter[i % chains.chains].push_back(chains.draws[i][p]);
    }
    chains.r_hat[p] = split_r_hat(of_parameter);
    chains.bulk_ess[p] = bulk_ess(of_parameter);
    chains.has_converged =
        chains.has_converged && chains.r_hat[p] < rules.most_r_hat && chains.bulk_ess[p] > rules.least_ess;
  }
}

}  // namespace

Chains sample(const LogDensity& log_density, std::vector<Point> start, const ChainRules& rules, std::uint64_t seed) {
  Chains result{.chains = start.size(), .draws = {}, .log_density = {}, .r_hat = {}, .bulk_ess = {}};
  Population population(log_density, std::move(start), seed);
  for (std::size_t looks = 0; !result.has_converged && result.generations < rules.most_generations; ++looks) {
    if (looks == 1) {
      population.rescue_strays();  // before anything that will be kept
    }
    const std::size_t next =
        std::min(std::max(rules.first_look, result.generations / 2), rules.most_generations - result.generations);
    for (std::size_t g = 0; g < next; ++g) {
      population.step(++result.generations);
      result.draws.insert(result.draws.end(), population.points().begin(), population.points().end());
      result.log_density.insert(result.log_density.end(), population.values().begin(), population.values().end());
    }
    drop_early(result, result.generations);
    look(result, rules);
  }
  result.accepted =
      static_cast<double>(population.accepted()) / static_cast<double>(result.generations * result.chains);
  return result;
}

}  // namespace corridor::calibration
