// `*` in paths: every id at its level.
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::wildcard_test {
namespace {

using ::testing::ElementsAre;
using testing::ScenarioFiles;
using testing::summaries;

std::string origin(const std::string& id, const std::string& node) {
  return "[[origin]]\nid = \"" + id + "\"\nnode = \"" + node +
         "\"\npopulation = 10\nvehicles = { car = \"100 %\" }\ndeparture = { model = \"hazard\", base = \"0.1 /h\" }\n"
         "to = \"hall\"\n";
}

std::string change(const std::string& set, const std::string& value, const std::string& at = "09:00") {
  return "[[change]]\nat = 2024-03-01T" + at + ":00+02:00\nset = \"" + set + "\"\n" + value + "\n";
}

double base_of(const Origin& origin) {
  return std::get<HazardDeparture>(origin.departure).base_per_hour;
}

TEST(Wildcard, InAChangeStandsForEveryIdInFileOrder) {
  ScenarioFiles files;
  files.append(origin("farm", "gate")).append(change("origin.*.departure.base", "to = \"0.5 /h\""));
  const Scenario s = files.read();
  ASSERT_EQ(s.changes.size(), 3U);
  EXPECT_EQ(s.changes[0].path, "origin.village.departure.base");
  EXPECT_EQ(s.changes[1].path, "origin.farm.departure.base");
  for (std::size_t i : {0U, 1U}) {
    const auto& of_origin = std::get<Change::OfOrigin>(s.changes[i].what);
    EXPECT_EQ(of_origin.id, OriginId(i));
    EXPECT_EQ(base_of(of_origin.now), 0.5);
  }
}

TEST(Wildcard, GivesWhatTheSingleChangesGive) {
  ScenarioFiles one;
  ScenarioFiles many;
  one.append(change("link.*.lanes", "by = 2"));
  many.append(change("link.gate_road.lanes", "by = 2")).append(change("link.town_road.lanes", "by = 2"));
  const Scenario a = one.read();
  const Scenario b = many.read();
  ASSERT_EQ(a.changes.size(), b.changes.size());
  for (std::size_t i = 0; i + 1 < a.changes.size(); ++i) {
    EXPECT_EQ(a.changes[i].path, b.changes[i].path);
    EXPECT_EQ(std::get<Change::OfLink>(a.changes[i].what).now.lanes,
              std::get<Change::OfLink>(b.changes[i].what).now.lanes);
  }
}

TEST(Wildcard, MayStandForSitesAndStagesAtOnce) {
  const Scenario s = ScenarioFiles().read({"site.*.*.registers=true", "vehicle_class.*.seats=6"});
  for (const Stage& stage : s.stages) {
    EXPECT_TRUE(stage.registers) << stage.place;
  }
  EXPECT_EQ(s.vehicle_classes[0].seats, 6);
  EXPECT_EQ(s.vehicle_classes[1].seats, 6);
}

TEST(Wildcard, MultipliesEachValueByItself) {
  ScenarioFiles files;
  files.append(origin("farm", "gate")).append(change("origin.*.departure.base", "by = 2"));
  const Scenario s = files.read();
  EXPECT_EQ(base_of(std::get<Change::OfOrigin>(s.changes[0].what).now), 0.6);
  EXPECT_EQ(base_of(std::get<Change::OfOrigin>(s.changes[1].what).now), 0.2);
}

TEST(Wildcard, IsNoLabelOfSharesAndNoKey) {
  const auto errors = ScenarioFiles().errors(
      {"origin.village.vehicles.*=50 %", "people.*=1 %", "*.gate=1", "link.*=1", "site.*.*=1", "nowhere.*.x=1"});
  EXPECT_THAT(summaries(errors), ElementsAre("E0802 --set[1]:1:25", "E0802 --set[2]:1:8", "E0802 --set[3]:1:1",
                                             "E0802 --set[4]:1:6", "E0802 --set[5]:1:8", "E0802 --set[6]:1:1"));
}

TEST(Wildcard, ThatStandsForNothingIsAnError) {
  ScenarioFiles files;
  const std::string text = files.text();
  const std::string without_sites =
      text.substr(0, text.find("[[site]]")) + change("site.*.documents.servers", "to = 1");
  files.write("scenario.toml", without_sites).replace("to          = \"hall\"", "to = \"town\"");
  EXPECT_THAT(summaries(files.errors()), ElementsAre("E0802 scenario.toml:40:13"));
}

TEST(Wildcard, NamesEachThingThatItsValueDoesNotFit) {
  ScenarioFiles files;
  files.append(change("site.hall.*.servers", "to = 3"));
  const auto errors = files.errors();
  EXPECT_THAT(summaries(errors), ElementsAre("E0313 scenario.toml:104:6", "E0313 scenario.toml:104:6"));
  EXPECT_NE(errors[0].message.find("stage `beds`"), std::string::npos) << errors[0].message;
  EXPECT_NE(errors[1].message.find("stage `later`"), std::string::npos) << errors[1].message;
}

TEST(Wildcard, ContradictsAChangeOfOneOfItsThings) {
  ScenarioFiles files;
  files.append(change("site.gate.*.servers", "to = 5", "12:00"));
  const auto errors = files.errors();
  EXPECT_THAT(summaries(errors), ElementsAre("E0805 scenario.toml:101:1"));
  EXPECT_NE(errors[0].message.find("`site.gate.documents.servers`"), std::string::npos) << errors[0].message;
}

}  // namespace
}  // namespace corridor::scenario::wildcard_test
