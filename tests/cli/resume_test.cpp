// Runs that are killed and gone on with, in parts, and by several processes: the bytes are those of one run.
#include <cstdint>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corridor/results/record_log.hpp"

#include "json_file.hpp"
#include "killed.hpp"
#include "program.hpp"

namespace corridor::cli::resume_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using results::RecordLog;
using test::kill_after;
using test::Program;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string queue = CORRIDOR_SOURCE_DIR "/scenarios/queue";
const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";
constexpr int replications = 24;

std::vector<std::string> run_of(const std::string& out, std::vector<std::string> more = {}) {
  std::vector<std::string> words = {"run", queue, "--replications", std::to_string(replications), "--out", out};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string result_hash(const fs::path& folder) {
  return test::manifest_of(folder).at("result_hash");
}

std::string hash_of_one_run() {
  static const std::string hash = [] {
    Program program;
    EXPECT_EQ(program.run(run_of("whole", {"--threads", "1"})), 0) << program.err();
    return result_hash(program.folder() / "whole");
  }();
  return hash;
}

/// A run that was killed after a few replications.
void begin(Program& program, const std::string& out) {
  kill_after(program, run_of(out), program.folder() / (out + ".unfinished"), 20'000);
  ASSERT_TRUE(fs::exists(program.folder() / (out + ".unfinished")));
}

TEST(Resume, AfterTenKillsAndATornTailGivesTheBytesOfOneRun) {
  Program program;
  const fs::path log = program.folder() / "killed.unfinished";
  std::mt19937_64 random(11);
  for (int kill = 0; kill < 10; ++kill) {
    kill_after(program, run_of("killed", {"--resume", "--threads", std::to_string(1 + kill % 3)}), log,
               1 + random() % 9'000);
    ASSERT_TRUE(fs::exists(log)) << kill << program.err();
  }
  fs::resize_file(log, fs::file_size(log) - 7);
  EXPECT_EQ(program.run(run_of("killed", {"--resume"})), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("were not written whole"));
  EXPECT_EQ(result_hash(program.folder() / "killed"), hash_of_one_run());
  EXPECT_THAT(program.made(), ElementsAre("killed")) << "nothing is left behind";
}

TEST(Resume, SimulatesNoReplicationTwice) {
  Program program;
  begin(program, "run");
  const std::size_t known = RecordLog(program.folder() / "run.unfinished", RecordLog::Use::read).keys().size();
  ASSERT_GT(known, 0U);
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 0);
  EXPECT_THAT(program.err(), HasSubstr("of which " + std::to_string(known) + " are there"));
}

TEST(Resume, TellsTripsOfAReplicationThatWasSimulatedBefore) {
  Program whole;
  ASSERT_EQ(whole.run(run_of("run", {"--trips"})), 0);
  Program program;
  kill_after(program, run_of("run", {"--trips"}), program.folder() / "run.unfinished", 20'000);
  EXPECT_EQ(program.run(run_of("run", {"--trips", "--resume"})), 0);
  for (const char* name : {"trips.csv", "visits.csv", "summary.csv", "quantiles.csv"}) {
    EXPECT_EQ(test::text_of(program.folder() / "run" / name), test::text_of(whole.folder() / "run" / name)) << name;
  }
}

TEST(Resume, MayAskForMoreReplications) {
  Program program;
  kill_after(program, {"run", queue, "--replications", "12", "--out", "run"}, program.folder() / "run.unfinished",
             9'000);
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 0) << program.err();
  EXPECT_EQ(result_hash(program.folder() / "run"), hash_of_one_run());
}

TEST(Resume, WithNothingToGoOnWithBegins) {
  Program program;
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 0) << program.err();
  EXPECT_EQ(result_hash(program.folder() / "run"), hash_of_one_run());
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 2) << "a finished run is not replaced";
}

TEST(Resume, IsAskedForWhereAnUnfinishedRunIsInTheWay) {
  Program program;
  begin(program, "run");
  const std::string log = test::text_of(program.folder() / "run.unfinished");
  EXPECT_EQ(program.run(run_of("run")), 2);
  EXPECT_THAT(program.err(), HasSubstr("give --resume to go on, or --force to begin anew"));
  EXPECT_EQ(test::text_of(program.folder() / "run.unfinished"), log);
  EXPECT_EQ(program.run(run_of("run", {"--force"})), 0);
  EXPECT_THAT(program.err(), testing::Not(HasSubstr("are there")));
  EXPECT_EQ(result_hash(program.folder() / "run"), hash_of_one_run());
}

TEST(Resume, RefusesAnotherScenarioAndNamesTheDifference) {
  Program program;
  begin(program, "run");
  const std::string log = test::text_of(program.folder() / "run.unfinished");
  EXPECT_EQ(program.run({"run", minimal, "--replications", "24", "--out", "run", "--resume", "--seed", "5", "--set",
                         "origin.village.population=10"}),
            3);
  EXPECT_THAT(program.err(), HasSubstr("scenario.toml has changed"));
  EXPECT_THAT(program.err(), HasSubstr("--set was none, and is origin.village.population=10"));
  EXPECT_THAT(program.err(), HasSubstr("the seed was 1, and is 5"));
  EXPECT_EQ(test::text_of(program.folder() / "run.unfinished"), log);
  EXPECT_FALSE(fs::exists(program.folder() / "run"));
}

TEST(Resume, RefusesWhatAnotherVersionHasSimulated) {
  Program program;
  begin(program, "run");
  const fs::path log = program.folder() / "run.unfinished";
  json header = json::parse(RecordLog(log, RecordLog::Use::read).header());
  header["version"] = "0.0.7";
  fs::remove(log);
  { const RecordLog of_before(log, RecordLog::Use::begin, header.dump()); }
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 8);
  EXPECT_THAT(program.err(), HasSubstr("is of version 0.0.7"));
}

TEST(Resume, AfterAnInterruptionReplacesWhatWasStoredThen) {
  Program program;
  program.start({"run", queue, "--replications", "400", "--out", "run"});
  ASSERT_TRUE(program.wait_for("running"));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  program.send(SIGINT);
  ASSERT_EQ(program.wait(), 7) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("--replications 400 --seed 1 --out run --resume"));
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 0) << program.err();
  EXPECT_EQ(result_hash(program.folder() / "run"), hash_of_one_run());
}

TEST(Resume, AfterAFullDiskGoesOnWithAllThatWasFinished) {
  Program program;
  program.limit_file_size(60'000);
  EXPECT_EQ(program.run(run_of("run")), 5) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("To go on:"));
  EXPECT_FALSE(fs::exists(program.folder() / "run"));
  ASSERT_GT(RecordLog(program.folder() / "run.unfinished", RecordLog::Use::read).keys().size(), 2U);
  program.limit_file_size(RLIM_INFINITY);
  EXPECT_EQ(program.run(run_of("run", {"--resume"})), 0) << program.err();
  EXPECT_EQ(result_hash(program.folder() / "run"), hash_of_one_run());
}

TEST(Resume, OfAComparisonGivesTheBytesOfOne) {
  const auto words = [](const std::string& out, const std::string& more) {
    return std::vector<std::string>{"compare", queue, queue, "--replications", "16", "--out", out, more};
  };
  Program program;
  ASSERT_EQ(program.run(words("whole", "--threads=1")), 0);
  kill_after(program, words("killed", "--threads=2"), program.folder() / "killed.unfinished", 150'000);
  EXPECT_EQ(program.run(words("killed", "--resume")), 0) << program.err();
  EXPECT_EQ(test::text_of(program.folder() / "killed" / "comparison.csv"),
            test::text_of(program.folder() / "whole" / "comparison.csv"));
}

TEST(Shards, MergedGiveTheBytesOfOneRun) {
  Program program;
  const fs::path log = program.folder() / "part.shard-2-of-3";
  kill_after(program, run_of("part", {"--shard", "2/3"}), log, 9'000);
  for (const std::string shard : {"1/3", "3/3", "2/3"}) {
    EXPECT_EQ(program.run(run_of("part", {"--shard", shard, "--resume"})), 0) << program.err();
  }
  const auto merged = [&](const std::string& out) {
    return std::vector<std::string>{"merge", "part.shard-1-of-3", "part.shard-3-of-3", log, "--out", out};
  };
  EXPECT_EQ(program.run(merged("whole")), 0) << program.err();
  EXPECT_EQ(result_hash(program.folder() / "whole"), hash_of_one_run());
  EXPECT_EQ(program.run(merged("again")), 0) << "shards stay";
}

TEST(Shards, ThatAreNoWholeRunAreRefusedWithAllThatIsMissing) {
  Program program;
  kill_after(program, run_of("part", {"--shard", "1/4"}), program.folder() / "part.shard-1-of-4", 9'000);
  ASSERT_EQ(program.run(run_of("part", {"--shard", "3/4"})), 0);
  EXPECT_EQ(program.run({"merge", "part.shard-1-of-4", "part.shard-3-of-4", "part.shard-3-of-4"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("of its 6 replications: run that shard once more, with --resume"));
  EXPECT_THAT(program.err(), HasSubstr("part.shard-3-of-4 is shard 3, as part.shard-3-of-4 is"));
  EXPECT_THAT(program.err(), HasSubstr("shard 2 of 4 is missing"));
  EXPECT_THAT(program.err(), HasSubstr("shard 4 of 4 is missing"));
  EXPECT_EQ(program.run(run_of("part", {"--shard", "5/4"})), 2);
  EXPECT_EQ(program.run(run_of("part", {"--shard", "0/4"})), 2);
  EXPECT_EQ(program.run(run_of("part", {"--shard", "1/4", "--resume", "--until", "wait_p95 3 %"})), 2);
}

TEST(Shards, MayBeMoreThanThereAreReplications) {
  Program program;
  for (int shard = 1; shard <= 3; ++shard) {
    EXPECT_EQ(program.run({"run", queue, "--replications", "2", "--out", "p", "--shard", std::to_string(shard) + "/3"}),
              0)
        << program.err();
  }
  EXPECT_EQ(program.run({"merge", "p.shard-1-of-3", "p.shard-2-of-3", "p.shard-3-of-3", "--out", "m"}), 0)
      << program.err();
  ASSERT_EQ(program.run({"run", queue, "--replications", "2", "--out", "w"}), 0);
  EXPECT_EQ(result_hash(program.folder() / "m"), result_hash(program.folder() / "w"));
}

#ifdef CORRIDOR_MPIRUN

/// The program as so many processes.
class Ranks : public testing::TestWithParam<int> {
 protected:
  int run(std::vector<std::string> words) {
    std::vector<std::string> all = {"--oversubscribe", "--allow-run-as-root", "-n", std::to_string(GetParam()),
                                    CORRIDOR_EXECUTABLE};
    all.insert(all.end(), words.begin(), words.end());
    return mpirun_.run(all);
  }
  Program mpirun_{CORRIDOR_MPIRUN};
};

TEST_P(Ranks, GiveTheBytesOfOneProcess) {
  EXPECT_EQ(run(run_of("run")), 0) << mpirun_.err();
  EXPECT_EQ(result_hash(mpirun_.folder() / "run"), hash_of_one_run());
}

TEST_P(Ranks, EndAsOneProcessDoesWhereSomethingIsWrong) {
  EXPECT_EQ(run({"run", "nowhere"}), 3) << mpirun_.err();
  EXPECT_EQ(run({"run", queue, "--replications", "4", "--out", "run"}), 0) << mpirun_.err();
  EXPECT_EQ(run({"run", queue, "--replications", "4", "--out", "run"}), 2) << mpirun_.err();
}

INSTANTIATE_TEST_SUITE_P(OneTwoFourAndSeven, Ranks, testing::Values(1, 2, 4, 7));

TEST(RanksOfAComparison, GiveTheBytesOfOneProcess) {
  Program mpirun(CORRIDOR_MPIRUN);
  const std::vector<std::string> words = {"compare", queue, queue, "--replications", "6", "--out", "c"};
  std::vector<std::string> all = {"--oversubscribe", "--allow-run-as-root", "-n", "3", CORRIDOR_EXECUTABLE};
  all.insert(all.end(), words.begin(), words.end());
  EXPECT_EQ(mpirun.run(all), 0) << mpirun.err();
  Program program;
  ASSERT_EQ(program.run(words), 0);
  EXPECT_EQ(test::text_of(mpirun.folder() / "c" / "comparison.csv"),
            test::text_of(program.folder() / "c" / "comparison.csv"));
}

#endif

}  // namespace
}  // namespace corridor::cli::resume_test
