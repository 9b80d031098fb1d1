// The processes that `mpirun` (or Slurm's `srun`) has started as one program: rank 0 hands tasks to the others and
// takes what they come to. Without MPI, or started alone, there is one rank, and nothing here has any effect.
#pragma once

#include "corridor/ensemble/tasks.hpp"

namespace corridor::ensemble {

/// While it lives, do_tasks of rank 0 has the others do the tasks. One for each process, in `main`.
class Ranks {
 public:
  /// Starts MPI if this process was started as one of several.
  Ranks();
  /// Rank 0 dismisses the others; another one waits for that, answering that it cannot do tasks if it has not `serve`d.
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  /// How many there are, at least 1.
  [[nodiscard]] static int count();
  /// Whether this is one that does the tasks of rank 0, and writes and says nothing by itself.
  [[nodiscard]] static bool is_helper();
};

/// Does the tasks of rank 0 until it dismisses this process. @pre is_helper()
void serve(const Work& work);

}  // namespace corridor::ensemble
