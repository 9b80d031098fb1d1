// `corridor forecast` as its user runs it.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv_rows.hpp"
#include "json_file.hpp"
#include "program.hpp"

namespace corridor::cli::forecast_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::json_of;
using test::Program;
using testing::HasSubstr;
using Words = std::vector<std::string>;

const std::string minimal = CORRIDOR_SOURCE_DIR "/tests/support/minimal";

const std::string priors = R"(leavers = "leavers"
most_leavers = 1000

[[prior]]
id     = "leavers"
prior  = { dist = "uniform", from = 450, to = 900 }
sets   = [{ path = "origin.village.population", whole = true }]
source = "made up"

[rate]
stage               = "checkpoint/documents"
series              = "crossings"
opens               = 2024-03-01T06:00:00+02:00
servers             = 1
vehicles_per_hour   = { dist = "lognormal", median = 30, log_sd = 0.5 }
persons_per_vehicle = { dist = "normal", mean = 3.7, sd = 0.2 }
night               = { dist = "uniform", from = 0.7, to = 1 }
wander_sd           = { dist = "half_normal", sd = 0.1 }
wander_hours        = { dist = "lognormal", median = 8, log_sd = 0.5 }
source              = "made up"

[[keep]]
paths  = ["people", "origin", "site"]
reason = "made up: nobody knew it later"

[[error]]
series = "crossings"
plus   = 5
share  = 0.1
)";

/// As of the morning, with these priors beside the program.
Words forecast(Program& program, const Words& more) {
  test::put(program.folder() / "priors.toml", priors);
  Words words = {"forecast",  minimal, "--as-of",  "2024-03-01T10:45:00+02:00",
                 "--horizon", "12 h",  "--priors", "priors.toml",
                 "--members", "12",    "--out",    "out/forecast"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(Forecast, SaysWhatIsToBeExpectedAndScoresItself) {
  Program program;
  EXPECT_EQ(program.run(forecast(program, {})), 0) << program.err();
  EXPECT_THAT(program.out(), HasSubstr("Forecast as of 2024-03-01 10:45"));
  EXPECT_THAT(program.out(), HasSubstr("95 % of those who will leave have crossed by"));
  EXPECT_THAT(program.out(), HasSubstr("crossings: 2 later counts"));

  const fs::path folder = program.folder() / "out" / "forecast";
  const json manifest = json_of(folder / "manifest.json");
  EXPECT_EQ(manifest["members"]["requested"], 12);
  EXPECT_EQ(manifest["scores"][0]["counts"], 2);
  for (const char* file : {"forecast.csv", "times.csv", "members.csv", "scores.csv", "information.json"}) {
    EXPECT_TRUE(fs::exists(folder / file)) << file;
  }
  const json information = json_of(folder / "information.json");
  EXPECT_EQ(information["counts"][0]["used"], 2);
  EXPECT_EQ(information["counts"][0]["not_published_yet"], 3);
  EXPECT_EQ(information["changes"][0]["standing"], "drawn") << "the second lane at noon: the rate stands in for it";
}

TEST(Forecast, GivesTheSameBytesWithAnyNumberOfThreads) {
  Program program;
  std::set<std::string> hashes;
  for (const std::string threads : {"1", "2", "5"}) {
    EXPECT_EQ(program.run(forecast(program, {"--threads", threads, "--force"})), 0) << program.err();
    hashes.insert(json_of(program.folder() / "out" / "forecast" / "manifest.json")["result_hash"]);
  }
  EXPECT_EQ(hashes.size(), 1U);
}

TEST(Forecast, GoesOnAfterAKillToTheSameBytes) {
  Program program;
  EXPECT_EQ(program.run(forecast(program, {})), 0) << program.err();
  const json whole = json_of(program.folder() / "out" / "forecast" / "manifest.json");
  fs::remove_all(program.folder() / "out");
  program.start(forecast(program, {"--threads", "1"}));
  EXPECT_TRUE(program.wait_for("running"));
  program.send(SIGKILL);
  static_cast<void>(program.wait());
  EXPECT_EQ(program.run(forecast(program, {"--resume"})), 0) << program.err();
  EXPECT_EQ(json_of(program.folder() / "out" / "forecast" / "manifest.json")["result_hash"], whole["result_hash"]);
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "forecast.unfinished"));
}

TEST(Forecast, RefusesWhatWasNotKnownThen) {
  Program program;
  test::put(program.folder() / "priors.toml", "most_leavers = 1000\n");
  EXPECT_EQ(program.run({"forecast", minimal, "--as-of", "2024-03-01T10:45:00+02:00", "--horizon", "12 h", "--priors",
                         "priors.toml", "--out", "out/forecast"}),
            3);
  EXPECT_THAT(program.err(), HasSubstr("E1001"));
  EXPECT_THAT(program.err(), HasSubstr("scenario.toml:"));
  EXPECT_FALSE(fs::exists(program.folder() / "out" / "forecast"));
}

TEST(Forecast, NeedsATimeAndALength) {
  Program program;
  EXPECT_EQ(program.run({"forecast", minimal, "--as-of", "yesterday", "--horizon", "12 h"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("yesterday is no time such as"));
  EXPECT_EQ(program.run({"forecast", minimal, "--as-of", "2024-03-01T10:45:00+02:00", "--horizon", "0 h"}), 2);
  EXPECT_THAT(program.err(), HasSubstr("0 h is no length such as"));
}

TEST(Forecast, WithoutAFileOfPriorsSaysSo) {
  Program program;
  EXPECT_EQ(program.run({"forecast", minimal, "--as-of", "2024-03-01T10:45:00+02:00", "--horizon", "12 h"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("forecast.toml"));
}

}  // namespace
}  // namespace corridor::cli::forecast_test
