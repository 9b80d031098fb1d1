// How many servers of a service are open: by hours, shifts and breaks, and reserves that open while the line is long.
// Serves nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// Is it in one of these parts of the day? None: the whole day.
[[nodiscard]] bool is_within(const std::vector<DailyWindow>& windows, Duration time_of_day);

/// May servers begin to serve at this time of day?
[[nodiscard]] bool is_open(const scenario::Service& service, Duration time_of_day);

/// Servers on duty at this time of day, whether or not it is open: no more than there are, those of the shifts, less
/// those on a break; none: unlimited.
[[nodiscard]] scenario::Limit on_duty(const scenario::Service& service, Duration time_of_day);

/// The time until hours, shifts or breaks next begin or end; none: they never do.
[[nodiscard]] std::optional<Duration> until_next_edge(const scenario::Service& service, Duration time_of_day);

/// Which of a service's reserves are open. One opens when more than `opens_over` units wait, after its setup time, and
/// closes, or is not set up any more, when fewer than `closes_under` do.
class Reserves {
 public:
  /// So many wait now. Returns when one serves that is to open from now on; none: no further one is.
  std::optional<SimTime> review(const std::vector<scenario::Reserve>& reserves, std::int64_t waiting, SimTime now);
  /// Servers of those that are open since the last review.
  [[nodiscard]] std::int64_t open() const { return open_; }

 private:
  std::vector<SimTime> ready_;  ///< by reserve: when it serves; never: it is closed
  std::int64_t open_ = 0;
};

}  // namespace corridor::processes
