// `corridor compare` as its user runs it.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv_rows.hpp"
#include "json_file.hpp"
#include "program.hpp"

namespace corridor::cli::compare_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::manifest_of;
using test::Program;
using testing::HasSubstr;

const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";

/// A variant of the minimal scenario beside the program.
std::string variant(Program& program, const std::string& name, const std::string& set) {
  test::put(program.folder() / (name + ".toml"),
            "base = \"" + minimal + "\"\ntitle = \"" + name + "\"\n[set]\n" + set + "\n");
  return name + ".toml";
}

TEST(Compare, SaysWhatAVariantChangesAndStoresIt) {
  Program program;
  const std::string more = variant(program, "three-booths", "\"site.checkpoint.documents.servers\" = 3");
  EXPECT_EQ(program.run({"compare", minimal, more, "--replications", "10"}), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr("three-booths: people spend"));
  EXPECT_THAT(program.out(), HasSubstr("less time in queues on the road"));

  const fs::path folder = program.folder() / "out" / "compare-minimal";
  const json manifest = manifest_of(folder);
  EXPECT_NE(manifest["base"]["figures_hash"], manifest["variants"][0]["figures_hash"]);
  EXPECT_EQ(manifest["files"][0]["name"], "comparison.csv");
  EXPECT_EQ(program.run({"compare", minimal, more, "--replications", "10"}), 2);  // a finished one is in the way
}

TEST(Compare, WithWhatChangesNothingGivesZerosAndTheBasesHash) {
  Program program;
  const std::string same = variant(program, "same", "\"site.checkpoint.documents.servers\" = 2");
  EXPECT_EQ(program.run({"compare", minimal, same, "--replications", "4", "--set",
                         "site.checkpoint.documents.servers=2", "--json"}),
            0);
  const json printed = json::parse(program.out());
  EXPECT_EQ(printed["manifest"]["base"]["figures_hash"], printed["manifest"]["variants"][0]["figures_hash"]);
  ASSERT_GT(printed["comparison"]["same"].size(), 50U);
  for (const json& figure : printed["comparison"]["same"]) {
    EXPECT_EQ(figure["difference"], figure["n"] == 0 ? json() : json(0)) << figure;
  }
}

TEST(Compare, GivesTheSameBytesWithAnyNumberOfThreads) {
  Program program;
  const std::string more = variant(program, "more", "\"site.checkpoint.documents.servers\" = 3");
  std::set<std::string> hashes;
  for (const std::string threads : {"1", "2", "5"}) {
    EXPECT_EQ(program.run({"compare", minimal, more, "--replications", "6", "--threads", threads, "--force"}), 0);
    hashes.insert(manifest_of(program.folder() / "out" / "compare-minimal")["result_hash"]);
  }
  EXPECT_EQ(hashes.size(), 1U);
}

TEST(Compare, ReadsAllScenariosBeforeItRunsAny) {
  Program program;
  const std::string wrong = variant(program, "wrong", "\"site.checkpoint.documents.server\" = 3");
  EXPECT_EQ(program.run({"compare", minimal, wrong}), 3);
  EXPECT_THAT(program.err(), HasSubstr("servers"));
  EXPECT_FALSE(fs::exists(program.folder() / "out"));
  fs::create_directory(program.folder() / "b");
  const std::string more = variant(program, "more", "\"site.checkpoint.documents.servers\" = 3");
  fs::copy(program.folder() / more, program.folder() / "b" / more);
  EXPECT_EQ(program.run({"compare", minimal, more, "b/" + more}), 2);
  EXPECT_THAT(program.err(), HasSubstr("two variants are called more"));
}

TEST(Compare, LeavesOutPairsOfWhichOneFailedAndEndsWithFour) {
  Program program(CORRIDOR_WITH_BROKEN_MODEL);
  EXPECT_EQ(program.run({"compare", minimal, minimal, "--replications", "3", "--seed", "4"}), 4);
  EXPECT_THAT(program.err(),
              HasSubstr("replication 1 of " + minimal + " with seed 4 failed: people are not conserved"));
  EXPECT_EQ(manifest_of(program.folder() / "out" / "compare-minimal")["replications"]["failed"].size(), 2U);
  EXPECT_EQ(program.run({"compare", minimal, minimal, "--replications", "4", "--seed", "6", "--memory-limit", "300 MB",
                         "--out", "full"}),
            6);
  EXPECT_FALSE(fs::exists(program.folder() / "full"));
}

/// No comparison is stored; what is finished waits to be gone on with.
void expect_only_the_log(const Program& program) {
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "compare-minimal"));
  for (const auto& entry : fs::directory_iterator(program.folder() / "out")) {
    EXPECT_EQ(entry.path().filename(), "compare-minimal.unfinished");
  }
}

TEST(Compare, StoresNoComparisonWhenItIsInterrupted) {
  Program program;
  program.start({"compare", minimal, minimal, "--replications", "1000000"});
  ASSERT_TRUE(program.wait_for("running")) << program.err();
  program.send(SIGINT);
  EXPECT_EQ(program.wait(), 7);
  expect_only_the_log(program);
}

TEST(Compare, StoresNoComparisonWhenItIsInterruptedAfterAFailure) {
  Program program(CORRIDOR_WITH_BROKEN_MODEL);
  program.start({"compare", minimal, minimal, "--replications", "1000000", "--seed", "4"});
  ASSERT_TRUE(program.wait_for("failed: people are not conserved")) << program.err();
  program.send(SIGINT);
  EXPECT_EQ(program.wait(), 7) << program.err();
  expect_only_the_log(program);
}

}  // namespace
}  // namespace corridor::cli::compare_test
