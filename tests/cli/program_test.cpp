#include "program.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace corridor::cli::program_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Program;
using test::text_of;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";

json manifest_of(const fs::path& run) {
  return json::parse(text_of(run / "manifest.json"));
}

TEST(Program, SaysItsVersionAndHelpsOnStandardOutput) {
  Program program;
  EXPECT_EQ(program.run({"--version"}), 0);
  EXPECT_THAT(program.out(), StartsWith("corridor "));
  EXPECT_EQ(program.run({"--help"}), 0);
  EXPECT_THAT(program.out(), HasSubstr("Example:"));
  EXPECT_EQ(program.run({"run", "--help"}), 0);
  EXPECT_THAT(program.out(), HasSubstr("Example:"));
  EXPECT_THAT(program.err(), IsEmpty());
}

TEST(Program, RefusesACommandLineThatMakesNoSense) {
  Program program;
  const std::vector<std::vector<std::string>> wrong = {{},
                                                       {"fly"},
                                                       {"run"},
                                                       {"run", minimal, "--replications", "0"},
                                                       {"run", minimal, "--seed", "-1"},
                                                       {"run", minimal, "--seed", "x"},
                                                       {"run", minimal, "--lanes", "4"},
                                                       {"run", minimal, "--out", "--force"},
                                                       {"import", "arrivals", "table.csv", "--out", "--origin"},
                                                       {"report", "out", "--png", "--xlsx"},
                                                       {"run", minimal, "--replications", "2", "--timeseries", "2"},
                                                       {"run", minimal, "--replications", "2", "--only", "1"}};
  for (const auto& arguments : wrong) {
    EXPECT_EQ(program.run(arguments), 2) << testing::PrintToString(arguments);
    EXPECT_THAT(program.out(), IsEmpty());
    EXPECT_THAT(program.err(), Not(IsEmpty()));
  }
  EXPECT_THAT(program.made(), IsEmpty());
}

TEST(Program, ChecksAScenarioAndSaysWhatIsInIt) {
  Program program;
  EXPECT_EQ(program.run({"check", minimal}), 0);
  EXPECT_THAT(program.out(), HasSubstr("is valid"));
  EXPECT_THAT(program.out(), HasSubstr("600 people at 1 origin"));
  EXPECT_THAT(program.made(), IsEmpty());
}

TEST(Program, ListsWhatIsWrongAndWritesNothing) {
  for (const char* command : {"check", "run"}) {
    Program program;
    EXPECT_EQ(program.run({command, minimal, "--set", "site.checkpoint.documents.server=4", "--set", "seed=x"}), 3);
    EXPECT_THAT(program.err(), HasSubstr("error[E"));
    EXPECT_THAT(program.err(), HasSubstr("--set[1]"));
    EXPECT_THAT(program.err(), HasSubstr("--set[2]"));
    EXPECT_THAT(program.err(), EndsWith("2 errors; nothing was run\n"));
    EXPECT_THAT(program.out(), IsEmpty());
    EXPECT_THAT(program.made(), IsEmpty());
  }
}

TEST(Program, RefusesAScenarioThatIsNotThere) {
  Program program;
  EXPECT_EQ(program.run({"run", "no/such/folder"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("no/such/folder"));
}

TEST(Program, StoresARunAndSaysWhereItIs) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--trips"}), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr("people who appeared"));
  EXPECT_THAT(program.out(), HasSubstr("results in out/minimal"));
  for (const char* file :
       {"manifest.json", "summary.csv", "timeseries.csv", "trips.csv", "passages.csv", "visits.csv"}) {
    EXPECT_TRUE(fs::exists(program.folder() / "out" / "minimal" / file)) << file;
  }
  EXPECT_THAT(program.made(), testing::ElementsAre("out"));
}

TEST(Program, StoresTripEndsAloneIfOnlyTheyAreWanted) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--trips=ends"}), 0) << program.err();
  EXPECT_TRUE(fs::exists(program.folder() / "out" / "minimal" / "trips.csv"));
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "minimal" / "passages.csv"));
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "minimal" / "visits.csv"));
  EXPECT_EQ(program.run({"run", minimal, "--trips=begins"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("begins is neither `all` nor `ends`"));
}

TEST(Program, StoresTheRoadOverTimeIfWantedAndComesToTheSameResult) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--out", "without"}), 0) << program.err();
  ASSERT_EQ(program.run({"run", minimal, "--out", "with", "--road"}), 0) << program.err();
  EXPECT_FALSE(fs::exists(program.folder() / "without" / "road.csv"));
  EXPECT_TRUE(fs::exists(program.folder() / "with" / "road.csv"));
  EXPECT_EQ(manifest_of(program.folder() / "with")["result_hash"],
            manifest_of(program.folder() / "without")["result_hash"]);
}

TEST(Program, ReplacesAFinishedRunOnlyWithForceAndComesToTheSameResult) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--out", "here"}), 0) << program.err();
  const std::string hash = manifest_of(program.folder() / "here")["result_hash"];
  EXPECT_EQ(program.run({"run", minimal, "--out", "here", "--seed", "99"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("--force"));
  EXPECT_EQ(manifest_of(program.folder() / "here")["result_hash"], hash);
  EXPECT_EQ(program.run({"run", minimal, "--out", "here", "--force", "--trips"}), 0);
  EXPECT_EQ(manifest_of(program.folder() / "here")["result_hash"], hash);
  EXPECT_EQ(program.run({"run", minimal, "--out", "here", "--force", "--seed", "99"}), 0);
  EXPECT_NE(manifest_of(program.folder() / "here")["result_hash"], hash);
}

TEST(Program, PrintsOneJsonObjectAndNothingElse) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--replications", "2", "--json"}), 0) << program.err();
  const json object = json::parse(program.out());
  EXPECT_EQ(object["manifest"], manifest_of(program.folder() / "out" / "minimal"));
  EXPECT_EQ(object["manifest"]["replications"]["finished"], 2);
  EXPECT_FALSE(object["summary"].empty());
  EXPECT_FALSE(object["observations"].empty());
}

TEST(Program, RepeatsOneReplicationAlone) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--replications", "3", "--out", "all"}), 0) << program.err();
  ASSERT_EQ(program.run({"run", minimal, "--only", "2", "--out", "one"}), 0) << program.err();
  const std::string all = text_of(program.folder() / "all" / "summary.csv");
  const std::string one = text_of(program.folder() / "one" / "summary.csv");
  const std::string rows = one.substr(one.find('\n') + 1);
  EXPECT_THAT(rows, StartsWith("2,all,"));
  EXPECT_THAT(all, EndsWith(rows));
}

TEST(Program, EndsWithFiveIfItCannotWrite) {
  Program program;
  test::put(program.folder() / "file", "");
  EXPECT_EQ(program.run({"run", minimal, "--out", "file/run"}), 5);
  EXPECT_THAT(program.err(), HasSubstr("Not a directory"));
  program.start({"run", minimal}, "/dev/full");
  EXPECT_EQ(program.wait(), 5);
  EXPECT_THAT(program.err(), HasSubstr("standard output"));
}

TEST(Program, EndsWithFiveAndLeavesNoFolderIfAFileCannotGrow) {
  Program program;
  program.limit_file_size(4096);
  EXPECT_EQ(program.run({"run", minimal, "--replications", "3"}), 5);
  EXPECT_THAT(program.err(), HasSubstr("minimal.unfinished: File too large"));
  program.limit_file_size(40'000);  // the replications fit, their tables do not
  EXPECT_EQ(program.run({"run", minimal, "--set", "sample=5 min"}), 5);
  EXPECT_THAT(program.err(), HasSubstr("File too large"));
  EXPECT_TRUE(fs::is_empty(program.folder() / "out"));
}

TEST(Program, StoresTheOthersIfAReplicationFailsAndEndsWithFour) {
  Program program(CORRIDOR_WITH_BROKEN_MODEL);
  EXPECT_EQ(program.run({"run", minimal, "--replications", "3", "--seed", "4"}), 4);
  EXPECT_THAT(program.err(),
              HasSubstr("replication 1 of " + minimal + " with seed 4 failed: people are not conserved"));
  EXPECT_THAT(program.err(), HasSubstr("corridor run " + minimal + " --seed 4 --only 1"));
  const json replications = manifest_of(program.folder() / "out" / "minimal")["replications"];
  EXPECT_EQ(replications["finished"], 2);
  EXPECT_EQ(replications["failed"][0]["index"], 1);
  EXPECT_EQ(program.run({"run", minimal, "--only", "1", "--seed", "4", "--out", "alone"}), 4);
  EXPECT_THAT(program.err(), HasSubstr("no replication finished: nothing is stored"));
  EXPECT_FALSE(fs::exists(program.folder() / "alone"));
}

TEST(Program, GivesTheSameBytesWithAnyNumberOfThreads) {
  Program program;
  std::set<std::string> hashes;
  for (const std::string threads : {"1", "2", "5"}) {
    EXPECT_EQ(program.run({"run", minimal, "--replications", "24", "--timeseries", "7", "--trips", "--threads", threads,
                           "--force"}),
              0);
    const json manifest = manifest_of(program.folder() / "out" / "minimal");
    hashes.insert(manifest["result_hash"].get<std::string>() + manifest["files"].dump());
  }
  EXPECT_EQ(hashes.size(), 1U);
}

TEST(Program, StopsWhenEveryFigureIsKnownWellEnough) {
  Program program;
  const std::vector<std::string> loose = {
      "run", minimal, "--until", "time_99_crossed 30 %", "--until", "crossed_persons 0.5 persons"};
  EXPECT_EQ(program.run(loose), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("every --until is met after 10 replications"));
  const json manifest = manifest_of(program.folder() / "out" / "minimal");
  EXPECT_EQ(manifest["replications"]["finished"], 10);
  EXPECT_EQ(manifest["until"][0]["met"], true);
  EXPECT_EQ(manifest["until"][1]["half_width"], 0);

  EXPECT_EQ(program.run({"run", minimal, "--until", "time_99_crossed 0.01 %", "--replications", "12", "--force"}), 0);
  EXPECT_THAT(program.err(), HasSubstr("not every --until is met after 12 replications"));
  EXPECT_EQ(program.run({"run", minimal, "--until", "wait_p95 2 %", "--force"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("no figure wait_p95 at all"));
}

TEST(Program, StoresWhatIsCompleteWhenInterruptedOnce) {
  Program program;
  program.start({"run", minimal, "--replications", "1000000"});
  ASSERT_TRUE(program.wait_for_a_replication("minimal")) << program.err();
  program.send(SIGINT);
  EXPECT_EQ(program.wait(), 7);
  EXPECT_THAT(program.err(), HasSubstr("interrupted"));
  const json replications = manifest_of(program.folder() / "out" / "minimal")["replications"];
  EXPECT_EQ(replications["interrupted"], true);
  EXPECT_GE(replications["finished"], 1);
  EXPECT_THAT(program.err(), HasSubstr("--replications 1000000 --seed 1 --resume"));
  EXPECT_EQ(std::distance(fs::directory_iterator(program.folder() / "out"), fs::directory_iterator()), 2);
  EXPECT_TRUE(fs::exists(program.folder() / "out" / "minimal.unfinished"));
}

TEST(Program, LeavesNoFolderOfTheFinalNameIfItCrashes) {
  Program program;
  program.start({"run", minimal, "--replications", "1000000"});
  ASSERT_TRUE(program.wait_for("running")) << program.err();
  program.send(SIGKILL);
  EXPECT_EQ(program.wait(), 128 + SIGKILL);
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "minimal"));
  EXPECT_EQ(program.run({"run", minimal}), 0);
}

}  // namespace
}  // namespace corridor::cli::program_test
