#include "corridor/demand/generator.hpp"

#include <algorithm>
#include <limits>

#include "corridor/base/contract.hpp"
#include "corridor/base/hash.hpp"
#include "corridor/random/distributions.hpp"

namespace corridor::demand {

namespace {

using random::Purpose;

/// The index drawn among the shares of a list of { ..., share }.
template <class Shares>
std::size_t draw_share(double uniform, const Shares& shares) {
  double below = 0;
  for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
    below += shares[i].share;
    if (uniform < below) {
      return i;
    }
  }
  return shares.size() - 1;
}

double mean_party_size(const scenario::People& people) {
  double weight = 0;
  double persons = 0;
  for (std::size_t i = 0; i < people.party_size_values.size(); ++i) {
    weight += people.party_size_weights[i];
    persons += people.party_size_weights[i] * people.party_size_values[i];
  }
  return persons / weight;
}

}  // namespace

Generator::Generator(const scenario::Scenario& scenario, std::uint64_t seed, std::uint32_t replication)
    : scenario_(scenario),
      party_size_(seed, replication, Purpose::party_size, ""),
      composition_(seed, replication, Purpose::composition, ""),
      vehicle_class_(seed, replication, Purpose::vehicle_class, ""),
      destination_(seed, replication, Purpose::destination, "") {
  for (const scenario::Origin& origin : scenario.origins) {
    origin_hash_.push_back(id32(origin.id));
  }
  const scenario::People& people = scenario.people;
  const double mean = mean_party_size(people);
  chances_.child_unless_first = mean > 1 ? people.children * mean / (mean - 1) : 0;
  chances_.over_60_if_adult = people.over_60 > 0 ? people.over_60 / (1 - people.children) : 0;
  chances_.female = people.female;
  chances_.medical = people.medical;
}

random::Entity Generator::entity(OriginId origin, std::uint32_t ordinal) const {
  return random::Entity{origin_hash_[origin.index()], ordinal};
}

Composition Generator::draw_composition(random::Entity entity, std::uint16_t persons) const {
  Composition who;
  who.persons = persons;
  auto draws = composition_.draws(entity);
  for (std::uint16_t i = 0; i < persons; ++i) {
    const double age = draws.uniform();
    const bool female = draws.uniform() < chances_.female;
    const bool medical = draws.uniform() < chances_.medical;
    const double child_chance = i == 0 ? 0 : chances_.child_unless_first;
    const bool child = age < child_chance;
    const bool old = !child && age < child_chance + (1 - child_chance) * chances_.over_60_if_adult;
    who.children = static_cast<std::uint16_t>(who.children + (child ? 1 : 0));
    who.over_60 = static_cast<std::uint16_t>(who.over_60 + (old ? 1 : 0));
    who.women = static_cast<std::uint16_t>(who.women + (female ? 1 : 0));
    who.men_18_60 = static_cast<std::uint16_t>(who.men_18_60 + (!child && !old && !female ? 1 : 0));
    who.medical = static_cast<std::uint16_t>(who.medical + (medical ? 1 : 0));
  }
  return who;
}

std::optional<VehicleClassId> Generator::draw_vehicle_class(OriginId origin, random::Entity entity) const {
  const auto& shares = scenario_.origins[origin.index()].vehicles;
  if (shares.empty()) {
    return std::nullopt;
  }
  return shares[draw_share(vehicle_class_.draws(entity).uniform(), shares)].vehicle_class;
}

Party Generator::draw_party(OriginId origin, std::uint32_t ordinal, std::int64_t most_persons) const {
  const random::Entity who = entity(origin, ordinal);
  const scenario::People& people = scenario_.people;
  const std::size_t size = random::categorical(party_size_.draws(who).uniform(), people.party_size_weights);
  Party party;
  party.origin = origin;
  party.ordinal = ordinal;
  const auto persons = std::min<std::int64_t>(people.party_size_values[size], most_persons);
  party.who = draw_composition(who, static_cast<std::uint16_t>(persons));
  const auto& destinations = scenario_.origins[origin.index()].destinations;
  if (!destinations.empty()) {
    party.destination = destinations[draw_share(destination_.draws(who).uniform(), destinations)].region;
  }
  return party;
}

Resident Generator::populate_one(OriginId origin, std::uint32_t ordinal, Population& population) const {
  const PartyId party = population.add(draw_party(origin, ordinal, std::numeric_limits<std::int64_t>::max()));
  if (scenario_.origins[origin.index()].vehicles.empty()) {
    return {party, Resident::Travel::leads};
  }
  if (const auto vehicle_class = draw_vehicle_class(origin, entity(origin, ordinal))) {
    population.add_vehicle(*vehicle_class, party);
    return {party, Resident::Travel::leads};
  }
  return {party, without_seat(origin)};
}

Resident::Travel Generator::without_seat(OriginId origin) const {
  const bool stays = std::holds_alternative<scenario::Stays>(scenario_.origins[origin.index()].without_vehicle);
  return stays ? Resident::Travel::has_no_seat : Resident::Travel::leads;
}

std::vector<Resident> Generator::populate(OriginId origin, Population& population) const {
  const scenario::Origin& spec = scenario_.origins[origin.index()];
  expects(spec.population.has_value(), "an unlimited population cannot be drawn in advance");
  std::vector<Resident> residents;
  std::int64_t missing = spec.population->value();
  if (const auto* plan = std::get_if<scenario::PlannedDeparture>(&spec.departure)) {
    for (const scenario::DepartureInterval& interval : plan->intervals) {
      add_residents(origin, interval.persons, residents, population);
      missing -= interval.persons;
    }
  }
  expects(missing >= 0, "no more persons leave than there are");
  add_residents(origin, missing, residents, population);
  return residents;
}

void Generator::add_residents(OriginId origin, std::int64_t persons, std::vector<Resident>& residents,
                              Population& population) const {
  const scenario::Origin& spec = scenario_.origins[origin.index()];
  const std::size_t first = residents.size();
  for (std::int64_t missing = persons; missing > 0;) {
    const auto ordinal = static_cast<std::uint32_t>(residents.size());
    const PartyId party = population.add(draw_party(origin, ordinal, missing));
    missing -= population.party(party).who.persons;
    Resident resident{party, Resident::Travel::leads};
    if (!spec.vehicles.empty()) {
      if (const auto vehicle_class = draw_vehicle_class(origin, entity(origin, ordinal))) {
        population.add_vehicle(*vehicle_class, party);
      } else {
        resident.travel = Resident::Travel::has_no_seat;
      }
    }
    residents.push_back(resident);
  }
  if (!spec.vehicles.empty()) {
    pool(std::span(residents).subspan(first), population);
  }
  for (Resident& resident : std::span(residents).subspan(first)) {
    if (resident.travel == Resident::Travel::has_no_seat) {
      resident.travel = without_seat(origin);
    }
  }
}

void Generator::pool(std::span<Resident> residents, Population& population) const {
  const auto spare = [&](const Resident& driver) {
    const Vehicle& vehicle = population.vehicle(*population.party(driver.party).vehicle);
    return scenario_.places_of(vehicle.vehicle_class) - vehicle.aboard.persons;
  };
  std::vector<Resident> drivers;
  std::copy_if(residents.begin(), residents.end(), std::back_inserter(drivers),
               [](const Resident& r) { return r.travel == Resident::Travel::leads; });
  // Spare seats only become fewer, so the first driver with room for n persons never moves back.
  std::vector<std::size_t> first_with_room;
  for (Resident& resident : residents) {
    if (resident.travel != Resident::Travel::has_no_seat) {
      continue;
    }
    const std::size_t persons = population.party(resident.party).who.persons;
    first_with_room.resize(std::max(first_with_room.size(), persons + 1), 0);
    std::size_t& driver = first_with_room[persons];
    while (driver < drivers.size() && spare(drivers[driver]) < static_cast<int>(persons)) {
      ++driver;
    }
    if (driver < drivers.size()) {
      population.board(resident.party, *population.party(drivers[driver].party).vehicle);
      resident.travel = Resident::Travel::is_aboard;
    }
  }
}

}  // namespace corridor::demand
