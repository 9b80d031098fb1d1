// Real signals to the real program.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace corridor::cli::interruption_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using test::Program;
using testing::HasSubstr;

/// One replication of a minute and more: three thousand servers for two weeks.
const std::vector<std::string> long_run = {
    "run",   CORRIDOR_SOURCE_DIR "/scenarios/queue", "--trips", "--set", "origin.arrivals.departure.rate=\"240000 /h\"",
    "--set", "site.office.desk.servers=3000"};

TEST(Interruption, GivesUpALongReplicationWithinSecondsAndLeavesNothing) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    Program program;
    program.start(long_run);
    ASSERT_TRUE(program.wait_for("running")) << program.err();
    const auto asked = Clock::now();
    program.send(signal);
    EXPECT_EQ(program.wait(), 7) << program.err();
    EXPECT_LT(Clock::now() - asked, std::chrono::seconds(10));
    EXPECT_THAT(program.err(), HasSubstr("no replication is finished, so nothing is stored"));
    EXPECT_THAT(program.err(), HasSubstr("--seed 1 --only 0"));
    EXPECT_TRUE(fs::is_empty(program.folder() / "out"));
  }
}

TEST(Interruption, EndsAtOnceTheSecondTimeAndLeavesNothing) {
  Program program;
  program.start(long_run);
  ASSERT_TRUE(program.wait_for("running")) << program.err();
  program.send(SIGINT);
  ASSERT_TRUE(program.wait_for("stopping")) << program.err();
  const auto asked = Clock::now();
  program.send(SIGINT);
  EXPECT_EQ(program.wait(), 128 + SIGINT);
  EXPECT_LT(Clock::now() - asked, std::chrono::seconds(1));
  EXPECT_TRUE(fs::is_empty(program.folder() / "out"));
}

TEST(Interruption, LetsAShortReplicationFinish) {
  Program program;
  // Its trips are stored from its beginning on. Much shorter than two seconds.
  program.start({"run", CORRIDOR_SOURCE_DIR "/tests/support/minimal", "--trips=ends", "--set",
                 "origin.village.population=100000"});
  ASSERT_TRUE(program.wait_for_file("minimal", "trips.csv")) << program.err();
  program.send(SIGINT);
  EXPECT_EQ(program.wait(), 0) << program.err();
  EXPECT_TRUE(fs::exists(program.folder() / "out" / "minimal" / "manifest.json"));
}

}  // namespace
}  // namespace corridor::cli::interruption_test
