// Two stages in a row, as a fluid with noise: arrivals rise and fall, the first stage's rate jumps, the second one is
// slower; six parameters, cumulative counts of both stages. Its likelihood is known, so its posterior can be had to any
// accuracy by plain Metropolis sampling.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "corridor/calibration/simulator.hpp"

#include "models.hpp"

namespace corridor::calibration {

class TwoStageQueue {
 public:
  static constexpr std::size_t parameters = 6;
  static constexpr std::size_t counted = 20;  ///< ten instants, two stages

  TwoStageQueue() {
    const Point truth = {0.5, -0.3, 0.4, -0.6, 0.2, -0.2};
    const Outputs mean = mean_at(truth);
    const Matrix of_chance = factor_of(chance(mean));
    const Matrix of_errors = factor_of(errors());
    const auto normals = normals_of_run(77, 0, 2 * counted);
    target.covariance = errors();
    target.counts = mean;
    for (std::size_t k = 0; k < counted; ++k) {
      for (std::size_t l = 0; l <= k; ++l) {
        target.counts[k] += of_chance(k, l) * normals[l] + of_errors(k, l) * normals[counted + l];
      }
    }
  }

  Target target;

  /// Numbers that have passed each stage, after every fourth hour of forty.
  [[nodiscard]] static Outputs mean_at(const Point& z) {
    const double level = 60 * std::exp(0.3 * z[0]);
    const double peak = 14 + 3 * z[1];
    const double before = 18 * std::exp(0.3 * z[2]);
    const double jump = 16 + 3 * z[3];
    const double after = 55 * std::exp(0.25 * z[4]);
    const double second = 38 * std::exp(0.25 * z[5]);
    constexpr double step = 0.1;
    double waiting = 0;
    double between = 0;
    double passed_first = 0;
    double passed_second = 0;
    Outputs first;
    Outputs last;
    for (int i = 1; i <= 400; ++i) {
      const double hour = step * (i - 0.5);
      const double share = 1 / (1 + std::exp(-4 * (hour - jump)));  // of the jump, within an hour or so
      waiting += step * level * std::exp(-std::pow((hour - peak) / 7, 2));
      const double through = std::min(waiting, step * (before + share * (after - before)));
      waiting -= through;
      passed_first += through;
      between += through;
      const double out = std::min(between, step * second);
      between -= out;
      passed_second += out;
      if (i % 40 == 0) {
        first.push_back(passed_first);
        last.push_back(passed_second);
      }
    }
    first.insert(first.end(), last.begin(), last.end());
    return first;
  }

  /// Of a run: sd = 0.6 sqrt(mean), neighbours in time alike.
  [[nodiscard]] static Matrix chance(const Outputs& mean) {
    return correlated([&](std::size_t k) { return 0.6 * std::sqrt(std::max(mean[k], 1.0)); }, 2.0);
  }
  /// Of the counts: 4 each by itself, 5 alike for a while.
  [[nodiscard]] static Matrix errors() {
    Matrix result = correlated([](std::size_t) { return 5.0; }, 3.0);
    for (std::size_t k = 0; k < counted; ++k) {
      result(k, k) += 16;
    }
    return result;
  }

  [[nodiscard]] static Simulator simulator(std::uint64_t seed) {
    return noisy(
        mean_at, [](const Outputs& mean) { return factor_of(chance(mean)); }, seed);
  }

  [[nodiscard]] double log_posterior(const Point& z) const {
    const Outputs mean = mean_at(z);
    const Matrix lower = factor_of(plus(chance(mean), target.covariance));
    std::vector<double> white(counted);
    double sum = 0;
    for (std::size_t k = 0; k < counted; ++k) {
      white[k] = target.counts[k] - mean[k];
      for (std::size_t l = 0; l < k; ++l) {
        white[k] -= lower(k, l) * white[l];
      }
      white[k] /= lower(k, k);
      sum -= white[k] * white[k] / 2 + std::log(lower(k, k));
    }
    for (const double value : z) {
      sum -= value * value / 2;
    }
    return sum;
  }

  /// Draws of the exact posterior: Metropolis steps of 2.4 / sqrt(6) times the spread of what came before, after a
  /// scouting run (Haario, Saksman & Tamminen 2001, Bernoulli 7, 223-242). Every tenth of `steps` is kept.
  [[nodiscard]] std::vector<Point> exact_draws(std::uint32_t steps) const {
    Matrix factor = unit(parameters);
    for (std::size_t i = 0; i < parameters; ++i) {
      factor(i, i) = 0.05;
    }
    Point at(parameters, 0.0);
    for (std::uint32_t round = 0; round < 4; ++round) {
      const std::vector<Point> draws = metropolis(at, factor, steps / 10, round);
      at = draws.back();
      factor = factor_of(spread_of(draws));
    }
    return metropolis(at, factor, steps, 9);
  }

 private:
  template <class Sd>
  static Matrix correlated(Sd sd, double steps) {
    Matrix result({counted, counted});
    for (std::size_t k = 0; k < counted; ++k) {
      for (std::size_t l = 0; l < counted; ++l) {
        const double apart = std::fabs(static_cast<double>(k % 10) - static_cast<double>(l % 10));
        const double same_stage = k / 10 == l / 10 ? 1 : 0.3;
        result(k, l) = same_stage * sd(k) * sd(l) * std::exp(-apart / steps);
      }
    }
    return result;
  }

  static Matrix spread_of(const std::vector<Point>& draws) {
    Matrix result({parameters, parameters});
    std::array<double, parameters> mean{};
    const auto n = static_cast<double>(draws.size());
    for (const Point& z : draws) {
      for (std::size_t i = 0; i < parameters; ++i) {
        mean.at(i) += z[i] / n;
      }
    }
    for (const Point& z : draws) {
      for (std::size_t i = 0; i < parameters; ++i) {
        for (std::size_t j = 0; j < parameters; ++j) {
          result(i, j) += (z[i] - mean.at(i)) * (z[j] - mean.at(j)) * 5.76 / 6 / n + (i == j ? 1e-8 / n : 0);
        }
      }
    }
    return result;
  }

  [[nodiscard]] std::vector<Point> metropolis(Point at, const Matrix& factor, std::uint32_t steps,
                                              std::uint32_t round) const {
    double value = log_posterior(at);
    auto draws = random::Decisions(11, round, random::Purpose::delay, "metropolis");
    std::vector<Point> kept;
    for (std::uint32_t i = 0; i < steps; ++i) {
      auto random = draws.draws({.origin = 0, .ordinal = i});
      std::array<double, parameters> normals{};
      for (double& normal : normals) {
        normal = random::normal_with_mean(random.uniform(), 0, 1);
      }
      Point proposal = at;
      for (std::size_t p = 0; p < parameters; ++p) {
        for (std::size_t q = 0; q <= p; ++q) {
          proposal[p] += factor(p, q) * normals.at(q);
        }
      }
      const double proposed = log_posterior(proposal);
      if (std::log(random.uniform()) < proposed - value) {
        at = std::move(proposal);
        value = proposed;
      }
      if (i % 10 == 9) {
        kept.push_back(at);
      }
    }
    return kept;
  }
};

/// How a calibration differs from draws of the exact posterior.
struct Distance {
  double wasserstein = 0;  ///< W1 in posterior sd, mean over the parameters
  std::array<double, TwoStageQueue::parameters> sd_ratios{};
};

/// W1 is the mean distance between the quantiles of both, at a hundred levels.
inline Distance distance_between(const std::vector<Point>& points, const std::vector<double>& weights,
                                 const std::vector<Point>& exact) {
  Distance result;
  for (std::size_t p = 0; p < TwoStageQueue::parameters; ++p) {
    std::vector<double> reference;
    for (const Point& z : exact) {
      reference.push_back(z[p]);
    }
    std::ranges::sort(reference);
    std::vector<std::pair<double, double>> found;
    for (std::size_t i = 0; i < points.size(); ++i) {
      found.emplace_back(points[i][p], weights[i]);
    }
    std::ranges::sort(found);
    double mean = 0, squares = 0, of_mean = 0, of_squares = 0;
    for (const double v : reference) {
      mean += v / static_cast<double>(reference.size());
      squares += v * v / static_cast<double>(reference.size());
    }
    for (const auto& [v, w] : found) {
      of_mean += w * v;
      of_squares += w * v * v;
    }
    const double sd = std::sqrt(squares - mean * mean);
    result.sd_ratios.at(p) = std::sqrt(of_squares - of_mean * of_mean) / sd;
    std::size_t at = 0;
    double sum = found[0].second;
    for (int level = 0; level < 100; ++level) {
      const double q = (level + 0.5) / 100;
      while (sum < q && at + 1 < found.size()) {
        sum += found[++at].second;
      }
      const double there = reference[static_cast<std::size_t>(q * static_cast<double>(reference.size()))];
      result.wasserstein += std::fabs(found[at].first - there) / sd / 100 / TwoStageQueue::parameters;
    }
  }
  return result;
}

}  // namespace corridor::calibration
