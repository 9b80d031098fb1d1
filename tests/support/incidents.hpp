// Incidents for scenarios in memory, and what came of them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "corridor/scenario/scenario.hpp"

#include "support/fact_log.hpp"

namespace corridor::test {

/// All persons at one instant.
inline scenario::Incident an_incident(const std::string& id, SimTime at, std::vector<Whereat> where,
                                      std::int64_t persons, Outcome outcome = Outcome::died) {
  scenario::Incident incident;
  incident.id = id;
  incident.from = at;
  incident.to = at;
  incident.where = std::move(where);
  incident.outcome = outcome;
  incident.persons = persons;
  return incident;
}

/// So many persons leave at each of these instants.
inline scenario::PlannedDeparture a_plan(const std::vector<std::pair<SimTime, std::int64_t>>& departures) {
  scenario::PlannedDeparture plan;
  for (const auto& [at, persons] : departures) {
    plan.intervals.push_back({at - Duration(1), at, persons});
  }
  return plan;
}

/// `facts`: a FactLog, or whatever gives the facts of a type likewise.
template <class Facts>
std::int64_t persons_met(const Facts& facts) {
  std::int64_t persons = 0;
  for (const auto& f : facts.template of<record::OutcomeCounted>()) {
    persons += f.who.persons;
  }
  return persons;
}
template <class Facts>
std::int64_t persons_ended(const Facts& facts) {
  std::int64_t persons = 0;
  for (const auto& f : facts.template of<record::OutcomeCounted>()) {
    persons += ends_journey(f.outcome) ? f.who.persons : 0;
  }
  return persons;
}
template <class Facts>
std::int64_t persons_unmet(const Facts& facts) {
  std::int64_t persons = 0;
  for (const auto& f : facts.template of<record::OutcomeUnmet>()) {
    persons += f.persons;
  }
  return persons;
}
template <class Facts>
std::int64_t persons_who_left(const Facts& facts) {
  std::int64_t persons = 0;
  for (const auto& f : facts.template of<record::PartyLeft>()) {
    persons += f.persons;
  }
  return persons;
}

}  // namespace corridor::test
