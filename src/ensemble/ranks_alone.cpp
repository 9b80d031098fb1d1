// Without MPI there is one rank.
#ifndef CORRIDOR_HAS_MPI  // else ranks.cpp

#include "corridor/base/contract.hpp"
#include "corridor/ensemble/ranks.hpp"

#include "rank_tasks.hpp"

namespace corridor::ensemble {

Ranks::Ranks() = default;
Ranks::~Ranks() = default;

int Ranks::count() {
  return 1;
}

bool Ranks::is_helper() {
  return false;
}

void serve(const Work& /*work*/) {
  expects(false, "there is no other rank");
}

void do_tasks_on_ranks(const Flow& /*flow*/, const Work& /*work*/) {
  expects(false, "there is no other rank");
}

}  // namespace corridor::ensemble

#endif
