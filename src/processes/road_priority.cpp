// Vehicles of priority classes: they drive past the queues at their own speed, and cost every boundary one headway.
#include <algorithm>

#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/road.hpp"

#include "road_handlers.hpp"

namespace corridor::processes {

namespace {

/// It passes in between: whoever comes next waits one headway longer, unless there was a gap.
void take_headway(SimTime& last, SimTime now, Duration headway) {
  last = std::max(now, last + headway);
}

}  // namespace

bool Road::has_priority(const RoadVehicle& vehicle) const {
  return has_priority_[vehicle.vehicle_class.index()];
}

void Road::offer_passing(SourceId source, const RoadVehicle& vehicle) {
  if (free_passing_.empty()) {
    free_passing_.push_back(static_cast<std::uint32_t>(passing_.size()));
    passing_.emplace_back();
  }
  const std::uint32_t slot = free_passing_.back();
  free_passing_.pop_back();
  passing_[slot] = {vehicle, std::nullopt, source, scheduler_.now()};
  pass_boundary(slot);
}

/// It is at its source, or at the end of its link. Only a boundary that is closed to everybody holds it.
void Road::pass_boundary(std::uint32_t slot) {
  const Passing vehicle = passing_[slot];
  const VehicleId id = vehicle.vehicle.id;
  const auto next = vehicle.on ? user_.link_after(*vehicle.on, id) : sources_[vehicle.source.index()].into;
  if ((vehicle.on && !state(*vehicle.on).flow.open()) || (next && !state(*next).flow.admits())) {
    held_passing_.push_back(slot);
    return;
  }
  if (vehicle.on) {
    leave_passing(vehicle, *vehicle.on);
  } else {
    user_.entered_road(vehicle.source, id);
  }
  if (next) {
    if (vehicle.on) {
      user_.drove_on(*vehicle.on, id);
    }
    enter_passing(slot, *next);
    return;
  }
  free_passing_.push_back(slot);
  passing_[slot].on.reset();
  user_.left_road_beside(*vehicle.on, id);
}

void Road::enter_passing(std::uint32_t slot, LinkId into) {
  Passing& vehicle = passing_[slot];
  LinkState& link = state(into);
  const SimTime now = scheduler_.now();
  const VehicleClassId c = vehicle.vehicle.vehicle_class;
  vehicle.on = into;
  vehicle.entered = now;
  ++link.passing;
  take_headway(link.entry.last, now, link.flow.entry_headway(c, c));
  observer_.on(record::LinkEntered{now, vehicle.vehicle.id, into, vehicle.vehicle.persons, false});
  plan_boundary(slot, now + link.flow.free_time(c));
  plan_entry(into);
}

void Road::plan_boundary(std::uint32_t slot, SimTime at) {
  const auto number = static_cast<std::uint32_t>(road_handler::passing * links_.size() + slot);
  scheduler_.at_numbered(at, kind::road_movement, number, {self_, road_handler::passing, slot, 0});
}

void Road::leave_passing(const Passing& vehicle, LinkId from) {
  LinkState& link = state(from);
  const SimTime now = scheduler_.now();
  const VehicleClassId c = vehicle.vehicle.vehicle_class;
  --link.passing;
  take_headway(link.exit.last, now, link.flow.exit_headway(c, c));
  renew_front(from);
  const Duration delay = std::max(Duration(0), now - vehicle.entered - link.flow.free_time(c));
  observer_.on(record::LinkLeft{now, vehicle.vehicle.id, from, vehicle.vehicle.persons, vehicle.entered, delay, false});
  plan_head(from);
  if (link.awaits_lanes) {
    settle_lanes(from);
  }
}

/// Some boundary may have opened.
void Road::recall_passing() {
  for (const std::uint32_t slot : held_passing_) {
    plan_boundary(slot, scheduler_.now());
  }
  held_passing_.clear();
}

}  // namespace corridor::processes
