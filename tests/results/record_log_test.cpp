#include "corridor/results/record_log.hpp"

#include <csignal>
#include <sys/resource.h>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/error.hpp"
#include "corridor/results/run_folder.hpp"

#include "support/temporary_folder.hpp"

namespace corridor::results::record_log_test {
namespace {

namespace fs = std::filesystem;
using Use = RecordLog::Use;
using testing::HasSubstr;

std::string payload(std::uint64_t key) {
  return std::string(key * 7 % 50, static_cast<char>('a' + key % 26)) + std::to_string(key);
}

/// A log of the keys 0 to n - 1.
fs::path a_log(const test::TemporaryFolder& folder, std::uint64_t n) {
  fs::path path = folder.path() / "log";
  RecordLog log(path, Use::begin, "of something");
  for (std::uint64_t key = 0; key < n; ++key) {
    log.append(key, payload(key));
  }
  return path;
}

TEST(RecordLog, GivesBackWhatWasAppended) {
  const test::TemporaryFolder folder;
  const RecordLog log(a_log(folder, 20), Use::read);
  EXPECT_EQ(log.header(), "of something");
  EXPECT_EQ(log.keys().size(), 20U);
  EXPECT_EQ(log.torn_bytes(), 0U);
  for (std::uint64_t key = 0; key < 20; ++key) {
    EXPECT_EQ(log.find(key), payload(key));
  }
  EXPECT_EQ(log.find(20), std::nullopt);
}

TEST(RecordLog, CutOffAnywhereKeepsEveryRecordBeforeAndGoesOn) {
  const test::TemporaryFolder folder;
  const fs::path path = a_log(folder, 8);
  const std::string whole = test::text_of(path);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    test::put(path, whole.substr(0, size));
    std::size_t kept = 0;
    {
      RecordLog log(path, Use::take_up, "of something");
      EXPECT_EQ(log.header(), "of something");
      kept = log.keys().size();
      for (std::uint64_t key = 0; key < 8; ++key) {
        EXPECT_EQ(log.find(key).has_value(), key < kept);
        log.append(key, payload(key));
      }
    }
    EXPECT_EQ(test::text_of(path), whole) << size;
    EXPECT_EQ(kept == 8, size == whole.size());
  }
}

TEST(RecordLog, TakesNothingForARecordThatIsNotWhole) {
  const test::TemporaryFolder folder;
  const fs::path path = a_log(folder, 3);
  const std::string whole = test::text_of(path);
  const std::size_t header = 16 + 16 + std::string("of something").size();
  for (std::size_t at = header; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    test::put(path, changed);
    const RecordLog log(path, Use::read);
    EXPECT_LT(log.keys().size(), 3U) << at;
    for (const std::uint64_t key : log.keys()) {
      EXPECT_EQ(log.find(key), payload(key));
    }
  }
}

TEST(RecordLog, RefusesAFileThatIsNone) {
  const test::TemporaryFolder folder;
  const fs::path path = folder.path() / "log";
  for (const std::string text : {"a letter", "x"}) {
    test::put(path, text);
    EXPECT_THROW(RecordLog(path, Use::take_up, "of something"), PlaceTaken);
    EXPECT_THROW(RecordLog(path, Use::read), PlaceTaken);
    EXPECT_THROW(RecordLog(path, Use::begin, "of something"), PlaceTaken);
    EXPECT_EQ(test::text_of(path), text);
  }
  EXPECT_THROW(RecordLog(folder.path() / "none", Use::read), IoError);
  EXPECT_THROW(RecordLog(folder.path() / "no" / "folder", Use::begin, "h"), IoError);
}

TEST(RecordLog, IsWrittenByOneAtATime) {
  const test::TemporaryFolder folder;
  const fs::path path = folder.path() / "log";
  {
    const RecordLog log(path, Use::begin, "of something");
    EXPECT_THROW(RecordLog(path, Use::take_up, "of something"), PlaceTaken);
  }
  EXPECT_NO_THROW(RecordLog(path, Use::take_up, "of something"));
}

TEST(RecordLog, IsAsBeforeWhereARecordCannotBeWritten) {
  const test::TemporaryFolder folder;
  const fs::path path = a_log(folder, 5);
  const std::string before = test::text_of(path);
  std::signal(SIGXFSZ, SIG_IGN);
  RecordLog log(path, Use::take_up, "of something");
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  for (rlim_t room = 0; room < 40; ++room) {  // short writes, then none
    const rlimit small{.rlim_cur = before.size() + room, .rlim_max = limit.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    EXPECT_THROW(log.append(5, std::string(100, 'x')), IoError);
    setrlimit(RLIMIT_FSIZE, &limit);
    EXPECT_EQ(test::text_of(path), before);
  }
  log.append(5, payload(5));
  EXPECT_EQ(RecordLog(path, Use::read).find(5), payload(5));
}

TEST(RecordLog, TakesRecordsFromSeveralThreads) {
  const test::TemporaryFolder folder;
  RecordLog log(folder.path() / "log", Use::begin, "of something");
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 4; ++t) {
    threads.emplace_back([&log, t] {
      for (std::uint64_t i = 0; i < 50; ++i) {
        log.append(4 * i + t, payload(4 * i + t));
        EXPECT_EQ(log.find(4 * i + t), payload(4 * i + t));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(RecordLog(log.path(), Use::read).keys().size(), 200U);
}

TEST(RecordLog, KeepsTheFirstOfTwoRecordsWithOneKey) {
  const test::TemporaryFolder folder;
  RecordLog log(folder.path() / "log", Use::begin, "of something");
  log.append(1, "first");
  log.append(1, "second");
  EXPECT_EQ(log.find(1), "first");
  log.remove();
  EXPECT_FALSE(fs::exists(log.path()));
}

}  // namespace
}  // namespace corridor::results::record_log_test
