#include "corridor/random/philox.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

namespace corridor::random::philox_test {
namespace {

using Words = std::array<std::uint64_t, 2>;

constexpr std::uint64_t all_ones = 0xffffffffffffffffULL;

// Source: the file kat_vectors of Random123, lines `philox2x64 10`; the last key and counter are digits of pi.
TEST(Philox, GivesTheAuthorsKnownAnswers) {
  EXPECT_EQ(philox(0, {0, 0}), (Words{0xca00a0459843d731ULL, 0x66c24222c9a845b5ULL}));
  EXPECT_EQ(philox(all_ones, {all_ones, all_ones}), (Words{0x65b021d60cd8310fULL, 0x4d02f3222f86df20ULL}));
  EXPECT_EQ(philox(0xa4093822299f31d0ULL, {0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL}),
            (Words{0x0a5e742c2997341cULL, 0xb0f883d38000de5dULL}));
}

TEST(Philox, ChangesAboutHalfOfAllBitsWithAnyBitOfKeyOrCounter) {
  const Words before = philox(1, {2, 3});
  for (unsigned bit = 0; bit < 64; ++bit) {
    const std::uint64_t flip = std::uint64_t{1} << bit;
    for (const Words& after : {philox(1 ^ flip, {2, 3}), philox(1, {2 ^ flip, 3}), philox(1, {2, 3 ^ flip})}) {
      const int changed = std::popcount(before[0] ^ after[0]) + std::popcount(before[1] ^ after[1]);
      EXPECT_NEAR(changed, 128 * 0.5, 6 * std::sqrt(128 * 0.25)) << bit;  // binomial(128, 1/2)
    }
  }
}

}  // namespace
}  // namespace corridor::random::philox_test
