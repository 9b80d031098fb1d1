#include "corridor/statistics/ensemble_quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <vector>

#include "order_statistic.hpp"

namespace corridor::statistics {

EnsembleQuantiles ensemble_quantiles(std::span<const double> values) {
  std::vector<double> applying;
  applying.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(applying), [](double v) { return !std::isnan(v); });
  EnsembleQuantiles result{.n = applying.size()};
  if (applying.empty()) {
    return result;
  }
  result.mean = std::accumulate(applying.begin(), applying.end(), 0.0) / static_cast<double>(applying.size());
  // Each percentile is looked for among what is not less than the one before.
  auto rest = applying.begin();
  const auto percentile = [&](std::uint64_t percent) {
    const auto rank = static_cast<std::ptrdiff_t>(order_statistic_rank(percent, applying.size()));
    const auto place = applying.begin() + (rank - 1);
    std::nth_element(rest, place, applying.end());
    rest = place;
    return *place;
  };
  result.p05 = percentile(5);
  result.p25 = percentile(25);
  result.p50 = percentile(50);
  result.p75 = percentile(75);
  result.p95 = percentile(95);
  return result;
}

}  // namespace corridor::statistics
