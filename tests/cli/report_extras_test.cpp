// The pages of forecasts and calibrations: their numbers are those of the tables, and nothing in a file becomes markup.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv_rows.hpp"
#include "program.hpp"
#include "support/report_page.hpp"

namespace corridor::cli::report_extras_test {
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
using Words = std::vector<std::string>;

const std::string support = CORRIDOR_SOURCE_DIR "/tests/support/";

Words small_forecast(const Words& more = {}) {
  Words words = {"forecast",  support + "minimal",
                 "--as-of",   "2024-03-01T10:45:00+02:00",
                 "--horizon", "12 h",
                 "--priors",  support + "study/priors.toml",
                 "--members", "40",
                 "--out",     "forecast"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Words small_calibration(const Words& more = {}) {
  Words words = {"calibrate", support + "study/calibration.toml", "--out", "calibration"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

json number(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  return text.empty() ? json() : json::parse(text);
}

/// Hours since 06:00 on 1 March, when the minimal scenario starts.
json hours(const std::string& time) {
  if (time.empty()) {
    return {};
  }
  return 24 * (std::stoi(time.substr(8, 2)) - 1) + std::stoi(time.substr(11, 2)) - 6 +
         std::stoi(time.substr(14, 2)) / 60.0;
}

/// Of two numbers or nulls.
void expect_same(const json& shown, const json& stored, const std::string& what) {
  ASSERT_EQ(shown.is_null(), stored.is_null()) << what;
  if (!shown.is_null()) {
    EXPECT_DOUBLE_EQ(shown.get<double>(), stored.get<double>()) << what;
  }
}

TEST(ReportOfForecast, EveryQuantileIsThatOfTheTable) {
  Program program;
  ASSERT_EQ(program.run(small_forecast()), 0) << program.err();
  const fs::path folder = program.folder() / "forecast";
  const json forecast = data_of(text_of(folder / "report.html"))["forecasts"][0];
  std::map<std::string, const json*> series;
  for (const json& s : forecast["series"]) {
    series[s["place"].get<std::string>() + s["measure"].get<std::string>()] = &s;
  }
  const std::vector<Row> rows = rows_of(folder / "forecast.csv");
  EXPECT_EQ(rows.size(), forecast["times"].size() * series.size());
  for (const Row& row : rows) {
    const auto time = std::ranges::find(forecast["times"], hours(row.at("time")));
    ASSERT_NE(time, forecast["times"].end());
    const auto at = static_cast<std::size_t>(time - forecast["times"].begin());
    const json& of = *series.at(row.at("place") + row.at("measure"));
    EXPECT_EQ(of["unit"], row.at("unit"));
    for (const char* quantile : {"p05", "p25", "p50", "p75", "p95"}) {
      expect_same(of["band"][quantile][at], number(row, quantile), row.at("measure"));
    }
  }
}

TEST(ReportOfForecast, TimesCountsAndScoresAreThoseOfTheTables) {
  Program program;
  ASSERT_EQ(program.run(small_forecast()), 0) << program.err();
  const fs::path folder = program.folder() / "forecast";
  const json forecast = data_of(text_of(folder / "report.html"))["forecasts"][0];
  const std::vector<Row> crossed = rows_of(folder / "times.csv");
  ASSERT_EQ(crossed.size(), forecast["crossed"].size());
  for (std::size_t i = 0; i < crossed.size(); ++i) {
    expect_same(forecast["crossed"][i]["share"], number(crossed[i], "share_crossed"), "share");
    for (const char* quantile : {"p05", "p25", "p50", "p75", "p95"}) {
      expect_same(forecast["crossed"][i]["range"][quantile], hours(crossed[i].at(quantile)), quantile);
    }
  }
  const std::vector<Row> counts = rows_of(folder / "counts.csv");
  ASSERT_EQ(counts.size(), 4U) << "two that were public, and two that came later";
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const json& point = forecast["counted"][0]["points"][i];
    expect_same(point["time"], hours(counts[i].at("time")), "time");
    expect_same(point["value"], number(counts[i], "value"), "value");
    EXPECT_EQ(point["known"], i < 2);
    EXPECT_EQ(counts[i].at("known"), i < 2 ? "yes" : "no");
  }
  EXPECT_EQ(forecast["scores"], json::parse(text_of(folder / "manifest.json"))["scores"]);
  std::vector<Row> leads = rows_of(folder / "scores.csv");
  std::erase_if(leads, [](const Row& row) { return row.at("of") == "count"; });
  ASSERT_EQ(leads.size(), forecast["leads"].size());
  for (std::size_t i = 0; i < leads.size(); ++i) {
    for (const char* column : {"truth", "crps", "low_50", "high_50", "low_90", "high_90"}) {
      expect_same(forecast["leads"][i][column], number(leads[i], column), column);
    }
  }
}

TEST(ReportOfForecast, SaysWhatWasKnownAndWhatStoodInForTheRest) {
  Program program;
  ASSERT_EQ(program.run(small_forecast()), 0) << program.err();
  const fs::path folder = program.folder() / "forecast";
  const json stored = json::parse(text_of(folder / "information.json"));
  const json shown = data_of(text_of(folder / "report.html"))["forecasts"][0]["information"];
  EXPECT_EQ(shown["drawn"], stored["drawn"]);
  EXPECT_EQ(shown["items"].size(), stored["changes"].size() + stored["incidents"].size() + stored["values"].size());
  EXPECT_EQ(shown["items"][0]["kind"], "change");
  EXPECT_EQ(shown["items"][0]["standing"], "drawn");
  EXPECT_EQ(shown["counts"][0]["used"], 2);
}

TEST(ReportOfCalibration, EveryCountAndBandIsThatOfTheTable) {
  Program program;
  ASSERT_EQ(program.run(small_calibration()), 0) << program.err();
  const fs::path folder = program.folder() / "calibration";
  const json calibration = data_of(text_of(folder / "report.html"))["calibrations"][0];
  std::size_t at = 0;
  const std::vector<Row> rows = rows_of(folder / "predictive.csv");
  for (const json& series : calibration["series"]) {
    EXPECT_EQ(series["measure"], "crossed_persons");
    for (const json& point : series["points"]) {
      const Row& row = rows.at(at++);
      expect_same(point["time"], hours(row.at("time")), "time");
      for (const char* column : {"observed", "mean", "p05", "p25", "p50", "p75", "p95", "pit", "residual"}) {
        expect_same(point[column], number(row, column), column);
      }
    }
  }
  EXPECT_EQ(at, rows.size());
  const json stored = json::parse(text_of(folder / "diagnostics.json"));
  EXPECT_EQ(calibration["correlations"], stored["correlations"]);
  EXPECT_EQ(calibration["diagnostics"]["k_hat"], stored["weights"]["k_hat"]);
  EXPECT_EQ(calibration["parameters"][0]["contraction"], stored["parameters"][0]["contraction"]);
}

/// The least value with so much of the weight up to it.
double weighted_quantile(std::vector<std::pair<double, double>> draws, double share) {
  std::ranges::sort(draws);
  double weight = 0;
  for (const auto& [value, of_value] : draws) {
    weight += of_value;
    if (weight >= share * (1 - 1e-12)) {
      return value;
    }
  }
  return draws.back().first;
}

TEST(ReportOfCalibration, ValuesAfterTheCountsAreThoseOfTheDraws) {
  Program program;
  ASSERT_EQ(program.run(small_calibration()), 0) << program.err();
  const fs::path folder = program.folder() / "calibration";
  const json calibration = data_of(text_of(folder / "report.html"))["calibrations"][0];
  const std::vector<Row> rows = rows_of(folder / "posterior.csv");
  for (const json& parameter : calibration["parameters"]) {
    std::vector<std::pair<double, double>> draws;
    for (const Row& row : rows) {
      draws.emplace_back(number(row, parameter["id"]).get<double>(), number(row, "weight").get<double>());
    }
    for (const auto& [name, share] :
         {std::pair{"p05", 0.05}, {"p25", 0.25}, {"p50", 0.5}, {"p75", 0.75}, {"p95", 0.95}}) {
      EXPECT_DOUBLE_EQ(parameter["posterior"][name].get<double>(), weighted_quantile(draws, share)) << name;
    }
  }
}

TEST(ReportOfCalibration, ValuesBeforeTheCountsAreThoseOfThePrior) {
  Program program;
  ASSERT_EQ(program.run(small_calibration()), 0) << program.err();
  const json calibration = data_of(text_of(program.folder() / "calibration" / "report.html"))["calibrations"][0];
  const json& prior = calibration["parameters"][0]["prior"];  // lognormal, median 90, log_sd 0.3
  constexpr double z_95 = 1.6448536269514722;
  EXPECT_DOUBLE_EQ(prior["p50"].get<double>(), 90);
  EXPECT_NEAR(prior["p95"].get<double>(), 90 * std::exp(0.3 * z_95), 1e-9);
  EXPECT_NEAR(prior["p05"].get<double>(), 90 * std::exp(-0.3 * z_95), 1e-9);
}

TEST(ReportOfExtras, IsNotWrittenIfItIsNotWanted) {
  Program program;
  ASSERT_EQ(program.run(small_forecast({"--no-report"})), 0) << program.err();
  ASSERT_EQ(program.run(small_calibration({"--no-report"})), 0) << program.err();
  EXPECT_FALSE(fs::exists(program.folder() / "forecast" / "report.html"));
  EXPECT_FALSE(fs::exists(program.folder() / "calibration" / "report.html"));
}

TEST(ReportOfExtras, StandsTogetherWithARunAndInAWorkbook) {
  Program program;
  ASSERT_EQ(program.run(small_forecast()), 0) << program.err();
  ASSERT_EQ(program.run(small_calibration()), 0) << program.err();
  ASSERT_EQ(program.run({"run", support + "minimal", "--out", "run"}), 0) << program.err();
  ASSERT_EQ(program.run({"report", "forecast", "calibration", "run", "--out", "all.html", "--xlsx", "--hxl",
                         "--geojson", "--simwrapper"}),
            0)
      << program.err();
  const std::string page = text_of(program.folder() / "all.html");
  const json data = data_of(page);
  EXPECT_EQ(data["runs"].size(), 1U);
  EXPECT_EQ(data["forecasts"].size(), 1U);
  EXPECT_EQ(data["calibrations"].size(), 1U);
  EXPECT_THAT(page, HasSubstr("By when those who will leave have crossed"));
  EXPECT_THAT(page, HasSubstr("Values before and after the counts"));
  EXPECT_TRUE(fs::exists(program.folder() / "forecast" / "hxl" / "forecast.csv"));
  EXPECT_TRUE(fs::exists(program.folder() / "all.xlsx"));
  ASSERT_EQ(program.run({"report", "calibration", "--out", "c.html", "--xlsx", "--lang", "hy"}), 0) << program.err();
  EXPECT_EQ(data_of(text_of(program.folder() / "c.html"))["language"], "hy");
}

TEST(ReportOfExtras, IsTheSameBytesWithAnyNumberOfThreads) {
  Program program;
  ASSERT_EQ(program.run(small_forecast({"--threads", "1"})), 0) << program.err();
  ASSERT_EQ(program.run(small_calibration({"--threads", "1"})), 0) << program.err();
  const std::string forecast = text_of(program.folder() / "forecast" / "report.html");
  const std::string calibration = text_of(program.folder() / "calibration" / "report.html");
  ASSERT_EQ(program.run(small_forecast({"--threads", "2", "--force"})), 0) << program.err();
  ASSERT_EQ(program.run(small_calibration({"--threads", "2", "--force"})), 0) << program.err();
  EXPECT_EQ(text_of(program.folder() / "forecast" / "report.html"), forecast);
  EXPECT_EQ(text_of(program.folder() / "calibration" / "report.html"), calibration);
}

TEST(ReportOfExtras, LetsNothingOfTheirFilesBecomeMarkup) {
  Program program;
  const std::string evil = "</script><script>alert(1)</script>";
  std::string priors = text_of(support + "study/priors.toml");
  for (std::size_t at = priors.find("\"made up\""); at != std::string::npos; at = priors.find("\"made up\"", at + 1)) {
    priors.replace(at, 9, "'" + evil + "'");
  }
  test::put(program.folder() / "evil.toml", priors);
  std::string file = text_of(support + "study/calibration.toml");
  const std::size_t begin = file.find("title  = ");
  file.replace(begin, file.find('\n', begin) - begin, "title = '" + evil + "'");
  file.replace(file.find("\"../minimal\""), 12, '"' + support + "minimal\"");
  test::put(program.folder() / "evil-calibration.toml", file);
  Words forecast = small_forecast();
  forecast[7] = "evil.toml";
  ASSERT_EQ(program.run(forecast), 0) << program.err();
  ASSERT_EQ(program.run({"calibrate", "evil-calibration.toml", "--out", "calibration"}), 0) << program.err();
  for (const char* folder : {"forecast", "calibration"}) {
    EXPECT_THAT(text_of(program.folder() / folder / "report.html"), Not(HasSubstr("<script>alert"))) << folder;
  }
  const json data = data_of(text_of(program.folder() / "forecast" / "report.html"));
  EXPECT_EQ(data["forecasts"][0]["information"]["drawn"][0]["source"], evil);
}

TEST(ReportOfExtras, RefusesATrialOfACalibrationAndDamagedFiles) {
  Program program;
  ASSERT_EQ(program.run(small_calibration()), 0) << program.err();
  fs::remove(program.folder() / "calibration" / "posterior.csv");
  EXPECT_EQ(program.run({"report", "calibration", "--out", "a.html"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("tries a calibration"));
  ASSERT_EQ(program.run(small_forecast()), 0) << program.err();
  test::put(program.folder() / "forecast" / "information.json", "{}");
  EXPECT_EQ(program.run({"report", "forecast", "--out", "a.html"}), 5);
  fs::remove(program.folder() / "forecast" / "scenario.json");
  EXPECT_EQ(program.run({"report", "forecast", "--out", "a.html"}), 8);
  EXPECT_FALSE(fs::exists(program.folder() / "a.html"));
}

}  // namespace
}  // namespace corridor::cli::report_extras_test
