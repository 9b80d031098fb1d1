#include "progress.hpp"

#include <gtest/gtest.h>

namespace corridor::cli::progress_test {
namespace {

using namespace std::chrono_literals;

TEST(Progress, SaysReplicationsRateAndTimeLeft) {
  EXPECT_EQ(progress_line({.finished = 3,
                           .replications = 12,
                           .share_of_current = 0,
                           .events = 36'000'000,
                           .seconds_finished = 15,
                           .seconds = 15}),
            "[#####...............] 3 of 12 replications, 2.4 million events/s, 45 s left");
}

TEST(Progress, MovesWithinAReplicationBeforeAnyIsFinished) {
  EXPECT_EQ(progress_line({.share_of_current = 0.5, .seconds = 200}),
            "[##########..........] 0 of 1 replication, 3 min left");
  EXPECT_EQ(progress_line({}), "[....................] 0 of 1 replication");
}

TEST(Progress, IsSilentBetweenItsTurns) {
  std::FILE* stream = std::tmpfile();
  {
    Progress progress(stream, false, 2, SimTime(1h));
    progress.on(record::SampleTaken{SimTime(30min)});
    progress.finish_replication(10);
  }
  EXPECT_EQ(std::ftell(stream), 0);
  std::fclose(stream);
}

}  // namespace
}  // namespace corridor::cli::progress_test
