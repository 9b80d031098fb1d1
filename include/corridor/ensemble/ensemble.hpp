// Replications by several threads, handed over one by one in the order of their indices. Stores nothing, prints
// nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "corridor/base/units.hpp"
#include "corridor/ensemble/outcome.hpp"
#include "corridor/ensemble/tasks.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/simulation/simulation.hpp"

namespace corridor::ensemble {

/// Which replications, and how many at once. What they come to does not depend on `threads`.
struct Plan {
  std::uint64_t seed = 1;
  std::uint32_t first = 0;  ///< index of the first
  std::uint32_t replications = 1;
  unsigned threads = 1;
  std::uint32_t stride = 1;  ///< from one index to the next
  std::uint32_t model = 0;   ///< number of the model among those that other ranks know
};

/// What a run is asked while it goes on, from several threads at once.
struct Hooks {
  std::function<record::Observer*(std::uint32_t)> observer_for = {};  ///< who else hears a replication; null: nobody
  std::function<std::optional<Metres>(std::uint32_t)> cell_for = {};  ///< as simulation::run takes it
  std::function<void(const record::SampleTaken&)> on_sample = {};     ///< of the replication under way; one thread only
  std::function<bool()> is_to_end = {};                               ///< no other replication is to be begun
  std::function<bool()> is_to_give_up = {};                           ///< nor is one under way to be finished
  /// Runs what it is given where no limit of memory holds, to bring home what is finished.
  std::function<void(const std::function<void()>&)> without_limit = {};
  /// The bytes of the outcome of a replication that has been simulated before: it is not simulated again.
  std::function<std::optional<std::string>(std::uint32_t)> stored = {};
  /// Whether this very process is to simulate the replication: somebody else hears it.
  std::function<bool(std::uint32_t)> is_local = {};
  /// Hears of the bytes of an outcome that counts as soon as there are any, in any order.
  std::function<void(std::uint32_t, const std::string&)> finished = {};
};

/// One replication. Throws IoError of an observer.
[[nodiscard]] Outcome simulate(const simulation::Model& model, simulation::Replication replication, const Hooks& hooks);

/// Takes the next outcome. Whether another is wanted.
using Take = std::function<bool(Outcome&&)>;

/// The model of the replication with this index. Called by several threads at once, as often as it is simulated; what
/// it throws, but for IoError and lack of memory, is how the replication fails.
using ModelOf = std::function<std::shared_ptr<const simulation::Model>(std::uint32_t)>;

/// Gives each outcome to `take`, in order of indices, one at a time, until all are done or `take` says false; what was
/// begun beyond is dropped. At most twice as many replications as threads are begun and not yet taken, so memory does
/// not grow with their number. Where there is no memory for several at once they go on one at a time, so that no limit
/// depends on `threads`. Throws IoError of an observer, and what `take` throws.
void run(const ModelOf& model_of, const Plan& plan, const Hooks& hooks, const Take& take);
/// The same model for all of them.
void run(const simulation::Model& model, const Plan& plan, const Hooks& hooks, const Take& take);

/// Simulates what `run` of rank 0 wants, of any of these models, until there is no more. @pre Ranks::is_helper()
void assist(std::span<const ModelOf> models, std::uint64_t seed, const Hooks& hooks);

}  // namespace corridor::ensemble
