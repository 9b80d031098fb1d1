// Short pieces of one computation at once. Each writes what it works out into a place of its own, so that what they
// come to does not depend on how many there are at once. For work that is to survive, see tasks.hpp.
#pragma once

#include <cstddef>
#include <functional>

namespace corridor::ensemble {

/// Calls `work` once for each index below `n`, `threads` at once and in any order; returns when all are done. Throws
/// what one of them throws.
void for_each(unsigned threads, std::size_t n, const std::function<void(std::size_t)>& work);

}  // namespace corridor::ensemble
