// The entry of a link: who wants to pass it, when somebody could, and who goes first.
#include <algorithm>

#include "corridor/base/contract.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/record/ledger.hpp"

#include "road_handlers.hpp"

namespace corridor::processes {

// --- when could a vehicle leave its link, and when could another take it? -------------------------------------------

Road::Front Road::front_of(const LinkState& link) const {
  if (link.vehicles.empty() || !link.flow.lets_out() || !link.next) {
    return {};
  }
  const OnLink& first = link.vehicles.front();
  return {link.next, first.vehicle.vehicle_class, first.ready, exit_time(link)};
}

void Road::renew_front(LinkId id) {
  fronts_[id.index()] = front_of(state(id));
}

void Road::renew_front(SourceId id) {
  const Source& source = sources_[id.index()];
  Front& front = fronts_[links_.size() + id.index()];
  front.into.reset();
  if (!source.line.empty()) {
    const Waiting& first = source.line.front();
    front = {source.into, first.vehicle.vehicle_class, first.since, first.since};
  }
}

const Road::Front& Road::front_of(const Claimant& claimant) const {
  const Front& front = fronts_[claimant.front];
  if constexpr (record::check_every_fact) {
    expects(source_of(claimant) || front == front_of(links_[claimant.front]), "the first of a link has been renewed");
  }
  return front;
}

std::optional<SourceId> Road::source_of(const Claimant& claimant) const {
  return claimant.front < links_.size() ? std::nullopt : std::optional(SourceId(claimant.front - links_.size()));
}

/// When the entry of `link` could take a vehicle of this class: its headway behind the last, and room for its metres.
SimTime Road::supply(LinkState& link, VehicleClassId c) const {
  if (!link.flow.admits()) {
    return never;
  }
  const SimTime by_headway = link.entry.last + link.flow.entry_headway(c, link.flow.slower(link.entry.speed, c));
  const std::int64_t last_metre = link.metres_in + link.flow.effective_length(c) - link.flow.storage(c);
  if (last_metre <= 0) {
    return by_headway;
  }
  const auto room = link.releases.room_at(last_metre, link.flow.wave_time());
  if (!room) {
    link.lacks_room = true;
    return never;
  }
  return std::max(by_headway, *room);
}

/// It stands at the line, and letting it go costs the entry no time.
bool Road::is_eligible(const Front& front, const LinkState& into) const {
  const SimTime now = scheduler_.now();
  const VehicleClassId c = front.vehicle_class;
  const SimTime entry_free = into.entry.last + into.flow.entry_headway(c, into.flow.slower(into.entry.speed, c));
  return front.at_line <= now && front.own <= std::max(now, entry_free);
}

/// Somebody wants to enter, and whoever may go next lacks metres that nobody has left yet.
bool Road::is_full(LinkId id) const {
  const LinkState& link = links_[id.index()];
  return link.flow.admits() && link.lacks_room && link.entry_event.at == never;
}

std::optional<LinkId> Road::held_by(LinkId id) const {
  const LinkState& link = links_[id.index()];
  return link.next && link.flow.lets_out() && is_full(*link.next) ? link.next : std::nullopt;
}

std::optional<LinkId> Road::held_by(SourceId id) const {
  const Source& source = sources_[id.index()];
  return !source.line.empty() && is_full(source.into) ? std::optional(source.into) : std::nullopt;
}

// --- arbitration at the entry of a link -----------------------------------------------------------------------------

void Road::plan_entry(LinkId id) {
  LinkState& link = state(id);
  link.lacks_room = false;
  SimTime first = never;
  if (link.reserved && front_of(link.claimants[*link.reserved]).into != id) {
    link.reserved.reset();
  }
  for (std::size_t i = 0; i < link.claimants.size(); ++i) {
    if (link.reserved && i != *link.reserved) {
      continue;
    }
    if (const Front& front = front_of(link.claimants[i]); front.into == id) {
      first = std::min(first, std::max(front.own, supply(link, front.vehicle_class)));
    }
  }
  set(link.entry_event, first == never ? never : std::max(first, scheduler_.now()), road_handler::entry, id);
}

/// The claimant that goes next: the reserved one, else the eligible one with the largest credit. Notes who shares in
/// the passage.
std::optional<Road::Choice> Road::choose(LinkId into) {
  LinkState& link = state(into);
  std::optional<Choice> best;
  for (std::size_t i = 0; i < link.claimants.size(); ++i) {
    Claimant& claimant = link.claimants[i];
    const Front& front = front_of(claimant);
    const bool claims = front.into == into;
    claimant.shares = claims && is_eligible(front, link);
    const bool is_better =
        link.reserved ? i == *link.reserved && claims : claimant.shares && (!best || claimant.credit > best->credit);
    if (is_better) {
      best = {i, claimant.credit, front};
    }
  }
  return best;
}

void Road::fire_entry(LinkId id) {
  LinkState& link = state(id);
  if (link.claimants.size() == 1) {  // nobody to choose from, nothing to reserve
    const Front& front = front_of(link.claimants.front());
    if (front.into == id && std::max(front.own, supply(link, front.vehicle_class)) <= scheduler_.now()) {
      admit(0, id);
    } else {
      plan_entry(id);
    }
    return;
  }
  if (const auto choice = choose(id)) {
    if (std::max(choice->front.own, supply(link, choice->front.vehicle_class)) <= scheduler_.now()) {
      settle_credits(choice->claimant, link);
      admit(choice->claimant, id);
      return;
    }
    link.reserved = choice->claimant;
  }
  plan_entry(id);
}

/// Each claimant that shares in the passage earns its share, the one served pays for its passage: priorities hold in
/// the long run, and an unused share is passed on. Source: Daganzo 1995, Transportation Research B 29(2), 79-93 (merge
/// priorities).
void Road::settle_credits(std::size_t served, LinkState& into) {
  if (into.claimants.size() == 1) {
    return;  // it earns what it pays
  }
  into.claimants[served].shares = true;
  double priorities = 0;
  for (const Claimant& c : into.claimants) {
    priorities += c.shares ? c.priority : 0;
  }
  for (std::size_t i = 0; i < into.claimants.size(); ++i) {
    Claimant& c = into.claimants[i];
    if (c.shares) {
      c.credit = std::clamp(c.credit + c.priority / priorities - (i == served ? 1.0 : 0.0), -1.0, 1.0);
    }
  }
}

void Road::admit(std::size_t claimant, LinkId into) {
  LinkState& link = state(into);
  link.reserved.reset();
  const Claimant& from = link.claimants[claimant];
  if (const auto from_source = source_of(from)) {
    Source& source = sources_[from_source->index()];
    const RoadVehicle vehicle = source.line.front().vehicle;
    source.line.pop_front();
    renew_front(*from_source);
    user_.entered_road(*from_source, vehicle.id);
    enter(into, vehicle);
    ask_first(*from_source);
  } else {
    const LinkId before(from.front);
    OnLink left = release_head(before);
    user_.drove_on(before, left.vehicle.id);
    left.vehicle.persons = user_.persons_aboard(left.vehicle);
    enter(into, left.vehicle);
    if (!claims(before, into)) {
      plan_head(before);
    }
  }
  plan_entry(into);
}

}  // namespace corridor::processes
