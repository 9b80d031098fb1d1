// What a unit at the sites decides, and with which random numbers. What happens then is in site.cpp.
#include <algorithm>
#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/base/hash.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/random/distributions.hpp"

namespace corridor::processes {

namespace {

using random::Purpose;

/// The stages that a unit may come to directly from this one.
std::vector<StageId> successors(const scenario::Stage& stage) {
  std::vector<StageId> next;
  for (const scenario::Transition& t : stage.next) {
    if (t.to) {
      next.push_back(*t.to);
    }
    next.insert(next.end(), t.search.also.begin(), t.search.also.end());
  }
  if (const auto* beds = std::get_if<scenario::Beds>(&stage.kind); beds && beds->when_full) {
    next.push_back(*beds->when_full);
    next.insert(next.end(), beds->search.also.begin(), beds->search.also.end());
  }
  if (const auto* service = std::get_if<scenario::Service>(&stage.kind);
      service && service->balking && service->balking->to) {
    next.push_back(*service->balking->to);
  }
  if (const auto* service = std::get_if<scenario::Service>(&stage.kind);
      service && service->when_full && service->when_full->to) {
    next.push_back(*service->when_full->to);
  }
  if (stage.reneging && stage.reneging->to) {
    next.push_back(*stage.reneging->to);
  }
  return next;
}

bool can_recur(const std::vector<scenario::Stage>& stages, StageId start) {
  std::vector<bool> seen(stages.size(), false);
  std::vector<StageId> open = successors(stages[start.index()]);
  while (!open.empty()) {
    const StageId id = open.back();
    open.pop_back();
    if (id == start) {
      return true;
    }
    if (!seen[id.index()]) {
      seen[id.index()] = true;
      const auto next = successors(stages[id.index()]);
      open.insert(open.end(), next.begin(), next.end());
    }
  }
  return false;
}

/// The most places that the stage has at any time of the scenario; none: unlimited, or it has no places.
scenario::Limit most_places(const scenario::Scenario& scenario, StageId id) {
  scenario::Limit most = 0;
  const auto consider = [&](const scenario::Stage& stage) {
    const auto* beds = std::get_if<scenario::Beds>(&stage.kind);
    const scenario::Limit places = beds ? beds->places : std::nullopt;
    most = most && places ? std::max(most, places) : std::nullopt;
  };
  consider(scenario.stages[id.index()]);
  for (const scenario::Change& change : scenario.changes) {
    if (const auto* of_stage = std::get_if<scenario::Change::OfStage>(&change.what); of_stage && of_stage->id == id) {
      consider(of_stage->now);
    }
  }
  return most;
}

std::uint64_t visit_key(const record::Unit& unit, StageId stage) {
  const std::uint64_t kind = unit.kind == record::Unit::Kind::vehicle ? 1 : 0;
  return (kind << 63U) | (static_cast<std::uint64_t>(stage.index()) << 32U) | unit.index;
}

}  // namespace

Sites::Sites(const Context& context, SiteUser& user, FuelTanks* tanks)
    : context_(context),
      user_(user),
      tanks_(tanks),
      self_(context.scheduler.add(*this)),
      buses_(context, *this),
      stocks_(context, *this) {
  const auto& sites = context.scenario.sites;
  are_vehicles_kept_ =
      std::any_of(sites.begin(), sites.end(), [](const scenario::Site& site) { return site.is_left_by_road; });
  const auto& stages = context.scenario.stages;
  const Duration time_of_day = context.scenario.calendar.time_of_day(context.now());
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const std::string& place = stages[i].place;
    const auto decisions = [&](Purpose purpose) {
      return random::Decisions(context.seed, context.replication, purpose, place);
    };
    const bool is_stay = std::holds_alternative<scenario::Beds>(stages[i].kind);
    stages_.emplace_back(stages[i], time_of_day);
    draws_.push_back({decisions(is_stay ? Purpose::stay : Purpose::service_time), decisions(Purpose::delay),
                      decisions(Purpose::transition), decisions(Purpose::region), decisions(Purpose::balking),
                      decisions(Purpose::reneging)});
    rates_.emplace_back(decisions(Purpose::rate));
    most_places_.push_back(most_places(context.scenario, StageId(i)));
    can_recur_.push_back(can_recur(stages, StageId(i)));
    if (can_recur_.back()) {
      recurring_.emplace_back(i);
    }
  }
  served_.resize(stages.size());
  seekers_.resize(stages.size());
  links_at_door_.resize(stages.size());
  halts_.resize(stages.size());
  door_of_link_.resize(context.scenario.links.size());
  const auto& regions = context.scenario.regions;
  const auto in_need = std::find(regions.begin(), regions.end(), "needs_accommodation");
  if (in_need != regions.end()) {
    needs_accommodation_ = RegionId(static_cast<std::size_t>(in_need - regions.begin()));
  }
}

// --- units and parties ----------------------------------------------------------------------------------------------

record::Unit Sites::unit_of(VehicleId vehicle) const {
  return {record::Unit::Kind::vehicle, vehicle.index(), context_.population.vehicle(vehicle).aboard.persons};
}

record::Unit Sites::unit_of(PartyId party) const {
  return {record::Unit::Kind::party, party.index(), context_.population.party(party).who.persons};
}

/// A vehicle draws as its driver's party.
PartyId Sites::speaker(const record::Unit& unit) const {
  return unit.kind == record::Unit::Kind::party ? PartyId(unit.index)
                                                : context_.population.vehicle(VehicleId(unit.index)).driver;
}

const demand::Bus* Sites::bus_of(const record::Unit& unit) const {
  if (unit.kind == record::Unit::Kind::party) {
    return nullptr;
  }
  const auto& bus = context_.population.vehicle(VehicleId(unit.index)).bus;
  return bus ? &*bus : nullptr;
}

/// A bus decides anew on each of its trips.
std::uint32_t Sites::trips_before(const record::Unit& unit) const {
  constexpr std::uint32_t most = 0x8000;  // a visit is a number of 16 bits
  const demand::Bus* bus = bus_of(unit);
  return bus == nullptr ? 0 : bus->trip % most;
}

random::Entity Sites::entity(const record::Unit& unit) const {
  return unit.kind == record::Unit::Kind::vehicle ? context_.entity(VehicleId(unit.index))
                                                  : context_.entity(PartyId(unit.index));
}

bool Sites::must_split(const record::Unit& unit, const Stage& target) const {
  return unit.kind == record::Unit::Kind::vehicle && target.spec().unit != scenario::UnitKind::vehicle;
}

record::Unit Sites::first_unit_for(const record::Unit& unit, const Stage& target) const {
  expects(unit.kind == record::Unit::Kind::vehicle || target.spec().unit != scenario::UnitKind::vehicle,
          "a party that has left its vehicle cannot come to a stage that serves vehicles");
  return must_split(unit, target) ? unit_of(speaker(unit)) : unit;
}

UnitId Sites::add_resident(const record::Unit& unit, SiteId site) {
  if (free_residents_.empty()) {
    free_residents_.emplace_back(residents_.size());
    residents_.emplace_back();
  }
  const UnitId id = free_residents_.back();
  free_residents_.pop_back();
  const std::uint32_t epoch = resident(id).epoch;
  resident(id) = Resident{};
  resident(id).unit = unit;
  resident(id).site = site;
  resident(id).epoch = epoch;
  count_in(id);
  return id;
}

/// Its history goes too: the ids of parties that have ended are given again.
void Sites::remove_resident(UnitId id) {
  for (const StageId recurring : recurring_) {
    history_.erase(visit_key(resident(id).unit, recurring));
  }
  if (resident(id).where != Where::on_the_way) {
    count_out(id);
  }
  ++resident(id).epoch;
  resident(id).where = Where::gone;
  free_residents_.push_back(id);
}

Sites::History Sites::history(const record::Unit& unit, StageId at) const {
  const auto found = can_recur_[at.index()] ? history_.find(visit_key(unit, at)) : history_.end();
  return found == history_.end() ? History{} : found->second;
}

void Sites::count_visit(const record::Unit& unit, StageId at) {
  if (can_recur_[at.index()]) {
    ++history_[visit_key(unit, at)].visits;
  }
}

void Sites::count_refusal(const record::Unit& unit, StageId at) {
  if (can_recur_[at.index()]) {
    ++history_[visit_key(unit, at)].refusals;
  }
}

void Sites::register_parties(UnitId id) {
  const Resident& r = resident(id);
  for_each_party(r.unit, [&](PartyId p) {
    demand::Party& party = context_.population.party(p);
    if (!party.registered) {
      party.registered = true;
      context_.observer.on(record::PartyRegistered{context_.now(), p, r.stage, party.who.persons});
    }
  });
}

// --- decisions ------------------------------------------------------------------------------------------------------

double Sites::pace(const scenario::ServicePace& of, const record::Unit& unit) const {
  double factor = context_.is_night(context_.now()) ? of.night : 1;
  for (const auto& of_hours : of.by_hour) {
    factor *= is_within(of_hours.hours, context_.scenario.calendar.time_of_day(context_.now())) ? of_hours.factor : 1;
  }
  if (unit.kind == record::Unit::Kind::vehicle && !of.by_class.empty()) {
    const VehicleClassId mine = context_.population.vehicle(VehicleId(unit.index)).vehicle_class;
    for (const auto& of_class : of.by_class) {
      factor *= of_class.vehicle_class == mine ? of_class.factor : 1;
    }
  }
  return factor;
}

Duration Sites::service_time(UnitId id, std::int64_t persons) {
  const Resident& r = resident(id);
  const scenario::Stage& spec = stage(r.stage).spec();
  const double uniform = draws_[r.stage.index()].time.draws(entity(r.unit), r.visit).uniform();
  if (const auto* beds = std::get_if<scenario::Beds>(&spec.kind)) {
    return context_.times.draw(beds->stay, uniform);
  }
  if (const auto* delay = std::get_if<scenario::Delay>(&spec.kind)) {
    return context_.times.draw(delay->time, uniform);
  }
  const auto& service = std::get<scenario::Service>(spec.kind);
  const Duration whole = context_.times.draw(service.time, uniform) + service.per_person * persons;
  double factor = pace(service.pace, r.unit);
  if (service.wander) {
    factor /= rates_[r.stage.index()].at(context_.now(), *service.wander);
  }
  return factor == 1 ? whole : Duration(static_cast<std::int64_t>(static_cast<double>(whole.count()) * factor + 0.5));
}

scenario::AttributeValues Sites::attributes(const record::Unit& unit, StageId at) const {
  const bool is_party = unit.kind == record::Unit::Kind::party;
  const demand::Party* party = bus_of(unit) == nullptr ? &context_.population.party(speaker(unit)) : nullptr;
  const Composition& who = is_party ? party->who : context_.population.vehicle(VehicleId(unit.index)).aboard;
  scenario::AttributeValues values{};
  const auto set = [&](scenario::Attribute a, double value) { values[static_cast<std::size_t>(a)] = value; };
  using enum scenario::Attribute;
  set(size, who.persons);
  set(children, who.children);
  set(over_60, who.over_60);
  set(women, who.women);
  set(men_18_60, who.men_18_60);
  set(medical, who.medical);
  set(has_vehicle, party != nullptr && party->drives ? 1 : 0);
  set(needs_accommodation, party != nullptr && needs_accommodation_ == party->destination ? 1 : 0);
  set(hour, to_hours(context_.scenario.calendar.time_of_day(context_.now())));
  set(waiting, static_cast<double>(stage(at).waiting()));
  set(is_bus, party == nullptr ? 1 : 0);
  set(seats, is_party ? 0
                      : context_.scenario
                            .vehicle_classes[context_.population.vehicle(VehicleId(unit.index)).vehicle_class.index()]
                            .seats);
  return values;
}

Sites::Next Sites::next_of(UnitId id, std::uint32_t from) const {
  const Resident& r = resident(id);
  const auto& next = stage(r.stage).spec().next;
  const Draws& draws = draws_[r.stage.index()];
  const random::Entity who = entity(r.unit);
  std::optional<scenario::AttributeValues> values;
  for (std::uint32_t i = from; i < next.size(); ++i) {
    const scenario::Transition& t = next[i];
    if (!t.when.is_always()) {
      if (!values) {
        values = attributes(r.unit, r.stage);
      }
      if (!t.when.holds(*values)) {
        continue;
      }
    }
    if (t.ending && t.ending->of) {
      return {{}, {}, i};
    }
    // Draw i belongs to transition i, whether or not the ones before it drew.
    if (t.share && draws.transition.draws(who, r.visit).uniform_at(i) >= *t.share) {
      continue;
    }
    if (t.ending) {
      return {{}, {}, i};
    }
    if (!t.to || !t.delay) {
      return {t.to ? std::optional(found(*t.to, t.search, r.unit)) : std::nullopt, {}, {}};
    }
    return {Sought{*t.to}, context_.times.draw(*t.delay, draws.delay.draws(who, r.visit).uniform_at(i)), {}};
  }
  return {};
}

void Sites::draw_region(UnitId id) {
  const Resident& r = resident(id);
  const auto& shares = stage(r.stage).spec().to_region;
  for_each_party(r.unit, [&](PartyId p) {
    const double uniform = draws_[r.stage.index()].region.draws(context_.entity(p), r.visit).uniform();
    double below = 0;
    std::size_t i = 0;
    while (i + 1 < shares.size() && uniform >= (below += shares[i].share)) {
      ++i;
    }
    context_.population.party(p).destination = shares[i].region;
  });
}

std::optional<Sites::Refusal> Sites::refusal(const record::Unit& unit, StageId wanted) const {
  const Stage& target = stage(wanted);
  const auto is_full = [&] {
    const Request asked = request(unit, wanted);
    return target.is_door_taken(asked) || !target.has_room(asked);
  };
  if (const auto* beds = std::get_if<scenario::Beds>(&target.spec().kind)) {
    const bool never_fits = most_places_[wanted.index()] && target.weight(unit.persons) > *most_places_[wanted.index()];
    if (never_fits || (beds->when_full && is_full())) {
      return Refusal{beds->when_full ? std::optional(found(*beds->when_full, beds->search, unit)) : std::nullopt};
    }
  }
  if (const auto* transport = std::get_if<scenario::Transport>(&target.spec().kind);
      transport != nullptr && unit.persons > transport->fleet.seats) {
    return Refusal{std::nullopt};
  }
  const auto* service = std::get_if<scenario::Service>(&target.spec().kind);
  if (service != nullptr && service->when_full && is_full()) {
    const auto& [to, search] = *service->when_full;
    return Refusal{to ? std::optional(found(*to, search, unit)) : std::nullopt};
  }
  if (service != nullptr && service->balking &&
      target.expected_wait(request(unit, wanted).rank) > service->balking->when_wait_over) {
    const random::Entity who = entity(unit);
    const History before = history(unit, wanted);
    const double uniform =
        draws_[wanted.index()].balking.draws(who, before.visits + before.refusals + trips_before(unit)).uniform();
    if (uniform < service->balking->share) {
      const auto& to = service->balking->to;
      return Refusal{to ? std::optional(Sought{*to}) : std::nullopt};
    }
  }
  return std::nullopt;
}

Sites::Destination Sites::destination(const record::Unit& unit, const Sought& wanted) const {
  Destination result{wanted, {}};
  // A unit that is sent back to a stage that has sent it on would go round in a circle: it waits at that stage's door.
  const auto comes_back = [&](StageId to) { return std::ranges::find(result.refused, to) != result.refused.end(); };
  while (result.to && !comes_back(result.to->stage)) {
    auto refused = refusal(unit, result.to->stage);
    if (!refused) {
      return result;
    }
    result.refused.push_back(result.to->stage);
    result.to = std::move(refused->instead);
  }
  return result;
}

}  // namespace corridor::processes
