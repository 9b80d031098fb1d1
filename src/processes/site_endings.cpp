// Journeys that end at a stage with a counted outcome: who is detained or sent back there, each person or all of a
// unit.
#include <vector>

#include <fmt/format.h>

#include "corridor/processes/site.hpp"
#include "corridor/processes/some_person.hpp"

namespace corridor::processes {

/// The ending of the stage's transition number `way` meets the unit, which has finished there; false if nobody of it
/// is left. Each person draws by itself, as of its party.
bool Sites::meet_ending(UnitId id, std::uint32_t way) {
  const scenario::Stage& spec = stage(resident(id).stage).spec();
  const scenario::Transition& transition = spec.next[way];
  const scenario::Ending ending = *transition.ending;
  const random::Decisions decisions(context_.seed, context_.replication, random::Purpose::person_at_stage,
                                    fmt::format("{}/{}", spec.place, way));
  std::vector<PartyId> parties;
  for_each_party(resident(id).unit, [&](PartyId p) { parties.push_back(p); });
  for (const PartyId p : parties) {
    const Composition& all = context_.population.party(p).who;
    const Composition who = ending.of ? some_persons(all, decisions.draws(context_.entity(p), resident(id).visit),
                                                     *ending.of, transition.share)
                                      : all;
    if (who.persons > 0) {
      end_journeys(id, p, {ending.outcome, who});
    }
  }
  return resident(id).where == Where::finished;
}

void Sites::end_journeys(UnitId id, PartyId party, const Met& met) {
  demand::Population& population = context_.population;
  const record::Unit unit = resident(id).unit;
  const bool is_vehicle = unit.kind == record::Unit::Kind::vehicle;
  const VehicleId vehicle(unit.index);
  population.lose(party, is_vehicle ? std::optional(vehicle) : std::nullopt, met.who);
  const record::Unit left = is_vehicle ? unit_of(vehicle) : unit_of(party);
  context_.observer.on(record::OutcomeCounted{context_.now(), party, resident(id).site, met.outcome, met.who,
                                              population.party(party).who.persons, left,
                                              record::OutcomeCounted::From::stage});
  const bool is_bus = bus_of(unit) != nullptr;
  lose_persons(id);
  if (is_vehicle && left.persons == 0 && !is_bus) {
    population.remove(vehicle);
  }
}

}  // namespace corridor::processes
