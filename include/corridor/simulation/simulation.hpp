// One replication: the only place that wires network, demand and processes together. Measures nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "corridor/base/units.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/processes/time_sampler.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::simulation {

/// A scenario with what is computed once for all replications. Read-only: several runs may share it at once.
struct Model {
  /// @pre scenario outlives it
  explicit Model(const scenario::Scenario& of) : scenario(of), network(of), times(of) {}

  const scenario::Scenario& scenario;
  network::RoadNetwork network;
  processes::TimeSampler times;
};

/// Which draws a run uses. The same seed and index give the same facts, whatever ran before or beside.
struct Replication {
  std::uint64_t seed = 1;
  std::uint32_t index = 0;
};

struct RunInfo {
  std::uint64_t events = 0;
};

/// Runs the scenario from start to end, telling the observer every fact. The result depends on the arguments only.
/// @param cell if given, each link is also stated in parts of this length at every sample (CellObserved); all other
/// facts are the same with and without
/// Throws ContractViolation or InvariantBroken on a bug.
RunInfo run(const Model& model, Replication replication, record::Observer& observer, std::optional<Metres> cell = {});

}  // namespace corridor::simulation
