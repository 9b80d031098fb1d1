#include "corridor/results/run_folder.hpp"

#include <csignal>
#include <sys/resource.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/error.hpp"

#include "file.hpp"
#include "support/temporary_folder.hpp"

namespace corridor::results::run_folder_test {
namespace {

namespace fs = std::filesystem;
using test::put;
using test::text_of;

/// A finished run, as far as a run folder looks at it.
void publish_run(const fs::path& place, const std::string& content, IfFinished policy = IfFinished::refuse) {
  RunFolder folder(place, policy);
  put(folder.partial() / "manifest.json", R"({"program": "corridor"})");
  put(folder.partial() / "content", content);
  folder.publish();
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(RunFolder, AppearsOnlyWhenPublished) {
  const test::TemporaryFolder temporary;
  RunFolder folder(temporary.path() / "a" / "b", IfFinished::refuse);
  put(folder.partial() / "content", "new");
  EXPECT_FALSE(fs::exists(folder.place()));
  folder.publish();
  EXPECT_EQ(text_of(temporary.path() / "a" / "b" / "content"), "new");
  EXPECT_EQ(entries(temporary.path() / "a"), 1U);
}

TEST(RunFolder, LeavesNothingIfNotPublished) {
  const test::TemporaryFolder temporary;
  {
    const RunFolder folder(temporary.path() / "run", IfFinished::refuse);
    put(folder.partial() / "content", "half");
  }
  EXPECT_EQ(entries(temporary.path()), 0U);
}

TEST(RunFolder, IsGoneAtOnceWhenDiscardedHoweverManyFilesItHas) {
  const test::TemporaryFolder temporary;
  const RunFolder folder(temporary.path() / "run", IfFinished::refuse);
  for (int i = 0; i < 1000; ++i) {
    put(folder.partial() / ("a-file-with-a-long-name-" + std::to_string(i)), "half");
  }
  folder.discard();
  EXPECT_EQ(entries(temporary.path()), 0U);
}

TEST(RunFolder, StaysWhenDiscardedAfterItWasPublished) {
  const test::TemporaryFolder temporary;
  RunFolder folder(temporary.path() / "run", IfFinished::refuse);
  put(folder.partial() / "content", "whole");
  folder.publish();
  folder.discard();
  EXPECT_EQ(text_of(temporary.path() / "run" / "content"), "whole");
  EXPECT_EQ(entries(temporary.path()), 1U);
}

TEST(RunFolder, RefusesToReplaceAFinishedRunUnlessTold) {
  const test::TemporaryFolder temporary;
  publish_run(temporary.path() / "run", "old");
  EXPECT_THROW(publish_run(temporary.path() / "run", "new"), PlaceTaken);
  EXPECT_EQ(text_of(temporary.path() / "run" / "content"), "old");
  publish_run(temporary.path() / "run/", "new", IfFinished::replace);
  EXPECT_EQ(text_of(temporary.path() / "run" / "content"), "new");
  EXPECT_EQ(entries(temporary.path()), 1U);
}

TEST(RunFolder, RefusesARunThatWasFinishedMeanwhile) {
  const test::TemporaryFolder temporary;
  RunFolder slow(temporary.path() / "run", IfFinished::refuse);
  fs::create_directory(temporary.path() / "run");
  put(temporary.path() / "run" / "manifest.json", R"({"program": "corridor"})");
  EXPECT_THROW(slow.publish(), PlaceTaken);
  EXPECT_EQ(entries(temporary.path() / "run"), 1U);
}

TEST(RunFolder, NeverReplacesWhatIsNoRun) {
  const test::TemporaryFolder temporary;
  fs::create_directory(temporary.path() / "photos");
  put(temporary.path() / "photos" / "one", "precious");
  put(temporary.path() / "file", "precious");
  EXPECT_THROW(publish_run(temporary.path() / "photos", "new", IfFinished::replace), PlaceTaken);
  EXPECT_THROW(publish_run(temporary.path() / "file", "new", IfFinished::replace), PlaceTaken);
  put(temporary.path() / "photos" / "manifest.json", R"({"program": "another"})");
  EXPECT_THROW(publish_run(temporary.path() / "photos", "new", IfFinished::replace), PlaceTaken);
  put(temporary.path() / "photos" / "manifest.json", R"({"of": {"program": "corridor"}, "list": ["program"]})");
  EXPECT_THROW(publish_run(temporary.path() / "photos", "new", IfFinished::replace), PlaceTaken);
  put(temporary.path() / "photos" / "manifest.json", R"({"program": "corridor", "seed": )");
  EXPECT_THROW(publish_run(temporary.path() / "photos", "new", IfFinished::replace), PlaceTaken);
  EXPECT_EQ(text_of(temporary.path() / "photos" / "one"), "precious");
  EXPECT_EQ(text_of(temporary.path() / "file"), "precious");
}

TEST(RunFolder, TakesAnEmptyFolder) {
  const test::TemporaryFolder temporary;
  fs::create_directory(temporary.path() / "run");
  publish_run(temporary.path() / "run", "new");
  EXPECT_EQ(text_of(temporary.path() / "run" / "content"), "new");
}

TEST(RunFolder, ReplacesTheFolderBehindALink) {
  const test::TemporaryFolder temporary;
  publish_run(temporary.path() / "run", "old");
  fs::create_directory_symlink(temporary.path() / "run", temporary.path() / "latest");
  publish_run(temporary.path() / "latest", "new", IfFinished::replace);
  EXPECT_TRUE(fs::is_symlink(temporary.path() / "latest"));
  EXPECT_EQ(text_of(temporary.path() / "run" / "content"), "new");
}

TEST(RunFolder, NamesFileAndReasonWhenItCannotBeWritten) {
  const test::TemporaryFolder temporary;
  put(temporary.path() / "file", "");
  try {
    const RunFolder folder(temporary.path() / "file" / "run", IfFinished::refuse);
    FAIL() << "a folder below a file";
  } catch (const IoError& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr((temporary.path() / "file").string()));
    EXPECT_THAT(e.what(), testing::HasSubstr("Not a directory"));
  }
}

/// No file may grow beyond so many bytes while this lives, as on a disk that is full.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
};

TEST(OutputFile, HashesWhatItWritesWhateverTheSizeOfThePieces) {
  const test::TemporaryFolder temporary;
  std::string text;
  for (int i = 0; i < 100'000; ++i) {
    text += std::to_string(i) + '\n';
  }
  for (const std::size_t piece : {std::size_t{7}, std::size_t{65'536}, text.size()}) {
    const std::filesystem::path path = temporary.path() / std::to_string(piece);
    OutputFile file(path);
    for (std::size_t at = 0; at < text.size(); at += piece) {
      file.write(std::string_view(text).substr(at, piece));
    }
    const OutputFile::Written written = file.finish();
    EXPECT_EQ(text_of(path), text);
    EXPECT_EQ(written.bytes, text.size());
    EXPECT_EQ(written.sha256, sha256(text));
  }
}

TEST(OutputFile, NamesFileAndReasonWhenItCannotGrow) {
  const test::TemporaryFolder temporary;
  OutputFile file(temporary.path() / "text");
  const SmallDisk small(1000);
  file.write("kept in memory");
  try {
    file.write(std::string(100'000, 'x'));
    FAIL() << "more than fits";
  } catch (const IoError& e) {
    EXPECT_EQ(std::string(e.what()), "cannot write " + (temporary.path() / "text").string() + ": File too large");
  }
}

TEST(OutputFile, WritesOverNothing) {
  const test::TemporaryFolder temporary;
  put(temporary.path() / "text", "precious");
  EXPECT_THROW(OutputFile(temporary.path() / "text"), IoError);
  EXPECT_EQ(text_of(temporary.path() / "text"), "precious");
}

TEST(OutputFile, HashesWhatItWrites) {
  const test::TemporaryFolder temporary;
  OutputFile file(temporary.path() / "text");
  const std::string part(50'000, 'x');
  file.write(part);
  file.write(part);
  const OutputFile::Written written = file.finish();
  EXPECT_EQ(written.name, "text");
  EXPECT_EQ(written.bytes, 100'000U);
  EXPECT_EQ(written.sha256, sha256(part + part));
  EXPECT_EQ(text_of(temporary.path() / "text"), part + part);
}

}  // namespace
}  // namespace corridor::results::run_folder_test
