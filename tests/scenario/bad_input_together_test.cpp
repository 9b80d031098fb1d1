// Several errors at once: all are reported, in order, none twice.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::bad_input_together_test {
namespace {

using testing::ScenarioFiles;
using testing::summaries;

TEST(Errors, OfAllFilesAreReportedAtOnceInOrder) {
  ScenarioFiles files;
  files.replace("seats  = 5", "seat = 5")
      .replace("mean = \"48 s\"", "mean = 48")
      .replace("25.2,47", "25.2,x", "network/node.csv");
  files.replace("end    = 2024-03-02", "end    = 2023-03-02");
  EXPECT_EQ(
      summaries(files.errors()),
      (std::vector<std::string>{"E0326 network/node.csv:4:16", "E0502 scenario.toml:4:10", "E0311 scenario.toml:15:1",
                                "E0312 scenario.toml:17:1", "E0322 scenario.toml:48:41"}));
}

TEST(Errors, NameTheThingTheyAreIn) {
  ScenarioFiles files;
  const auto errors = files.replace("servers      = 2", "server = 2").errors();
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].message, "the key `servers` is missing in site `gate`, stage `documents`");
  EXPECT_EQ(errors[1].message, "unknown key `server` in site `gate`, stage `documents`");
  EXPECT_EQ(errors[1].nearest, "servers");
}

TEST(Errors, OfADoubleIdNameBothPlaces) {
  ScenarioFiles files;
  files.append(
      "[[site]]\nid = \"hall\"\n[[site.stage]]\nid = \"a\"\nkind = \"delay\"\nunit = \"party\"\n"
      "time = { dist = \"fixed\", mean = \"1 h\" }\n");
  const auto errors = files.errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "E0401");
  EXPECT_EQ(errors[0].place.line, 101);
  EXPECT_NE(errors[0].message.find("scenario.toml:59:1"), std::string::npos) << errors[0].message;
}

TEST(Errors, OfPlacesThatContradictEachOther) {
  ScenarioFiles files;
  files.replace("on_link = \"gate_road\"", "on_link = \"gate_road\"\nnode = \"gate\"")
      .replace("node        = \"village\"\n", "");
  EXPECT_EQ(summaries(files.errors()),
            (std::vector<std::string>{"E0506 scenario.toml:32:17", "E0506 scenario.toml:35:15",
                                      "E0509 scenario.toml:39:11", "E0511 scenario.toml:49:16"}));
}

TEST(Errors, OfAnOriginWithoutDestinationIfTwoSitesCouldBeIt) {
  ScenarioFiles files;
  files.replace("to          = \"hall\"\n", "");
  EXPECT_TRUE(files.errors().empty()) << "the gate is on a link";
  files.append(
      "[[site]]\nid = \"other\"\n[[site.stage]]\nid = \"a\"\nkind = \"delay\"\nunit = \"party\"\n"
      "time = { dist = \"fixed\", mean = \"1 h\" }\n");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0403 scenario.toml:29:1"});
}

TEST(Errors, OfPeopleWhoWouldGetIntoAVehicleAgain) {
  ScenarioFiles files;
  files.replace("id           = \"desk\"\nunit         = \"party\"", "id = \"desk\"\nunit = \"vehicle\"");
  EXPECT_TRUE(files.errors().empty()) << "parties get out of vehicles";
  files.replace("cv = 0.8 }\n", "cv = 0.8 }\nnext = [{ to = \"desk\", share = \"1 %\" }, { to = \"leave\" }]\n");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0510 scenario.toml:73:1"});
}

TEST(Errors, OfIdsThatWouldShareRandomNumbers) {
  // id32("o18731") == id32("o19966"), found by trying.
  ScenarioFiles files;
  for (const char* id : {"o18731", "o19966"}) {
    files.append(
        std::string("[[origin]]\nid = \"") + id + "\"\nnode = \"village\"\npopulation = 1\n" +
        "vehicles = { car = \"100 %\" }\ndeparture = { model = \"hazard\", base = \"1 /h\" }\nto = \"hall\"\n");
  }
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0404 scenario.toml:108:1"});
}

TEST(Errors, OfTheFormatStopTheReading) {
  ScenarioFiles files;
  files.replace("schema = 1", "schema = 2\nnot_known_yet = 1");
  EXPECT_EQ(summaries(files.errors()), std::vector<std::string>{"E0301 scenario.toml:1:10"});
}

TEST(Errors, OfAnEmptyAndATruncatedFile) {
  ScenarioFiles files;
  files.write("scenario.toml", "");
  const auto missing = files.errors();
  ASSERT_EQ(missing.size(), 5U) << "schema, title, start, end, origin";
  EXPECT_EQ(missing[0].code, "E0311");
  files.write("scenario.toml", testing::good_files.at("scenario.toml").substr(0, 700));
  ASSERT_EQ(files.errors().size(), 1U);
  EXPECT_EQ(files.errors()[0].code, "E0107");
}

TEST(Errors, OfFilesThatAreTooLarge) {
  ScenarioFiles files;
  files.write("scenario.toml", std::string((8U << 20U) + 1, '#'));
  ASSERT_EQ(files.errors().size(), 1U);
  EXPECT_EQ(files.errors()[0].code, "E0103");
}

TEST(Errors, AreListedUpToAPoint) {
  ScenarioFiles files;
  std::string rows = "time_local,persons\n";
  for (int i = 0; i < 1000; ++i) {
    rows += "2024-03-01T10:00:00+02:00,x\n";
  }
  files.write("observed/arrivals.csv", rows);
  const auto errors = files.errors();
  ASSERT_EQ(errors.size(), 501U);
  EXPECT_EQ(errors.back().code, "E0109");
  EXPECT_EQ(errors.back().message, "500 more errors are not listed");
}

}  // namespace
}  // namespace corridor::scenario::bad_input_together_test
