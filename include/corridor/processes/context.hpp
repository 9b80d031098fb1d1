// What every process of one replication shares. Owns nothing.
#pragma once

#include <cstdint>

#include "corridor/base/hash.hpp"
#include "corridor/demand/generator.hpp"
#include "corridor/demand/party.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/time_sampler.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

struct Context {
  const scenario::Scenario& scenario;
  const TimeSampler& times;
  const demand::Generator& generator;
  demand::Population& population;
  kernel::Scheduler& scheduler;
  record::Observer& observer;
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;

  [[nodiscard]] SimTime now() const { return scheduler.now(); }
  [[nodiscard]] random::Entity entity(PartyId party) const {
    const demand::Party& p = population.party(party);
    return generator.entity(p.origin, p.ordinal);
  }
  /// A vehicle draws as its driver's party, a bus as itself.
  [[nodiscard]] random::Entity entity(VehicleId vehicle) const {
    const demand::Vehicle& v = population.vehicle(vehicle);
    return v.bus ? random::Entity{id32(scenario.stages[v.bus->stop.index()].place), v.bus->ordinal} : entity(v.driver);
  }
  /// Is it night, as the scenario's calendar has it?
  [[nodiscard]] bool is_night(SimTime t) const { return scenario.night.contains(scenario.calendar.time_of_day(t)); }
};

}  // namespace corridor::processes
