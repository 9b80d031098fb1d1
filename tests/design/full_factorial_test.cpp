#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/design/design.hpp"

namespace corridor::design::full_factorial_test {
namespace {

using Levels = std::vector<std::size_t>;
using Combinations = std::vector<Levels>;

TEST(FullFactorial, HasEveryCombinationOnceTheLastPositionFastest) {
  EXPECT_EQ(full_factorial(Levels{2, 3}), (Combinations{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}}));
  EXPECT_EQ(full_factorial(Levels{1, 1, 2}), (Combinations{{0, 0, 0}, {0, 0, 1}}));
}

TEST(FullFactorial, OfNothingIsOneEmptyCombination) {
  EXPECT_EQ(full_factorial(Levels{}), Combinations{{}});
  EXPECT_THROW(static_cast<void>(full_factorial(Levels{2, 0})), ContractViolation);
}

}  // namespace
}  // namespace corridor::design::full_factorial_test
