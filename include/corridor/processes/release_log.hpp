// When room that vehicles leave behind at a link's end reaches its beginning: Newell's backward wave, read by metres.
#pragma once

#include <cstdint>
#include <optional>

#include "corridor/base/ring.hpp"
#include "corridor/base/time.hpp"
#include "corridor/base/units.hpp"

namespace corridor::processes {

/// What standing vehicles and their waves do on a link.
struct QueueSpace {
  Metres length;     ///< of the link
  Duration wave{0};  ///< that the wave takes over this length
  Lanes lanes;       ///< @pre above 0
};

/// Metres are effective lengths (vehicle + jam gap), counted in millimetres since the start.
class ReleaseLog {
 public:
  /// A vehicle of `length` left with least headway `headway` at `at` (moved up to the last entry's time if earlier).
  void add(SimTime at, std::int64_t length, Duration headway);

  /// A vehicle of `length` went out of the line before the link's end; upstream this looks as if it had left at `at`.
  void insert(SimTime at, std::int64_t length);

  /// Metres that vehicles have left behind so far.
  [[nodiscard]] std::int64_t metres_out() const { return metres_out_; }

  /// When metre `metre` becomes room at the link's beginning, `wave` = link length / wave speed; nothing if no vehicle
  /// has left it yet. A vehicle straddles the link's end for its headway h, so metre x of the vehicle (t, cum, e, h) is
  /// room at max(t - h (cum - x) / e, t - wave) + wave.
  /// Source: Newell 1993, Transportation Research B 27(4), 289-303, by metres instead of vehicles.
  [[nodiscard]] std::optional<SimTime> room_at(std::int64_t metre, Duration wave) const;

  /// How far from the link's end metre `metre` is now, if the queue holds it back: the distance d at which
  /// M_out(now - d/w) + m d = metre. The metres of a vehicle pass the end evenly during its headway from the instant in
  /// which it leaves, so that the next reaches the end when it may leave. Among vehicles of different classes within
  /// one vehicle's length. Takes time that grows with the logarithm of size(). @pre now is not before the last release
  /// Source: Newell 1993 (as above), the lower envelope at a place inside the link, by metres instead of vehicles.
  [[nodiscard]] Metres distance_in_queue(std::int64_t metre, SimTime now, const QueueSpace& space) const;

  /// Metres up to `metre` will not be asked for again.
  void forget_up_to(std::int64_t metre);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    SimTime at;
    std::int64_t cumulative = 0;
    std::int64_t length = 0;
    Duration headway{0};
  };
  Ring<Entry> entries_;
  std::int64_t metres_out_ = 0;
};

}  // namespace corridor::processes
