// One series at one instant over the replications -> mean and quantiles. Stores nothing.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace corridor::statistics {

/// p_q is the order statistic ceil(q n) of the n values that apply, so it is a value that some replication has.
struct EnsembleQuantiles {
  std::size_t n = 0;  ///< values that apply (are not NaN); the others are NaN if it is 0
  double mean = std::numeric_limits<double>::quiet_NaN();
  double p05 = std::numeric_limits<double>::quiet_NaN();
  double p25 = std::numeric_limits<double>::quiet_NaN();
  double p50 = std::numeric_limits<double>::quiet_NaN();
  double p75 = std::numeric_limits<double>::quiet_NaN();
  double p95 = std::numeric_limits<double>::quiet_NaN();
};

/// `values` in replication order (the mean is summed in that order, so it has one value to the bit); NaN = does not
/// apply.
[[nodiscard]] EnsembleQuantiles ensemble_quantiles(std::span<const double> values);

}  // namespace corridor::statistics
