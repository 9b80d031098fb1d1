// `corridor calibrate` as its user runs it: what it writes, and that the bytes are the same however the runs are done.
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corridor/results/record_log.hpp"

#include "csv_rows.hpp"
#include "json_file.hpp"
#include "killed.hpp"
#include "program.hpp"

namespace corridor::cli::calibrate_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::json_of;
using test::Program;
using testing::ElementsAre;
using testing::HasSubstr;
using Words = std::vector<std::string>;

/// The small scenario whose first hours depend on how fast the post is, and how fast people leave.
const std::string calibration = R"(schema = 1
title  = "The checkpoint and the departures"
base   = ")" CORRIDOR_SOURCE_DIR R"(/tests/support/minimal"

[[parameter]]
id     = "inspection"
set    = "site.checkpoint.documents.service.mean={} s"
prior  = { dist = "lognormal", median = 100, log_sd = 0.3 }
unit   = "s"
source = "made up"

[[parameter]]
id     = "hazard"
set    = "origin.village.departure.base={} /h"
prior  = { dist = "lognormal", median = 0.3, log_sd = 0.3 }
unit   = "/h"
source = "made up"

[[target]]
series      = "crossings"
error       = { plus = 10 }
discrepancy = { plus = 10, share = "2 %", correlation = "4 h" }

[search]
members    = 40
iterations = 2
rounds     = 1
points     = 40
checks     = 20
)";
constexpr std::size_t runs = 2 * 40 + 40 + 20;

Words calibrate(const Program& program, const std::string& out, const Words& more = {}) {
  test::put(program.folder() / "calibration.toml", calibration);
  Words words = {"calibrate", "calibration.toml", "--out", out};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// By name, the bytes of the files that the manifest lists: draws, predictions, diagnostics.
std::map<std::string, std::string> bytes_of(const fs::path& folder) {
  std::map<std::string, std::string> bytes;
  const json manifest = json_of(folder / "manifest.json");
  for (const json& file : manifest.at("files")) {
    const std::string name = file["name"];
    bytes[name] = test::text_of(folder / name);
  }
  EXPECT_GE(bytes.size(), 3U);
  return bytes;
}

TEST(Calibrate, WritesDrawsPredictionsAndWhatToThinkOfThem) {
  Program program;
  ASSERT_EQ(program.run(calibrate(program, "found")), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr("inspection"));
  EXPECT_THAT(program.err(), HasSubstr("calibrating 2 parameters to 4 counts with 140 runs"));
  EXPECT_THAT(program.err(), HasSubstr("smoother, iteration 2 of 2"));

  const fs::path folder = program.folder() / "found";
  const json diagnostics = json_of(folder / "diagnostics.json");
  EXPECT_EQ(diagnostics["runs"]["all"], runs);
  EXPECT_EQ(diagnostics["parameters"].size(), 2U);
  double sum = 0;
  for (const test::Row& row : test::rows_of(folder / "posterior.csv")) {
    sum += std::stod(row.at("weight"));
    EXPECT_THAT(row.at("sets"), HasSubstr("origin.village.departure.base="));
  }
  EXPECT_NEAR(sum, 1, 1e-9);
  EXPECT_EQ(test::rows_of(folder / "predictive.csv").size(), 4U);
}

// How well a post is known whose line is always full: 4 counts with errors of some 5 % against a prior of 30 %.
TEST(Calibrate, LearnsFromTheCounts) {
  Program program;
  ASSERT_EQ(program.run(calibrate(program, "found")), 0) << program.err();
  const json diagnostics = json_of(program.folder() / "found" / "diagnostics.json");
  EXPECT_LT(diagnostics["parameters"][0]["sd_z"].get<double>(), 0.7);
}

TEST(Calibrate, GivesTheSameBytesWithOneThreadAndWithTwo) {
  Program program;
  ASSERT_EQ(program.run(calibrate(program, "one", {"--threads", "1"})), 0) << program.err();
  ASSERT_EQ(program.run(calibrate(program, "two", {"--threads", "2"})), 0) << program.err();
  EXPECT_EQ(bytes_of(program.folder() / "one"), bytes_of(program.folder() / "two"));
}

TEST(Calibrate, AfterAKillGoesOnToTheBytesOfOneRun) {
  Program program;
  ASSERT_EQ(program.run(calibrate(program, "whole")), 0) << program.err();
  const fs::path log = program.folder() / "killed.unfinished";
  test::kill_after(program, calibrate(program, "killed"), log, 2'000);
  ASSERT_TRUE(fs::exists(log));
  const std::size_t known = results::RecordLog(log, results::RecordLog::Use::read).keys().size();
  ASSERT_GT(known, 0U);
  ASSERT_LT(known, runs);
  EXPECT_EQ(program.run(calibrate(program, "killed", {"--resume"})), 0) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("of which " + std::to_string(known) + " are there"));
  EXPECT_EQ(bytes_of(program.folder() / "killed"), bytes_of(program.folder() / "whole"));
  EXPECT_FALSE(fs::exists(log)) << "nothing is left behind";
}

TEST(Calibrate, RefusesToGoOnWithAnotherFile) {
  Program program;
  test::kill_after(program, calibrate(program, "killed"), program.folder() / "killed.unfinished", 2'000);
  Words words = calibrate(program, "killed", {"--resume"});
  test::put(program.folder() / "calibration.toml", calibration + "# with a remark\n");
  EXPECT_EQ(program.run(words), 3) << program.err();
  EXPECT_THAT(program.err(), HasSubstr("calibration.toml has changed"));
}

TEST(Calibrate, TriesItselfOnCountsOfTheModel) {
  Program program;
  ASSERT_EQ(program.run(calibrate(program, "tried", {"--sbc", "2"})), 0) << program.err();
  const json diagnostics = json_of(program.folder() / "tried" / "diagnostics.json");
  EXPECT_EQ(diagnostics["sets"], 2);
  EXPECT_EQ(test::rows_of(program.folder() / "tried" / "ranks.csv").size(), 4U);
}

#ifdef CORRIDOR_MPIRUN

TEST(Calibrate, GivesTheSameBytesAsThreeProcesses) {
  Program program;
  ASSERT_EQ(program.run(calibrate(program, "whole")), 0) << program.err();
  Program mpirun(CORRIDOR_MPIRUN);
  Words words = {"--oversubscribe", "--allow-run-as-root", "-n", "3", CORRIDOR_EXECUTABLE};
  const Words of_program = calibrate(mpirun, "whole");
  words.insert(words.end(), of_program.begin(), of_program.end());
  ASSERT_EQ(mpirun.run(words), 0) << mpirun.err();
  EXPECT_EQ(bytes_of(mpirun.folder() / "whole"), bytes_of(program.folder() / "whole"));
}

#endif

}  // namespace
}  // namespace corridor::cli::calibrate_test
