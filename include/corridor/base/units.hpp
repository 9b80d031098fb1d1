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
using Lanes = Quantity<std::int64_t, struct LanesTag>;                     ///< effective lanes, in thousandths inside
using Litres = Quantity<std::int64_t, struct LitresTag>;                   ///< of fuel or water, in microlitres inside
using Goods = Quantity<std::int64_t, struct GoodsTag>;                     ///< of a stock, in millionths inside
using LitresPerKilometre = Quantity<std::int64_t, struct PerDistanceTag>;  ///< in microlitres per km inside
using LitresPerHour = Quantity<std::int64_t, struct PerTimeTag>;           ///< in microlitres per hour inside

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

[[nodiscard]] constexpr Litres litres(double l) {
  return Litres(static_cast<std::int64_t>(l * 1e6 + 0.5));
}
[[nodiscard]] constexpr double to_litres(Litres l) {
  return static_cast<double>(l.value()) * 1e-6;
}
[[nodiscard]] constexpr Goods goods(double amount) {
  return Goods(static_cast<std::int64_t>(amount * 1e6 + 0.5));
}
[[nodiscard]] constexpr double to_number(Goods amount) {
  return static_cast<double>(amount.value()) / 1e6;
}
[[nodiscard]] constexpr LitresPerKilometre litres_per_100_km(double rate) {
  return LitresPerKilometre(static_cast<std::int64_t>(rate * 1e4 + 0.5));
}
[[nodiscard]] constexpr LitresPerHour litres_per_hour(double rate) {
  return LitresPerHour(static_cast<std::int64_t>(rate * 1e6 + 0.5));
}

/// The most that a tank holds, and that a vehicle uses in 100 km or in an hour: no computation overflows.
inline constexpr double largest_tank_l = 2000;
inline constexpr double largest_consumption = 1000;

/// rate x distance, rounded once to a microlitre, half up. @pre within the bounds above, 0 <= distance <= 10,000 km
[[nodiscard]] Litres fuel_for(Metres distance, LitresPerKilometre rate);
/// rate x time, likewise. @pre within the bounds above, 0 <= time <= 10 years
[[nodiscard]] Litres fuel_for(Duration time, LitresPerHour rate);
/// How long so much fuel lasts, rounded once to a microsecond, half up. @pre rate > 0, 0 <= fuel <= largest_tank_l
[[nodiscard]] Duration time_on(Litres fuel, LitresPerHour rate);

/// whole x part / of, rounded once to a microsecond, half up. @pre 0 <= part <= of, of > 0, 0 <= whole <= 10 years
[[nodiscard]] Duration share_of(Duration whole, Litres part, Litres of);

/// length / speed, rounded once to a microsecond, half up. @pre speed > 0, 0 <= length < 2.5e12 mm
[[nodiscard]] Duration travel_time(Metres length, KilometresPerHour speed);

}  // namespace corridor
