#include "manifest.hpp"

#include <gtest/gtest.h>

namespace corridor::results::manifest_test {
namespace {

using scenario::Evidence;

std::string hash_of(std::vector<scenario::InputFile> inputs, std::vector<std::string> sets) {
  return scenario_hash(inputs, sets);
}

TEST(ScenarioHash, DependsOnEveryInputAndSetting) {
  const std::string hash = hash_of({{"a", "1"}, {"b", "2"}}, {"x=1"});
  EXPECT_EQ(hash_of({{"a", "1"}, {"b", "2"}}, {"x=1"}), hash);
  EXPECT_NE(hash_of({{"a", "1"}, {"b", "3"}}, {"x=1"}), hash);
  EXPECT_NE(hash_of({{"a", "1"}, {"c", "2"}}, {"x=1"}), hash);
  EXPECT_NE(hash_of({{"a", "1"}, {"b", "2"}}, {}), hash);
  EXPECT_NE(hash_of({{"a", "1"}, {"b", "2"}}, {"x=", "1"}), hash);
  EXPECT_NE(hash_of({{"a", "1b"}, {"", "2"}}, {"x=1"}), hash);
}

TEST(Manifest, ListsAssumedParametersFirstAndObservedOnesLast) {
  scenario::Scenario scenario;
  scenario.parameters = {{"o", "1", "counted", Evidence::observed},
                         {"e", "2", "", Evidence::estimated},
                         {"u", "3", "", Evidence::unstated},
                         {"a", "4", "", Evidence::assumed}};
  const auto parameters = manifest(scenario, {}, {}, {})["parameters"];
  std::string order;
  for (const auto& p : parameters) {
    order += p["path"];
  }
  EXPECT_EQ(order, "aueo");
  EXPECT_EQ(parameters[3]["source"], "counted");
  EXPECT_EQ(parameters[3]["kind"], "observed");
}

TEST(Manifest, SaysThatPartiesAreSynthetic) {
  const auto m =
      manifest({}, {}, {.version = "1.2.3", .compiler = "GNU", .build_type = "Release", .checked = true}, {});
  EXPECT_EQ(m["program"], "corridor");
  EXPECT_EQ(m["version"], "1.2.3");
  EXPECT_EQ(m["build"]["checked"], true);
  EXPECT_NE(m["notice"].get<std::string>().find("planning scenario with synthetic parties"), std::string::npos);
  EXPECT_GT(m["peak_memory_bytes"].get<std::uint64_t>(), 100'000U);
}

TEST(Manifest, SaysWhenARunIsNotWhole) {
  const auto whole = manifest({}, {}, {}, {});
  EXPECT_TRUE(whole["warnings"].empty());
  const auto half = manifest({}, {}, {}, {.ending = Ending::interrupted});
  EXPECT_EQ(half["warnings"].size(), 1U);
  EXPECT_EQ(half["replications"]["interrupted"], true);
}

}  // namespace
}  // namespace corridor::results::manifest_test
