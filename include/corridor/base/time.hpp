// Simulated time: integer microseconds since the scenario's start, and the calendar that turns it into local dates.
// Reads no clock of the machine.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corridor {

/// The simulation's clock. Its zero is the scenario's start.
struct SimClock {
  using rep = std::int64_t;
  using period = std::micro;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<SimClock>;
  static constexpr bool is_steady = true;
};

using Duration = SimClock::duration;   ///< a length of time [us]
using SimTime = SimClock::time_point;  ///< a point in simulated time [us since the scenario's start]

inline constexpr SimTime never = SimTime::max();

/// Seconds -> Duration: the double nearest to the number of microseconds, rounded half up. @pre |seconds| < 9.2e12
[[nodiscard]] Duration from_seconds(double seconds);
[[nodiscard]] constexpr double to_seconds(Duration d) {
  return static_cast<double>(d.count()) * 1e-6;
}
[[nodiscard]] constexpr double to_hours(Duration d) {
  return static_cast<double>(d.count()) / 3.6e9;
}
[[nodiscard]] constexpr double to_hours(SimTime t) {
  return to_hours(t.time_since_epoch());
}

/// Local civil time with a fixed offset from UTC, as written in a scenario.
struct LocalTime {
  std::int64_t utc_seconds = 0;     ///< seconds since 1970-01-01T00:00:00Z
  std::int32_t offset_seconds = 0;  ///< local minus UTC [s]
  std::int32_t microseconds = 0;    ///< fraction of the second [us]
};

/// Reads `YYYY-MM-DDTHH:MM[:SS[.ffffff]](Z|+HH:MM|-HH:MM)`; a blank instead of `T` is allowed. Nothing on any error
/// (a date that does not exist, an hour of 24, trailing text).
[[nodiscard]] std::optional<LocalTime> parse_local_time(std::string_view text);

/// Turns simulated time into local dates and times of day.
class Calendar {
 public:
  Calendar() = default;
  explicit Calendar(LocalTime start) : start_(start) {}

  [[nodiscard]] SimTime to_sim_time(LocalTime t) const;
  /// ISO 8601 with offset: `2023-09-26T20:00:00+04:00`; a fraction is printed only if there is one.
  /// @pre the year is 0 to 9999 (so not `never`)
  [[nodiscard]] std::string to_iso(SimTime t) const;
  /// Time since local midnight, 0 <= result < 24 h.
  [[nodiscard]] Duration time_of_day(SimTime t) const;

 private:
  LocalTime start_;
};

/// A window of the day, [begin, end) since midnight; `end <= begin` runs over midnight; begin == end is the whole day.
struct DailyWindow {
  Duration begin{0};
  Duration end{0};

  [[nodiscard]] bool contains(Duration time_of_day) const;
  /// The time until the window next begins or ends; more than 0, at most a day. @pre 0 <= time_of_day < 24 h
  [[nodiscard]] Duration until_next_edge(Duration time_of_day) const;
  friend auto operator<=>(const DailyWindow&, const DailyWindow&) = default;
};

}  // namespace corridor
