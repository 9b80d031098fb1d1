#include "corridor/processes/road.hpp"

#include <algorithm>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/processes/event_kinds.hpp"

#include "road_handlers.hpp"

namespace corridor::processes {

namespace {

/// Earlier than anything, with room to add headways.
constexpr SimTime long_ago{Duration(-(std::int64_t{1} << 60))};

}  // namespace

Road::Road(const scenario::Scenario& scenario, const network::RoadNetwork& network, kernel::Scheduler& scheduler,
           record::Observer& observer, RoadUser& user)
    : scheduler_(scheduler),
      observer_(observer),
      user_(user),
      blocks_(scenario.breakdown.blocks),
      self_(scheduler.add(*this)) {
  links_.reserve(scenario.links.size());
  for (const scenario::Link& link : scenario.links) {
    LinkState s{.flow = LinkFlow(link, scenario.vehicle_classes),
                .entry = {long_ago, {}},
                .exit = {long_ago, {}},
                .described = link};
    for (const LinkId before : network.links_into(link.from)) {
      s.claimants.push_back({before.index(), false, scenario.links[before.index()].merge_priority, 0});
    }
    links_.push_back(std::move(s));
  }
  fronts_.resize(links_.size());
  for (std::size_t i = 0; i < links_.size(); ++i) {
    if (links_[i].described.contraflow > Lanes(0)) {
      settle_lanes(LinkId(i));
    }
  }
  for (const scenario::VehicleClass& c : scenario.vehicle_classes) {
    has_priority_.push_back(c.priority);
    consumption_.push_back(c.queued);
  }
  if (std::ranges::all_of(consumption_, [](LitresPerHour rate) { return rate == LitresPerHour{}; })) {
    consumption_.clear();
  }
}

SourceId Road::add_source(LinkId into, double priority) {
  const SourceId id(sources_.size());
  sources_.push_back({into, {}});
  state(into).claimants.push_back({static_cast<std::uint32_t>(fronts_.size()), false, priority, 0});
  fronts_.emplace_back();
  return id;
}

void Road::offer(SourceId source, const RoadVehicle& vehicle) {
  if (has_priority(vehicle)) {
    offer_passing(source, vehicle);
    return;
  }
  Source& s = sources_[source.index()];
  s.line.push_back({vehicle, scheduler_.now()});
  if (s.line.size() == 1) {
    renew_front(source);
    plan_entry(s.into);
  }
}

bool Road::recall(LinkId link) {
  plan_exit(link);
  return state(link).exit_event.at == scheduler_.now();
}

std::int64_t Road::queued_on(LinkId id) const {
  const LinkState& link = links_[id.index()];
  const SimTime now = scheduler_.now();
  const std::size_t queued = link.vehicles.partition_point([&](const OnLink& v) { return v.ready < now; });
  std::size_t gone = 0;
  while (queued > 0 && gone < link.gone.size() && link.gone[gone].metres_in <= link.vehicles[queued - 1].metres_in) {
    ++gone;
  }
  return static_cast<std::int64_t>(queued - gone);
}

void Road::change(LinkId id, const scenario::Link& now) {
  for (LinkState& into : links_) {
    for (Claimant& claimant : into.claimants) {
      if (claimant.front == id.index()) {
        claimant.priority = now.merge_priority;
      }
    }
  }
  state(id).described = now;
  settle_lanes(id);
}

/// The link's geometry has changed: its entry and its head are planned anew.
void Road::replan(LinkId id) {
  LinkState& link = state(id);
  link.flow.change(link.described, lanes_of(link));
  renew_front(id);
  link.reserved.reset();
  plan_entry(id);
  if (link.next) {
    state(*link.next).reserved.reset();
  }
  plan_head(id);
  admit_from_roadside(id);
}

void Road::lose_persons(LinkId id, VehicleId vehicle, std::uint16_t persons, Emptied emptied) {
  LinkState& link = state(id);
  const std::size_t place = link.vehicles.find([&](const OnLink& v) { return v.vehicle.id == vehicle && !v.is_gone; });
  expects(place < link.vehicles.size(), "the vehicle is on the link");
  link.persons_in -= persons;
  for (std::size_t i = place; i < link.vehicles.size(); ++i) {
    link.vehicles[i].persons_in -= persons;
  }
  OnLink& lost = link.vehicles[place];
  lost.vehicle.persons = static_cast<std::uint16_t>(lost.vehicle.persons - persons);
  if (lost.vehicle.persons > 0 || emptied == Emptied::drives_on) {
    return;
  }
  lost.is_empty = true;
  if (place == 0) {
    if (const auto claimed = std::exchange(link.next, std::nullopt)) {
      renew_front(id);
      plan_entry(*claimed);
      plan_exit(id);
    }
  }
}

void Road::lose_persons(SourceId id, VehicleId vehicle, std::uint16_t persons, Emptied emptied) {
  Source& source = sources_[id.index()];
  const std::size_t place = source.line.find([&](const Waiting& w) { return w.vehicle.id == vehicle; });
  expects(place < source.line.size(), "the vehicle waits at the source");
  RoadVehicle& lost = source.line[place].vehicle;
  lost.persons = static_cast<std::uint16_t>(lost.persons - persons);
  if (lost.persons == 0 && emptied == Emptied::is_taken_off) {
    source.line.erase(place);
    renew_front(id);
    ask_first(id);
    plan_entry(source.into);
  }
}

/// Of the first so many in line, standing: those that have left it do not count.
LitresPerHour Road::consumption_of(const LinkState& link, std::size_t queued) const {
  LitresPerHour sum{};
  for (std::size_t i = 0; i < queued && !consumption_.empty(); ++i) {
    const OnLink& v = link.vehicles[i];
    sum += v.is_gone ? LitresPerHour{} : consumption_[v.vehicle.vehicle_class.index()];
  }
  return sum;
}

void Road::observe() const {
  const SimTime now = scheduler_.now();
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const LinkState& link = links_[i];
    const auto vehicles = static_cast<std::int64_t>(link.vehicles.size() - link.gone.size() + link.passing);
    record::LinkObserved seen{now, LinkId(i), Vehicles(vehicles), {}, {}, {}};
    const std::size_t queued = link.vehicles.partition_point([&](const OnLink& v) { return v.ready < now; });
    if (queued > 0) {
      const OnLink& head = link.vehicles.front();
      const OnLink& tail = link.vehicles[queued - 1];
      seen.queued = Vehicles(static_cast<std::int64_t>(queued));
      seen.queued_persons = People(std::int64_t{tail.persons_in - head.persons_in} + head.vehicle.persons);
      std::int64_t metres = tail.metres_in - head.metres_in + head.length;
      seen.queue_consumption = consumption_of(link, queued);
      for (std::size_t k = 0; k < link.gone.size() && link.gone[k].metres_in <= tail.metres_in; ++k) {
        seen.queued -= Vehicles(1);
        seen.queued_persons -= People(link.gone[k].persons);
        metres -= link.gone[k].length;
      }
      seen.queue = link.flow.queue_length(metres);
      seen.tail = tail_of(link, queued, now);
    }
    observer_.on(seen);
    if (cell_ && vehicles > 0) {
      observe_cells(LinkId(i));
    }
  }
}

void Road::handle(const kernel::Event& event) {
  if (event.action.handler == road_handler::passing) {
    pass_boundary(event.action.subject);
    return;
  }
  const LinkId id(event.action.subject);
  LinkState& link = state(id);
  Pending& pending = event.action.handler == road_handler::entry ? link.entry_event : link.exit_event;
  if (event.action.epoch != pending.epoch) {
    return;
  }
  pending.at = never;
  if (event.action.handler == road_handler::entry) {
    fire_entry(id);
  } else {
    fire_exit(id);
  }
}

/// Keeps at most one event pending: an event with an old epoch is dropped when it comes.
void Road::set(Pending& pending, SimTime at, std::uint16_t handler, LinkId link) {
  if (pending.at == at) {
    return;
  }
  pending.at = at;
  ++pending.epoch;
  if (at != never) {
    const auto number = static_cast<std::uint32_t>(handler * links_.size() + link.index());
    scheduler_.at_numbered(at, kind::road_movement, number, {self_, handler, link.index(), pending.epoch});
  }
}

// --- moving ---------------------------------------------------------------------------------------------------------

/// A vehicle that passes later than its headway after the one before drives at its own speed again.
void Road::pass(End& end, SimTime at, VehicleClassId own, VehicleClassId platoon, Duration headway) {
  end.speed = at > end.last + headway ? own : platoon;
  end.last = at;
}

void Road::enter(LinkId id, const RoadVehicle& vehicle) {
  LinkState& link = state(id);
  const SimTime now = scheduler_.now();
  const VehicleClassId c = vehicle.vehicle_class;
  const std::int64_t length = link.flow.effective_length(c);
  const std::int64_t last_metre = link.metres_in + length - link.flow.storage(c);
  const VehicleClassId platoon = link.flow.slower(link.entry.speed, c);
  pass(link.entry, now, c, platoon, link.flow.entry_headway(c, platoon));
  link.metres_in += length;
  link.persons_in += vehicle.persons;
  link.releases.forget_up_to(last_metre);
  const SimTime ahead = link.vehicles.empty() ? now : link.vehicles.back().ready;
  const SimTime ready = std::max(now + link.flow.free_time(c), ahead);
  link.vehicles.push_back({.vehicle = vehicle,
                           .persons_in = link.persons_in,
                           .length = static_cast<std::int32_t>(length),
                           .entered = now,
                           .ready = ready,
                           .metres_in = link.metres_in,
                           .joined = now});
  observer_.on(record::LinkEntered{now, vehicle.id, id, vehicle.persons});
  user_.joined_line(id, vehicle.id, ready);
  if (link.vehicles.size() == 1) {
    ask_first(id);
    plan_head(id);
  }
}

/// Takes the head off its link and frees its metres. The caller plans the new head.
Road::OnLink Road::release_head(LinkId id) {
  LinkState& link = state(id);
  const SimTime now = scheduler_.now();
  const OnLink left = link.vehicles.front();
  link.vehicles.pop_front();
  if (!link.gone.empty()) {
    drop_gone(link);
  }
  ask_way(id);
  if (follows_ways_) {
    measure_discharge(link, now - std::max(left.ready, link.exit.last), left.ready <= link.exit.last);
  }
  const VehicleClassId c = left.vehicle.vehicle_class;
  const VehicleClassId platoon = link.flow.slower(link.exit.speed, c);
  const Duration headway = link.flow.exit_headway(c, platoon);
  pass(link.exit, now, c, platoon, headway);
  renew_front(id);
  link.releases.add(now, left.length, headway);
  const Duration delay = now - left.entered - link.flow.free_time(c);
  observer_.on(
      record::LinkLeft{now, left.vehicle.id, id, left.vehicle.persons, left.entered, std::max(delay, Duration(0))});
  if (!link.roadside.empty()) {
    admit_from_roadside(id);
  }
  if (link.lacks_room) {
    plan_entry(id);
  }
  if (link.awaits_lanes) {
    settle_lanes(id);
  }
  return left;
}

/// own(a) of a link's head: ready, its headway behind the one before, and the gate open.
SimTime Road::exit_time(const LinkState& link) const {
  if (link.vehicles.empty() || !link.flow.lets_out()) {
    return never;
  }
  const OnLink& head = link.vehicles.front();
  const VehicleClassId c = head.vehicle.vehicle_class;
  return std::max(head.ready, link.exit.last + link.flow.exit_headway(c, link.flow.slower(link.exit.speed, c)));
}

/// The head of `link` wants to enter `into`.
bool Road::claims(LinkId link, LinkId into) const {
  return links_[link.index()].next == into;
}

/// A link has a new head, or its head's gate or headway has changed.
void Road::plan_head(LinkId id) {
  if (const auto next = state(id).next) {
    plan_entry(*next);
  } else {
    plan_exit(id);
  }
}

void Road::plan_exit(LinkId id) {
  LinkState& link = state(id);
  SimTime at = exit_time(link);
  if (at != never) {
    at = link.next ? never : std::max(at, scheduler_.now());
  }
  set(link.exit_event, at, road_handler::exit, id);
}

void Road::fire_exit(LinkId id) {
  const OnLink& head = state(id).vehicles.front();
  if (!head.is_empty && !user_.is_door_open(id, head.vehicle.id)) {
    return;  // recalled when it opens
  }
  const OnLink left = release_head(id);
  if (left.is_empty) {
    user_.taken_off(id, left.vehicle.id);
  } else {
    user_.left_road(id, left.vehicle.id);
  }
  plan_head(id);
}

}  // namespace corridor::processes
