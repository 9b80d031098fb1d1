// The program as a whole before wrong input of every kind: exit code 3, the error on standard error, nothing written,
// and a finished run as it was.
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace corridor::cli::bad_input_test {
namespace {

namespace fs = std::filesystem;
using test::Program;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

/// An edit of tests/support/minimal.
struct Mistake {
  std::string name;
  std::string file;
  std::string good;  ///< empty: `wrong` is the whole file
  std::string wrong;
  std::string code;
};

/// Every file below a folder, with what is in it.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    all[entry.path().string()] = entry.is_regular_file() ? test::text_of(entry.path()) : "";
  }
  return all;
}

void make(const fs::path& folder, const Mistake& mistake) {
  fs::copy(CORRIDOR_SOURCE_DIR "/tests/support/minimal", folder, fs::copy_options::recursive);
  std::string text = test::text_of(folder / mistake.file);
  const std::size_t at = mistake.good.empty() ? 0 : text.find(mistake.good);
  ASSERT_NE(at, std::string::npos) << mistake.good;
  text.replace(at, mistake.good.empty() ? text.size() : mistake.good.size(), mistake.wrong);
  test::put(folder / mistake.file, text);
}

const std::string toml = "scenario.toml";
const std::string links = "network/link.csv";
const std::string nodes = "network/node.csv";

const std::vector<Mistake> mistakes = {
    {"MisspeltKey", toml, "seats  = 5", "seat = 5", "E0312"},
    {"MissingUnit", toml, "\"4.6 m\"", "4.6", "E0322"},
    {"UnknownUnit", toml, "\"100 s\"", "\"100 sec\"", "E0323"},
    {"AbsurdValue", toml, "\"100 s\"", "\"1e9 h\"", "E0327"},
    {"WrongType", toml, "seats  = 5", "seats = [5]", "E0321"},
    {"DecimalComma", toml, "\"4.6 m\"", "\"4,6 m\"", "E0325"},
    {"DateWithoutOffset", toml, "2024-03-02T06:00:00+02:00", "2024-03-02T06:00:00", "E0329"},
    {"DuplicateId", toml, "id     = \"beds\"", "id = \"registration\"", "E0401"},
    {"UnknownName", toml, "\"village__checkpoint\"", "\"village__checkpont\"", "E0402"},
    {"Shares", toml, "relatives = \"70 %\"", "relatives = \"60 %\"", "E0501"},
    {"Calendar", toml, "[people]", "[calendar]\nnight = \"25:00-06:00\"\n[people]", "E0331"},
    {"NoExit", toml, "next   = [{ to = \"leave\" }]", "next = [{ to = \"beds\" }]", "E0513"},
    {"Contradiction", toml, "[[change]]",
     "[[change]]\nat = 2024-03-01T12:00:00+02:00\nset = \"site.checkpoint.documents.servers\"\nto = 3\n[[change]]",
     "E0805"},
    {"InvalidUtf8", toml, "A village", "A \xFFvillage", "E0104"},
    {"ControlCharacter", toml, "A village", "A \x1B[2Jvillage", "E0105"},
    {"Depth", toml, "seats  = 5", "seats = " + std::string(1000, '['), "E0106"},
    {"Size", toml, "", std::string((8U << 20U) + 1, '\n'), "E0103"},
    {"Empty", toml, "", "\n", "E0311"},
    {"Truncated", toml, "[people]", "[peop", "E0107"},
    {"NotANumber", toml, "imitation = 2", "imitation = nan", "E0108"},
    {"MissingFile", toml, "network/node.csv", "network/nodes.csv", "E0101"},
    {"OutOfTheFolder", toml, "network/node.csv", "../network/node.csv", "E0102"},
    {"ManyColumns", nodes, "", "node_id" + std::string(100'000, ',') + "\n", "E0207"},
    {"RaggedRow", nodes, "", "node_id,x_coord,y_coord\nvillage,1\n", "E0203"},
    {"Quotes", nodes, "", "node_id,x_coord,y_coord\n\"village,1,2\n", "E0204"},
    {"UnknownColumn", nodes, "x_coord", "x_cord", "E0205"},
    {"EmptyTable", links, "", "\n", "E0201"},
    {"Reachability", links, "Road to the town,checkpoint,town", "Road to the town,town,checkpoint", "E0601"},
};

class BadInput : public testing::TestWithParam<Mistake> {};

TEST_P(BadInput, EndsWithThreeAndWritesNothing) {
  Program program;
  make(program.folder() / "wrong", GetParam());
  const auto before = contents(program.folder() / "wrong");
  for (const char* command : {"check", "run"}) {
    EXPECT_EQ(program.run({command, "wrong"}), 3) << program.err();
    EXPECT_THAT(program.err(), HasSubstr("error[" + GetParam().code + "]"));
    EXPECT_THAT(program.err(), EndsWith("nothing was run\n"));
    EXPECT_THAT(program.out(), IsEmpty());
  }
  EXPECT_THAT(program.made(), testing::ElementsAre("wrong"));
  EXPECT_EQ(contents(program.folder() / "wrong"), before);
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadInput, testing::ValuesIn(mistakes), [](const auto& of) { return of.param.name; });

TEST(WrongInput, LeavesAFinishedRunAsItWasEvenIfItIsToBeReplaced) {
  Program program;
  ASSERT_EQ(program.run({"run", CORRIDOR_SOURCE_DIR "/tests/support/minimal"}), 0) << program.err();
  make(program.folder() / "minimal", mistakes.front());
  const auto before = contents(program.folder() / "out");
  ASSERT_FALSE(before.empty());
  EXPECT_EQ(program.run({"run", "minimal", "--force"}), 3);
  EXPECT_EQ(program.run({"run", "minimal", "--force", "--set", "sed=4"}), 3);
  EXPECT_EQ(contents(program.folder() / "out"), before);
}

TEST(GoodInput, MayHaveWindowsLineEndsAndAByteOrderMark) {
  Program program;
  fs::copy(CORRIDOR_SOURCE_DIR "/tests/support/minimal", program.folder() / "windows", fs::copy_options::recursive);
  for (const std::string& file : {toml, links, nodes}) {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : test::text_of(program.folder() / "windows" / file)) {
      text += c == '\n' ? "\r\n" : std::string(1, c);
    }
    test::put(program.folder() / "windows" / file, text);
  }
  EXPECT_EQ(program.run({"check", "windows"}), 0) << program.err();
}

}  // namespace
}  // namespace corridor::cli::bad_input_test
