// Variants and warnings, through the program.
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace corridor::cli::variant_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Program;
using test::text_of;
using testing::HasSubstr;
using testing::Not;

const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";

json manifest_of(const Program& program, const std::string& run) {
  return json::parse(text_of(program.folder() / "out" / run / "manifest.json"));
}

/// A program with a copy of the smallest scenario in its folder.
struct WithScenario : Program {
  WithScenario() { fs::copy(minimal, folder() / "minimal", fs::copy_options::recursive); }
};

TEST(Variant, ThatChangesNothingHasTheResultHashOfItsBase) {
  WithScenario program;
  test::put(program.folder() / "same.toml", "base = \"minimal\"\ntitle = \"The same\"\n");
  ASSERT_EQ(program.run({"run", "minimal"}), 0) << program.err();
  ASSERT_EQ(program.run({"run", "same.toml"}), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr("The same"));
  const json base = manifest_of(program, "minimal");
  const json same = manifest_of(program, "same");
  EXPECT_EQ(same["result_hash"], base["result_hash"]);
  EXPECT_NE(same["scenario_hash"], base["scenario_hash"]);
  EXPECT_EQ(same["inputs"].size(), base["inputs"].size() + 1);
  EXPECT_EQ(same["inputs"][0]["name"], "same.toml");
  EXPECT_EQ(same["inputs"][1]["name"], "minimal/scenario.toml");
  EXPECT_EQ(same["inputs"][1]["sha256"], base["inputs"][0]["sha256"]);
}

TEST(Variant, ThatChangesAValueHasTheResultHashOfThatValueSet) {
  WithScenario program;
  test::put(program.folder() / "two.toml", "base = \"minimal\"\n[set]\n\"site.checkpoint.documents.servers\" = 2\n");
  ASSERT_EQ(program.run({"run", "two.toml"}), 0) << program.err();
  ASSERT_EQ(program.run({"run", "minimal", "--set", "site.checkpoint.documents.servers=2"}), 0) << program.err();
  EXPECT_EQ(manifest_of(program, "two")["result_hash"], manifest_of(program, "minimal")["result_hash"]);
  ASSERT_EQ(program.run({"run", "minimal", "--force"}), 0);
  EXPECT_NE(manifest_of(program, "two")["result_hash"], manifest_of(program, "minimal")["result_hash"]);
}

TEST(Variant, OfTheReferenceCaseIsValid) {
  std::size_t variants = 0;
  for (const auto& entry : std::filesystem::directory_iterator(CORRIDOR_SOURCE_DIR "/scenarios/what-if")) {
    Program program;
    EXPECT_EQ(program.run({"check", entry.path().string()}), 0) << program.err();
    EXPECT_THAT(program.out(), HasSubstr("100,914 people at "));
    ++variants;
  }
  EXPECT_GE(variants, 7U);
}

TEST(Places, OfWhatTheRoadAndTheMeasuresRefuseAreNamed) {
  WithScenario program;
  test::put(program.folder() / "gap.toml",
            "base = \"minimal\"\n[[origin]]\nid = \"village\"\nto = \"village_hall\"\n"
            "[[site]]\nid = \"village_hall\"\nnode = \"village\"\n[[site.stage]]\n"
            "id = \"door\"\nkind = \"delay\"\nunit = \"party\"\n"
            "time = { dist = \"fixed\", mean = \"1 h\" }\n"
            "[[origin]]\nid = \"far\"\nnode = \"town\"\npopulation = 1\n"
            "vehicles = { car = \"100 %\" }\nto = \"village_hall\"\n"
            "departure = { model = \"hazard\", base = \"1 /h\" }\n"
            "[[observe]]\nid = \"counts\"\nmeasure = \"crosed_persons\"\n"
            "series = \"counts.csv\"\n");
  test::put(program.folder() / "counts.csv", "time,value\n2024-03-01T12:00:00+02:00,5\n");
  EXPECT_EQ(program.run({"check", "gap.toml"}), 3);
  EXPECT_THAT(program.err(),
              HasSubstr("error[E0601]: site `village_hall` cannot be reached from `far`: no link from "));
  EXPECT_THAT(program.err(), HasSubstr("--> gap.toml:18:6"));
  EXPECT_THAT(program.err(), HasSubstr("error[E0701]: unknown measure `crosed_persons` in observation `counts`"));
  EXPECT_THAT(program.err(), HasSubstr("--> gap.toml:22:11"));
  EXPECT_THAT(program.err(), HasSubstr("did you mean `crossed_persons`?"));
}

TEST(Warning, IsSaidAndStoredAndDoesNotStopTheRun) {
  WithScenario program;
  test::put(program.folder() / "past.toml",
            "base = \"minimal\"\n[[site]]\nid = \"reception\"\n[[site.stage]]\nid = \"registration\"\n"
            "next = [{ to = \"leave\" }]\n");
  ASSERT_EQ(program.run({"run", "past.toml"}), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("warning[E0518]: nobody can ever come to stage `reception/beds`"));
  EXPECT_THAT(program.err(), HasSubstr("--> minimal/scenario.toml:"));
  EXPECT_THAT(program.out(), Not(HasSubstr("warning")));
  EXPECT_EQ(manifest_of(program, "past")["warnings"][0], "nobody can ever come to stage `reception/beds`");
}

}  // namespace
}  // namespace corridor::cli::variant_test
