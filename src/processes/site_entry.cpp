// Who may come into a stage when something there changes: places fall free, hours begin, a dated change. What happens
// to them then is in site.cpp.
#include <algorithm>

#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/site.hpp"

namespace corridor::processes {

/// The head of the link no longer stands at a door; whoever is behind it there may come in.
void Sites::leave_door(LinkId link) {
  std::optional<StageId>& at = door_of_link_[link.index()];
  if (!at) {
    return;
  }
  auto& door = stage(*at).door;
  door.erase(std::find(door.begin(), door.end(), AtDoor{true, link.index()}));
  dirty_.push_back(*at);
  at.reset();
}

/// Begins with those in line, then lets in those at the door, first come first served.
void Sites::pull(StageId id) {
  Stage& s = stage(id);
  if (std::holds_alternative<scenario::Transport>(s.spec().kind)) {
    buses_.load(id);
  }
  while (is_first_supplied(id)) {
    const auto next = s.call_next();
    if (!next) {
      break;
    }
    begin(*next);
  }
  while (!s.door.empty()) {
    const AtDoor first = s.door.front();
    if (first.is_link) {
      // A vehicle that is called comes in an event of its own, and those behind it after it.
      if (!s.has_room(1) || user_.call(LinkId(first.index))) {
        return;
      }
      leave_door(LinkId(first.index));
      continue;
    }
    const UnitId unit(first.index);
    const record::Unit who = first_unit_for(resident(unit).unit, s);
    if (!has_room(who, id)) {
      return;
    }
    s.door.pop_front();
    let_in(unit, id);
  }
}

void Sites::settle() {
  while (!dirty_.empty()) {
    const StageId id = dirty_.front();
    dirty_.pop_front();
    pull(id);
  }
}

// --- dated changes --------------------------------------------------------------------------------------------------

void Sites::change(StageId id, const scenario::Stage& now, bool sets_stock) {
  stage(id).change(now, context_.scenario.calendar.time_of_day(context_.now()));
  if (sets_stock) {
    stage(id).fill_stock();
    state_stock(id);
  }
  buses_.change(id, now);
  update_capacity(id);
  plan_hours(id);
  settle();
}

void Sites::update_capacity(StageId id) {
  context_.observer.on(record::StageCapacityChanged{context_.now(), id, stage(id).capacity()});
  dirty_.push_back(id);
}

void Sites::plan_hours(StageId id) {
  Stage& s = stage(id);
  ++s.hours_epoch;
  if (const auto wait = s.until_next_hours(context_.scenario.calendar.time_of_day(context_.now()))) {
    context_.scheduler.at(context_.now() + *wait, kind::timeline_change,
                          {self_, hours_handler, id.index(), s.hours_epoch});
  }
}

}  // namespace corridor::processes
