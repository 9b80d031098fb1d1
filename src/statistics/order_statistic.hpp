// Percentiles as order statistics: the ceil(q n)-th smallest of n values, never an interpolation between two.
#pragma once

#include <cstdint>

namespace corridor::statistics {

/// ceil(percent / 100 x n), from 1 to n, in whole numbers. @pre n > 0, 0 < percent <= 100
[[nodiscard]] constexpr std::uint64_t order_statistic_rank(std::uint64_t percent, std::uint64_t n) {
  return (percent * n + 99) / 100;
}
static_assert(order_statistic_rank(50, 1) == 1 && order_statistic_rank(50, 4) == 2 &&
              order_statistic_rank(95, 20) == 19);

}  // namespace corridor::statistics
