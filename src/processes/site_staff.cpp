// Servers that open and close by the line, and servers that serve several units at once. What happens to a unit that is
// served is in site.cpp.
#include <algorithm>

#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/site.hpp"

namespace corridor::processes {

/// In the stage's line, at its door, and on the road before it.
std::int64_t Sites::waiting_for(StageId id) const {
  const std::vector<LinkId>& links = links_at_door_[id.index()];
  auto waiting = stage(id).waiting() + static_cast<std::int64_t>(stage(id).at_door() - links.size());
  for (const LinkId link : links) {
    waiting += user_.queued_on(link);
  }
  return waiting;
}

void Sites::review_reserves(StageId id) {
  Stage& s = stage(id);
  if (!s.has_reserves()) {
    return;
  }
  const auto before = s.capacity();
  if (const auto ready = s.review_reserves(waiting_for(id), context_.now())) {
    context_.scheduler.at(*ready, kind::timeline_change, {self_, reserve_handler, id.index(), 0});
  }
  if (s.capacity() != before) {
    update_capacity(id);
  }
}

/// Every server that is free takes a batch, if there is one.
void Sites::begin_batches(StageId id) {
  Stage& s = stage(id);
  const scenario::Batch& batch = *s.batch();
  while (!s.is_line_empty() && s.can_begin(1)) {
    const SimTime joined = resident(s.first_in_line().unit).joined;
    const SimTime due = batch.patience ? joined + *batch.patience : never;
    if (s.waiting() < batch.least && context_.now() < due) {
      if (due != never && due != s.batch_due) {
        s.batch_due = due;
        context_.scheduler.at(due, kind::end_of_service, {self_, batch_handler, id.index(), 0});
      }
      return;
    }
    begin_batch(id);
  }
}

/// The first in line and as many behind it as fit.
void Sites::begin_batch(StageId id) {
  Stage& s = stage(id);
  std::vector<UnitId> units;
  std::int64_t size = 0;
  std::int64_t persons = 0;
  while (!s.is_line_empty()) {
    const Resident& first = resident(s.first_in_line().unit);
    if (!units.empty() && size + first.weight > s.batch()->most) {
      break;
    }
    size += first.weight;
    persons += first.unit.persons;
    units.push_back(s.call_first());
  }
  s.take(1);
  if (free_batches_.empty()) {
    free_batches_.push_back(static_cast<std::uint32_t>(batches_.size()));
    batches_.push_back(0);
  }
  const std::uint32_t batch = free_batches_.back();
  free_batches_.pop_back();
  batches_[batch] = units.size();
  const Duration time = service_time(units.front(), persons);
  for (const UnitId unit : units) {
    batch_of_[unit.index()] = batch;
    resident(unit).taken = 0;
    serve(unit, time);
  }
}

/// The unit's servers or places are free; those of a batch when its last unit is out of the stage.
void Sites::release(UnitId id) {
  const Resident& r = resident(id);
  const auto found = batch_of_.empty() ? batch_of_.end() : batch_of_.find(id.index());
  if (found == batch_of_.end()) {
    stage(r.stage).free(r.taken);
    return;
  }
  const std::uint32_t batch = found->second;
  batch_of_.erase(found);
  if (--batches_[batch] == 0) {
    stage(r.stage).free(1);
    free_batches_.push_back(batch);
  }
}

}  // namespace corridor::processes
