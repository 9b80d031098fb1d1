// What is known of a parameter before the counts are looked at. Computes nothing: calibration/prior.hpp does.
#pragma once

#include <cstdint>
#include <optional>

namespace corridor::scenario {

enum class PriorFamily : std::uint8_t {
  uniform,      ///< first = lower end, second = upper end
  normal,       ///< mean, standard deviation
  lognormal,    ///< median, standard deviation of the logarithm
  beta,         ///< shapes a and b, between the bounds, which are 0 and 1 unless given
  half_normal,  ///< first = standard deviation of the normal whose absolute value it is
};

/// A distribution of one parameter, in the parameter's unit.
struct Prior {
  PriorFamily family = PriorFamily::uniform;
  double first = 0;
  double second = 1;
  std::optional<double> low = {};   ///< it is not below; the distribution is cut there (beta: begins there)
  std::optional<double> high = {};  ///< it is not above; likewise
};

}  // namespace corridor::scenario
