#include "waits.hpp"

#include <algorithm>
#include <array>

#include "order_statistic.hpp"

namespace corridor::statistics {

void Waits::summarise(Figures& figures, PlaceRank place) {
  std::ranges::sort(waits_, {}, &Wait::time);
  std::array<Total, group_names.size()> totals{};
  for (const Wait& wait : waits_) {
    for (std::size_t g = 0; g < totals.size(); ++g) {
      totals[g].weight += wait.weights[g];
      totals[g].time += wait.time * wait.weights[g];
    }
  }
  for (const Group group : all_groups) {
    const std::size_t g = index_of(group);
    const std::uint64_t n = totals[g].weight;
    const double mean = n == 0 ? does_not_apply : to_hours(totals[g].time) / static_cast<double>(n);
    figures.push_back({place, Measure::wait_mean, mean, group});
    figures.push_back({place, Measure::wait_p50, percentile_hours(g, 50, n), group});
    figures.push_back({place, Measure::wait_p95, percentile_hours(g, 95, n), group});
  }
}

double Waits::percentile_hours(std::size_t group, std::uint64_t percent, std::uint64_t n) const {
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
