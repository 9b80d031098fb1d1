#include "waits.hpp"

#include <algorithm>

#include "order_statistic.hpp"

namespace corridor::statistics {

void Waits::summarise(Figures& figures, PlaceRank place) {
  std::ranges::sort(waits_, {}, &Wait::time);
  for (const Group group : all_groups) {
    const std::size_t g = index_of(group);
    figures.push_back({place, Measure::wait_mean, mean_hours(g), group});
    figures.push_back({place, Measure::wait_p50, percentile_hours(g, 50), group});
    figures.push_back({place, Measure::wait_p95, percentile_hours(g, 95), group});
  }
}

std::uint64_t Waits::total_weight(std::size_t group) const {
  std::uint64_t total = 0;
  for (const Wait& wait : waits_) {
    total += wait.weights[group];
  }
  return total;
}

double Waits::mean_hours(std::size_t group) const {
  Duration sum{0};
  for (const Wait& wait : waits_) {
    sum += wait.time * wait.weights[group];
  }
  const std::uint64_t n = total_weight(group);
  return n == 0 ? does_not_apply : to_hours(sum) / static_cast<double>(n);
}

double Waits::percentile_hours(std::size_t group, std::uint64_t percent) const {
  const std::uint64_t n = total_weight(group);
  if (n == 0) {
    return does_not_apply;
  }
  const std::uint64_t wanted = order_statistic_rank(percent, n);
  std::uint64_t reached = 0;
  const auto found =
      std::ranges::find_if(waits_, [&](const Wait& wait) { return (reached += wait.weights[group]) >= wanted; });
  return to_hours(found->time);
}

}  // namespace corridor::statistics
