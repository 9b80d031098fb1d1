#include "corridor/base/hash.hpp"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

namespace corridor::hash_test {
namespace {

// Source: FIPS 180-2, appendix B, and the empty message of the NIST CAVP short-message vectors.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DependsOnTheBytesAndNotOnHowTheyArriveInPieces) {
  Sha256 hash;
  hash.update("a");
  hash.update("");
  Sha256 moved = std::move(hash);
  moved.update("bc");
  EXPECT_EQ(moved.hex(), sha256("abc"));
}

TEST(Sha256, RefusesBytesAfterItsEnd) {
  Sha256 hash;
  EXPECT_EQ(hash.hex(), sha256(""));
  EXPECT_THROW(hash.update("a"), ContractViolation);
  EXPECT_THROW(static_cast<void>(hash.hex()), ContractViolation);
}

// Source: the first outputs of SplitMix64 from state 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64").
TEST(Mix, IsTheFinaliserOfSplitMix64) {
  constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15ULL;
  EXPECT_EQ(mix(1234567 + golden_gamma), 6457827717110365317ULL);
  EXPECT_EQ(mix(1234567 + 2 * golden_gamma), 3203168211198807973ULL);
}

// Source: Fowler, Noll & Vo, test vectors of FNV-1a 64 (draft-eastlake-fnv, appendix C).
TEST(Fnv1a64, GivesThePublishedVectors) {
  EXPECT_EQ(fnv1a64(""), 0xcbf29ce484222325ULL);
  EXPECT_EQ(fnv1a64("a"), 0xaf63dc4c8601ec8cULL);
  EXPECT_EQ(fnv1a64("foobar"), 0x85944171f73967e8ULL);
}

TEST(Id64, OfNoPlaceIsZeroAndOfAPlaceIsItsMixedHash) {
  EXPECT_EQ(id64(""), 0U);
  EXPECT_EQ(id64("a"), mix(0xaf63dc4c8601ec8cULL));
  EXPECT_EQ(id32("a"), id64("a") >> 32U);
}

}  // namespace
}  // namespace corridor::hash_test
