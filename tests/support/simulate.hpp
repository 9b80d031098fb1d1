// Runs a scenario in memory with a strict ledger beside the test's own observers. Measures nothing.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "corridor/record/ledger.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"
#include "corridor/simulation/simulation.hpp"

namespace corridor::test {

/// Every law is checked at every fact, whatever the build.
inline simulation::RunInfo simulate(const scenario::Scenario& scenario,
                                    std::initializer_list<record::Observer*> observers,
                                    simulation::Replication replication = {}) {
  record::Ledger ledger(scenario.origins.size(), true);
  record::Observers all;
  all.add(ledger);
  for (record::Observer* observer : observers) {
    all.add(*observer);
  }
  const simulation::Model model(scenario);
  const auto info = simulation::run(model, replication, all);
  ledger.close();
  return info;
}

}  // namespace corridor::test
