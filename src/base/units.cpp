#include "corridor/base/units.hpp"

#include <limits>

#include "corridor/base/contract.hpp"

namespace corridor {

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
