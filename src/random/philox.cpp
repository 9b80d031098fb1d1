#include "corridor/random/philox.hpp"

#include <Random123/philox.h>

namespace corridor::random {

std::array<std::uint64_t, 2> philox(std::uint64_t key, std::array<std::uint64_t, 2> counter) {
  const r123::Philox2x64::ctr_type words = r123::Philox2x64{}({{counter[0], counter[1]}}, {{key}});
  return {words[0], words[1]};
}

}  // namespace corridor::random
