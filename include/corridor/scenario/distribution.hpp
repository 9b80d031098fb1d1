// Quantities of a scenario that are drawn, and numbers that may be without limit. Draws nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/time.hpp"
#include "corridor/base/units.hpp"

namespace corridor::scenario {

/// A number of servers, places or persons that is limited, or explicitly "unlimited" (no value). 0 means none.
using Limit = std::optional<std::int64_t>;

enum class Family : std::uint8_t { fixed, exponential, gamma, lognormal, empirical };

/// Times that were measured. Each comes again with the share of its weight.
struct EmpiricalTimes {
  std::vector<Duration> values;
  std::vector<double> weights;  ///< as many as values, relative, > 0 in sum
  friend bool operator==(const EmpiricalTimes&, const EmpiricalTimes&) = default;
};

/// A quantity that is drawn. Mean > 0 (fixed: >= 0); cv = standard deviation / mean, for gamma and lognormal.
template <class Quantity>
struct Distribution {
  Family family = Family::fixed;
  Quantity mean{};
  double cv = 0;
  EmpiricalId empirical{};  ///< the times, if it is of them; the mean is theirs
  friend bool operator==(const Distribution&, const Distribution&) = default;
};
using TimeDistribution = Distribution<Duration>;
using FuelDistribution = Distribution<Litres>;  ///< never empirical

}  // namespace corridor::scenario
