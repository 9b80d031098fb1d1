// Exact bits that every compiler, optimisation level and processor must give. A difference here means that all results
// differ: most likely a multiply-add was fused (-ffp-contract=off is missing) or a sum was reordered.
#include <bit>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/hash.hpp"
#include "corridor/random/deterministic_math.hpp"
#include "corridor/random/distributions.hpp"

namespace corridor::random::golden_bits_test {
namespace {

TEST(GoldenBits, OfExpAndLogAreTheSameEverywhere) {
  EXPECT_EQ(deterministic::exp(-700.25), 0x1.af5fe9a485c8ep-1011);
  EXPECT_EQ(deterministic::exp(-1), 0x1.78b56362cef38p-2);
  EXPECT_EQ(deterministic::exp(5.5), 0x1.e96244f21bbf6p+7);
  EXPECT_EQ(deterministic::exp(709), 0x1.d422d2be5dc9bp+1022);
  EXPECT_EQ(deterministic::log(0.1), -0x1.26bb1bbb55515p+1);
  EXPECT_EQ(deterministic::log(1.0001), 0x1.a368d0657fcd4p-14);
  EXPECT_EQ(deterministic::log(1e300), 0x1.5963447f87fb5p+9);
  EXPECT_EQ(deterministic::log1p(-0.3), -0x1.6d3c324e13f4ep-2);
  EXPECT_EQ(deterministic::log1p(1e-5), 0x1.4f8aea9ae7317p-17);
}

TEST(GoldenBits, OfQuantilesAreTheSameEverywhere) {
  EXPECT_EQ(deterministic::normal_quantile(0x1p-54), -0x1.095b059d67c4cp+3);
  EXPECT_EQ(deterministic::normal_quantile(0.05), -0x1.a515209676abdp+0);
  EXPECT_EQ(deterministic::normal_quantile(0.8), 0x1.aee8fa73a1335p-1);
  EXPECT_EQ(GammaQuantile(0.25)(0.37), 0x1.a2c40c89ea594p-5);
  EXPECT_EQ(GammaQuantile(4)(0.9), 0x1.ab91f32575166p+0);
  EXPECT_EQ(GammaQuantile(1000)(0x1p-54), 0x1.85108d4197b66p-1);
  EXPECT_EQ(deterministic::gamma_quantile(100, 0.01), 0x1.38dd2aa9622cap+6);
}

TEST(GoldenBits, OfVariatesAreTheSameEverywhere) {
  EXPECT_EQ(exponential_with_mean(0.99, 90), 0x1.9e771eff6ffa6p+8);
  EXPECT_EQ(lognormal_with_mean(0.01, 40, 0.6), 0x1.2e233ed90f837p+3);
  EXPECT_EQ(normal_with_mean(0.99, 1, 2), 0x1.69c5c4630ff0ep+2);
}

TEST(GoldenBits, OfAHundredThousandValuesAreTheSameEverywhere) {
  std::uint64_t hash = 0;
  const auto add = [&](double value) { hash = mix(hash + std::bit_cast<std::uint64_t>(value)); };
  const std::vector<GammaQuantile> gammas{GammaQuantile(0.1), GammaQuantile(1), GammaQuantile(16), GammaQuantile(5e4)};
  for (int i = 1; i < 12'000; ++i) {
    const double u = i / 12'000.0;
    add(deterministic::exp(1400 * u - 700));
    add(deterministic::log(u));
    add(exponential_with_mean(u, 90));
    add(normal_with_mean(u, 1, 2));
    add(lognormal_with_mean(u, 3, 0.7));
    for (const GammaQuantile& gamma : gammas) {
      add(gamma(u));
    }
  }
  EXPECT_EQ(hash, 0x9e1253b15804a028ULL);
}

}  // namespace
}  // namespace corridor::random::golden_bits_test
