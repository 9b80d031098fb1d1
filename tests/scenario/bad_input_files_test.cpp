// Files: missing, of the wrong kind, outside the folder, too large or too wide, cut short, saved by other programs.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_files_test {
namespace {

using testing::BadInput;
using testing::config_csv;
using testing::link_csv;
using testing::Mistake;
using testing::name_of;
using testing::node_csv;
using testing::ScenarioFiles;
using testing::series_csv;
using testing::summaries;
namespace fs = std::filesystem;

const std::string series = "series  = \"observed/arrivals.csv\"";

const std::vector<Mistake> paths = {
    {"OtherName", series, "series = ^\"observed/arrival.csv\"", "E0101", "", "scenario.toml", "a file that exists"},
    {"OtherCase", series, "series = ^\"observed/Arrivals.csv\"", "E0101"},
    {"WithoutFolder", series, "series = ^\"arrivals.csv\"", "E0101"},
    {"Folder", series, "series = ^\"observed\"", "E0101"},
    {"FolderItself", series, "series = ^\".\"", "E0101"},
    {"Nothing", series, "series = ^\"\"", "E0102", "", "scenario.toml", "not below"},
    {"FromTheRoot", series, "series = ^\"/observed/arrivals.csv\"", "E0102"},
    {"UpOne", series, "series = ^\"../small/observed/arrivals.csv\"", "E0102", "", "scenario.toml", "network/node.csv"},
    {"UpAndDown", series, "series = ^\"observed/../observed/arrivals.csv\"", "E0102"},
    {"BackwardSlashes", series, "series = ^'observed\\arrivals.csv'", "E0101"},
    {"Address", series, "series = ^\"https://example.org/arrivals.csv\"", "E0101"},
};

INSTANTIATE_TEST_SUITE_P(Paths, BadInput, ::testing::ValuesIn(paths), name_of);

TEST(BadFile, OfTheRoadIsMissedWhereItIsNamed) {
  EXPECT_EQ(summaries(ScenarioFiles().remove(node_csv).errors()), std::vector<std::string>{"E0101 scenario.toml:9:9"});
  EXPECT_EQ(summaries(ScenarioFiles().remove(link_csv).errors()), std::vector<std::string>{"E0101 scenario.toml:10:9"});
  EXPECT_EQ(summaries(ScenarioFiles().remove(config_csv).errors()),
            std::vector<std::string>{"E0101 scenario.toml:10:9"});
  EXPECT_EQ(summaries(ScenarioFiles().remove(node_csv).remove(link_csv).remove(config_csv).errors()).size(), 3U);
}

TEST(BadFile, IsAScenarioThatIsNotThereOrAFolder) {
  ScenarioFiles files;
  files.remove("scenario.toml").write("scenario.toml/keep", "");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0101 scenario.toml:0:0"});
  files.remove("scenario.toml/keep");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0101 scenario.toml:0:0"});
}

TEST(BadFile, CutShortAnywhereIsRefusedOrValid) {
  const std::string whole = testing::good_files.at("scenario.toml");
  ScenarioFiles files;
  int refused = 0;
  for (std::size_t size = 0; size < whole.size(); size += 23) {
    files.write("scenario.toml", whole.substr(0, size));
    const auto errors = files.errors();
    refused += errors.empty() ? 0 : 1;
    for (const Diagnostic& d : errors) {
      EXPECT_TRUE(d.place.line >= 1 && d.place.column >= 1) << size << ": " << format(d);
    }
  }
  EXPECT_GT(refused, static_cast<int>(whole.size() / 23 / 2));
}

TEST(BadFile, IsATableWithAHundredThousandColumnsAndThatIsSaidAtOnce) {
  std::string header = "node_id,x_coord,y_coord";
  std::string row = "gate,1,2";
  for (int i = 0; i < 100'000; ++i) {
    header += ",c" + std::to_string(i);
    row += ",";
  }
  const std::string too_wide = header + "\n" + row + "\n";
  for (const std::string& file : {node_csv, series_csv}) {
    ScenarioFiles files;
    const auto begun = std::chrono::steady_clock::now();
    const auto errors = files.write(file, too_wide).errors();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
    ASSERT_EQ(errors.size(), 1U);
    const std::size_t first_too_many = header.find(",c997,") + 1;  // the 1,001st: three have names of their own
    EXPECT_EQ(testing::summary(errors[0]), "E0207 " + file + ":1:" + std::to_string(first_too_many + 1));
    EXPECT_EQ(errors[0].expected, "at most 1000 columns");
  }
}

TEST(BadFile, IsATableWithARowOfAHundredThousandCells) {
  const std::string row = std::string(100'000, ',');
  const auto errors = ScenarioFiles().replace("gate,Gate,25.1,47\n", row + "\n", node_csv).errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(testing::summary(errors[0]), "E0203 network/node.csv:3:5");
  EXPECT_EQ(errors[0].message, "this row has 1001 cells or more, the header has 4");
}

TEST(BadFile, IsATableOfMoreThan64Mebibytes) {
  ScenarioFiles files;
  static_cast<void>(files.read());
  fs::resize_file(files.folder() / series_csv, (std::uintmax_t{64} << 20U) + 1);  // with a hole: takes no room
  try {
    static_cast<void>(scenario::read(files.folder()));
    FAIL() << "was read";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(summaries(error.diagnostics()), std::vector<std::string>{"E0103 scenario.toml:98:11"});
    EXPECT_EQ(error.diagnostics()[0].expected, "at most 67108864 bytes");
  }
}

TEST(GoodFile, HasWindowsLineEndsOrAByteOrderMark) {
  for (const char* mark : {"", "\xEF\xBB\xBF"}) {
    ScenarioFiles files;
    for (const auto& [name, text] : testing::good_files) {
      std::string windows = mark;
      for (const char c : text) {
        windows += c == '\n' ? "\r\n" : std::string(1, c);
      }
      files.write(name, windows);
    }
    EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{}) << (*mark == '\0' ? "without" : "with") << " mark";
    const auto errors = files.replace("seats  = 5\r\n", "seats = 5\r\nsets = 5\r\n").errors();
    EXPECT_EQ(summaries(errors), std::vector<std::string>{"E0312 scenario.toml:18:1"});
    EXPECT_EQ(errors.front().place.source_line, "sets = 5");
  }
}

TEST(GoodFile, SeparatesCellsBySemicolonsOrTabs) {
  for (const char separator : {';', '\t'}) {
    ScenarioFiles files;
    for (const std::string& name : {config_csv, node_csv, link_csv, series_csv}) {
      std::string text = testing::good_files.at(name);
      std::replace(text.begin(), text.end(), ',', separator);
      files.write(name, text);
    }
    EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{}) << separator;
  }
}

}  // namespace
}  // namespace corridor::scenario::bad_input_files_test
