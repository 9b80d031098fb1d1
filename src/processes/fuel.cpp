#include "corridor/processes/fuel.hpp"

#include <algorithm>
#include <functional>

#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

namespace {

using random::Purpose;

constexpr std::uint16_t dry_handler = 0;
constexpr std::uint16_t clear_handler = 1;
constexpr std::uint16_t rescue_handler = 2;

}  // namespace

SimTime dry_at(Litres fuel, const scenario::VehicleClass& vehicle_class, Metres distance, SimTime joined,
               SimTime ready) {
  const Litres to_drive = fuel_for(distance, vehicle_class.moving);
  if (fuel < to_drive) {
    return joined + share_of(ready - joined, fuel, to_drive);
  }
  return vehicle_class.queued.value() == 0 ? never : ready + time_on(fuel - to_drive, vehicle_class.queued);
}

Litres fuel_left(Litres fuel, const scenario::VehicleClass& vehicle_class, Metres distance, Duration queued) {
  const Litres used =
      fuel_for(distance, vehicle_class.moving) + fuel_for(std::max(queued, Duration(0)), vehicle_class.queued);
  return std::max(fuel - used, Litres(0));
}

Fuel::Fuel(const Context& context, RoadUser& user)
    : context_(context),
      user_(user),
      self_(context.scheduler.add(*this)),
      fuel_(context.seed, context.replication, Purpose::fuel, ""),
      reserves_(context.seed, context.replication, Purpose::reserves, ""),
      clearing_(context.seed, context.replication, Purpose::clearing, ""),
      rescue_(context.seed, context.replication, Purpose::rescue, ""),
      links_(context.scenario.links.size()) {
  for (const scenario::Origin& origin : context.scenario.origins) {
    origins_.push_back({origin.fuel, origin.fuel_gate});
  }
}

bool Fuel::is_needed(const scenario::Scenario& scenario) {
  return std::any_of(scenario.vehicle_classes.begin(), scenario.vehicle_classes.end(),
                     [](const scenario::VehicleClass& c) { return c.tank.has_value(); });
}

Fuel::Tank& Fuel::tank(VehicleId vehicle) {
  if (vehicle.index() >= tanks_.size()) {
    tanks_.resize(vehicle.index() + std::size_t{1});
  }
  return tanks_[vehicle.index()];
}

const scenario::VehicleClass& Fuel::class_of(VehicleId vehicle) const {
  return context_.scenario.vehicle_classes[context_.population.vehicle(vehicle).vehicle_class.index()];
}

// --- before it sets out ---------------------------------------------------------------------------------------------

std::optional<SiteId> Fuel::stop_before(VehicleId vehicle) {
  const std::uint32_t epoch = tank(vehicle).epoch;
  tank(vehicle) = Tank{};
  tank(vehicle).epoch = epoch;
  const auto capacity = class_of(vehicle).tank;
  if (!capacity) {
    return std::nullopt;
  }
  const demand::Vehicle& v = context_.population.vehicle(vehicle);
  const AtOrigin& origin = origins_[v.origin.index()];
  const random::Entity who = context_.entity(vehicle);
  const Litres has =
      origin.fuel ? std::min(context_.times.draw(*origin.fuel, fuel_.draws(who).uniform()), *capacity) : *capacity;
  tank(vehicle).litres = has;
  if (!origin.gate || has >= origin.gate->needs || reserves_.draws(who).uniform() < origin.gate->goes_anyway) {
    return std::nullopt;
  }
  context_.observer.on(record::FuelSought{context_.now(), vehicle, v.origin, origin.gate->site, v.aboard.persons});
  return origin.gate->site;
}

Litres Fuel::room(VehicleId vehicle) const {
  const Litres has = vehicle.index() < tanks_.size() ? tanks_[vehicle.index()].litres : Litres(0);
  const auto capacity = class_of(vehicle).tank;
  return capacity ? *capacity - has : Litres(0);
}

// --- in a link's line -----------------------------------------------------------------------------------------------

void Fuel::joined_line(LinkId link, VehicleId vehicle, SimTime ready) {
  Tank& t = tank(vehicle);
  t.has_joined = true;
  t.joined = context_.now();
  t.ready = ready;
  const scenario::VehicleClass& c = class_of(vehicle);
  if (!c.tank) {
    return;
  }
  const Metres distance = context_.scenario.links[link.index()].length - t.from;
  const SimTime at = dry_at(t.litres, c, distance, t.joined, ready);
  LinkState& state = links_[link.index()];
  ++state.on_link;
  if (at > context_.scenario.end) {
    return;  // beyond the run: no entry
  }
  state.heap.push_back({at, vehicle, t.epoch});
  std::push_heap(state.heap.begin(), state.heap.end(), std::greater<>());
  plan(link);
}

/// Out of the line, having driven up to this position. False if it never was in the line.
bool Fuel::use_up(LinkId link, VehicleId vehicle, Metres position) {
  Tank& t = tank(vehicle);
  if (!t.has_joined) {
    return false;
  }
  const scenario::VehicleClass& c = class_of(vehicle);
  t.has_joined = false;
  if (c.tank) {
    t.litres = fuel_left(t.litres, c, position - t.from, context_.now() - t.ready);
    t.from = Metres(0);
    ++t.epoch;
    --links_[link.index()].on_link;
    drop_stale(links_[link.index()]);
  }
  return true;
}

void Fuel::leave_line(LinkId link, VehicleId vehicle) {
  if (use_up(link, vehicle, context_.scenario.links[link.index()].length) && context_.scenario.breakdown.take_on) {
    take_on(link, vehicle);
  }
}

void Fuel::taken_off(LinkId link, VehicleId vehicle) {
  use_up(link, vehicle, context_.scenario.links[link.index()].length);
  user_.taken_off(link, vehicle);
}

void Fuel::turned_back(const TurnRound& turn) {
  use_up(turn.from, turn.vehicle, turn.position);
  tank(turn.vehicle).from = turn.position_back;
  user_.turned_back(turn);
}

void Fuel::drove_on(LinkId link, VehicleId vehicle) {
  leave_line(link, vehicle);
  user_.drove_on(link, vehicle);
}

void Fuel::left_road(LinkId link, VehicleId vehicle) {
  leave_line(link, vehicle);
  user_.left_road(link, vehicle);
}

std::uint16_t Fuel::persons_aboard(const RoadVehicle& vehicle) {
  return context_.population.vehicle(vehicle.id).aboard.persons;
}

/// When entries of vehicles that have left are more than those on the link, they go.
void Fuel::drop_stale(LinkState& link) {
  constexpr std::size_t few = 16;
  if (link.heap.size() > 2 * link.on_link + few) {
    std::erase_if(link.heap, [this](const Dry& entry) { return !holds(entry); });
    std::make_heap(link.heap.begin(), link.heap.end(), std::greater<>());
  }
}

void Fuel::plan(LinkId id) {
  LinkState& link = links_[id.index()];
  const SimTime first = link.heap.empty() ? never : link.heap.front().at;
  if (first < link.pending) {
    link.pending = first;
    context_.scheduler.at(std::max(first, context_.now()), kind::ran_dry,
                          {self_, dry_handler, id.index(), ++link.epoch});
  }
}

void Fuel::handle(const kernel::Event& event) {
  if (event.action.handler == clear_handler) {
    clear(VehicleId(event.action.subject));
  } else if (event.action.handler == rescue_handler) {
    rescue(VehicleId(event.action.subject));
  } else if (event.action.epoch == links_[event.action.subject].epoch) {
    run_dry(LinkId(event.action.subject));
  }
}

// --- dry ------------------------------------------------------------------------------------------------------------

void Fuel::run_dry(LinkId id) {
  LinkState& link = links_[id.index()];
  link.pending = never;
  while (!link.heap.empty()) {
    const Dry first = link.heap.front();
    if (holds(first) && first.at > context_.now()) {
      break;
    }
    std::pop_heap(link.heap.begin(), link.heap.end(), std::greater<>());
    link.heap.pop_back();
    // With nobody in it, it holds its place to the link's end.
    if (holds(first) && context_.population.vehicle(first.vehicle).aboard.persons > 0) {
      stall(id, first.vehicle);
    }
  }
  plan(id);
}

void Fuel::stall(LinkId link, VehicleId vehicle) {
  const SimTime now = context_.now();
  Tank& t = tank(vehicle);
  t.has_joined = false;
  ++t.epoch;
  --links_[link.index()].on_link;
  t.at = road_->stall(link, vehicle, t.joined);
  t.from = t.at.position;
  t.litres = Litres(0);
  t.link = link;
  t.state = State::waits;
  t.is_in_the_way = true;
  if (context_.scenario.breakdown.take_on) {
    links_[link.index()].stranded.push_back(vehicle);
  }
  const double uniform = clearing_.draws(context_.entity(vehicle), t.stalls).uniform();
  const Duration until_clear = context_.times.draw(context_.scenario.breakdown.clearing, uniform);
  context_.scheduler.at(now + until_clear, kind::end_of_service, {self_, clear_handler, vehicle.index(), 0});
}

void Fuel::clear(VehicleId vehicle) {
  Tank& t = tank(vehicle);
  t.is_in_the_way = false;
  context_.observer.on(record::VehicleCleared{context_.now(), vehicle, t.link});
  road_->clear(t.link);
  if (t.state == State::waits && context_.scenario.rescue.crews != 0) {
    t.is_in_line = true;
    wait_for_crew_.push_back(vehicle);
    send_crews();
  }
  forget_if_abandoned(vehicle);
}

// --- crews ----------------------------------------------------------------------------------------------------------

void Fuel::send_crews() {
  const scenario::Limit crews = context_.scenario.rescue.crews;
  while (!wait_for_crew_.empty() && (!crews || busy_crews_ < *crews)) {
    const VehicleId vehicle = wait_for_crew_.front();
    wait_for_crew_.pop_front();
    Tank& t = tank(vehicle);
    t.is_in_line = false;
    if (t.state != State::waits) {
      forget_if_abandoned(vehicle);
      continue;
    }
    ++busy_crews_;
    t.state = State::is_helped;
    const double uniform = rescue_.draws(context_.entity(vehicle), t.stalls).uniform();
    context_.scheduler.at(context_.now() + context_.times.draw(context_.scenario.rescue.time, uniform),
                          kind::end_of_service, {self_, rescue_handler, vehicle.index(), 0});
  }
}

void Fuel::rescue(VehicleId vehicle) {
  Tank& t = tank(vehicle);
  const Litres capacity = *class_of(vehicle).tank;
  t.litres = std::min(context_.scenario.rescue.gives.value_or(capacity), capacity);
  t.state = State::drives;
  ++t.stalls;
  context_.observer.on(record::VehicleRescued{context_.now(), vehicle, t.link, t.litres});
  --busy_crews_;
  t.at.vehicle.persons = context_.population.vehicle(vehicle).aboard.persons;
  road_->rejoin(t.link, t.at);
  send_crews();
}

// --- taken on by others ---------------------------------------------------------------------------------------------

/// None in a bus of a fleet: its seats are counted at its stop, and are a hard limit.
int Fuel::spare_seats(VehicleId vehicle) const {
  if (context_.population.vehicle(vehicle).bus) {
    return 0;
  }
  return context_.scenario.places_of(context_.population.vehicle(vehicle).vehicle_class) -
         context_.population.vehicle(vehicle).aboard.persons;
}

/// `by` leaves the link. It has passed those who joined the link's line before it; first come, first taken.
void Fuel::take_on(LinkId link, VehicleId by) {
  auto& stranded = links_[link.index()].stranded;
  while (!stranded.empty()) {
    const VehicleId first = stranded.front();
    const Tank& t = tank(first);
    if (t.state != State::waits || t.link != link) {
      stranded.pop_front();
      continue;
    }
    const PartyId party = context_.population.last_aboard(first);
    if (t.joined >= tank(by).joined || context_.population.party(party).who.persons > spare_seats(by)) {
      return;
    }
    take_on(first, by);
  }
}

void Fuel::take_on(VehicleId from, VehicleId by) {
  demand::Population& population = context_.population;
  Tank& t = tank(from);
  const PartyId party = population.alight_last(from);
  const std::uint16_t persons = population.party(party).who.persons;
  population.board(party, by);
  context_.observer.on(record::PartyTakenOn{context_.now(), party, from, by, t.link, persons});
  if (population.vehicle(from).parties == 0) {
    t.state = State::is_abandoned;
    context_.observer.on(record::VehicleAbandoned{context_.now(), from, t.link});
    forget_if_abandoned(from);
  }
}

/// Its id may be given again once nobody refers to it.
void Fuel::forget_if_abandoned(VehicleId vehicle) {
  const Tank& t = tank(vehicle);
  if (t.state == State::is_abandoned && !t.is_in_the_way && !t.is_in_line) {
    context_.population.remove(vehicle);
  }
}

}  // namespace corridor::processes
