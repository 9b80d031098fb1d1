#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace corridor::cli::new_test {
namespace {

namespace fs = std::filesystem;
using test::Program;
using test::text_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const fs::path minimal = CORRIDOR_SOURCE_DIR "/scenarios/minimal";

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      names.push_back(entry.path().lexically_relative(folder).generic_string());
    }
  }
  std::ranges::sort(names);
  return names;
}

TEST(New, WritesAScenarioThatIsValidAndRuns) {
  Program program;
  ASSERT_EQ(program.run({"new", "my-scenario"}), 0) << program.err();
  ASSERT_EQ(program.run({"check", "my-scenario"}), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr(" 0 unstated"));
  ASSERT_EQ(program.run({"run", "my-scenario"}), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr("results in out/my-scenario"));
  EXPECT_THAT(program.out(), HasSubstr("Observed series `crossings`"));
}

TEST(New, ListsEveryFileAndTheNextCommands) {
  Program program;
  ASSERT_EQ(program.run({"new", "plans/my scenario"}), 0) << program.err();
  const std::vector<std::string> files = files_in(program.folder() / "plans" / "my scenario");
  EXPECT_EQ(files, files_in(minimal));
  EXPECT_GE(files.size(), 5U);
  for (const std::string& file : files) {
    EXPECT_THAT(program.out(), HasSubstr("  " + file + "  "));
    EXPECT_EQ(text_of(program.folder() / "plans" / "my scenario" / file), text_of(minimal / file)) << file;
  }
  EXPECT_THAT(program.out(), HasSubstr("corridor check 'plans/my scenario'\n"));
  EXPECT_THAT(program.out(), HasSubstr("corridor run 'plans/my scenario'\n"));
  EXPECT_THAT(program.made(), ElementsAre("plans"));
}

TEST(New, TakesAnEmptyFolderAndNeverTouchesAnother) {
  Program program;
  fs::create_directory(program.folder() / "mine");
  ASSERT_EQ(program.run({"new", "mine"}), 0) << program.err();
  test::put(program.folder() / "mine" / "scenario.toml", "changed");
  EXPECT_EQ(program.run({"new", "mine"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("mine is there already"));
  EXPECT_THAT(program.out(), IsEmpty());
  EXPECT_EQ(text_of(program.folder() / "mine" / "scenario.toml"), "changed");
  test::put(program.folder() / "file", "");
  EXPECT_EQ(program.run({"new", "file"}), 2);
  EXPECT_EQ(program.run({"new"}), 2);
}

TEST(New, EndsWithFiveIfItCannotWriteAndLeavesNothing) {
  Program program;
  test::put(program.folder() / "file", "");
  EXPECT_EQ(program.run({"new", "file/my-scenario"}), 5);
  EXPECT_THAT(program.err(), HasSubstr("Not a directory"));
  EXPECT_EQ(program.run({"new", "/proc/my-scenario"}), 5);
  EXPECT_THAT(program.made(), ElementsAre("file"));
}

TEST(New, HelpsWithAnExampleLikeEveryCommand) {
  Program program;
  for (const char* command : {"new", "check", "run", "explain", "schema"}) {
    EXPECT_EQ(program.run({command, "--help"}), 0);
    EXPECT_THAT(program.out(), HasSubstr(std::string("Example:\n  corridor ") + command));
    EXPECT_THAT(program.err(), IsEmpty());
  }
}

}  // namespace
}  // namespace corridor::cli::new_test
