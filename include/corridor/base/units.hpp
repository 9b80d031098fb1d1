// Quantities with a type: what can be added is of one kind, and only the products that mean something exist.
#pragma once

#include <compare>
#include <cstdint>
#include <type_traits>

#include "corridor/base/time.hpp"

namespace corridor {

template <class Rep, class Tag>
class Quantity {
 public:
  using rep = Rep;
  constexpr Quantity() = default;
  constexpr explicit Quantity(Rep value) : value_(value) {}
  [[nodiscard]] constexpr Rep value() const { return value_; }

  constexpr Quantity& operator+=(Quantity o) { return value_ += o.value_, *this; }
  constexpr Quantity& operator-=(Quantity o) { return value_ -= o.value_, *this; }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value_ - b.value_); }
  friend constexpr Quantity operator*(Quantity a, Rep k) { return Quantity(a.value_ * k); }
  friend constexpr Quantity operator*(Rep k, Quantity a) { return a * k; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  Rep value_{};
};

using Metres = Quantity<std::int64_t, struct MetresTag>;            ///< a length, in millimetres inside
using KilometresPerHour = Quantity<std::int64_t, struct SpeedTag>;  ///< a speed, in metres per hour inside
using People = Quantity<std::int64_t, struct PeopleTag>;
using Vehicles = Quantity<std::int64_t, struct VehiclesTag>;
using Lanes = Quantity<std::int64_t, struct LanesTag>;  ///< effective lanes, in thousandths inside

static_assert(sizeof(Metres) == 8 && std::is_trivially_copyable_v<Metres>);

[[nodiscard]] constexpr Metres metres(double m) {
  return Metres(static_cast<std::int64_t>(m * 1000.0 + (m < 0 ? -0.5 : 0.5)));
}
[[nodiscard]] constexpr double to_metres(Metres m) {
  return static_cast<double>(m.value()) / 1000.0;
}
[[nodiscard]] constexpr KilometresPerHour kilometres_per_hour(double v) {
  return KilometresPerHour(static_cast<std::int64_t>(v * 1000.0 + 0.5));
}
[[nodiscard]] constexpr Lanes lanes(double m) {
  return Lanes(static_cast<std::int64_t>(m * 1000.0 + 0.5));
}

/// length / speed, rounded once to a microsecond, half up. @pre speed > 0, 0 <= length < 2.5e12 mm
[[nodiscard]] Duration travel_time(Metres length, KilometresPerHour speed);

}  // namespace corridor
