// `corridor report`, and the page that run and compare write: its numbers are those of the tables, and nothing in a
// scenario becomes markup.
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv_rows.hpp"
#include "program.hpp"
#include "support/report_page.hpp"

namespace corridor::cli::report_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::data_of;
using test::Program;
using test::Row;
using test::rows_of;
using test::text_of;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";

json cell(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  return text.empty() ? json() : json::parse(text);
}

/// Hours since the start of the minimal scenario.
double hours(const std::string& start, const std::string& time) {
  const auto days = std::stoi(time.substr(8, 2)) - std::stoi(start.substr(8, 2));
  return days * 24 + std::stoi(time.substr(11, 2)) - std::stoi(start.substr(11, 2)) +
         std::stoi(time.substr(14, 2)) / 60.0;
}

using What = std::pair<std::string, std::string>;  ///< place and measure

/// The rows of a table over time, by place and measure, then by time.
std::map<What, std::map<double, Row>> by_what(const fs::path& file, const std::string& start) {
  std::map<What, std::map<double, Row>> rows;
  for (Row& row : rows_of(file)) {
    const double time = hours(start, row["time"]);
    rows[{row["place"], row["measure"]}][time] = row;
  }
  return rows;
}

/// How many values were compared.
std::size_t expect_series_as_in(const json& run, const fs::path& file) {
  const auto rows = by_what(file, run["calendar"]["start"]);
  const bool is_single = run["single"];
  std::size_t count = 0;
  for (const json& series : run["series"]) {
    const auto& of_series = rows.at({series["place"], series["measure"]});
    for (const char* quantile : {"p05", "p25", "p50", "p75", "p95"}) {
      for (std::size_t i = 0; i < run["times"].size(); ++i) {
        const Row& row = of_series.at(run["times"][i]);
        EXPECT_EQ(series["band"][quantile][i], cell(row, is_single ? "value" : quantile)) << series["place"];
        EXPECT_EQ(series["unit"], row.at("unit"));
        ++count;
      }
    }
  }
  for (const json& figure : run["hourly"]) {
    const Row& row = rows.at({figure["place"], figure["measure"]}).at(figure["time"]);
    EXPECT_EQ(figure["range"]["p50"], cell(row, is_single ? "value" : "p50"));
    EXPECT_EQ(figure["range"]["p95"], cell(row, is_single ? "value" : "p95"));
  }
  return count;
}

/// The object of `--json` has the same quantiles: it was made from the replications and not from the tables.
void expect_summary_as_printed(const json& run, const json& printed) {
  std::map<std::tuple<std::string, std::string, std::string>, json> figures;
  for (const json& f : printed["summary"]) {
    figures[{f["place"], f["measure"], f["group"]}] = f;
  }
  EXPECT_EQ(run["summary"].size(), figures.size());
  for (const json& f : run["summary"]) {
    const json& expected = figures.at({f["place"], f["measure"], f["group"]});
    for (const char* member : {"n", "mean", "p05", "p25", "p50", "p75", "p95"}) {
      EXPECT_EQ(f["range"][member], expected[member]) << f["place"] << f["measure"];
    }
  }
}

void expect_observations_as_in(const json& run, const fs::path& file) {
  std::size_t i = 0;
  const std::vector<Row> rows = rows_of(file);
  for (const json& series : run["observed"]) {
    for (const json& point : series["points"]) {
      const Row& row = rows.at(i++);
      EXPECT_EQ(series["series"], row.at("series"));
      for (const char* column : {"observed", "p05", "p50", "p95"}) {
        EXPECT_EQ(point[column], cell(row, column));
      }
      EXPECT_EQ(point["used"], row.at("used") == "yes");
    }
  }
  EXPECT_EQ(i, rows.size());
}

TEST(Report, EveryNumberOfASingleRunIsThatOfTheTables) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--json"}), 0) << program.err();
  const fs::path folder = program.folder() / "out" / "minimal";
  const json run = data_of(text_of(folder / "report.html"))["runs"][0];
  EXPECT_EQ(run["single"], true);
  EXPECT_GT(expect_series_as_in(run, folder / "timeseries.csv"), 5'000U);
  expect_summary_as_printed(run, json::parse(program.out()));
  expect_observations_as_in(run, folder / "observations.csv");
}

TEST(Report, EveryNumberOfAnEnsembleIsThatOfTheTables) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--replications", "12", "--json"}), 0) << program.err();
  const fs::path folder = program.folder() / "out" / "minimal";
  const json run = data_of(text_of(folder / "report.html"))["runs"][0];
  EXPECT_EQ(run["replications"], 12);
  EXPECT_GT(expect_series_as_in(run, folder / "quantiles.csv"), 5'000U);
  expect_summary_as_printed(run, json::parse(program.out()));
  expect_observations_as_in(run, folder / "observations.csv");
}

TEST(Report, ThinsALongRunToTheHoursAndTheValuesStayThoseOfTheTables) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--replications", "2", "--set", "sample=2 min"}), 0) << program.err();
  const fs::path folder = program.folder() / "out" / "minimal";
  const json run = data_of(text_of(folder / "report.html"))["runs"][0];
  EXPECT_EQ(run["times"].size(), 25U);
  EXPECT_GT(expect_series_as_in(run, folder / "quantiles.csv"), 1'000U);
}

TEST(Report, EveryNumberOfAComparisonIsThatOfTheTable) {
  Program program;
  test::put(program.folder() / "more.toml",
            "base = \"" + minimal + "\"\ntitle = \"More\"\n[set]\n\"site.checkpoint.documents.servers\" = 3\n");
  ASSERT_EQ(program.run({"compare", minimal, "more.toml", "--replications", "6"}), 0) << program.err();
  const fs::path folder = program.folder() / "out" / "compare-minimal";
  const json data = data_of(text_of(folder / "report.html"));
  EXPECT_TRUE(data["runs"].empty());
  const json& variant = data["comparison"]["variants"][0];
  const std::vector<Row> rows = rows_of(folder / "comparison.csv");
  ASSERT_EQ(variant["figures"].size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const json& figure = variant["figures"][i];
    EXPECT_EQ(figure["base"], cell(rows[i], "base"));
    EXPECT_EQ(figure["variant"], cell(rows[i], "variant_mean"));
    EXPECT_EQ(figure["mean"], cell(rows[i], "difference"));
    EXPECT_EQ(figure["low"], cell(rows[i], "low"));
    EXPECT_EQ(figure["high"], cell(rows[i], "high"));
    EXPECT_EQ(figure["variance_ratio"], cell(rows[i], "variance_ratio"));
  }
  EXPECT_THAT(variant["sentence"].get<std::string>(), StartsWith("More: people spend"));
  EXPECT_THAT(program.out(), HasSubstr("More: people spend"));
}

/// A copy of the minimal scenario whose title and places try to become markup.
void write_hostile(const fs::path& folder) {
  fs::copy(minimal, folder, fs::copy_options::recursive);
  const auto replace = [&](const char* name, const std::string& what, const std::string& with) {
    std::string text = text_of(folder / name);
    text.replace(text.find(what), what.size(), with);
    test::put(folder / name, text);
  };
  const std::string toml = text_of(folder / "scenario.toml");
  const std::size_t begin = toml.find("title");
  replace("scenario.toml", toml.substr(begin, toml.find('\n', begin) - begin),
          "title = '''</script><script>alert(1)</script>'''");
  const std::string nodes = text_of(folder / "network/node.csv");
  const std::size_t line = nodes.find('\n') + 1;
  const std::size_t comma = nodes.find(',', line) + 1;
  test::put(folder / "network/node.csv",
            nodes.substr(0, comma) + "<img onerror=alert(2)>" + nodes.substr(nodes.find(',', comma)));
}

TEST(Report, LetsNothingOfAScenarioBecomeMarkup) {
  Program program;
  write_hostile(program.folder() / "hostile");
  ASSERT_EQ(program.run({"run", "hostile"}), 0) << program.err();
  const std::string page = text_of(program.folder() / "out" / "hostile" / "report.html");
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<img onerror")));
  EXPECT_THAT(page, HasSubstr("<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>"));
  const json run = data_of(page)["runs"][0];
  EXPECT_EQ(run["title"], "</script><script>alert(1)</script>");
  EXPECT_THAT(run["places"].dump(), HasSubstr("<img onerror=alert(2)>"));
}

TEST(Report, IsTheSameBytesForTheSameRun) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--replications", "3", "--threads", "1"}), 0) << program.err();
  const std::string page = text_of(program.folder() / "out" / "minimal" / "report.html");
  ASSERT_EQ(program.run({"run", minimal, "--replications", "3", "--threads", "3", "--out", "again"}), 0);
  EXPECT_EQ(text_of(program.folder() / "again" / "report.html"), page);
  ASSERT_EQ(program.run({"report", "out/minimal", "--out", "page.html", "--xlsx"}), 0) << program.err();
  EXPECT_EQ(text_of(program.folder() / "page.html"), page);
  const std::string workbook = text_of(program.folder() / "page.xlsx");
  EXPECT_THAT(workbook, StartsWith("PK"));
  ASSERT_EQ(program.run({"report", "again", "--out", "page.html", "--xlsx"}), 0);
  EXPECT_EQ(text_of(program.folder() / "page.xlsx"), workbook);
}

TEST(Report, ShowsSeveralRunsAndAComparisonOnOnePageInTheLanguageAskedFor) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--no-report"}), 0);
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "minimal" / "report.html"));
  ASSERT_EQ(program.run({"run", minimal, "--seed", "9", "--out", "other", "--no-report"}), 0);
  ASSERT_EQ(program.run({"compare", minimal, minimal, "--replications", "2", "--no-report"}), 0);
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "compare-minimal" / "report.html"));
  ASSERT_EQ(program.run({"report", "out/minimal", "other", "out/compare-minimal", "--lang", "hy"}), 0) << program.err();
  const json data = data_of(text_of(program.folder() / "report.html"));
  EXPECT_EQ(data["language"], "hy");
  EXPECT_EQ(data["runs"].size(), 2U);
  EXPECT_EQ(data["runs"][1]["seed"], 9);
  EXPECT_EQ(data["comparison"]["variants"].size(), 1U);
  EXPECT_EQ(program.run({"report", "out/compare-minimal", "out/compare-minimal"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("one comparison"));
}

TEST(Report, LeavesOutSmallCountsOfGroupsIfAsked) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--set", "origin.village.population=30"}), 0) << program.err();
  ASSERT_EQ(program.run({"report", "out/minimal", "--suppress-small", "--hxl"}), 0) << program.err();
  const json data = data_of(text_of(program.folder() / "out" / "minimal" / "report.html"));
  EXPECT_EQ(data["suppress_below"], 10);
  std::size_t left_out = 0;
  for (const json& f : data["runs"][0]["summary"]) {
    if (f["group"] != "" && f["unit"] == "persons") {
      const json& mean = f["range"]["mean"];
      EXPECT_TRUE(mean.is_null() || mean == 0 || mean >= 10) << f;
      left_out += mean.is_null() && f["range"]["n"] > 0 ? 1 : 0;
    }
  }
  EXPECT_GT(left_out, 0U);
  for (Row& row : rows_of(program.folder() / "out" / "minimal" / "hxl" / "summary.csv")) {
    if (row["group"] != "" && row["unit"] == "persons" && !row["value"].empty()) {
      EXPECT_TRUE(row["value"] == "0" || std::stod(row["value"]) >= 10) << row["measure"];
    }
  }
}

TEST(Report, WritesTheFormatsOfOthers) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--replications", "2", "--hxl"}), 0) << program.err();
  const fs::path folder = program.folder() / "out" / "minimal";
  EXPECT_THAT(text_of(folder / "hxl" / "summary.csv"),
              StartsWith("replication,place,group,measure,value,unit\n#meta+replication,#loc+code,#population+group,"
                         "#indicator+code,#indicator+value+num,#indicator+unit\n0,all,"));
  ASSERT_EQ(program.run({"report", "out/minimal", "--geojson", "--simwrapper"}), 0) << program.err();
  const json road = json::parse(text_of(folder / "road.geojson"));
  EXPECT_EQ(road["type"], "FeatureCollection");
  EXPECT_EQ(road["features"][0]["geometry"]["type"], "LineString");
  EXPECT_EQ(road["features"][0]["properties"]["id"], "village__checkpoint");
  const json queue = json::parse(text_of(folder / "queue.geojson"));
  ASSERT_FALSE(queue["features"].empty());
  for (const json& feature : queue["features"]) {
    EXPECT_GT(feature["properties"]["queue_km"], 0);
    EXPECT_GE(feature["geometry"]["coordinates"].size(), 2U);
  }
  const std::string dashboard = text_of(folder / "dashboard-1.yaml");
  EXPECT_THAT(dashboard, HasSubstr("dataset: simwrapper/queue.csv"));
  EXPECT_EQ(rows_of(folder / "simwrapper" / "queue.csv").size(), 97U);
}

TEST(Report, RefusesWhatIsNoFinishedRun) {
  Program program;
  EXPECT_EQ(program.run({"report", "no/such/folder"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("no/such/folder is no finished run"));
  fs::create_directory(program.folder() / "other");
  test::put(program.folder() / "other" / "manifest.json", R"({"program": "another"})");
  EXPECT_EQ(program.run({"report", "other"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("is not of a run"));
  EXPECT_EQ(program.run({"report", "other", "--lang", "de"}), 2);
  EXPECT_EQ(program.run({"report"}), 2);
}

TEST(Report, SaysWhichFileIsDamagedOrOfAnotherVersion) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--no-report"}), 0) << program.err();
  const fs::path folder = program.folder() / "out" / "minimal";
  const std::string scenario = text_of(folder / "scenario.json");
  test::put(folder / "scenario.json", R"({"format": 2})");
  EXPECT_EQ(program.run({"report", "out/minimal"}), 8);
  EXPECT_THAT(program.err(), HasSubstr("another format"));
  fs::remove(folder / "scenario.json");
  EXPECT_EQ(program.run({"report", "out/minimal"}), 8);
  EXPECT_THAT(program.err(), HasSubstr("run it again"));
  test::put(folder / "scenario.json", R"({"format": 1})");
  EXPECT_EQ(program.run({"report", "out/minimal"}), 5);
  test::put(folder / "scenario.json", scenario);
  test::put(folder / "summary.csv", "place,group,measure,unit,value\nall,,x,persons,many\n");
  EXPECT_EQ(program.run({"report", "out/minimal"}), 5);
  EXPECT_THAT(program.err(), HasSubstr("summary.csv"));
  fs::remove(folder / "summary.csv");
  EXPECT_EQ(program.run({"report", "out/minimal"}), 5);
  EXPECT_THAT(program.err(), HasSubstr("No such file"));
  EXPECT_FALSE(fs::exists(folder / "report.html"));
}

TEST(Report, TellsIfAFileIsNotAsItWasWritten) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal}), 0) << program.err();
  const fs::path folder = program.folder() / "out" / "minimal";
  const auto files_check = [&] {
    const json data = data_of(text_of(folder / "report.html"));
    for (const json& check : data["runs"][0]["checks"]) {
      if (check["name"] == "files") {
        return check["passed"].get<bool>();
      }
    }
    return false;
  };
  EXPECT_TRUE(files_check());
  test::put(folder / "observations.csv", text_of(folder / "observations.csv") + "\n");
  EXPECT_EQ(program.run({"report", "out/minimal"}), 5);
  std::string summary = text_of(folder / "summary.csv");
  ASSERT_EQ(program.run({"run", minimal, "--force"}), 0);
  test::put(folder / "summary.csv", summary.replace(summary.rfind(",persons"), 8, ",people"));
  ASSERT_EQ(program.run({"report", "out/minimal"}), 0) << program.err();
  EXPECT_FALSE(files_check());
}

TEST(Report, ReplacesAReportAndNothingElse) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal}), 0) << program.err();
  EXPECT_EQ(program.run({"report", "out/minimal"}), 0) << program.err();
  test::put(program.folder() / "letter.html", "dear reader");
  EXPECT_EQ(program.run({"report", "out/minimal", "--out", "letter.html"}), 2);
  EXPECT_EQ(text_of(program.folder() / "letter.html"), "dear reader");
  EXPECT_EQ(program.run({"report", "out/minimal", "--out", "letter.html", "--force"}), 0);
  EXPECT_THAT(text_of(program.folder() / "letter.html"), HasSubstr("A village"));
  EXPECT_EQ(program.run({"report", "out/minimal", "--out", "stdout/page.html"}), 5);
}

TEST(Report, SaysThatItNeedsABrowserBeforeItWritesAnything) {
  Program program;
  ASSERT_EQ(program.run({"run", minimal, "--no-report"}), 0) << program.err();
  const char* path = std::getenv("PATH");
  const std::string before = path == nullptr ? "" : path;
  setenv("PATH", "/no/such/folder", 1);
  const int pdf = program.run({"report", "out/minimal", "--pdf"});
  const std::string said = program.err();
  const int png = program.run({"report", "out/minimal", "--png", "pictures"});
  setenv("PATH", before.c_str(), 1);
  EXPECT_EQ(pdf, 2);
  EXPECT_THAT(said, HasSubstr("--pdf needs Chromium"));
  EXPECT_EQ(png, 2);
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "minimal" / "report.html"));
}

}  // namespace
}  // namespace corridor::cli::report_test
