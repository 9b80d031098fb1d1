// Vehicles that leave a link's line inside the link: they stall, stand beside it and come back into its line, or turn
// round into that of the other direction.
#include <algorithm>

#include "corridor/base/contract.hpp"
#include "corridor/processes/road.hpp"

namespace corridor::processes {

namespace {

/// The part a / b of `whole`, rounded half up. @pre 0 <= a <= b, b > 0
std::int64_t part(std::int64_t whole, std::int64_t a, std::int64_t b) {
  const double share = static_cast<double>(a) / static_cast<double>(b);
  return static_cast<std::int64_t>(static_cast<double>(whole) * share + 0.5);
}

}  // namespace

/// Evenly from where it joined to the link's end at its ready time, but never beyond the vehicles that stand ahead.
Metres Road::position(const LinkState& link, const OnLink& vehicle, SimTime now) {
  const Metres length = link.flow.length();
  const Metres queue = link.flow.queue_length(metres_before(link, vehicle) - link.releases.metres_out());
  return std::max(std::min(length - queue, driven_freely(link, vehicle, now)), Metres(vehicle.from));
}

/// Where it is on a free road, from the link's beginning.
Metres Road::driven_freely(const LinkState& link, const OnLink& vehicle, SimTime now) {
  const std::int64_t length = link.flow.length().value();
  if (now >= vehicle.ready) {
    return link.flow.length();
  }
  const std::int64_t driven =
      part(length - vehicle.from, (now - vehicle.joined).count(), (vehicle.ready - vehicle.joined).count());
  return Metres(vehicle.from + driven);
}

/// Nothing if it is not in the line, or not since then.
std::optional<std::size_t> Road::place_in_line(const LinkState& link, VehicleId vehicle, SimTime joined) {
  const auto is_it = [&](const OnLink& v) { return v.vehicle.id == vehicle && !v.is_gone; };
  std::size_t at = link.vehicles.partition_point([joined](const OnLink& v) { return v.joined < joined; });
  while (at < link.vehicles.size() && link.vehicles[at].joined == joined && !is_it(link.vehicles[at])) {
    ++at;  // several may have joined at one instant
  }
  const bool is_there = at < link.vehicles.size() && link.vehicles[at].joined == joined;
  return is_there ? std::optional(at) : std::nullopt;
}

AtRoadside Road::stall(LinkId id, VehicleId vehicle, SimTime joined) {
  LinkState& link = state(id);
  const auto place = place_in_line(link, vehicle, joined);
  expects(place.has_value(), "a vehicle stalls on its link");
  const OnLink& leaving = link.vehicles[*place];
  const AtRoadside stalled{leaving.vehicle, leaving.entered, position(link, leaving, scheduler_.now())};
  const auto old_next = link.next;
  observer_.on(record::VehicleStalled{scheduler_.now(), vehicle, id, stalled.position, stalled.vehicle.persons});
  leave_line(id, *place, stalled.position);
  ++link.in_the_way;
  link.flow.obstruct(blocks_);
  close_gap(id, old_next);
  return stalled;
}

bool Road::turn_back(LinkId id, VehicleId vehicle, SimTime joined, LinkId onto) {
  LinkState& link = state(id);
  const LinkFlow& back = state(onto).flow;
  const auto place = place_in_line(link, vehicle, joined);
  if (!place || link.vehicles[*place].is_empty || !back.admits()) {
    return false;
  }
  const SimTime now = scheduler_.now();
  const OnLink turning = link.vehicles[*place];
  const VehicleClassId c = turning.vehicle.vehicle_class;
  const Metres at = position(link, turning, now);
  const Metres at_back = std::clamp(back.length() - at, Metres(0), back.length());
  const auto driven = [c](const LinkFlow& flow, Metres distance) {
    return Duration(part(flow.free_time(c).count(), distance.value(), flow.length().value()));
  };
  const Duration delay = std::max(Duration(0), now - turning.entered - driven(link.flow, at));
  const SimTime entered = now - driven(back, at_back);
  const auto old_next = link.next;
  observer_.on(record::VehicleTurnedBack{now, vehicle, id, onto, at, turning.vehicle.persons, delay, entered});
  leave_line(id, *place, at);
  user_.turned_back({vehicle, id, onto, at, at_back, *place == 0});
  close_gap(id, old_next);
  rejoin(onto, {turning.vehicle, entered, at_back, true});
  return true;
}

/// The vehicle at this place of the line is out of it: its room reaches the link's beginning with the wave from its
/// position.
void Road::leave_line(LinkId id, std::size_t place, Metres position) {
  LinkState& link = state(id);
  OnLink& leaving = link.vehicles[place];
  const std::int64_t length = leaving.length;
  const Duration wave = link.flow.wave_time();
  const std::int64_t to_end = (link.flow.length() - position).value();
  leaving.is_gone = true;
  leaving.ready = place > 0 ? link.vehicles[place - 1].ready : leaving.ready;  // it holds nobody who joins later
  const Gone gone{leaving.metres_in, leaving.length, leaving.vehicle.persons};
  link.gone.insert(link.gone.partition_point([&](const Gone& g) { return g.metres_in < gone.metres_in; }), gone);
  drop_gone(link);
  if (place == 0) {
    ask_first(id);
  }
  link.releases.insert(scheduler_.now() - Duration(part(wave.count(), to_end, link.flow.length().value())), length);
}

/// Whoever can move now that a vehicle has left the line does.
void Road::close_gap(LinkId id, std::optional<LinkId> next_of_old_head) {
  LinkState& link = state(id);
  renew_front(id);
  replan_behind(id, next_of_old_head);
  admit_from_roadside(id);
  if (link.lacks_room) {
    plan_entry(id);
  }
  if (link.awaits_lanes) {
    settle_lanes(id);
  }
}

void Road::clear(LinkId id) {
  LinkState& link = state(id);
  expects(link.in_the_way > 0, "a vehicle that is pushed aside stood in the way");
  --link.in_the_way;
  if (link.in_the_way == 0) {
    link.flow.obstruct(0);
    renew_front(id);
    replan_behind(id, std::nullopt);
  }
}

void Road::rejoin(LinkId id, const AtRoadside& vehicle) {
  state(id).roadside.push_back(vehicle);
  admit_from_roadside(id);
}

void Road::drop_gone(LinkState& link) {
  while (!link.vehicles.empty() && link.vehicles.front().is_gone) {
    link.vehicles.pop_front();
    link.gone.pop_front();
  }
}

void Road::replan_behind(LinkId id, std::optional<LinkId> next_of_old_head) {
  const LinkState& link = state(id);
  const auto next = link.next;
  for (const auto& into : {next_of_old_head, next}) {
    if (into) {
      state(*into).reserved.reset();
    }
  }
  if (next_of_old_head && next_of_old_head != next) {
    plan_entry(*next_of_old_head);
  }
  plan_exit(id);  // none, if the old head wanted the door and the new one drives on
  plan_head(id);
}

/// They take the metres that others have left, before those who want to enter the link get them.
void Road::admit_from_roadside(LinkId id) {
  LinkState& link = state(id);
  while (!link.roadside.empty() && link.flow.admits()) {
    const AtRoadside first = link.roadside.front();
    const RoadVehicle& vehicle = first.vehicle;
    const VehicleClassId c = vehicle.vehicle_class;
    const std::int64_t length = link.flow.effective_length(c);
    const std::int64_t last_metre = link.metres_in + length - link.flow.storage(c);
    if (last_metre > link.releases.metres_out()) {
      return;
    }
    link.roadside.pop_front();
    const SimTime now = scheduler_.now();
    const std::int64_t to_end = (link.flow.length() - first.position).value();
    const Duration free(part(link.flow.free_time(c).count(), to_end, link.flow.length().value()));
    const SimTime ready = std::max(now + free, link.vehicles.empty() ? now : link.vehicles.back().ready);
    link.metres_in += length;
    link.persons_in += vehicle.persons;
    link.releases.forget_up_to(last_metre);
    link.vehicles.push_back({.vehicle = vehicle,
                             .persons_in = link.persons_in,
                             .length = static_cast<std::int32_t>(length),
                             .entered = first.entered,
                             .ready = ready,
                             .metres_in = link.metres_in,
                             .joined = now,
                             .from = first.position.value()});
    if (first.has_turned) {
      observer_.on(record::LinkEntered{now, vehicle.id, id, vehicle.persons});
    } else {
      observer_.on(record::VehicleRejoined{now, vehicle.id, id, vehicle.persons});
    }
    user_.joined_line(id, vehicle.id, ready);
    if (link.vehicles.size() == 1) {
      ask_first(id);
      plan_head(id);
    }
  }
}

}  // namespace corridor::processes
