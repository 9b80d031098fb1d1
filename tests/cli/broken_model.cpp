// Stands in for the simulation: nobody moves, and what happens to a replication depends on the seed. With seed 4
// replication 1 breaks a law of the model; with seed 6 replication 2 takes all the memory there is.
#include <memory>
#include <optional>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/simulation/simulation.hpp"

namespace corridor::simulation {

RunInfo run(const Model& model, Replication replication, record::Observer& observer, std::optional<Metres> /*cell*/) {
  const scenario::Scenario& scenario = model.scenario;
  for (SimTime t{}; t <= scenario.end; t += scenario.sample) {
    observer.on(record::SampleTaken{t});
  }
  if (replication.seed == 4 && replication.index == 1) {
    throw InvariantBroken("people are not conserved");
  }
  std::vector<std::unique_ptr<std::vector<char>>> blocks;
  while (replication.seed == 6 && replication.index == 2) {
    blocks.push_back(std::make_unique<std::vector<char>>(std::size_t{1} << 16U, 'x'));
  }
  return {.events = 1};
}

}  // namespace corridor::simulation
