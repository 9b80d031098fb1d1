#include "corridor/random/stream.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/base/hash.hpp"

namespace corridor::random::stream_test {
namespace {

constexpr std::uint64_t all_ones = 0xffffffffffffffffULL;
constexpr std::string_view inspection = "hakari/inspection";

struct Address {
  std::uint64_t seed;
  std::uint32_t replication;
  std::uint64_t purpose;
  std::string_view place;
  std::string_view origin;
  std::uint32_t ordinal;
  std::uint64_t visit;
  std::uint64_t word;
};

Draws draws_at(const Address& a) {
  const std::uint32_t origin = a.origin.empty() ? 0 : id32(a.origin);
  return Decisions(a.seed, a.replication, Purpose{a.purpose}, a.place)
      .draws({origin, a.ordinal}, static_cast<std::uint32_t>(a.visit));
}

// The layout again, straight from its formulas and with nothing of ours: `key = mix(mix(mix(seed) + purpose) +
// id64(place))`, `counter = { replication << 32 | visit << 16 | word, id32(origin) << 32 | ordinal }`.
namespace straight {

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::uint64_t id64(std::string_view id) {
  std::uint64_t h = 14695981039346656037U;
  for (const char c : id) {
    h ^= static_cast<std::uint8_t>(c);
    h *= 1099511628211U;
  }
  return id.empty() ? 0 : mix(h);
}

std::array<std::uint64_t, 2> philox(std::uint64_t key, std::uint64_t left, std::uint64_t right) {
  constexpr std::uint64_t multiplier = 0xd2b74407b1ce6e93;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t low = left * multiplier;
    const std::uint64_t cross = (left >> 32) * (multiplier & 0xffffffff);
    const std::uint64_t middle = ((left & 0xffffffff) * (multiplier & 0xffffffff) >> 32) + (cross & 0xffffffff) +
                                 (left & 0xffffffff) * (multiplier >> 32);  // at most 2^64 - 1 in total
    const std::uint64_t high = (left >> 32) * (multiplier >> 32) + (cross >> 32) + (middle >> 32);
    left = high ^ key ^ right;
    right = low;
    key += 0x9e3779b97f4a7c15;
  }
  return {left, right};
}

std::array<std::uint64_t, 2> words(const Address& a) {
  const std::uint64_t key = mix(mix(mix(a.seed) + a.purpose) + id64(a.place));
  return philox(key, std::uint64_t{a.replication} << 32 | a.visit << 16 | a.word,
                id64(a.origin) >> 32 << 32 | a.ordinal);
}

}  // namespace straight

struct Expected {
  Address address;
  std::array<std::uint64_t, 2> words;
  std::array<double, 2> uniforms;
};

// Computed once with integers of unlimited size, in Python.
const std::vector<Expected> table{
    {{1, 0, 1, "", "", 0, 0, 0},
     {0xf2aa140035fd47f6, 0xb3dfb37c3dbdbeef},
     {0x1.e55428006bfa8p-1, 0x1.67bf66f87b7b8p-1}},
    {{1, 0, 6, inspection, "stepanakert", 17, 0, 0},
     {0x154260c173da8744, 0xd48880f81305eb66},
     {0x1.54260c173da84p-4, 0x1.a91101f0260bep-1}},
    {{1, 0, 6, inspection, "stepanakert", 17, 0, 1},
     {0x10b8b1c1af412f0c, 0x2d9a6d22af996b54},
     {0x1.0b8b1c1af412cp-4, 0x1.6cd369157ccb6p-3}},
    {{1, 0, 6, inspection, "stepanakert", 17, 1, 0},
     {0x3eaf7d68ea4b4902, 0x0aa10f987b440159},
     {0x1.f57beb47525a6p-3, 0x1.5421f30f68808p-5}},
    {{20230924, 3, 11, inspection, "Լաչին", 4294967295, 65535, 65535},
     {0x416ca59696fb0535, 0xc77bad9f7269d376},
     {0x1.05b2965a5bec1p-2, 0x1.8ef75b3ee4d3ap-1}},
    {{all_ones, 4294967295, 5, "", "stepanakert", 0, 0, 0},
     {0x49280bae5b141159, 0xcaaeac9c1c9fed52},
     {0x1.24a02eb96c505p-2, 0x1.955d5938393fep-1}},
};

TEST(Draws, AreTheWordsThatTheDocumentedLayoutGives) {
  for (const Expected& row : table) {
    EXPECT_EQ(straight::words(row.address), row.words) << row.address.ordinal;
    const Draws draws = draws_at(row.address);
    const auto draw = static_cast<std::uint32_t>(2 * row.address.word);
    EXPECT_EQ(draws.uniform_at(draw), row.uniforms[0]);
    EXPECT_EQ(draws.uniform_at(draw + 1), row.uniforms[1]);
  }
}

TEST(Draws, InOrderAreTheDrawsByNumber) {
  Draws draws = draws_at(table[1].address);
  for (std::uint32_t i = 0; i < 9; ++i) {
    const Draws copy = draws;
    EXPECT_EQ(draws.uniform(), copy.uniform_at(i)) << i;
  }
  EXPECT_EQ(draws_at(table[1].address).uniform(), table[1].uniforms[0]);
}

TEST(Draws, OfOnePartyDoNotDependOnWhatOthersDraw) {
  const Decisions decisions(1, 0, Purpose::service_time, inspection);
  const Entity party{id32("stepanakert"), 17};
  Draws alone = decisions.draws(party);
  const double first = alone.uniform();
  const double second = alone.uniform();

  Draws again = decisions.draws(party);
  Draws added = decisions.draws({id32("stepanakert"), 18});
  static_cast<void>(added.uniform());
  EXPECT_EQ(again.uniform(), first);
  static_cast<void>(added.uniform());
  static_cast<void>(Decisions(1, 0, Purpose::service_time, "goris/registration").draws(party).uniform());
  EXPECT_EQ(again.uniform(), second);
}

TEST(Draws, DifferWithEveryPartOfTheirAddress) {
  const Address base{1, 0, 6, inspection, "stepanakert", 17, 0, 0};
  std::vector<Address> addresses(8, base);
  addresses[1].seed = 2;
  addresses[2].replication = 1;
  addresses[3].purpose = 7;
  addresses[4].place = "hakari/documents";
  addresses[5].origin = "martuni";
  addresses[6].ordinal = 18;
  addresses[7].visit = 1;
  std::set<double> values;
  for (const Address& a : addresses) {
    Draws draws = draws_at(a);
    values.insert(draws.uniform());
    values.insert(draws.uniform());
  }
  EXPECT_EQ(values.size(), 16U);
}

TEST(Draws, RefuseMoreDrawsThanTheCounterHoldsInsteadOfRepeatingThem) {
  Draws draws = draws_at(table[1].address);
  EXPECT_NO_THROW(static_cast<void>(draws.uniform_at(131'071)));
  EXPECT_THROW(static_cast<void>(draws.uniform_at(131'072)), ContractViolation);
  for (int i = 0; i < 131'071; ++i) {
    static_cast<void>(draws.uniform());
  }
  EXPECT_EQ(draws.uniform(), draws.uniform_at(131'071));
  EXPECT_THROW(static_cast<void>(draws.uniform()), ContractViolation);
}

TEST(Decisions, RefuseMoreVisitsThanTheCounterHolds) {
  const Decisions decisions(1, 0, Purpose::stay, inspection);
  EXPECT_NO_THROW(static_cast<void>(decisions.draws({1, 1}, 65'535)));
  EXPECT_THROW(static_cast<void>(decisions.draws({1, 1}, 65'536)), ContractViolation);
}

TEST(Purpose, NumbersAreTheOnesThatStoredResultsWereMadeWith) {
  const std::array in_order{Purpose::party_size, Purpose::composition,  Purpose::vehicle_class, Purpose::destination,
                            Purpose::departure,  Purpose::service_time, Purpose::stay,          Purpose::delay,
                            Purpose::transition, Purpose::region,       Purpose::balking};
  for (std::uint64_t i = 0; i < in_order.size(); ++i) {
    EXPECT_EQ(static_cast<std::uint64_t>(in_order[i]), i + 1);
  }
}

TEST(ToUniform, NeverGivesZeroOrOne) {
  EXPECT_EQ(to_uniform(0), 0x1p-54);
  EXPECT_EQ(to_uniform(0x7ff), 0x1p-54);
  EXPECT_EQ(to_uniform(0x800), 0x1.8p-53);
  EXPECT_EQ(to_uniform(0x8000000000000000), 0.5);
  EXPECT_EQ(to_uniform(all_ones), 1 - 0x1p-53);
  EXPECT_EQ(to_uniform(all_ones - 0x800), 1 - 0x1p-52);
}

}  // namespace
}  // namespace corridor::random::stream_test
