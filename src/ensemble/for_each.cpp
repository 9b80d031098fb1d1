#include "corridor/ensemble/for_each.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "corridor/base/contract.hpp"

namespace corridor::ensemble {

void for_each(unsigned threads, std::size_t n, const std::function<void(std::size_t)>& work) {
  expects(threads > 0, "work has a thread");
  namespace tbb = oneapi::tbb;
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, n, work); });
}

}  // namespace corridor::ensemble
