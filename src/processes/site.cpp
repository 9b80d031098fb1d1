// What happens to a unit at the sites, in the order in which it lives it. What it decides is in site_decisions.cpp, how
// it gets in in site_entry.cpp, how it leaves otherwise than it came in site_exits.cpp.
#include "corridor/processes/site.hpp"

#include <algorithm>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

void Sites::start() {
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    context_.observer.on(record::StageCapacityChanged{context_.now(), StageId(i), stages_[i].capacity()});
    state_stock(StageId(i));
    plan_hours(StageId(i));
  }
  stocks_.start();
  buses_.start();
}

void Sites::handle(const kernel::Event& event) {
  if (event.action.handler == hours_handler) {
    const StageId id(event.action.subject);
    if (event.action.epoch != stage(id).hours_epoch) {
      return;
    }
    stage(id).set_hours(context_.scenario.calendar.time_of_day(context_.now()));
    update_capacity(id);
    plan_hours(id);
    settle();
    return;
  }
  if (event.action.handler == reserve_handler || event.action.handler == batch_handler) {
    dirty_.emplace_back(event.action.subject);
    settle();
    return;
  }
  const UnitId id(event.action.subject);
  if (event.action.epoch != resident(id).epoch) {
    return;
  }
  if (event.action.handler == finish_handler) {
    finish(id);
  } else if (event.action.handler == patience_handler) {
    renege(id);
  } else {
    const StageId to = resident(id).target;
    context_.observer.on(record::DelayEnded{context_.now(), to, resident(id).unit});
    resident(id).where = Where::outside;
    count_in(id);
    move_to(id, stage(to).spec().site);
    seek(id, {to});
  }
  settle();
}

void Sites::foresee(const kernel::Event& event) {
  if (is_of_unit(event)) {
    const Resident* r = &resident(UnitId(event.action.subject));
    __builtin_prefetch(r);
    __builtin_prefetch(&r->finished);  // on its second line of the cache, if it has one
  }
}

void Sites::prepare(const kernel::Event& event) {
  if (!is_of_unit(event)) {
    return;
  }
  const Resident& r = resident(UnitId(event.action.subject));
  if (event.action.handler == patience_handler) {
    if (r.epoch != event.action.epoch) {
      return;
    }
    __builtin_prefetch(stage(r.stage).likely_place(r.place));
  } else if (event.action.handler == finish_handler && !stage(r.stage).is_line_empty()) {
    const record::Unit& next = resident(stage(r.stage).first_in_line().unit).unit;
    if (next.kind == record::Unit::Kind::party) {
      __builtin_prefetch(&context_.population.party(PartyId(next.index)));
    }
  }
  const record::Unit& unit = r.unit;
  if (unit.kind == record::Unit::Kind::party) {
    __builtin_prefetch(&context_.population.party(PartyId(unit.index)));
    context_.observer.expect(PartyId(unit.index));
  } else {
    __builtin_prefetch(&context_.population.vehicle(VehicleId(unit.index)));
    context_.observer.expect(VehicleId(unit.index));
  }
}

// --- at the door ----------------------------------------------------------------------------------------------------

bool Sites::is_door_open(SiteId site, VehicleId vehicle, LinkId link) {
  const StageId entrance = context_.scenario.sites[site.index()].first_stage;
  const auto to = destination(first_unit_for(unit_of(vehicle), stage(entrance)), {entrance}).to;
  if (const auto& door = door_of_link_[link.index()]; door && (!to || door->stage != to->stage)) {
    leave_door(link);
  }
  if (!to) {
    return true;
  }
  const StageId wanted = to->stage;
  Stage& target = stage(wanted);
  const AtDoor me{true, link.index()};
  auto& standing = door_of_link_[link.index()];
  const record::Unit who = first_unit_for(unit_of(vehicle), target);
  const Request asked = request(who, wanted);
  if (has_room(who, wanted, asked)) {
    const auto first = standing ? target.first_at_door() : std::nullopt;
    if (standing ? first && first->who == me : !target.is_door_taken(asked)) {
      return true;
    }
  }
  if (!standing) {
    standing = {wanted, target.stand_at_door(me, asked)};
    links_at_door_[wanted.index()].push_back(link);
    begin_seeking(me, who, *to);
  }
  if (target.has_reserves()) {
    dirty_.push_back(wanted);
  }
  settle();
  return false;
}

void Sites::arrive(SiteId site, VehicleId vehicle, std::optional<LinkId> link) {
  const UnitId id = add_resident(unit_of(vehicle), site);
  if (link) {
    leave_door(*link);
  }
  seek(id, {context_.scenario.sites[site.index()].first_stage}, link.has_value());
  settle();
}

void Sites::arrive(SiteId site, PartyId party) {
  const UnitId id = add_resident(unit_of(party), site);
  const scenario::Site& at = context_.scenario.sites[site.index()];
  seek(id, {at.on_foot.value_or(at.first_stage)});
  settle();
}

/// A unit, outside or finished with its stage, wants to join a stage. It is expected if it was first at the door.
void Sites::seek(UnitId id, const Sought& wanted, bool is_expected) {
  resident(id).wanted = wanted.stage;
  const record::Unit who = first_unit_for(resident(id).unit, stage(wanted.stage));
  const Destination to = destination(who, wanted);
  for (const StageId refused : to.refused) {
    context_.observer.on(record::StageRefused{context_.now(), refused, who});
    count_refusal(who, refused);
  }
  if (!to.to) {
    go_without(id, stage(to.refused.back()).spec().site);
    return;
  }
  const StageId target = to.to->stage;
  const record::Unit first = first_unit_for(resident(id).unit, stage(target));
  const Request asked = request(first, target);
  if ((is_expected || !stage(target).is_door_taken(asked)) && has_room(first, target, asked)) {
    let_in(id, target);
  } else {
    knock(id, *to.to);
  }
}

void Sites::knock(UnitId id, const Sought& target) {
  Resident& r = resident(id);
  Stage& s = stage(target.stage);
  const AtDoor me{false, id.index()};
  const record::Unit first = first_unit_for(r.unit, s);
  r.target = target.stage;
  r.is_at_door = true;
  r.place = s.stand_at_door(me, request(first, target.stage));
  begin_seeking(me, first, target);
  if (r.where == Where::finished) {
    context_.observer.on(record::UnitBlocked{context_.now(), r.stage, r.unit});
    note_blocked(id);
  }
  context_.observer.on(record::UnitHeld{context_.now(), target.stage, r.unit});
}

/// There is room for the unit, or for its first party if the stage serves parties; the other parties follow.
void Sites::let_in(UnitId id, StageId target) {
  move_to(id, stage(target).spec().site);
  const Resident r = resident(id);
  if (!must_split(r.unit, stage(target))) {
    join(id, target);
    return;
  }
  const std::vector<UnitId> parties = unload(id);
  join(parties.front(), target);
  for (std::size_t i = 1; i < parties.size(); ++i) {
    seek(parties[i], {must_split(r.unit, stage(r.wanted)) ? r.wanted : target});
  }
}

/// The vehicle's part at the sites is over; the parties aboard stand outside on their own, the driver's first.
std::vector<UnitId> Sites::unload(UnitId id) {
  const Resident vehicle = resident(id);
  std::vector<PartyId> parties;
  for_each_party(vehicle.unit, [&](PartyId p) { parties.push_back(p); });
  remove_resident(id);
  if (are_vehicles_kept_) {
    context_.population.park(VehicleId(vehicle.unit.index));
  } else {
    context_.population.remove(VehicleId(vehicle.unit.index));
  }
  std::vector<UnitId> units;
  units.reserve(parties.size());
  for (const PartyId party : parties) {
    units.push_back(add_resident(unit_of(party), vehicle.site));
  }
  return units;
}

// --- inside a stage -------------------------------------------------------------------------------------------------

void Sites::join(UnitId id, StageId target) {
  Resident& r = resident(id);
  Stage& s = stage(target);
  r.stage = target;
  r.joined = context_.now();
  const Request asked = request(r.unit, target);
  r.weight = static_cast<std::int32_t>(asked.weight);
  r.due = asked.due;
  r.visit = history(r.unit, target).visits + trips_before(r.unit);
  count_visit(r.unit, target);
  context_.observer.on(record::StageJoined{context_.now(), target, r.unit});
  r.where = Where::in_line;
  if (s.preempts() && id.index() < interruptible_.size()) {
    interruptible_[id.index()] = {};  // of another unit, which had this id
  }
  if (s.batch() == nullptr && s.may_begin(asked) && is_supplied(r.unit, target)) {
    r.place = s.pass_line(asked);
    begin(id);
    return;
  }
  r.place = s.wait(id, asked);
  if (s.spec().reneging) {
    begin_patience(id);
  }
  if (std::holds_alternative<scenario::Transport>(s.spec().kind)) {
    buses_.note_waiting(target, r.unit.persons);
  }
  if (s.looks_at_line()) {
    dirty_.push_back(target);
  }
}

void Sites::begin(UnitId id) {
  Resident& r = resident(id);
  Stage& s = stage(r.stage);
  if (!s.is_line_empty()) {
    __builtin_prefetch(&resident(s.first_in_line().unit));  // the next to begin
  }
  r.taken = static_cast<std::int32_t>(s.take(r.weight));
  const Duration left = s.preempts() ? resume(id) : Duration(0);
  if (left > Duration(0)) {
    be_served(id, left);
  } else {
    serve(id, service_time(id, r.unit.persons));
  }
}

void Sites::serve(UnitId id, Duration time) {
  Resident& r = resident(id);
  r.began = context_.now();
  context_.observer.on(record::ServiceBegan{context_.now(), r.stage, r.unit});
  promise_fuel(id);
  use_stocks(id);
  be_served(id, time);
}

void Sites::be_served(UnitId id, Duration time) {
  Resident& r = resident(id);
  Stage& s = stage(r.stage);
  ++s.serving;
  r.where = Where::in_service;
  if (!r.is_patient) {
    end_patience(id);
  }
  if (s.preempts()) {
    note_interruptible(id, context_.now() + time);
  }
  context_.scheduler.at(context_.now() + time, kind::end_of_service, {self_, finish_handler, id.index(), r.epoch});
}

void Sites::finish(UnitId id) {
  close_service(id);
  go_on(id);
}

void Sites::close_service(UnitId id) {
  Resident& r = resident(id);
  end_serving(id);
  r.where = Where::finished;
  r.finished = context_.now();
  context_.observer.on(record::ServiceFinished{context_.now(), r.stage, r.unit});
  give_fuel(id);
  const scenario::Stage& spec = stage(r.stage).spec();
  if (spec.registers) {
    register_parties(id);
  }
  if (!spec.to_region.empty()) {
    draw_region(id);
  }
}

void Sites::go_on(UnitId id) {
  Next next = next_of(id, 0);
  while (next.ending) {
    if (!meet_ending(id, *next.ending)) {
      return;
    }
    next = next_of(id, *next.ending + 1);
  }
  if (!next.to) {
    leave(id);
    return;
  }
  if (!next.delay) {
    seek(id, *next.to);
    return;
  }
  give_up_stage(id);
  count_out(id);
  Resident& r = resident(id);
  r.where = Where::on_the_way;
  r.target = next.to->stage;
  context_.observer.on(record::DelayBegan{context_.now(), r.target, r.unit});
  context_.scheduler.at(context_.now() + *next.delay, kind::departure, {self_, delay_handler, id.index(), r.epoch});
}

/// The unit is out of its stage, if it is in one: its servers or places are free.
void Sites::give_up_stage(UnitId id) {
  Resident& r = resident(id);
  if (r.where != Where::finished) {
    return;
  }
  r.where = Where::outside;
  release(id);
  context_.observer.on(record::StageLeft{context_.now(), r.stage, r.unit, r.joined, r.began, r.finished});
  dirty_.push_back(r.stage);
}

/// The unit is at this site now, in no stage.
void Sites::move_to(UnitId id, SiteId site) {
  give_up_stage(id);
  if (resident(id).site != site) {
    pass_checkpoint(id, site);
    count_out(id);
    resident(id).site = site;
    count_in(id);
  }
}

// --- the end --------------------------------------------------------------------------------------------------------

/// It has not joined the stage that it wanted, nor another one instead. Each party of a vehicle decides for itself.
void Sites::go_without(UnitId id, SiteId refused_at) {
  if (resident(id).site != refused_at) {
    move_to(id, refused_at);
  }
  const StageId wanted = resident(id).wanted;
  if (!must_split(resident(id).unit, stage(wanted))) {
    leave(id);
    return;
  }
  give_up_stage(id);
  const std::vector<UnitId> parties = unload(id);
  end_journey(parties.front());
  for (std::size_t i = 1; i < parties.size(); ++i) {
    seek(parties[i], {wanted});
  }
}

void Sites::leave(UnitId id) {
  if (resident(id).unit.kind == record::Unit::Kind::vehicle) {
    drive_on(id);
  } else if (std::holds_alternative<LinkId>(context_.scenario.sites[resident(id).site.index()].where)) {
    go_on_foot(id);
  } else {
    end_journey(id);
  }
}

void Sites::drive_on(UnitId id) {
  const Resident& r = resident(id);
  const SiteId site = r.site;
  const VehicleId vehicle(r.unit.index);
  const Beyond beyond = user_.beyond(site, vehicle);
  if (bus_of(r.unit) != nullptr && beyond.kind != Beyond::Kind::road) {
    end_leg(id);
    return;
  }
  switch (beyond.kind) {
    case Beyond::Kind::road:
      if (r.where == Where::finished) {
        context_.observer.on(record::UnitBlocked{context_.now(), r.stage, r.unit});
      }
      to_road_[vehicle.index()] = id;
      user_.return_to_road(site, vehicle);
      break;
    case Beyond::Kind::site:
      seek(id, {context_.scenario.sites[beyond.site.index()].first_stage});
      break;
    case Beyond::Kind::journey_end:
      end_journey(id);
      break;
    case Beyond::Kind::departure:
      give_up_stage(id);
      remove_resident(id);
      user_.set_out_after_stop(vehicle);
      break;
    case Beyond::Kind::leg_end:
      end_leg(id);
      break;
  }
}

void Sites::entered_road(SiteId site, VehicleId vehicle) {
  const auto found = to_road_.find(vehicle.index());
  expects(found != to_road_.end(), "a vehicle enters the road from a site that it is not in");
  const UnitId id = found->second;
  to_road_.erase(found);
  give_up_stage(id);
  if (std::holds_alternative<LinkId>(context_.scenario.sites[site.index()].where)) {
    context_.observer.on(record::SitePassed{context_.now(), vehicle, site, resident(id).unit.persons});
  }
  remove_resident(id);
  settle();
}

std::optional<StageId> Sites::blocked_in(VehicleId vehicle) const {
  const auto found = to_road_.find(vehicle.index());
  const bool holds_something = found != to_road_.end() && resident(found->second).where == Where::finished;
  return holds_something ? std::optional(resident(found->second).stage) : std::nullopt;
}

/// If the site is on a link: the vehicle goes straight on to where its journey ends, without another link.
void Sites::pass_checkpoint(UnitId id, std::optional<SiteId> arrived_at) {
  const Resident& r = resident(id);
  if (std::holds_alternative<LinkId>(context_.scenario.sites[r.site.index()].where)) {
    const VehicleId vehicle(r.unit.index);
    context_.observer.on(record::SitePassed{context_.now(), vehicle, r.site, r.unit.persons});
    context_.observer.on(record::VehicleArrived{context_.now(), vehicle, arrived_at, r.unit.persons});
  }
}

void Sites::end_journey(UnitId id) {
  give_up_stage(id);
  pass_checkpoint(id, std::nullopt);
  const record::Unit unit = resident(id).unit;
  const SiteId site = resident(id).site;
  remove_resident(id);
  const bool is_vehicle = unit.kind == record::Unit::Kind::vehicle;
  std::vector<PartyId> parties;
  for_each_party(unit, [&](PartyId p) { parties.push_back(p); });
  if (is_vehicle && are_vehicles_kept_) {
    context_.population.park(VehicleId(unit.index));
  }
  for (const PartyId p : parties) {
    end_journey(p, site);
  }
  if (is_vehicle && !are_vehicles_kept_) {
    context_.population.remove(VehicleId(unit.index));
  }
}

}  // namespace corridor::processes
