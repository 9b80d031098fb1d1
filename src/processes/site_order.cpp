// Who goes before whom at the stages: classes, patience that ends, services that are interrupted, and stages that are
// blocked by each other.
#include <algorithm>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/site.hpp"

namespace corridor::processes {

std::uint16_t Sites::rank(const record::Unit& unit, StageId at) const {
  const auto& classes = stage(at).spec().priority;
  const scenario::AttributeValues values = attributes(unit, at);
  const auto its = std::ranges::find_if(classes, [&](const scenario::Condition& c) { return c.holds(values); });
  return static_cast<std::uint16_t>(its - classes.begin());
}

// --- patience -------------------------------------------------------------------------------------------------------

/// Draw 0 says whether it ever loses patience, draw 1 when.
void Sites::begin_patience(UnitId id) {
  Resident& r = resident(id);
  const auto& reneging = stage(r.stage).spec().reneging;
  const random::Draws draws = draws_[r.stage.index()].reneging.draws(entity(r.unit), r.visit);
  if (draws.uniform_at(0) >= reneging->share) {
    return;
  }
  r.is_patient = false;
  const SimTime end = context_.now() + context_.times.draw(reneging->after, draws.uniform_at(1));
  context_.scheduler.at(end, kind::patience_over, {self_, patience_handler, id.index(), r.epoch});
}

/// It is called: what is pending for it in the line does not happen.
void Sites::end_patience(UnitId id) {
  Resident& r = resident(id);
  r.is_patient = true;
  ++r.epoch;
}

void Sites::renege(UnitId id) {
  Resident& r = resident(id);
  r.is_patient = true;
  Stage& s = stage(r.stage);
  s.leave_line(r.place);
  buses_.lose_persons(r.stage, id, r.unit.persons, true);
  r.where = Where::outside;
  context_.observer.on(record::UnitReneged{context_.now(), r.stage, r.unit, r.joined});
  dirty_.push_back(r.stage);
  const auto& reneging = s.spec().reneging;
  if (reneging && reneging->to) {
    seek(id, {*reneging->to});
  } else {
    leave(id);
  }
}

// --- interrupted services -------------------------------------------------------------------------------------------

/// The time that was left when the unit was interrupted; 0 if it was not, and begins now.
Duration Sites::resume(UnitId id) {
  if (id.index() >= interruptible_.size()) {
    interruptible_.resize(residents_.size());
  }
  const Resident& r = resident(id);
  const Duration left = std::exchange(interruptible_[id.index()].left, Duration(0));
  if (left > Duration(0)) {
    context_.observer.on(record::ServiceResumed{context_.now(), r.stage, r.unit});
  }
  return left;
}

void Sites::note_interruptible(UnitId id, SimTime until) {
  const Resident& r = resident(id);
  interruptible_[id.index()] = {context_.now(), until};
  served_[r.stage.index()].emplace(r.place.rank, context_.now(), r.place.number, id);
}

void Sites::end_serving(UnitId id) {
  const Resident& r = resident(id);
  --stage(r.stage).serving;
  if (stage(r.stage).preempts()) {
    served_[r.stage.index()].erase({r.place.rank, interruptible_[id.index()].since, r.place.number, id});
  }
}

/// Takes servers for the first in line from units of lower classes, if they are enough and the waiting room holds those
/// who had them: from the lowest class, the latest begun first. Who is finished at this instant is not interrupted.
bool Sites::interrupt_for_first(StageId id) {
  Stage& s = stage(id);
  const auto& served = served_[id.index()];
  if (served.empty() || s.is_line_empty()) {
    return false;
  }
  const Stage::Waiting first = s.first_in_line();
  if (!is_supplied(resident(first.unit).unit, id)) {
    return false;
  }
  const std::int64_t lacking = s.lacking(first.weight);
  Stage::Others others;
  std::vector<UnitId> who;
  for (auto it = served.rbegin(); it != served.rend() && std::get<0>(*it) > s.first_rank(); ++it) {
    if (others.taken >= lacking) {
      break;
    }
    const Resident& r = resident(std::get<3>(*it));
    if (interruptible_[std::get<3>(*it).index()].until > context_.now()) {
      others.taken += r.taken;
      others.weight += r.weight;
      who.push_back(std::get<3>(*it));
    }
  }
  if (who.empty() || !s.can_replace(first, others)) {
    return false;
  }
  for (const UnitId unit : who) {
    interrupt(unit);
  }
  begin_waiting(id);
  return true;
}

void Sites::interrupt(UnitId id) {
  end_serving(id);
  Resident& r = resident(id);
  Stage& s = stage(r.stage);
  ++r.epoch;  // the end of its service
  interruptible_[id.index()].left = interruptible_[id.index()].until - context_.now();
  s.free(r.taken);
  r.taken = 0;
  r.where = Where::in_line;
  r.place = s.wait_again(id, {r.place.rank, r.weight, Litres(0)}, r.place);
  context_.observer.on(record::ServiceInterrupted{context_.now(), r.stage, r.unit});
}

// --- stages that are blocked by each other --------------------------------------------------------------------------

void Sites::note_blocked(UnitId id) {
  const Resident& r = resident(id);
  for_each_sought(id, [&](StageId to) {
    if (can_recur_[r.stage.index()] && can_recur_[to.index()]) {
      blocked_[{r.stage, to}].emplace(r.place.rank, r.place.number, id);
      dirty_.push_back(to);
    }
  });
}

void Sites::note_not_blocked(UnitId id) {
  const Resident& r = resident(id);
  for_each_sought(id, [&](StageId to) {
    const auto found = blocked_.find({r.stage, to});
    if (found != blocked_.end()) {
      found->second.erase({r.place.rank, r.place.number, id});
      if (found->second.empty()) {
        blocked_.erase(found);
      }
    }
  });
}

/// Those in which nobody is being served and from which everybody who is blocked wants to go to one of them.
std::vector<bool> Sites::stuck_stages() const {
  std::vector<bool> stuck(stages_.size(), false);
  for (const auto& [way, units] : blocked_) {
    stuck[way.first.index()] = stage(way.first).serving == 0;
  }
  for (bool is_new = true; is_new;) {
    is_new = false;
    for (const auto& [way, units] : blocked_) {
      if (stuck[way.first.index()] && !stuck[way.second.index()]) {
        stuck[way.first.index()] = false;
        is_new = true;
      }
    }
  }
  return stuck;
}

/// There is room for `in`, which is blocked before the stage that `out` is blocked in, when `out` has gone.
bool Sites::can_follow(UnitId in, UnitId out) {
  const Resident& leaves = resident(out);
  Request asked = request(resident(in).unit, leaves.stage);
  asked.rank = resident(in).place.rank;
  return stage(leaves.stage).has_room_after(asked, leaves.taken) && !lacking(resident(in).unit, leaves.stage);
}

/// From the stage `at`, in which the next one is blocked, along those who are first at their doors, back to where the
/// first one is. @param open the stages that the way may lead through
bool Sites::find_cycle(std::vector<Step>& cycle, std::vector<bool>& open, StageId at) {
  open[at.index()] = false;
  const StageId start = cycle.empty() ? at : resident(cycle.front().unit).stage;
  for (auto way = blocked_.lower_bound({at, StageId(0)}); way != blocked_.end() && way->first.first == at; ++way) {
    const StageId to = way->first.second;
    const UnitId unit = std::get<2>(*way->second.begin());
    if (!cycle.empty() && !can_follow(cycle.back().unit, unit)) {
      continue;
    }
    cycle.push_back({unit, to});
    if (to == start ? can_follow(unit, cycle.front().unit) : open[to.index()] && find_cycle(cycle, open, to)) {
      return true;
    }
    cycle.pop_back();
  }
  return false;
}

/// In a circle of stages each of which waits for the next, all go one stage on in the same instant. Source: Perros
/// 1994, "Queueing networks with blocking".
bool Sites::rotate(StageId id) {
  if (blocked_.empty()) {
    return false;
  }
  std::vector<bool> open = stuck_stages();
  std::vector<Step> cycle;
  if (!open[id.index()] || !find_cycle(cycle, open, id)) {
    return false;
  }
  for (const Step& step : cycle) {
    leave_door(step.unit);
    give_up_stage(step.unit);
  }
  for (const Step& step : cycle) {
    begin_waiting(step.to);
  }
  for (const Step& step : cycle) {
    let_in(step.unit, step.to);
  }
  return true;
}

}  // namespace corridor::processes
