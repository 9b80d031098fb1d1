#include "corridor/processes/incident.hpp"

#include <algorithm>
#include <bit>
#include <utility>
#include <variant>

#include "corridor/processes/event_kinds.hpp"
#include "corridor/processes/some_person.hpp"

namespace corridor::processes {

namespace {

/// The number of the person at this uniform number in a row of so many. @pre 0 < persons
std::int64_t ordinal(double uniform, std::int64_t persons) {
  return std::min(static_cast<std::int64_t>(uniform * static_cast<double>(persons)), persons - 1);
}

/// Draws persons, without putting them back, from parties. Where it matters for the party that somebody of it goes on
/// the draw is among the persons of parties of two or more, as long as there are such; else among all. Each draw takes
/// log(parties): a Fenwick tree of the numbers that can be drawn.
/// Source: Fenwick 1994, Software: Practice and Experience 24(3), 327-336.
class Lottery {
 public:
  Lottery(std::vector<std::int64_t> persons, bool spares_the_last)
      : persons_(std::move(persons)), spares_the_last_(spares_the_last) {
    fill();
  }

  /// The party of the person at this uniform number, who cannot be drawn again; nothing if nobody is left.
  std::optional<std::size_t> draw(double uniform) {
    if (total_ == 0 && spares_the_last_) {
      spares_the_last_ = false;
      fill();
    }
    if (total_ == 0) {
      return std::nullopt;
    }
    const std::size_t party = find(ordinal(uniform, total_));
    const std::int64_t before = chances(party);
    --persons_[party];
    change(party, chances(party) - before);
    return party;
  }

 private:
  [[nodiscard]] std::int64_t chances(std::size_t party) const {
    return spares_the_last_ && persons_[party] == 1 ? 0 : persons_[party];
  }
  void fill() {
    tree_.assign(persons_.size() + 1, 0);
    total_ = 0;
    for (std::size_t i = 0; i < persons_.size(); ++i) {
      change(i, chances(i));
    }
  }
  void change(std::size_t party, std::int64_t by) {
    total_ += by;
    for (std::size_t i = party + 1; i < tree_.size(); i += i & (~i + 1)) {
      tree_[i] += by;
    }
  }
  /// The party of number `below` in the row of all who can be drawn.
  [[nodiscard]] std::size_t find(std::int64_t below) const {
    std::size_t party = 0;
    for (std::size_t step = std::bit_floor(tree_.size()); step > 0; step /= 2) {
      if (party + step < tree_.size() && tree_[party + step] <= below) {
        party += step;
        below -= tree_[party];
      }
    }
    return party;
  }

  std::vector<std::int64_t> persons_;  ///< of each party, not drawn yet
  bool spares_the_last_;
  std::vector<std::int64_t> tree_;
  std::int64_t total_ = 0;
};

/// At a number of microseconds from the first to the last instant, both included, uniform.
SimTime instant_at(const scenario::Incident& incident, double uniform) {
  const auto ticks = static_cast<double>((incident.to - incident.from).count() + 1);
  return std::min(incident.from + Duration(static_cast<std::int64_t>(uniform * ticks)), incident.to);
}

}  // namespace

Incidents::Incidents(const Context& context, const Places& places)
    : context_(context), places_(places), self_(context.scheduler.add(*this)) {
  for (const scenario::Incident& incident : context.scenario.incidents) {
    const auto decisions = [&](random::Purpose purpose) {
      return random::Decisions(context.seed, context.replication, purpose, incident.id);
    };
    draws_.push_back({decisions(random::Purpose::incident_instant), decisions(random::Purpose::incident_person)});
  }
}

/// The event's handler is 0 for all persons at once, or 1 for one of them, whose number is the epoch.
void Incidents::start() {
  for (std::size_t i = 0; i < draws_.size(); ++i) {
    const scenario::Incident& incident = context_.scenario.incidents[i];
    const auto subject = static_cast<std::uint32_t>(i);
    if (incident.from == incident.to) {
      context_.scheduler.at(incident.from, kind::incident, {self_, 0, subject, 0});
      continue;
    }
    for (std::uint32_t person = 0; person < incident.persons; ++person) {
      const double uniform = draws_[i].instants.draws({0, person}).uniform();
      context_.scheduler.at(instant_at(incident, uniform), kind::incident, {self_, 1, subject, person});
    }
  }
}

void Incidents::handle(const kernel::Event& event) {
  const scenario::Incident& incident = context_.scenario.incidents[event.action.subject];
  const std::int64_t persons = event.action.handler == 0 ? incident.persons : 1;
  befall(incident, draws_[event.action.subject], event.action.epoch, persons);
}

void Incidents::befall(const scenario::Incident& incident, const Draws& draws, std::uint32_t first,
                       std::int64_t persons) {
  const std::int64_t met = persons == 1 ? befall_one(incident, draws.persons.draws({0, first}))
                                        : befall_several(incident, draws, first, persons);
  if (met < persons) {
    const auto place = incident.where.size() == 1 ? std::optional(incident.where.front()) : std::nullopt;
    context_.observer.on(record::OutcomeUnmet{context_.now(), place, incident.outcome, persons - met});
  }
  places_.sites.resume();
}

std::int64_t Incidents::befall_several(const scenario::Incident& incident, const Draws& draws, std::uint32_t first,
                                       std::int64_t persons) {
  Everybody everybody = who_is_at(incident);
  std::vector<std::int64_t> counts;
  counts.reserve(everybody.size());
  for (const Present& present : everybody) {
    counts.push_back(present.others.persons);
  }
  Lottery lottery(std::move(counts), ends_journey(incident.outcome));
  std::int64_t met = 0;
  for (; met < persons; ++met) {
    auto person = draws.persons.draws({0, first + static_cast<std::uint32_t>(met)});
    const auto party = lottery.draw(person.uniform());
    if (!party) {
      break;
    }
    strike(incident.outcome, everybody[*party], person);
  }
  return met;
}

std::int64_t Incidents::befall_one(const scenario::Incident& incident, random::Draws person) {
  auto present = one_at(incident, person.uniform());
  if (!present) {
    return 0;
  }
  strike(incident.outcome, *present, person);
  return 1;
}

void Incidents::strike(Outcome outcome, Present& present, random::Draws person) {
  const Composition who = some_person(present.others, person);
  present.others -= who;
  meet(outcome, present, who);
}

record::Unit Incidents::unit_of(const Present& present) const {
  if (present.vehicle) {
    return {record::Unit::Kind::vehicle, present.vehicle->index(),
            context_.population.vehicle(*present.vehicle).aboard.persons};
  }
  return {record::Unit::Kind::party, present.party.index(), context_.population.party(present.party).who.persons};
}

void Incidents::meet(Outcome outcome, Present& present, const Composition& who) {
  demand::Population& population = context_.population;
  if (ends_journey(outcome)) {
    population.lose(present.party, present.vehicle, who);
  } else {
    population.need_care(present.party, present.vehicle, static_cast<std::uint16_t>(who.persons - who.medical));
  }
  const std::uint16_t remaining = population.party(present.party).who.persons;
  context_.observer.on(record::OutcomeCounted{context_.now(), present.party, present.place, outcome, who, remaining,
                                              unit_of(present), from(present)});
  if (ends_journey(outcome)) {
    lose(present, remaining, who);
  }
}

record::OutcomeCounted::From Incidents::from(const Present& present) const {
  using From = record::OutcomeCounted::From;
  if (std::holds_alternative<LinkId>(present.place)) {
    return From::link;
  }
  if (present.resident) {
    return places_.sites.is_in_stage(*present.resident) ? From::stage : From::door;
  }
  return present.source ? From::door : From::origin;
}

/// Tells those who have the party that it has fewer persons.
void Incidents::lose(const Present& present, std::uint16_t remaining, const Composition& who) {
  demand::Population& population = context_.population;
  const demand::Vehicle* vehicle = present.vehicle ? &population.vehicle(*present.vehicle) : nullptr;
  const bool is_vehicle_empty = vehicle != nullptr && vehicle->aboard.persons == 0;
  const auto emptied = vehicle != nullptr && vehicle->bus ? Emptied::drives_on : Emptied::is_taken_off;
  if (const auto* link = std::get_if<LinkId>(&present.place)) {
    if (vehicle != nullptr) {
      places_.road.lose_persons(*link, *present.vehicle, who.persons, emptied);  // there until the link's end
    } else if (remaining == 0) {
      places_.walkers.drop(present.party);
    }
    return;
  }
  if (present.source) {
    places_.road.lose_persons(*present.source, *present.vehicle, who.persons, emptied);
  }
  if (present.resident) {
    places_.sites.lose_persons(*present.resident);
  }
  if (!present.source && !present.resident) {
    const bool has_next = present.vehicle && !is_vehicle_empty;
    const auto driver = has_next ? std::optional(vehicle->driver) : std::nullopt;
    places_.departures.lose(std::get<OriginId>(present.place), {present.party, who.persons, remaining == 0, driver});
  }
  if (is_vehicle_empty && emptied == Emptied::is_taken_off) {
    population.remove(*present.vehicle);
  }
}

// --- who is where ---------------------------------------------------------------------------------------------------

/// Calls `visit(Present)` for each party in the vehicle.
template <class Visit>
void Incidents::for_each_aboard(const Present& vehicle, Visit visit) const {
  if (context_.population.vehicle(*vehicle.vehicle).aboard.persons == 0) {
    return;  // taken to the link's end with nobody in it
  }
  context_.population.for_each_aboard(*vehicle.vehicle, [&](PartyId p) {
    Present present = vehicle;
    present.party = p;
    present.others = context_.population.party(p).who;
    visit(present);
  });
}

/// Calls `visit` with each party, or vehicle with all aboard, that is at the incident's places.
template <class Visit>
void Incidents::for_each_group(const scenario::Incident& incident, Visit visit) const {
  for (const Whereat& where : incident.where) {
    std::visit([&](auto place) { for_each_group(place, visit); }, where);
  }
}

Incidents::Present Incidents::party_at(PartyId party, Whereat place) const {
  return {.party = party, .place = place, .others = context_.population.party(party).who};
}

/// Those who have not departed, and those who wait to enter the road.
template <class Visit>
void Incidents::for_each_group(OriginId origin, Visit visit) const {
  places_.departures.for_each_present(origin, [&](PartyId p) {
    Present present = party_at(p, origin);
    present.vehicle = context_.population.party(p).vehicle;
    visit(Party{present});
  });
  for (const SourceId source : places_.journeys.sources(origin)) {
    places_.road.for_each_waiting(source, [&](VehicleId v) {
      visit(WholeVehicle{{.party = {}, .place = origin, .vehicle = v, .source = source}});
    });
  }
}

template <class Visit>
void Incidents::for_each_group(LinkId link, Visit visit) const {
  places_.road.for_each_on(link, [&](VehicleId v) { visit(WholeVehicle{{.party = {}, .place = link, .vehicle = v}}); });
  places_.walkers.for_each_on(link, [&](PartyId p) { visit(Party{party_at(p, link)}); });
}

template <class Visit>
void Incidents::for_each_group(SiteId site, Visit visit) const {
  for (const SourceId source : places_.journeys.sources_of_parked(site)) {
    places_.road.for_each_waiting(source, [&](VehicleId v) {
      visit(WholeVehicle{{.party = {}, .place = site, .vehicle = v, .source = source}});
    });
  }
  std::vector<std::pair<VehicleId, SourceId>> back_to_road;
  for (const SourceId source : places_.journeys.sources(site)) {
    places_.road.for_each_waiting(source, [&](VehicleId v) { back_to_road.emplace_back(v, source); });
  }
  places_.sites.for_each_at(site, [&](UnitId id, const record::Unit& unit) {
    if (unit.kind == record::Unit::Kind::party) {
      Present present = party_at(PartyId(unit.index), site);
      present.resident = id;
      visit(Party{present});
      return;
    }
    Present vehicle{.party = {}, .place = site, .vehicle = VehicleId(unit.index), .resident = id};
    const auto waits = std::find_if(back_to_road.begin(), back_to_road.end(),
                                    [&](const auto& v) { return v.first == *vehicle.vehicle; });
    if (waits != back_to_road.end()) {
      vehicle.source = waits->second;
    }
    visit(WholeVehicle{vehicle});
  });
}

Incidents::Everybody Incidents::who_is_at(const scenario::Incident& incident) const {
  Everybody everybody;
  const auto add = [&everybody](const Present& present) { everybody.push_back(present); };
  for_each_group(incident, [&](const auto& group) { for_each_party(group, add); });
  return everybody;
}

std::int64_t Incidents::chances(const Party& party, bool spares_the_last) const {
  const std::int64_t persons = party.present.others.persons;
  return spares_the_last && persons == 1 ? 0 : persons;
}

std::int64_t Incidents::chances(const WholeVehicle& vehicle, bool spares_the_last) const {
  const demand::Population& population = context_.population;
  const VehicleId id = *vehicle.present.vehicle;
  return spares_the_last ? population.not_alone(id) : population.vehicle(id).aboard.persons;
}

/// Looks at every vehicle, but only at the parties of one.
std::optional<Incidents::Present> Incidents::one_at(const scenario::Incident& incident, double uniform) const {
  bool spares_the_last = ends_journey(incident.outcome);
  const auto sum = [&] {
    std::int64_t total = 0;
    for_each_group(incident, [&](const auto& group) { total += chances(group, spares_the_last); });
    return total;
  };
  std::int64_t total = sum();
  if (total == 0 && spares_the_last) {
    spares_the_last = false;
    total = sum();
  }
  if (total == 0) {
    return std::nullopt;
  }
  std::int64_t below = ordinal(uniform, total);
  std::optional<Present> found;
  const auto is_among = [&](std::int64_t here) {
    const bool is_here = !found && below < here;
    below -= is_here ? 0 : here;
    return is_here;
  };
  for_each_group(incident, [&](const auto& group) {
    if (is_among(chances(group, spares_the_last))) {
      for_each_party(group, [&](const Present& present) {
        if (is_among(chances(Party{present}, spares_the_last))) {
          found = present;
        }
      });
    }
  });
  return found;
}

}  // namespace corridor::processes
