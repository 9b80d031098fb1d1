#include "corridor/base/units.hpp"

#include <limits>

#include "corridor/base/contract.hpp"

namespace corridor {

namespace {

constexpr std::int64_t millimetres_per_kilometre = 1'000'000;
constexpr std::int64_t microseconds_per_hour = 3'600'000'000;

/// a x b / c, rounded half up. @pre a, b >= 0, c > 0; (a / c) x b and (a mod c) x b + c stay below 2^63
std::int64_t scaled(std::int64_t a, std::int64_t b, std::int64_t c) {
  const std::int64_t part = a % c * b;
  return a / c * b + part / c + (part % c >= c - part % c ? 1 : 0);
}

}  // namespace

Litres fuel_for(Metres distance, LitresPerKilometre rate) {
  expects(distance.value() >= 0 && rate.value() >= 0, "a distance and a rate are not negative");
  return Litres(scaled(distance.value(), rate.value(), millimetres_per_kilometre));
}

Litres fuel_for(Duration time, LitresPerHour rate) {
  expects(time.count() >= 0 && rate.value() >= 0, "a time and a rate are not negative");
  return Litres(scaled(time.count(), rate.value(), microseconds_per_hour));
}

Duration time_on(Litres fuel, LitresPerHour rate) {
  expects(fuel.value() >= 0 && rate.value() > 0, "there is fuel, and it is used");
  return Duration(scaled(fuel.value(), microseconds_per_hour, rate.value()));
}

Duration share_of(Duration whole, Litres part, Litres of) {
  expects(whole.count() >= 0 && part.value() >= 0 && part <= of && of.value() > 0, "a part is within the whole");
  std::int64_t a = part.value();
  std::int64_t b = of.value();
  constexpr std::int64_t largest = 3'000'000'000;  // its square is below 2^63
  while (b > largest) {                            // more than a tank holds: its last bits do not matter
    a /= 2;
    b /= 2;
  }
  return Duration(scaled(whole.count(), a, b));
}

Duration travel_time(Metres length, KilometresPerHour speed) {
  // mm / (m/h) = 1e-3 h = 3.6e6 us
  constexpr std::int64_t scale = 3'600'000;
  expects(speed.value() > 0, "the speed is positive");
  expects(length.value() >= 0 && length.value() <= std::numeric_limits<std::int64_t>::max() / scale,
          "the length is between 0 and 2.5 million kilometres");
  const std::int64_t whole = length.value() * scale / speed.value();
  const std::int64_t rest = length.value() * scale % speed.value();
  return Duration(whole + (rest >= speed.value() - rest ? 1 : 0));
}

}  // namespace corridor
