// The tasks of do_tasks, done by the other ranks.
#pragma once

#include "corridor/ensemble/tasks.hpp"

namespace corridor::ensemble {

/// @pre Ranks::count() > 1, on rank 0
void do_tasks_on_ranks(const Flow& flow, const Work& work);

/// The outcome of a task: as stored, or done here.
[[nodiscard]] std::optional<std::string> outcome_of(const Task& task, const Flow& flow, const Work& work);

}  // namespace corridor::ensemble
