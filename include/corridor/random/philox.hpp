// The counter-based generator Philox2x64-10 as a pure function. Knows neither seeds nor decisions: stream.hpp does.
#pragma once

#include <array>
#include <cstdint>

namespace corridor::random {

/// The two random words that `key` gives for `counter`. Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random
/// numbers: as easy as 1, 2, 3", SC11, section 3.3.
[[nodiscard]] std::array<std::uint64_t, 2> philox(std::uint64_t key, std::array<std::uint64_t, 2> counter);

}  // namespace corridor::random
