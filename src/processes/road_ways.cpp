// Where ways part: who is first on a link, or in line at a source, is asked where it wants to go; and how long those
// before one will take, which people know who choose their way.
#include <algorithm>

#include "corridor/processes/road.hpp"

namespace corridor::processes {

namespace {

/// Longer than any run; so that sums of such times stay far from the end of the clock.
constexpr Duration longest_wait = std::chrono::hours(24 * 3660);

Duration times(Duration each, std::int64_t count) {
  return count == 0 || each < longest_wait / count ? each * count : longest_wait;
}

}  // namespace

void Road::ask_first(LinkId id) {
  ask_way(id);
  renew_front(id);
}

/// The caller renews the front.
void Road::ask_way(LinkId id) {
  LinkState& link = state(id);
  if (link.vehicles.size() > 1) {
    user_.expect(link.vehicles[1].vehicle.id);
    if (link.vehicles.size() > 2) {
      __builtin_prefetch(&link.vehicles[2]);
    }
  }
  const bool has_way = !link.vehicles.empty() && !link.vehicles.front().is_empty;
  link.next = has_way ? user_.link_after(id, link.vehicles.front().vehicle.id) : std::nullopt;
}

/// Whoever prefers another source goes to the end of its line.
void Road::ask_first(SourceId id) {
  Source& source = sources_[id.index()];
  while (follows_ways_ && !source.line.empty()) {
    const RoadVehicle vehicle = source.line.front().vehicle;
    const SourceId preferred = user_.source_for(id, vehicle.id);
    if (preferred == id) {
      return;
    }
    source.line.pop_front();
    renew_front(id);
    offer(preferred, vehicle);
  }
}

void Road::reconsider() {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    ask_first(SourceId(i));
    plan_entry(sources_[i].into);
  }
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const auto before = links_[i].next;
    ask_first(LinkId(i));
    if (before && links_[i].next != before) {
      plan_entry(*before);
      plan_head(LinkId(i));
    }
  }
}

/// A mean over about as many vehicles as still stand there, and over no more than have left from this queue: so what
/// people expect is what those who leave now have lived through, by the length of the queue.
void Road::measure_discharge(LinkState& link, Duration stood, bool was_queued) {
  link.left_in_a_row = was_queued ? link.left_in_a_row + 1 : 0;
  const auto still_there = static_cast<std::int64_t>(link.vehicles.size() - link.gone.size());
  link.discharge += (stood - link.discharge) / std::clamp<std::int64_t>(link.left_in_a_row, 1, still_there + 1);
}

Duration Road::discharge_time(LinkId id) const {
  const LinkState& link = links_[id.index()];
  if (link.vehicles.empty()) {
    return Duration(0);
  }
  const SimTime first_since = std::max(link.vehicles.front().ready, link.exit.last);
  const Duration stood = std::max(scheduler_.now() - first_since, Duration(0));
  const auto still_there = static_cast<std::int64_t>(link.vehicles.size() - link.gone.size());
  return std::min(stood + times(link.discharge, still_there), longest_wait);
}

Duration Road::discharge_time(SourceId id) const {
  const Source& source = sources_[id.index()];
  const LinkState& link = links_[source.into.index()];
  const VehicleClassId car(0);
  const Duration each = std::max(link.discharge, link.flow.entry_headway(car, car));
  return times(each, static_cast<std::int64_t>(source.line.size()));
}

}  // namespace corridor::processes
