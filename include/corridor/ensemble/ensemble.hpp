// Replications by several threads, handed over one by one in the order of their indices. Stores nothing, prints
// nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "corridor/base/time.hpp"
#include "corridor/base/units.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/simulation/simulation.hpp"
#include "corridor/statistics/run_result.hpp"

namespace corridor::ensemble {

/// Which replications, and how many at once. What they come to does not depend on `threads`.
struct Plan {
  std::uint64_t seed = 1;
  std::uint32_t first = 0;  ///< index of the first
  std::uint32_t replications = 1;
  unsigned threads = 1;
};

/// As many threads as this process may use at once, at least 1.
[[nodiscard]] unsigned available_threads();

struct Finished {
  statistics::RunResult result;
  std::uint64_t events = 0;
};
/// A fault of the program: the others go on.
struct Failed {
  std::string reason;
};
/// Begun, and not finished.
enum class Unfinished : std::uint8_t { given_up, out_of_memory };

struct Outcome {
  std::uint32_t index = 0;
  std::variant<Finished, Failed, Unfinished> what;
};

/// What a run is asked while it goes on, from several threads at once.
struct Hooks {
  std::function<record::Observer*(std::uint32_t)> observer_for = {};  ///< who else hears a replication; null: nobody
  std::function<std::optional<Metres>(std::uint32_t)> cell_for = {};  ///< as simulation::run takes it
  std::function<void(const record::SampleTaken&)> on_sample = {};     ///< of the replication under way; one thread only
  std::function<bool()> is_to_end = {};                               ///< no other replication is to be begun
  std::function<bool()> is_to_give_up = {};                           ///< nor is one under way to be finished
};

/// Takes the next outcome. Whether another is wanted.
using Take = std::function<bool(Outcome&&)>;

/// Gives each outcome to `take`, in order of indices, one at a time, until all are done or `take` says false; what was
/// begun beyond is dropped. At most twice as many replications as threads are begun and not yet taken, so memory does
/// not grow with their number. Where there is no memory for several at once they go on one at a time, so that no limit
/// depends on `threads`. Throws IoError of an observer, and what `take` throws.
void run(const simulation::Model& model, const Plan& plan, const Hooks& hooks, const Take& take);

}  // namespace corridor::ensemble
