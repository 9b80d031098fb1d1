#include "corridor/processes/buses.hpp"

#include <algorithm>

#include "corridor/base/contract.hpp"
#include "corridor/base/hash.hpp"
#include "corridor/processes/event_kinds.hpp"

namespace corridor::processes {

namespace {

constexpr std::uint16_t bus_handler = 0;
constexpr std::uint16_t timetable_handler = 1;
constexpr Duration day = std::chrono::hours(24);

/// The first instant of the timetable at or after `from`; never if it has none.
SimTime next_instant(const scenario::Fleet::Timetable& timetable, const Calendar& calendar, SimTime from) {
  if (timetable.every) {
    const Duration since_midnight = from.time_since_epoch() + calendar.time_of_day(SimTime{});
    const Duration past = since_midnight % *timetable.every;
    return past == Duration(0) ? from : from + (*timetable.every - past);
  }
  SimTime next = never;
  const Duration now = calendar.time_of_day(from);
  for (const Duration time : timetable.times) {
    next = std::min(next, from + (time >= now ? time - now : time - now + day));
  }
  return next;
}

}  // namespace

Buses::Buses(const Context& context, BusStops& stops)
    : context_(context), stops_(stops), self_(context.scheduler.add(*this)) {
  for (const scenario::Stage& stage : context.scenario.stages) {
    auto& stop = stop_of_stage_.emplace_back();
    if (const auto* transport = std::get_if<scenario::Transport>(&stage.kind)) {
      const random::Decisions draws(context.seed, context.replication, random::Purpose::bus_trip, stage.place);
      stop.emplace(Stop{.fleet = transport->fleet, .draws = draws, .hash = id32(stage.place)});
    }
  }
}

Buses::Stop* Buses::stop(StageId id) {
  auto& found = stop_of_stage_[id.index()];
  return found ? &*found : nullptr;
}

void Buses::start() {
  for (std::size_t i = 0; i < stop_of_stage_.size(); ++i) {
    if (stop_of_stage_[i]) {
      adjust(StageId(i));
      plan_timetable(StageId(i), context_.now());
    }
  }
}

void Buses::change(StageId id, const scenario::Stage& now) {
  if (Stop* s = stop(id)) {
    s->fleet = std::get<scenario::Transport>(now.kind).fleet;
    adjust(id);
    plan_timetable(id, context_.now());
    load(id);
  }
}

void Buses::handle(const kernel::Event& event) {
  if (event.action.handler == timetable_handler) {
    const StageId id(event.action.subject);
    if (event.action.epoch == stop(id)->epoch) {
      leave_by_timetable(id);
      plan_timetable(id, context_.now() + Duration(1));
    }
  } else if (const BusId id(event.action.subject); event.action.epoch == bus(id).epoch) {
    go_on(id);
  }
  stops_.settle();
}

/// What the bus was doing is over.
void Buses::go_on(BusId id) {
  switch (bus(id).where) {
    case Where::at_stop:  // its patience is over
      leave(id);
      send_for(bus(id).stop);
      break;
    case Where::on_trip:
      let_out(id);
      break;
    case Where::coming:
      stand_at_stop(id);
      load(bus(id).stop);
      break;
    case Where::turning_round:
      stand_idle(id);
      break;
    case Where::absent:
    case Where::idle:
      break;
  }
}

// --- in service or not ----------------------------------------------------------------------------------------------

/// As many buses as the fleet has. Those with people aboard, or on their way, are withdrawn when they are empty.
void Buses::adjust(StageId id) {
  Stop& s = *stop(id);
  while (is_surplus(s) && !s.idle.empty()) {
    const BusId last = s.idle.back();
    s.idle.pop_back();
    withdraw(last);
  }
  while (is_surplus(s) && !s.present.empty() && bus(s.present.back()).taken == 0) {
    const BusId last = s.present.back();
    s.present.pop_back();
    withdraw(last);
  }
  for (std::size_t ordinal = 0; s.in_service < s.fleet.count; ++ordinal) {
    if (ordinal == s.buses.size()) {
      s.buses.emplace_back(buses_.size());
      buses_.push_back({.stop = id, .ordinal = static_cast<std::uint32_t>(ordinal), .aboard = {}, .vehicle = {}});
    }
    if (bus(s.buses[ordinal]).where == Where::absent) {
      enter_service(s.buses[ordinal]);
    }
  }
  send_for(id);
}

void Buses::enter_service(BusId id) {
  Bus& b = bus(id);
  Stop& s = *stop(b.stop);
  ++s.in_service;
  if (!s.fleet.by_road) {
    stand_at_stop(id);
    return;
  }
  const VehicleClassId vehicle_class = s.fleet.by_road->vehicle_class;
  b.vehicle = context_.population.add_bus(vehicle_class, {b.stop, b.ordinal, b.trips});
  context_.observer.on(
      record::BusFormed{context_.now(), *b.vehicle, vehicle_class, b.stop, context_.population.number(*b.vehicle)});
  b.stands = s.fleet.by_road->base;
  b.where = Where::idle;
  s.idle.push_back(id);
}

void Buses::withdraw(BusId id) {
  Bus& b = bus(id);
  b.where = Where::absent;
  ++b.epoch;
  --stop(b.stop)->in_service;
  if (b.vehicle) {
    context_.population.remove(*b.vehicle);
    b.vehicle.reset();
  }
}

// --- at the stop ----------------------------------------------------------------------------------------------------

void Buses::stand_at_stop(BusId id) {
  Bus& b = bus(id);
  Stop& s = *stop(b.stop);
  if (b.where == Where::coming) {
    --s.coming;
  }
  if (is_surplus(s)) {
    withdraw(id);
    return;
  }
  b.where = Where::at_stop;
  b.taken = 0;
  s.present.push_back(id);
}

void Buses::note_waiting(StageId id, std::uint16_t persons) {
  stop(id)->waiting += persons;
}

void Buses::lose_persons(StageId id, UnitId unit, std::int64_t persons, bool is_in_line) {
  Stop* s = stop(id);
  if (s == nullptr) {
    return;
  }
  if (is_in_line) {
    s->waiting -= persons;
    return;
  }
  for (const BusId of_stop : s->buses) {
    Bus& b = bus(of_stop);
    const auto found = std::ranges::find_if(b.aboard, [&](const Seated& who) { return who.unit == unit; });
    if (found == b.aboard.end()) {
      continue;
    }
    b.taken -= persons;
    found->persons -= persons;
    if (found->persons == 0) {
      b.aboard.erase(found);
    }
    if (b.taken == 0 && b.where == Where::at_stop) {
      ++b.epoch;  // it waits for nobody any more
    }
  }
}

/// First come, first served: a bus is full for everybody as soon as the next party does not fit.
void Buses::load(StageId id) {
  Stop& s = *stop(id);
  const bool leaves_when_full = std::holds_alternative<scenario::Fleet::WhenFull>(s.fleet.leaves);
  const auto close = [&](BusId full) {
    if (leaves_when_full) {
      leave(full);
    } else {
      ++s.closed;
    }
  };
  while (s.closed < s.present.size()) {
    const auto first = stops_.first_in_line(id);
    if (!first) {
      break;
    }
    const BusId loading = s.present[s.closed];
    const std::int64_t free = s.fleet.seats - bus(loading).taken;
    if (first->persons > free) {
      expects(bus(loading).taken > 0, "a party that no bus can hold does not wait for one");
      close(loading);
      continue;
    }
    board(loading, *first);
    if (first->persons == free) {
      close(loading);
    }
  }
  send_for(id);
}

void Buses::board(BusId id, const BusStops::First& who) {
  Bus& b = bus(id);
  Stop& s = *stop(b.stop);
  const auto* when_full = std::get_if<scenario::Fleet::WhenFull>(&s.fleet.leaves);
  if (b.taken == 0 && when_full != nullptr && when_full->patience) {
    plan(id, *when_full->patience, kind::bus_departure);
  }
  b.taken += who.persons;
  s.waiting -= who.persons;
  b.aboard.push_back({who.unit, who.persons});
  stops_.take_seat(who.unit);
}

// --- leaving --------------------------------------------------------------------------------------------------------

void Buses::leave(BusId id) {
  Bus& b = bus(id);
  Stop& s = *stop(b.stop);
  expects(s.present.front() == id, "the bus that came first leaves first");
  s.present.pop_front();
  s.closed -= s.closed > 0 ? 1U : 0U;
  ++b.epoch;
  b.where = Where::on_trip;
  context_.observer.on(record::BusDeparted{context_.now(), b.stop, b.ordinal, b.trips++,
                                           static_cast<std::uint16_t>(b.taken),
                                           static_cast<std::uint16_t>(s.fleet.seats)});
  if (s.fleet.by_road) {
    leave_by_road(id);
    return;
  }
  for (const auto& [unit, persons] : b.aboard) {
    stops_.depart(unit);
  }
  plan(id, time_of(id, Part::out), kind::end_of_service);
}

void Buses::leave_by_road(BusId id) {
  Bus& b = bus(id);
  const scenario::Fleet::ByRoad& way = *stop(b.stop)->fleet.by_road;
  for (const auto& [unit, persons] : b.aboard) {
    const PartyId party = stops_.get_in(unit);
    context_.population.board(party, *b.vehicle);
    context_.observer.on(
        record::PartyBoarded{context_.now(), party, *b.vehicle, context_.population.party(party).who.persons});
  }
  b.aboard.clear();
  context_.population.vehicle(*b.vehicle).bus->trip = b.trips;
  stops_.send(*b.vehicle, {context_.scenario.stages[b.stop.index()].site, way.to});
}

/// The next instant at or after `from`.
void Buses::plan_timetable(StageId id, SimTime from) {
  Stop& s = *stop(id);
  ++s.epoch;
  const auto* timetable = std::get_if<scenario::Fleet::Timetable>(&s.fleet.leaves);
  if (timetable == nullptr) {
    return;
  }
  const SimTime at = next_instant(*timetable, context_.scenario.calendar, from);
  if (at <= context_.scenario.end) {
    context_.scheduler.at(at, kind::bus_departure, {self_, timetable_handler, id.index(), s.epoch});
  }
}

void Buses::leave_by_timetable(StageId id) {
  Stop& s = *stop(id);
  while (!s.present.empty() && bus(s.present.front()).taken > 0) {
    leave(s.present.front());
  }
  send_for(id);
}

// --- the other end, and back ----------------------------------------------------------------------------------------

/// Not by road: those aboard go on as if served.
void Buses::let_out(BusId id) {
  Bus& b = bus(id);
  std::vector<Seated> aboard;
  aboard.swap(b.aboard);
  const Stop& s = *stop(b.stop);
  if (is_surplus(s)) {
    withdraw(id);
  } else {
    b.where = Where::coming;
    ++stop(b.stop)->coming;
    plan(id, time_of(id, Part::turn_round) + time_of(id, Part::back), kind::end_of_service);
  }
  for (const auto& [unit, persons] : aboard) {
    stops_.get_out(unit);
  }
}

void Buses::arrive(VehicleId vehicle) {
  const demand::Bus& which = *context_.population.vehicle(vehicle).bus;
  const BusId id = stop(which.stop)->buses[which.ordinal];
  if (bus(id).where == Where::coming) {
    const StageId at = bus(id).stop;
    stand_at_stop(id);
    load(at);
    stops_.settle();
    return;
  }
  const scenario::Stand end = stop(bus(id).stop)->fleet.by_road->to;
  std::vector<PartyId> aboard;
  context_.population.for_each_aboard(vehicle, [&](PartyId p) { aboard.push_back(p); });
  context_.population.empty(vehicle);
  for (const PartyId party : aboard) {
    context_.observer.on(
        record::PartyAlighted{context_.now(), party, vehicle, context_.population.party(party).who.persons});
  }
  bus(id).where = Where::turning_round;
  bus(id).stands = end;
  plan(id, time_of(id, Part::turn_round), kind::end_of_service);
  for (const PartyId party : aboard) {
    stops_.come(party, end);
  }
}

void Buses::stand_idle(BusId id) {
  Bus& b = bus(id);
  Stop& s = *stop(b.stop);
  if (is_surplus(s)) {
    withdraw(id);
    return;
  }
  b.where = Where::idle;
  s.idle.push_back(id);
  send_for(b.stop);
}

/// By road: a bus drives to its stop while more persons wait there than have a seat there or on the way.
void Buses::send_for(StageId id) {
  Stop& s = *stop(id);
  const auto seats_to_come = [&s] {
    return (static_cast<std::int64_t>(s.present.size() - s.closed) + s.coming) * s.fleet.seats;
  };
  const auto taken = [&] { return s.closed < s.present.size() ? bus(s.present[s.closed]).taken : 0; };
  while (!s.idle.empty() && s.waiting > seats_to_come() - taken()) {
    const BusId next = s.idle.front();
    s.idle.pop_front();
    ++s.coming;
    bus(next).where = Where::coming;
    stops_.send(*bus(next).vehicle, {bus(next).stands, context_.scenario.stages[id.index()].site});
  }
}

/// Trip n of a bus is its visit n.
Duration Buses::time_of(BusId id, Part part) {
  const Bus& b = bus(id);
  const Stop& s = *stop(b.stop);
  const auto& distribution = part == Part::turn_round ? s.fleet.turn_round : s.fleet.trip;
  const std::uint32_t trip = b.trips - 1;
  constexpr std::uint32_t visits = 0x10000;
  constexpr std::uint32_t draws_per_trip = 4;
  const auto draws = s.draws.draws({s.hash, b.ordinal}, trip % visits);
  return context_.times.draw(distribution,
                             draws.uniform_at(trip / visits * draws_per_trip + static_cast<std::uint32_t>(part)));
}

void Buses::plan(BusId id, Duration after, kernel::Kind kind) {
  context_.scheduler.at(context_.now() + after, kind, {self_, bus_handler, id.index(), ++bus(id).epoch});
}

}  // namespace corridor::processes
