// Who may come into a stage when something there changes: places fall free, hours begin, a dated change. What happens
// to them then is in site.cpp.
#include <algorithm>

#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/site.hpp"

namespace corridor::processes {

/// The head of the link no longer stands at a door; whoever is behind it there may come in.
void Sites::leave_door(LinkId link) {
  auto& at = door_of_link_[link.index()];
  if (!at) {
    return;
  }
  stage(at->stage).leave_door(at->place);
  end_seeking({true, link.index()});
  std::erase(links_at_door_[at->stage.index()], link);
  dirty_.push_back(at->stage);
  at.reset();
}

void Sites::leave_door(UnitId unit) {
  Resident& r = resident(unit);
  stage(r.target).leave_door(r.place);
  if (r.where == Where::finished) {
    note_not_blocked(unit);
  }
  end_seeking({false, unit.index()});
  r.is_at_door = false;
}

/// Begins with those in line, then lets in those at the door.
void Sites::pull(StageId id) {
  Stage& s = stage(id);
  if (std::holds_alternative<scenario::Transport>(s.spec().kind)) {
    buses_.load(id);
  }
  review_reserves(id);
  begin_waiting(id);
  while (s.preempts() && interrupt_for_first(id)) {
  }
  while (!s.is_door_empty() || !seekers_[id.index()].empty()) {
    let_in_from_door(id);
    let_in_seekers(id);
    if (!can_recur_[id.index()] || !rotate(id)) {
      break;
    }
  }
}

/// Those in line, as long as there are servers or places, and goods that they use.
void Sites::begin_waiting(StageId id) {
  if (stage(id).batch() != nullptr) {
    begin_batches(id);
    return;
  }
  while (is_next_supplied(id)) {
    const auto next = stage(id).call_next();
    if (!next) {
      return;
    }
    begin(*next);
  }
}

void Sites::let_in_from_door(StageId id) {
  Stage& s = stage(id);
  while (const auto first = s.first_at_door()) {
    if (first->who.is_link) {
      // A vehicle that is called comes in an event of its own, and those behind it after it.
      if (!s.has_room({first->place.rank, 1, {}}) || user_.call(LinkId(first->who.index))) {
        return;
      }
      leave_door(LinkId(first->who.index));
      continue;
    }
    const UnitId unit(first->who.index);
    const record::Unit who = first_unit_for(resident(unit).unit, s);
    Request asked = request(who, id);
    asked.rank = first->place.rank;
    if (!has_room(who, id, asked)) {
      return;
    }
    leave_door(unit);
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
