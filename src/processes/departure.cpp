#include "corridor/processes/departure.hpp"

#include <algorithm>

#include "corridor/processes/event_kinds.hpp"
#include "corridor/random/distributions.hpp"

namespace corridor::processes {

namespace {

constexpr double microseconds_per_hour = 3.6e9;

}  // namespace

// --- the integral ---------------------------------------------------------------------------------------------------

double DepartureClock::rate_per_hour(SimTime t) const {
  if (const auto* poisson = std::get_if<scenario::PoissonDeparture>(&spec_.departure)) {
    return poisson->rate_per_hour;
  }
  const auto& hazard = std::get<scenario::HazardDeparture>(spec_.departure);
  const bool night = scenario_->night.contains(scenario_->calendar.time_of_day(t));
  return hazard.base_per_hour * (1 + hazard.imitation * share_gone_) * (night ? hazard.night_factor : 1.0);
}

DepartureClock::Reached DepartureClock::advance(double threshold, SimTime end) const {
  Reached now{at_, integral_};
  SimTime whole{Duration(static_cast<std::int64_t>(at_))};
  while (whole < end) {
    const SimTime edge =
        std::min(end, whole + scenario_->night.until_next_edge(scenario_->calendar.time_of_day(whole)));
    const double rate = rate_per_hour(whole) / microseconds_per_hour;
    const auto until = static_cast<double>(edge.time_since_epoch().count());
    const double gained = rate * (until - now.at);
    if (rate > 0 && now.integral + gained >= threshold) {
      return {now.at + std::max(0.0, (threshold - now.integral) / rate), threshold};
    }
    now = {until, now.integral + gained};
    whole = edge;
  }
  return now;
}

SimTime DepartureClock::time_of(double threshold) const {
  if (threshold <= integral_) {
    return SimTime(Duration(static_cast<std::int64_t>(at_ + 0.5)));
  }
  const Reached reached = advance(threshold, scenario_->end);
  return reached.integral < threshold ? never : SimTime(Duration(static_cast<std::int64_t>(reached.at + 0.5)));
}

void DepartureClock::depart(double threshold, double share_gone) {
  if (threshold > integral_) {
    const Reached reached = advance(threshold, scenario_->end);
    at_ = reached.at;
    integral_ = threshold;
  }
  share_gone_ = share_gone;
}

void DepartureClock::change(const scenario::Origin& origin, SimTime now) {
  if (const auto until = static_cast<double>(now.time_since_epoch().count()); until > at_) {
    constexpr double no_threshold = 1e300;
    integral_ = advance(no_threshold, now).integral;
    at_ = until;
  }
  spec_ = origin;
}

// --- the parties ----------------------------------------------------------------------------------------------------

Departures::Departures(const Context& context, DepartureUser& user)
    : context_(context),
      user_(user),
      self_(context.scheduler.add(*this)),
      decisions_(context.seed, context.replication, random::Purpose::departure, "") {
  for (const scenario::Origin& origin : context.scenario.origins) {
    origins_.push_back({DepartureClock(context.scenario, origin), !origin.population, {}, 0, 0, 0, 0, 0});
  }
}

void Departures::start() {
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    if (origins_[i].unlimited) {
      draw_next(OriginId(i));
    } else {
      populate(OriginId(i));
    }
    plan(OriginId(i));
  }
}

void Departures::state_existence(PartyId party) {
  const demand::Party& p = context_.population.party(party);
  context_.observer.on(record::PartyAppeared{context_.now(), party, p.origin, p.who, p.drives});
}

void Departures::state_vehicle(PartyId driver) {
  const demand::Population& population = context_.population;
  const auto vehicle = population.party(driver).vehicle;
  if (!vehicle) {
    return;
  }
  const SimTime now = context_.now();
  const demand::Vehicle& v = population.vehicle(*vehicle);
  context_.observer.on(record::VehicleFormed{now, *vehicle, v.origin, v.vehicle_class, driver, v.aboard, v.parties});
  population.for_each_aboard(*vehicle, [&](PartyId p) {
    context_.observer.on(record::PartyBoarded{now, p, *vehicle});
  });
}

void Departures::populate(OriginId origin) {
  OriginState& state = origins_[origin.index()];
  demand::Population& population = context_.population;
  const bool poisson =
      std::holds_alternative<scenario::PoissonDeparture>(context_.scenario.origins[origin.index()].departure);
  double sum = 0;
  for (const demand::Resident& resident : context_.generator.populate(origin, population)) {
    state_existence(resident.party);
    state.persons += population.party(resident.party).who.persons;
    if (resident.travel == demand::Resident::Travel::leads) {
      const double draw = random::exponential_threshold(decisions_.draws(context_.entity(resident.party)).uniform());
      sum += draw;
      state.leaders.push_back({poisson ? sum : draw, resident.party});
    }
  }
  for (const Leader& leader : state.leaders) {
    state_vehicle(leader.party);
  }
  std::stable_sort(state.leaders.begin(), state.leaders.end(),
                   [](const Leader& a, const Leader& b) { return a.threshold < b.threshold; });
}

/// The next party of an unlimited origin; it appears when it departs.
void Departures::draw_next(OriginId origin) {
  OriginState& state = origins_[origin.index()];
  const auto entity = context_.generator.entity(origin, state.next_ordinal);
  const double before = state.leaders.empty() ? 0 : state.leaders.front().threshold;
  state.leaders = {{before + random::exponential_threshold(decisions_.draws(entity).uniform()), PartyId()}};
  state.next = 0;
}

void Departures::change(OriginId origin, const scenario::Origin& now) {
  origins_[origin.index()].clock.change(now, context_.now());
  plan(origin);
}

void Departures::plan(OriginId origin) {
  OriginState& state = origins_[origin.index()];
  ++state.epoch;
  if (state.next == state.leaders.size()) {
    return;
  }
  const SimTime at = state.clock.time_of(state.leaders[state.next].threshold);
  if (at != never) {
    context_.scheduler.at(std::max(at, context_.now()), kind::departure, {self_, 0, origin.index(), state.epoch});
  }
}

std::uint16_t Departures::persons_led(PartyId leader) const {
  const demand::Party& party = context_.population.party(leader);
  return party.vehicle ? context_.population.vehicle(*party.vehicle).aboard.persons : party.who.persons;
}

void Departures::handle(const kernel::Event& event) {
  const OriginId origin(event.action.subject);
  OriginState& state = origins_[origin.index()];
  if (event.action.epoch != state.epoch) {
    return;
  }
  Leader leader = state.leaders[state.next];
  bool has_seat = true;
  if (state.unlimited) {
    const demand::Resident resident =
        context_.generator.populate_one(origin, state.next_ordinal++, context_.population);
    leader.party = resident.party;
    has_seat = resident.travel == demand::Resident::Travel::leads;
    state_existence(leader.party);
    state_vehicle(leader.party);
    state.clock.depart(leader.threshold, 0);
    draw_next(origin);
  } else {
    state.persons_gone += persons_led(leader.party);
    state.clock.depart(leader.threshold, static_cast<double>(state.persons_gone) / static_cast<double>(state.persons));
    ++state.next;
  }
  plan(origin);
  if (has_seat) {
    user_.set_out(leader.party);
  }
}

}  // namespace corridor::processes
