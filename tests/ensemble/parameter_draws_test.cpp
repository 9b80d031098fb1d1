// Which draw a replication has: by weight, and whatever the number of replications.
#include "corridor/ensemble/parameter_draws.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

namespace corridor::ensemble::parameter_draws_test {
namespace {

using Weights = std::vector<double>;

std::vector<std::uint32_t> counts(const WeightedChoice& choice, std::size_t draws, std::uint32_t replications) {
  std::vector<std::uint32_t> result(draws);
  for (std::uint32_t k = 0; k < replications; ++k) {
    ++result.at(choice.of(k));
  }
  return result;
}

// A block of 2^j indices from a multiple of 2^j on is 2^-j apart on the circle, so an arc of length w holds w 2^j of
// them but for less than one. n replications are as many blocks as the binary n has ones.
TEST(WeightedChoice, GivesEachDrawItsShareButForLessThanTheOnesOfTheBinaryNumberOfReplications) {
  const Weights weights = {0.3, 0.02, 1.7, 0, 0.4, 0.0013, 2.2, 0.9};
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const WeightedChoice choice(weights, seed);
    for (const std::uint32_t n : {1U, 2U, 3U, 10U, 64U, 100U, 127U, 1000U, 4096U, 100'000U}) {
      const std::vector<std::uint32_t> chosen = counts(choice, weights.size(), n);
      for (std::size_t i = 0; i < weights.size(); ++i) {
        EXPECT_LT(std::fabs(chosen[i] - n * weights[i] / sum), std::popcount(n) + 1e-9) << seed << ' ' << n << ' ' << i;
      }
    }
  }
}

TEST(WeightedChoice, OfEqualWeightsTakesEachDrawOnceInAsManyReplicationsIfThatIsAPowerOfTwo) {
  const WeightedChoice choice(Weights(64, 0.25), 5);
  EXPECT_EQ(counts(choice, 64, 64), std::vector<std::uint32_t>(64, 1));
  EXPECT_EQ(counts(choice, 64, 640), std::vector<std::uint32_t>(64, 10));
}

// Over seeds the first replication is an independent draw: chi-square of 8,000 with 3 degrees of freedom below its 99.9
// % quantile, 16.27.
TEST(WeightedChoice, DrawsEveryReplicationByWeightOverSeeds) {
  const Weights weights = {1, 2, 3, 4};
  constexpr std::uint64_t seeds = 8000;
  for (const std::uint32_t replication : {0U, 1U, 77U}) {
    std::vector<double> chosen(weights.size());
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      ++chosen[WeightedChoice(weights, seed).of(replication)];
    }
    double chi_square = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double expected = seeds * weights[i] / 10;
      chi_square += (chosen[i] - expected) * (chosen[i] - expected) / expected;
    }
    EXPECT_LT(chi_square, 16.27) << replication;
  }
}

TEST(WeightedChoice, NeverTakesADrawWithoutWeight) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const WeightedChoice choice(Weights{0, 0, 1e-300, 0, 0}, seed);
    for (std::uint32_t k = 0; k < 50; ++k) {
      EXPECT_EQ(choice.of(k), 2U);
    }
  }
}

TEST(WeightedChoice, DependsOnRatiosOfWeightsAlone) {
  const WeightedChoice small(Weights{0.125, 0.5, 0.25}, 3);
  const WeightedChoice large(Weights{1024, 4096, 2048}, 3);
  for (std::uint32_t k = 0; k < 500; ++k) {
    EXPECT_EQ(small.of(k), large.of(k));
  }
}

TEST(WeightedChoice, KnowsTheLastReplicationThereCanBe) {
  EXPECT_LT(WeightedChoice(Weights{1, 1, 1}, 9).of(std::numeric_limits<std::uint32_t>::max()), 3U);
}

TEST(WeightedChoice, WantsWeights) {
  EXPECT_THROW(WeightedChoice(Weights{}, 1), ContractViolation);
  EXPECT_THROW(WeightedChoice(Weights{0, 0}, 1), ContractViolation);
  EXPECT_THROW(WeightedChoice(Weights{1, -1}, 1), ContractViolation);
  EXPECT_THROW(WeightedChoice(Weights{1, std::nan("")}, 1), ContractViolation);
}

}  // namespace
}  // namespace corridor::ensemble::parameter_draws_test
