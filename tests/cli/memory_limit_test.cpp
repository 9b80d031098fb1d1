#include "memory_limit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace corridor::cli::memory_limit_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Program;
using test::put;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";
constexpr std::uint64_t mebibyte = 1024 * 1024;

json manifest_of(const fs::path& run) {
  return json::parse(test::text_of(run / "manifest.json"));
}

TEST(Bytes, AreANumberAndAUnit) {
  EXPECT_EQ(parse_bytes("2 GiB"), 2048 * mebibyte);
  EXPECT_EQ(parse_bytes("1.5MiB"), 1'572'864U);
  EXPECT_EQ(parse_bytes("500 MB"), 500'000'000U);
  EXPECT_EQ(parse_bytes("1 B"), 1U);
}

TEST(Bytes, AreNothingWithoutANumberAboveZeroOrAUnit) {
  for (const char* text : {"", "0", "0 GiB", "0.5 B", "-1 GiB", "2", "GiB", "2 gib", "2 GiB x", "nan GiB", "inf GiB",
                           "1e3 MiB", "9999999 TiB", "2,5 GiB", " 2 GiB", "unlimited"}) {
    EXPECT_EQ(parse_bytes(text), std::nullopt) << text;
  }
}

TEST(Bytes, AreShownInTheLargestUnit) {
  EXPECT_EQ(bytes_text(1), "1 B");
  EXPECT_EQ(bytes_text(64 * mebibyte), "64 MiB");
  EXPECT_EQ(bytes_text(2048 * mebibyte + 512 * mebibyte), "2.5 GiB");
}

TEST(AvailableMemory, IsTheLeastOfTheMachineAndItsControlGroups) {
  const test::TemporaryFolder temporary;
  const fs::path& root = temporary.path();
  EXPECT_EQ(available_memory(root), 0U);
  fs::create_directories(root / "proc/self");
  put(root / "proc/meminfo", "MemTotal:        4096 kB\nMemFree:  1 kB\n");
  EXPECT_EQ(available_memory(root), 4 * mebibyte);
  fs::create_directories(root / "sys/fs/cgroup/outer/inner");
  put(root / "proc/self/cgroup", "0::/outer/inner\n");
  put(root / "sys/fs/cgroup/outer/memory.max", "3145728\n");
  put(root / "sys/fs/cgroup/outer/inner/memory.max", "max\n");
  EXPECT_EQ(available_memory(root), 3 * mebibyte);
  fs::create_directories(root / "sys/fs/cgroup/memory/job");
  put(root / "proc/self/cgroup", "7:cpu,cpuacct:/x\n4:memory:/job\n0::/outer/inner\n");
  put(root / "sys/fs/cgroup/memory/job/memory.limit_in_bytes", "1048576\n");
  EXPECT_EQ(available_memory(root), mebibyte);
}

TEST(MemoryLimit, EndsWithSixAndLeavesNothingIfTheProgramAloneTakesMore) {
  Program program;
  EXPECT_EQ(program.run({"run", minimal, "--memory-limit", "10 kB"}), 6);
  EXPECT_THAT(program.err(), HasSubstr("--memory-limit 10 kB is too little"));
  EXPECT_THAT(program.made(), IsEmpty());
}

TEST(MemoryLimit, RefusesWhatIsNoSize) {
  for (const char* size : {"0", "0 GiB", "2", "-1 GiB", "much"}) {
    Program program;
    EXPECT_EQ(program.run({"run", minimal, "--memory-limit", size}), 2) << size;
    EXPECT_THAT(program.err(), HasSubstr("2 GiB")) << size;
    EXPECT_THAT(program.made(), IsEmpty());
  }
}

TEST(MemoryLimit, ChangesNoResult) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--out", "unlimited", "--memory-limit", "unlimited"}), 0) << program.err();
  ASSERT_EQ(program.run({"run", minimal, "--out", "default"}), 0) << program.err();
  // Far more than any machine has, for the instrumented builds, which take terabytes of addresses.
  ASSERT_EQ(program.run({"run", minimal, "--out", "limited", "--memory-limit", "1000 TiB"}), 0) << program.err();
  const auto hash = manifest_of(program.folder() / "unlimited")["result_hash"];
  EXPECT_EQ(manifest_of(program.folder() / "default")["result_hash"], hash);
  EXPECT_EQ(manifest_of(program.folder() / "limited")["result_hash"], hash);
}

#ifndef CORRIDOR_RESERVES_ADDRESSES
// Sanitizers that take terabytes of addresses for themselves leave no limit to reach.

TEST(MemoryLimit, EndsWithSixAndLeavesNothingIfTheFirstReplicationTakesMore) {
  Program program;
  EXPECT_EQ(program.run({"run", CORRIDOR_SOURCE_DIR "/scenarios/queue", "--trips", "--memory-limit", "8 MiB", "--set",
                         "origin.arrivals.departure.rate=\"240000 /h\""}),
            6);
  EXPECT_THAT(program.err(), HasSubstr("replication 0 with seed 1 takes more than the limit of 8 MiB"));
  EXPECT_THAT(program.err(), HasSubstr("`population`"));
  EXPECT_THAT(program.err(), HasSubstr("nothing is stored"));
  EXPECT_TRUE(fs::is_empty(program.folder() / "out"));
}

TEST(MemoryLimit, EndsWithSixIfTheScenarioTakesMore) {
  Program program;
  std::string rows = "time,value\n";
  for (int i = 0; i < 200'000; ++i) {
    rows += "2024-03-01T06:00:00+02:00,1\n";
  }
  fs::copy(minimal, program.folder() / "scenario", fs::copy_options::recursive);
  put(program.folder() / "scenario" / "network" / "node.csv", rows);
  EXPECT_EQ(program.run({"run", "scenario", "--memory-limit", "4 MiB"}), 6);
  EXPECT_THAT(program.err(), HasSubstr("reading scenario and preparing its run takes more than the limit of 4 MiB"));
  EXPECT_FALSE(fs::exists(program.folder() / "out"));
}

TEST(MemoryLimit, KeepsTheReplicationsThatAreFinished) {
  Program program(CORRIDOR_WITH_BROKEN_MODEL);
  ASSERT_EQ(program.run({"run", minimal, "--replications", "2", "--seed", "6", "--out", "two"}), 0) << program.err();
  EXPECT_EQ(program.run({"run", minimal, "--replications", "5", "--seed", "6", "--memory-limit", "64 MiB"}), 6);
  EXPECT_THAT(program.err(), HasSubstr("replication 2 with seed 6 takes more than the limit of 64 MiB"));
  EXPECT_THAT(program.err(), HasSubstr("2 of 5 replications are finished and stored"));
  EXPECT_THAT(program.err(), HasSubstr("--replications 5 --seed 6 --resume"));
  const json manifest = manifest_of(program.folder() / "out" / "minimal");
  EXPECT_EQ(manifest["replications"]["finished"], 2);
  EXPECT_EQ(manifest["replications"]["out_of_memory"], true);
  EXPECT_EQ(manifest["result_hash"], manifest_of(program.folder() / "two")["result_hash"]);
}
#endif

}  // namespace
}  // namespace corridor::cli::memory_limit_test
