// A count that rises towards a limit: two parameters, twelve instants, non-linear in both, with chance within a run and
// errors that are correlated in time. Cheap, so that a calibrator can be tried on hundreds of sets of counts.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "corridor/calibration/chain.hpp"
#include "corridor/calibration/sbc.hpp"

#include "models.hpp"

namespace corridor::calibration {

struct Saturation {
  static constexpr std::size_t parameters = 2;
  static constexpr std::size_t counted = 12;

  /// limit x (1 - exp(-hour / time)), with limit = 100 exp(0.3 z0) and time = 4 exp(0.4 z1) hours, every hour.
  [[nodiscard]] static Outputs mean_at(const Point& z) {
    Outputs outputs;
    for (std::size_t k = 1; k <= counted; ++k) {
      const double times = static_cast<double>(k) / (4 * std::exp(0.4 * z[1]));
      outputs.push_back(100 * std::exp(0.3 * z[0]) * (1 - std::exp(-times)));
    }
    return outputs;
  }
  /// Of the counts: 2 each by itself, 4 alike for a while.
  [[nodiscard]] static Matrix errors() {
    Matrix result = alike_for_a_while(4, 3);
    for (std::size_t k = 0; k < counted; ++k) {
      result(k, k) += 4;
    }
    return result;
  }
  /// Of a run: sd 3.
  [[nodiscard]] static Simulator simulator(std::uint64_t seed) {
    return noisy(
        mean_at, [factor = factor_of(alike_for_a_while(3, 2))](const Outputs&) { return factor; }, seed);
  }

 private:
  static Matrix alike_for_a_while(double sd, double hours) {
    Matrix result({counted, counted});
    for (std::size_t k = 0; k < counted; ++k) {
      for (std::size_t l = 0; l < counted; ++l) {
        const double apart = std::fabs(static_cast<double>(k) - static_cast<double>(l));
        result(k, l) = sd * sd * std::exp(-apart / hours);
      }
    }
    return result;
  }
};

/// What simulation-based calibration says of a calibrator of the saturating count: by parameter, of each set.
struct Trial {
  std::vector<std::vector<std::size_t>> ranks = std::vector<std::vector<std::size_t>>(Saturation::parameters);
  std::vector<std::vector<std::uint8_t>> is_in_90 = std::vector<std::vector<std::uint8_t>>(Saturation::parameters);

  void add(const SbcSet& set) {
    for (std::size_t p = 0; p < ranks.size(); ++p) {
      ranks[p].push_back(set.ranks[p]);
      is_in_90[p].push_back(set.is_in_90[p] ? 1 : 0);
    }
  }
};

struct Trials {
  Trial of_chain;
  Trial of_narrowed;  ///< each posterior drawn together to 0.7 of its sd about its mean
};

inline Draws narrowed(Draws draws, double factor) {
  for (std::size_t p = 0; p < draws.points.front().size(); ++p) {
    double mean = 0;
    for (std::size_t i = 0; i < draws.points.size(); ++i) {
      mean += draws.weights[i] * draws.points[i][p];
    }
    for (Point& z : draws.points) {
      z[p] = mean + factor * (z[p] - mean);
    }
  }
  return draws;
}

/// The whole chain on so many sets of counts; set number i is a function of its number and the settings.
inline Trials trials_of(const Settings& settings, std::uint32_t sets) {
  Trials trials;
  const Target like{.counts = {}, .covariance = Saturation::errors()};
  for (std::uint32_t set = 0; set < sets; ++set) {
    const Simulator simulator = Saturation::simulator(1000 + set);
    Draws found;
    const auto whole = [&](const Target& target) {
      found = calibrate(target, Saturation::parameters, simulator, settings, set).posterior;
      return found;
    };
    trials.of_chain.add(sbc_set(like, Saturation::parameters, simulator, whole, 7, set));
    const auto too_narrow = [&](const Target&) { return narrowed(found, 0.7); };
    trials.of_narrowed.add(sbc_set(like, Saturation::parameters, simulator, too_narrow, 7, set));
  }
  return trials;
}

}  // namespace corridor::calibration
