// Where vehicles are inside a link, read from what has passed its ends. Changes nothing.
// Source: Newell 1993, Transportation Research B 27(4), 281-313: a vehicle is where it would drive freely, or where the
// wave from the link's end lets it be, whichever is farther back.
#include <algorithm>
#include <vector>

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

/// As many vehicles as their fronts say, each where it drives freely or is held back, whichever is farther back: the
/// differences of the cumulative counts at the cells' borders, and in sum the vehicles on the link. Costs a look at
/// each.
void Road::observe_cells(LinkId id) const {
  const SimTime now = scheduler_.now();
  const LinkState& link = links_[id.index()];
  const std::int64_t length = link.flow.length().value();
  const std::int64_t cell = cell_->value();
  std::vector<std::int64_t> counts(static_cast<std::size_t>(std::max<std::int64_t>(1, (length + cell - 1) / cell)));
  const auto count_at = [&](Metres front) {
    ++counts[std::min(static_cast<std::size_t>(front.value() / cell), counts.size() - 1)];
  };
  for (std::size_t i = 0; i < link.vehicles.size(); ++i) {
    if (const OnLink& v = link.vehicles[i]; !v.is_gone) {
      count_at(std::min(driven_freely(link, v, now), held_back_at(link, v, now)));
    }
  }
  for (const Passing& v : passing_) {
    if (v.on == id) {
      const auto free = std::max<std::int64_t>(1, link.flow.free_time(v.vehicle.vehicle_class).count());
      const double part = static_cast<double>((now - v.entered).count()) / static_cast<double>(free);
      count_at(Metres(static_cast<std::int64_t>(static_cast<double>(length) * std::min(1.0, part))));
    }
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::int64_t from = static_cast<std::int64_t>(i) * cell;
    observer_.on(
        record::CellObserved{now, id, Metres(from), Metres(std::min(from + cell, length)), Vehicles(counts[i])});
  }
}

}  // namespace corridor::processes
