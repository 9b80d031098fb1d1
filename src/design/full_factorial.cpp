#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"

namespace corridor::design {

std::vector<std::vector<std::size_t>> full_factorial(std::span<const std::size_t> levels) {
  std::vector<std::vector<std::size_t>> combinations = {{}};
  for (const std::size_t count : levels) {
    expects(count > 0, "a list of levels has one");
    std::vector<std::vector<std::size_t>> longer;
    longer.reserve(combinations.size() * count);
    for (const std::vector<std::size_t>& combination : combinations) {
      for (std::size_t level = 0; level < count; ++level) {
        longer.push_back(combination);
        longer.back().push_back(level);
      }
    }
    combinations = std::move(longer);
  }
  return combinations;
}

}  // namespace corridor::design
