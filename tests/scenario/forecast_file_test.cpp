#include "corridor/scenario/forecast_file.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor::scenario::forecast_file_test {
namespace {

using ::testing::ElementsAre;

const std::string good = R"(leavers = "leavers"
most_leavers = 5000

[[prior]]
id     = "leavers"
prior  = { dist = "beta", a = 2.5, b = 1.5, low = 100, high = 900 }
sets   = [{ path = "origin.*.population", times = 0.5, whole = true }]
source = "a guess"

[[prior]]
id         = "hazard"
at         = 2024-03-01T12:00:00+02:00
known_from = 2024-03-01T13:00:00+02:00
prior      = { dist = "lognormal", median = 0.01, log_sd = 0.5 }
sets       = [{ path = "origin.village.departure.base", unit = "/h" }]
source     = "a guess"
kind       = "assumed"

[rate]
stage               = "gate/documents"
series              = "arrivals"
opens               = 2024-03-01T06:00:00+02:00
servers             = 2
vehicles_per_hour   = { dist = "lognormal", median = 40, log_sd = 0.4 }
persons_per_vehicle = { dist = "normal", mean = 2.3, sd = 0.1 }
night               = { dist = "uniform", from = 0.5, to = 1 }
wander_sd           = { dist = "half_normal", sd = 0.1 }
wander_hours        = { dist = "lognormal", median = 8, log_sd = 0.5 }
source              = "a guess"

  [[rate.jump]]
  until   = "72 h"
  per_day = 0.7
  mean    = 0.4
  sd      = 0.7

[[keep]]
paths  = ["people", "site.gate"]
reason = "no matter"

[[leave_out]]
changes   = "site.gate.documents.hours"
incidents = ["fire", "flood"]
reason    = "nobody foresaw them"

[[error]]
series      = "arrivals"
plus        = 5
share       = 0.1
correlation = "12 h"
)";

/// The text as a file, removed with this object.
class File {
 public:
  explicit File(const std::string& text)
      : path_(std::filesystem::path(::testing::TempDir()) /
              (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + std::to_string(getpid()) +
               ".toml")) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~File() { std::filesystem::remove(path_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] ForecastFile read() const { return read_forecast_file(path_); }
  [[nodiscard]] std::vector<std::string> errors() const {
    try {
      static_cast<void>(read());
      return {};
    } catch (const ScenarioError& error) {
      std::vector<std::string> codes;
      for (const Diagnostic& d : error.diagnostics()) {
        codes.push_back(d.code + ":" + std::to_string(d.place.line));
      }
      return codes;
    }
  }

 private:
  std::filesystem::path path_;
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  text.replace(text.find(what), what.size(), by);
  return text;
}

TEST(ForecastFile, IsRead) {
  const ForecastFile file = File(good).read();
  EXPECT_EQ(file.leavers, "leavers");
  EXPECT_EQ(file.most_leavers, 5'000);
  ASSERT_EQ(file.stand_ins.size(), 2U);
  EXPECT_EQ(file.stand_ins[0].prior.family, PriorFamily::beta);
  EXPECT_EQ(file.stand_ins[0].prior.high, 900);
  EXPECT_EQ(file.stand_ins[0].sets.at(0).times, 0.5);
  EXPECT_TRUE(file.stand_ins[0].sets.at(0).is_whole);
  EXPECT_EQ(file.stand_ins[1].prior.first, 0.01);
  EXPECT_TRUE(file.stand_ins[1].at && file.stand_ins[1].known_from);
  ASSERT_TRUE(file.rate.has_value());
  EXPECT_EQ(file.rate->night.second, 1);
  EXPECT_EQ(file.rate->wander_sd.family, PriorFamily::half_normal);
  EXPECT_EQ(file.rate->jumps.at(0).until, Duration(std::chrono::hours(72)));
  EXPECT_THAT(file.kept.at(0).paths, ElementsAre("people", "site.gate"));
  EXPECT_THAT(file.left_out.at(0).paths, ElementsAre("site.gate.documents.hours"));
  EXPECT_THAT(file.left_out.at(0).incidents, ElementsAre("fire", "flood"));
  EXPECT_EQ(file.errors.at(0).correlation_hours, 12);
  EXPECT_EQ(file.sha256.size(), 64U);
}

TEST(ForecastFile, SaysEverythingThatIsWrongAtOnce) {
  std::string text = replaced(good, "log_sd = 0.5", "log_sd = 0");
  text = replaced(text, "per_day = 0.7", "per_hour = 0.7");
  text = replaced(text, "dist = \"uniform\", from = 0.5, to = 1", "dist = \"uniform\", from = 0.5");
  EXPECT_THAT(File(text).errors(), ::testing::UnorderedElementsAre("E0327:14", "E0312:33", "E0311:31", "E0311:26"));
}

TEST(ForecastFile, RefusesTwoPriorsOfOneName) {
  EXPECT_THAT(File(replaced(good, "\"hazard\"", "\"leavers\"")).errors(), ElementsAre("E0401:10"));
}

TEST(ForecastFile, RefusesLeaversThatNoPriorIs) {
  EXPECT_THAT(File(replaced(good, "leavers = \"leavers\"", "leavers = \"leaver\"")).errors(), ElementsAre("E0402:1"));
}

TEST(ForecastFile, KeysOfAnotherFamilyAreRefused) {
  EXPECT_THAT(File(replaced(good, "mean = 2.3, sd = 0.1", "mean = 2.3, sd = 0.1, a = 1")).errors(),
              ElementsAre("E0313:25"));
}

TEST(ForecastFile, ThatIsNotThereIsAnError) {
  EXPECT_THROW(static_cast<void>(read_forecast_file("nowhere/forecast.toml")), ScenarioError);
}

}  // namespace
}  // namespace corridor::scenario::forecast_file_test
