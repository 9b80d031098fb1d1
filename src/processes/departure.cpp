#include "corridor/processes/departure.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "corridor/processes/event_kinds.hpp"
#include "corridor/random/distributions.hpp"

namespace corridor::processes {

namespace {

constexpr double microseconds_per_hour = 3.6e9;

const scenario::PlannedDeparture* planned(const scenario::Origin& origin) {
  return std::get_if<scenario::PlannedDeparture>(&origin.departure);
}

/// Interval k of a plan has the thresholds from k to k + 1. After its begin and at its end at the latest, so that
/// whoever counts at its end counts exactly its persons.
SimTime time_in_plan(const scenario::PlannedDeparture& plan, double threshold) {
  const auto interval = static_cast<std::size_t>(threshold);
  if (interval >= plan.intervals.size()) {
    return never;
  }
  const auto& [begin, end, persons] = plan.intervals[interval];
  const auto length = static_cast<double>((end - begin).count());
  const auto whole = static_cast<std::int64_t>((threshold - static_cast<double>(interval)) * length) + 1;
  return std::min(begin + Duration(whole), end);
}

/// The interval to whose persons the first of a party belongs, and its threshold there at a uniform number. Beyond all
/// intervals if these have fewer persons.
class Deal {
 public:
  Deal() = default;  ///< no interval
  explicit Deal(const scenario::PlannedDeparture& plan) {
    gone_at_end_.reserve(plan.intervals.size());
    std::int64_t persons = 0;
    for (const scenario::DepartureInterval& interval : plan.intervals) {
      gone_at_end_.push_back(persons += interval.persons);
    }
  }

  [[nodiscard]] std::size_t interval(std::int64_t persons_before) const {
    const auto after = std::upper_bound(gone_at_end_.begin(), gone_at_end_.end(), persons_before);
    return static_cast<std::size_t>(after - gone_at_end_.begin());
  }
  [[nodiscard]] double threshold(std::int64_t persons_before, double uniform) const {
    const auto begin = static_cast<double>(interval(persons_before));
    return std::min(begin + uniform, std::nextafter(begin + 1, begin));
  }

 private:
  std::vector<std::int64_t> gone_at_end_;  ///< by interval
};

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
  if (const auto* plan = planned(spec_)) {
    const SimTime at = time_in_plan(*plan, threshold);
    return at <= scenario_->end ? at : never;
  }
  if (threshold <= integral_) {
    return SimTime(Duration(static_cast<std::int64_t>(at_ + 0.5)));
  }
  const Reached reached = advance(threshold, scenario_->end);
  return reached.integral < threshold ? never : SimTime(Duration(static_cast<std::int64_t>(reached.at + 0.5)));
}

void DepartureClock::depart(double threshold, double share_gone) {
  if (planned(spec_) == nullptr && threshold > integral_) {
    const Reached reached = advance(threshold, scenario_->end);
    at_ = reached.at;
    integral_ = threshold;
  }
  share_gone_ = share_gone;
}

void DepartureClock::change(const scenario::Origin& origin, SimTime now) {
  const auto until = static_cast<double>(now.time_since_epoch().count());
  if (planned(spec_) == nullptr && until > at_) {
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
    origins_.back().call_up = origin.call_up;
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
    plan_call_up(OriginId(i));
  }
}

void Departures::state_existence(PartyId party) {
  const demand::Party& p = context_.population.party(party);
  const std::uint32_t number = context_.population.number(party);
  context_.observer.on(record::PartyAppeared{context_.now(), party, p.origin, p.who, p.drives, number});
}

void Departures::state_vehicle(PartyId driver) {
  const demand::Population& population = context_.population;
  const auto vehicle = population.party(driver).vehicle;
  if (!vehicle) {
    return;
  }
  const SimTime now = context_.now();
  const demand::Vehicle& v = population.vehicle(*vehicle);
  context_.observer.on(record::VehicleFormed{now, *vehicle, v.origin, v.vehicle_class, driver, v.aboard, v.parties,
                                             population.number(*vehicle)});
  population.for_each_aboard(*vehicle, [&](PartyId p) {
    context_.observer.on(record::PartyBoarded{now, p, *vehicle, context_.population.party(p).who.persons});
  });
}

void Departures::populate(OriginId origin) {
  OriginState& state = origins_[origin.index()];
  demand::Population& population = context_.population;
  const scenario::Origin& spec = context_.scenario.origins[origin.index()];
  const auto* plan = planned(spec);
  const Deal deal = plan == nullptr ? Deal() : Deal(*plan);
  std::size_t interval = 0;
  std::int64_t led = 0;
  for (const demand::Resident& resident : context_.generator.populate(origin, population)) {
    if (const std::size_t present = deal.interval(state.persons); present != interval) {
      interval = present;
      led = state.persons;  // who found no seat is among the persons of the interval before
    }
    if (resident.travel == demand::Resident::Travel::leads) {
      state.leaders.push_back({0, resident.party, persons_led(resident.party), led});
      led += state.leaders.back().persons;
    } else if (resident.travel == demand::Resident::Travel::has_no_seat) {
      state.without_seat.push_back(resident.party);
    }
    state.persons += population.party(resident.party).who.persons;
  }
  set_thresholds(state, spec);
  put_in_order(state);
  for (const Leader& leader : state.leaders) {
    for_each_led(leader.party, [this](PartyId p) { state_existence(p); });
    state_vehicle(leader.party);
  }
  for (const PartyId party : state.without_seat) {
    state_existence(party);
  }
}

void Departures::put_in_order(OriginState& state) {
  std::vector<PartyId> order;
  for (const Leader& leader : state.leaders) {
    for_each_led(leader.party, [&order](PartyId p) { order.push_back(p); });
  }
  order.insert(order.end(), state.without_seat.begin(), state.without_seat.end());
  if (order.empty()) {
    return;
  }
  std::size_t next = std::min_element(order.begin(), order.end())->index();
  const auto take_next = [&](PartyId& party, std::size_t parties) {
    party = PartyId(next);
    next += parties;
  };
  for (Leader& leader : state.leaders) {
    const auto vehicle = context_.population.party(leader.party).vehicle;
    take_next(leader.party, vehicle ? context_.population.vehicle(*vehicle).parties : 1);
  }
  for (PartyId& party : state.without_seat) {
    take_next(party, 1);
  }
  context_.population.reorder(order);
}

void Departures::put_first_who_left(OriginState& state) {
  const auto by_place = [](const Leader& a, const Leader& b) { return a.persons_before < b.persons_before; };
  const std::span left = std::span(state.leaders).first(state.next);
  const std::span waiting = std::span(state.leaders).subspan(state.next);
  std::sort(left.begin(), left.end(), by_place);
  std::sort(waiting.begin(), waiting.end(), by_place);
  std::int64_t overtaken_by = 0;
  auto last = left.rbegin();
  for (std::size_t i = waiting.size(); i-- > 0;) {
    for (; last != left.rend() && last->persons_before > waiting[i].persons_before; ++last) {
      overtaken_by += last->persons;
    }
    waiting[i].persons_before += overtaken_by;
  }
  for (Leader& leader : left) {
    leader.persons_before = -1;
  }
}

double Departures::draw(PartyId leader) const {
  return decisions_.draws(context_.entity(leader)).uniform();
}

void Departures::set_thresholds(OriginState& state, const scenario::Origin& now) {
  const std::span waiting = std::span(state.leaders).subspan(state.next);
  if (const auto* plan = planned(now)) {
    const Deal deal(*plan);
    for (Leader& leader : waiting) {
      leader.threshold = deal.threshold(leader.persons_before, draw(leader.party));
    }
  } else {
    const bool one_after_the_other = std::holds_alternative<scenario::PoissonDeparture>(now.departure);
    double sum = 0;
    for (Leader& leader : waiting) {
      leader.threshold = random::exponential_threshold(draw(leader.party)) + sum;
      sum = one_after_the_other ? leader.threshold : 0;
    }
  }
  std::stable_sort(waiting.begin(), waiting.end(),
                   [](const Leader& a, const Leader& b) { return a.threshold < b.threshold; });
}

/// The next party of an unlimited origin; it appears when it departs.
void Departures::draw_next(OriginId origin) {
  OriginState& state = origins_[origin.index()];
  const auto entity = context_.generator.entity(origin, state.next_ordinal);
  const double before = state.leaders.empty() ? 0 : state.leaders.front().threshold;
  state.leaders = {{before + random::exponential_threshold(decisions_.draws(entity).uniform()), PartyId(), 0, 0}};
  state.next = 0;
}

void Departures::change(OriginId origin, const scenario::Origin& now) {
  OriginState& state = origins_[origin.index()];
  state.clock.change(now, context_.now());
  if (planned(now) != nullptr) {
    put_first_who_left(state);  // a plan says how many are gone in all
    set_thresholds(state, now);
  }
  plan(origin);
  state.call_up = now.call_up;
  plan_call_up(origin);
}

void Departures::plan(OriginId origin) {
  OriginState& state = origins_[origin.index()];
  ++state.epoch;
  if (state.next == state.leaders.size()) {
    return;
  }
  const SimTime at = state.clock.time_of(state.leaders[state.next].threshold);
  if (at != never) {
    context_.scheduler.at(std::max(at, context_.now()), kind::departure,
                          {self_, departure_handler, origin.index(), state.epoch});
  }
}

std::uint16_t Departures::persons_led(PartyId leader) const {
  const demand::Party& party = context_.population.party(leader);
  return party.vehicle ? context_.population.vehicle(*party.vehicle).aboard.persons : party.who.persons;
}

void Departures::prepare(const kernel::Event& event) {
  const OriginState& state = origins_[event.action.subject];
  if (event.action.handler == departure_handler && !state.unlimited && state.next < state.leaders.size()) {
    const PartyId leader = state.leaders[state.next].party;
    const auto vehicle = context_.population.party(leader).vehicle;
    context_.observer.expect(leader);
    if (vehicle) {
      __builtin_prefetch(&context_.population.vehicle(*vehicle));
      context_.observer.expect(*vehicle);
    }
  }
}

void Departures::handle(const kernel::Event& event) {
  const OriginId origin(event.action.subject);
  OriginState& state = origins_[origin.index()];
  if (event.action.handler == call_handler) {
    call_up(origin);
    return;
  }
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
    want_to_leave(origin, leader.party);
  } else {
    state.without_seat.push_back(leader.party);
  }
}

}  // namespace corridor::processes
