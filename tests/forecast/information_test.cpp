#include "corridor/forecast/information.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario/scenario_files.hpp"

namespace corridor::forecast::information_test {
namespace {

using scenario::ForecastFile;
using scenario::testing::ScenarioFiles;
using ::testing::HasSubstr;

LocalTime at(const std::string& time) {
  return *parse_local_time("2024-03-01T" + time + "+02:00");
}

/// Everything is kept that nobody says anything of.
ForecastFile keeping_everything() {
  ForecastFile file;
  file.kept = {{.paths = {"people", "origin", "site"}, .reason = "a test"}};
  return file;
}

ScenarioFiles& with_known_values(ScenarioFiles& files) {
  return files.replace("seed   = 7", "seed = 7\nknown_from = 2024-03-01T06:00:00+02:00")
      .replace("reason = \"a second shift\"", "reason = \"a second shift\"\nknown_from = 2024-03-01T12:30:00+02:00");
}

Information information_of(const ScenarioFiles& files, const ForecastFile& file, const std::string& as_of) {
  static_cast<void>(files.read());
  return information_set(files.folder(), {}, file, at(as_of));
}

std::vector<Diagnostic> refused(const ScenarioFiles& files, const ForecastFile& file, const std::string& as_of) {
  try {
    static_cast<void>(information_of(files, file, as_of));
    return {};
  } catch (const ScenarioError& error) {
    return error.diagnostics();
  }
}

TEST(Covers, APathIsThatOfThePatternOrBelowIt) {
  EXPECT_TRUE(covers("site.gate", "site.gate.documents.servers"));
  EXPECT_TRUE(covers("origin.*.departure.base", "origin.village.departure.base"));
  EXPECT_TRUE(covers("origin.*.departure.base", "origin.*.departure.base"));
  EXPECT_FALSE(covers("origin.village.departure.base", "origin.*.departure.base"));
  EXPECT_FALSE(covers("site.gate.documents.servers", "site.gate"));
  EXPECT_FALSE(covers("site.gat", "site.gate"));
}

TEST(Information, TakesWhatTheFileSaysWasKnown) {
  ScenarioFiles files;
  const Information information = information_of(with_known_values(files), {}, "13:00:00");
  EXPECT_TRUE(std::all_of(information.values.begin(), information.values.end(),
                          [](const Item& item) { return item.standing == Standing::known; }));
  ASSERT_EQ(information.changes.size(), 1U);
  EXPECT_EQ(information.changes[0].standing, Standing::known);
}

TEST(Information, RefusesAChangeOfLaterWhereItIsWritten) {
  ScenarioFiles files;
  const auto errors = refused(with_known_values(files), {}, "12:00:00");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "E1001");
  EXPECT_THAT(errors[0].message, HasSubstr("site.gate.documents.servers"));
  EXPECT_THAT(errors[0].place.file, HasSubstr("scenario.toml"));
  EXPECT_GT(errors[0].place.line, 0);
}

TEST(Information, RefusesEveryValueOfPeopleOriginsAndSitesThatDoesNotSay) {
  ScenarioFiles files;
  const auto errors = refused(files, {}, "13:00:00");
  EXPECT_GT(errors.size(), 20U);
  for (const Diagnostic& error : errors) {
    EXPECT_EQ(error.code, "E1001");
    EXPECT_THAT(error.message, ::testing::AnyOf(HasSubstr("people."), HasSubstr("origin."), HasSubstr("site.")));
  }
}

TEST(Information, KnowsNetworkTrafficAndVehicleClasses) {
  ScenarioFiles files;
  const Information information =
      information_of(files.replace("reason = \"a second shift\"", "known_from = 2024-03-01T06:00:00+02:00"),
                     keeping_everything(), "13:00:00");
  for (const Item& item : information.values) {
    EXPECT_FALSE(item.what.starts_with("link.") || item.what.starts_with("traffic.")) << item.what;
  }
}

TEST(Information, APriorStandsInForAValueAndForLaterChangesOfIt) {
  ScenarioFiles files;
  ForecastFile file = keeping_everything();
  file.stand_ins = {
      {.id = "lanes", .prior = {}, .sets = {{.path = "site.gate.documents.servers"}}, .source = "a test"}};
  const Information information = information_of(with_known_values(files), file, "12:00:00");
  EXPECT_EQ(information.changes.at(0).standing, Standing::left_out);
  EXPECT_EQ(information.changes.at(0).by, "lanes");
  const auto value = std::find_if(information.values.begin(), information.values.end(),
                                  [](const Item& item) { return item.what == "site.gate.documents.servers"; });
  ASSERT_NE(value, information.values.end());
  EXPECT_EQ(value->standing, Standing::drawn);
}

TEST(Information, APriorOfWhatNobodyKnewYetStandsInForNothing) {
  ScenarioFiles files;
  ForecastFile file;
  file.stand_ins = {{.id = "desks",
                     .prior = {},
                     .sets = {{.path = "site.hall.beds.places"}},
                     .known_from = at("18:00:00"),
                     .source = "a test"}};
  const auto errors = refused(files, file, "13:00:00");
  EXPECT_TRUE(std::any_of(errors.begin(), errors.end(), [](const Diagnostic& error) {
    return error.message.find("site.hall.beds.places") != std::string::npos;
  }));
}

TEST(Information, WhatWasPublishedLaterDoesNotExist) {
  ScenarioFiles files;
  files.write("observed/arrivals.csv",
              "time_local,persons,published_local,time_sd_h,use\n"
              "2024-03-01T10:00:00+02:00,10,2024-03-01T11:00:00+02:00,0.5,yes\n"
              "2024-03-01T12:00:00+02:00,20,2024-03-02T09:00:00+02:00,0.5,yes\n"
              "2024-03-01T14:00:00+02:00,30,,0.5,yes\n");
  const Information information = information_of(with_known_values(files), {}, "13:00:00");
  const PublicSeries* series = information.find("arrivals");
  ASSERT_NE(series, nullptr);
  ASSERT_EQ(series->counts.size(), 1U);
  EXPECT_EQ(series->counts[0].value, 10);
  EXPECT_EQ(series->later, 2U);
}

TEST(Information, AnIncidentThatNobodyForesawIsLeftOutOnlyIfTheFileSaysSo) {
  ScenarioFiles files;
  files.append(
      "\n[[incident]]\nid = \"fire\"\nat = 2024-03-01T15:00:00+02:00\nwhere = \"village\"\noutcome = \"died\"\n"
      "persons = 1\nknown_from = 2024-03-02T06:00:00+02:00\n");
  ForecastFile file;
  EXPECT_EQ(refused(with_known_values(files), file, "13:00:00").size(), 1U);
  file.left_out = {{.paths = {}, .incidents = {"fire"}, .reason = "nobody foresaw it"}};
  EXPECT_EQ(information_of(files, file, "13:00:00").incidents.at(0).standing, Standing::left_out);
}

}  // namespace
}  // namespace corridor::forecast::information_test
