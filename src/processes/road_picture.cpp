// Where vehicles are inside a link, read from what has passed its ends. Changes nothing.
// Source: Newell 1993, Transportation Research B 27(4), 281-313: a vehicle is where it would drive freely, or where the
// wave from the link's end lets it be, whichever is farther back.
#include <algorithm>

#include "corridor/processes/road.hpp"

namespace corridor::processes {

/// Metres that were ahead of the vehicle when it joined the line: as the log counts those that are out, which has the
/// vehicles that stalled behind it too.
std::int64_t Road::metres_before(const LinkState& link, const OnLink& vehicle) {
  std::int64_t metres = vehicle.metres_in - vehicle.length;
  for (std::size_t i = link.gone.size(); i > 0 && link.gone[i - 1].metres_in > vehicle.metres_in; --i) {
    metres += link.gone[i - 1].length;
  }
  return metres;
}

/// Where the vehicle's front is, from the link's beginning, if the wave from the link's end holds it back.
Metres Road::held_back_at(const LinkState& link, const OnLink& vehicle, SimTime now) {
  const QueueSpace space{link.flow.length(), link.flow.wave_time(), link.flow.standing_lanes()};
  return std::max(link.flow.length() - link.releases.distance_in_queue(metres_before(link, vehicle), now, space),
                  Metres(vehicle.from));
}

/// Of the last vehicle that is past its free-flow arrival at the link's end, or its own length or more behind where it
/// would drive freely. A wave from the end that has met a vehicle has met all ahead of it, so that those held back are
/// the first of the line. @pre 0 < queued, the vehicles past their free-flow arrival
Metres Road::tail_of(const LinkState& link, std::size_t queued, SimTime now) {
  const auto is_held_back = [&](const OnLink& v) {
    return v.ready < now ||
           held_back_at(link, v, now) + link.flow.queue_length(v.length) <= driven_freely(link, v, now);
  };
  std::size_t last = std::max(queued, link.vehicles.partition_point(is_held_back)) - 1;
  while (last > 0 && link.vehicles[last].is_gone) {
    --last;  // the first is never gone
  }
  return held_back_at(link, link.vehicles[last], now);
}

}  // namespace corridor::processes
