#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/error.hpp"
#include "corridor/scenario/error_catalogue.hpp"
#include "corridor/scenario/error_explanation.hpp"
#include "corridor/scenario/schema.hpp"
#include "corridor/statistics/measure.hpp"

#include "load.hpp"
#include "program.hpp"

namespace corridor::cli::explain_test {
namespace {

namespace fs = std::filesystem;
using scenario::ErrorExplanation;
using scenario::ErrorInfo;
using test::Program;
using test::text_of;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const fs::path minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";

/// The codes of everything that is wrong with tests/support/minimal after one replacement.
std::set<std::string> codes_after(const ErrorExplanation& e, std::string_view written) {
  const test::TemporaryFolder folder;
  const fs::path scenario = folder.path() / "minimal";
  fs::copy(minimal, scenario, fs::copy_options::recursive);
  ScenarioOptions options{.path = scenario.string(), .sets = {}};
  if (e.file == "--set") {
    options.sets.emplace_back(written);
  } else {
    std::string text = text_of(scenario / e.file);
    const std::size_t at = text.find(e.example.right);
    EXPECT_NE(at, std::string::npos) << e.example.right << " is not in " << e.file;
    EXPECT_EQ(text.find(e.example.right, at + 1), std::string::npos) << e.example.right << " is there twice";
    test::put(scenario / e.file, text.replace(at, e.example.right.size(), written));
  }
  std::set<std::string> codes;
  try {
    static_cast<void>(load(options));
  } catch (const ScenarioError& error) {
    for (const Diagnostic& d : error.diagnostics()) {
      codes.insert(d.code);
    }
  }
  return codes;
}

TEST(ErrorExplanations, AreThereForEveryCode) {
  for (const ErrorInfo& error : scenario::error_catalogue()) {
    const ErrorExplanation* e = scenario::explanation_of(error.code);
    ASSERT_NE(e, nullptr) << error.name << " needs an entry in src/scenario/error_explanation.cpp";
    EXPECT_GT(e->why.size(), 30U) << error.name;
    EXPECT_EQ(e->not_shown.empty(), !e->file.empty()) << error.name << " has an example or says why not";
  }
}

TEST(ErrorExplanations, WrongExamplesGiveTheirCodeAndRightOnesNone) {
  int shown = 0;
  for (const ErrorInfo& error : scenario::error_catalogue()) {
    const ErrorExplanation* e = scenario::explanation_of(error.code);
    if (e == nullptr || e->file.empty()) {
      continue;
    }
    EXPECT_EQ(codes_after(*e, e->example.wrong), std::set<std::string>{std::string(error.name)}) << error.meaning;
    EXPECT_EQ(codes_after(*e, e->example.right), std::set<std::string>{}) << error.name;
    ++shown;
  }
  EXPECT_GT(shown, 50);
}

/// The widest line, in characters.
std::size_t width_of(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    widest = std::max(widest, line.size());
  }
  return widest;
}

TEST(Explain, ListsTablesMeasuresAndCommands) {
  Program program;
  ASSERT_EQ(program.run({"explain"}), 0);
  for (const scenario::TableInfo* table : scenario::tables()) {
    EXPECT_THAT(program.out(), HasSubstr(table->name));
  }
  EXPECT_THAT(program.out(), HasSubstr("crossed_persons"));
  EXPECT_THAT(program.out(), HasSubstr("Commands: new, check, run"));
  EXPECT_LE(width_of(program.out()), 100U);
  EXPECT_THAT(program.err(), IsEmpty());
}

TEST(Explain, SaysWhatAKeyIsWherePathsAndBareNamesLead) {
  for (const char* word : {"site.hakari.documents.servers", "site.stage.servers", "servers"}) {
    Program program;
    ASSERT_EQ(program.run({"explain", word}), 0) << word;
    EXPECT_THAT(program.out(), StartsWith("servers: lanes, desks, officers; 0: closed\n"));
    EXPECT_THAT(program.out(), HasSubstr("--set site.<site>.<stage>.servers=..., and in [[change]] during a run"));
  }
}

TEST(Explain, ShowsTheKeysOfATableAndItsEvidence) {
  Program program;
  ASSERT_EQ(program.run({"explain", "site.stage"}), 0);
  EXPECT_THAT(program.out(), StartsWith("[[site.stage]]: "));
  EXPECT_THAT(program.out(), HasSubstr("\n  waiting_room "));
  EXPECT_THAT(program.out(), HasSubstr("\n  evidence "));
  ASSERT_EQ(program.run({"explain", "evidence"}), 0);
  EXPECT_THAT(program.out(), HasSubstr("in        site.stage\n"));
  ASSERT_EQ(program.run({"explain", "kind"}), 0);
  EXPECT_THAT(program.out(), HasSubstr("in        [[site.stage]]\n"));
  EXPECT_THAT(program.out(), HasSubstr("how well the values of this table are known"));
}

TEST(Explain, SaysWhatAMeasureIsAndWhatElseGoesByItsName) {
  Program program;
  ASSERT_EQ(program.run({"explain", "capacity"}), 0);
  EXPECT_THAT(program.out(), HasSubstr("link.csv"));
  EXPECT_THAT(program.out(), HasSubstr("unit      servers or places"));
}

TEST(Explain, ShowsAMistakeAndItsRepair) {
  Program program;
  ASSERT_EQ(program.run({"explain", "E0322"}), 0);
  EXPECT_THAT(program.out(), StartsWith("E0322: a number has no unit where one is due\n"));
  EXPECT_THAT(program.out(), HasSubstr("    mean = 100\n  Right:\n    mean = \"100 s\"\n"));
  ASSERT_EQ(program.run({"explain", "E0103"}), 0);
  EXPECT_THAT(program.out(), HasSubstr("No example: "));
}

TEST(Explain, FitsAHundredColumnsForEveryWord) {
  std::set<std::string> words = {"source", "kind", "evidence"};
  for (const scenario::TableInfo* table : scenario::tables()) {
    words.insert(table->name);
    for (const scenario::FieldInfo& field : table->fields) {
      words.insert(field.key);
    }
  }
  for (const ErrorInfo& error : scenario::error_catalogue()) {
    words.emplace(error.name);
  }
  for (const statistics::MeasureInfo& measure : statistics::catalogue()) {
    words.emplace(measure.name);
  }
  Program program;
  for (const std::string& word : words) {
    ASSERT_EQ(program.run({"explain", word}), 0) << word;
    EXPECT_LE(width_of(program.out()), 100U) << word;
  }
}

TEST(Explain, NamesTheNearestWordsForAnUnknownOne) {
  Program program;
  EXPECT_EQ(program.run({"explain", "site.hakari.documents.server"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("did you mean `site.hakari.documents.servers`"));
  EXPECT_THAT(program.out(), IsEmpty());
  EXPECT_EQ(program.run({"explain", "crossed_person"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("`crossed_persons`"));
  EXPECT_EQ(program.run({"explain", "wholly_unlike_everything"}), 2);
  EXPECT_THAT(program.err(), Not(HasSubstr("did you mean")));
  EXPECT_EQ(program.run({"explain", "--markdown", "servers"}), 2);
}

}  // namespace
}  // namespace corridor::cli::explain_test
