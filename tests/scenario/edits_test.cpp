#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/scenario/reader.hpp"

#include "scenario_files.hpp"

namespace corridor::scenario::edits_test {
namespace {

using testing::ScenarioFiles;

Scenario read_with(const ScenarioFiles& files, const Edits& edits) {
  static_cast<void>(files.read());
  return read(files.folder(), edits);
}

TEST(Edits, LeaveOutChangesByACondition) {
  ScenarioFiles files;
  std::vector<std::string> heard;
  Edits edits;
  edits.keeps_change = [&](const WrittenChange& change) {
    heard.push_back(change.set);
    EXPECT_TRUE(change.at.has_value());
    EXPECT_FALSE(change.known_from.has_value());
    EXPECT_GT(change.place.line, 0);
    return false;
  };
  EXPECT_EQ(read_with(files, edits).changes.size(), 0U);
  EXPECT_EQ(heard, std::vector<std::string>{"site.gate.documents.servers"});
}

TEST(Edits, LeaveOutIncidentsByACondition) {
  ScenarioFiles files;
  files.append(
      "\n[[incident]]\nid = \"fire\"\nat = 2024-03-01T15:00:00+02:00\nwhere = \"village\"\noutcome = \"died\"\n"
      "persons = 1\n");
  Edits edits;
  edits.keeps_incident = [](const WrittenIncident& incident) { return incident.id != "fire"; };
  EXPECT_EQ(read_with(files, {}).incidents.size(), 1U);
  EXPECT_EQ(read_with(files, edits).incidents.size(), 0U);
}

TEST(Edits, LayAVariantOverTheScenario) {
  ScenarioFiles files;
  Edits edits;
  edits.variant =
      "end = 2024-03-01T20:00:00+02:00\n[set]\n\"site.hall.beds.places\" = 7\n"
      "[[change]]\nat = 2024-03-01T13:00:00+02:00\nset = \"site.gate.documents.servers\"\nto = 9\n";
  const Scenario s = read_with(files, edits);
  EXPECT_EQ(s.end, SimTime{} + std::chrono::hours(14));
  ASSERT_EQ(s.changes.size(), 2U);
  EXPECT_EQ(std::get<Change::OfStage>(s.changes[1].what).now.id, "documents");
}

TEST(Edits, PlaceErrorsInTheVariantUnderItsName) {
  ScenarioFiles files;
  Edits edits;
  edits.variant = "[set]\n\"site.hall.beds.placs\" = 7\n";
  edits.variant_name = "member 3";
  try {
    static_cast<void>(read_with(files, edits));
    FAIL() << "there are no `placs`";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.diagnostics().at(0).place.file, "member 3");
    EXPECT_EQ(error.diagnostics().at(0).place.line, 2);
    EXPECT_EQ(error.diagnostics().at(0).nearest, "places");
  }
}

const WrittenValue& value_at(const std::vector<WrittenValue>& values, const std::string& path) {
  const auto it = std::find_if(values.begin(), values.end(), [&](const WrittenValue& v) { return v.path == path; });
  return it == values.end() ? throw std::logic_error("no value " + path) : *it;
}

TEST(Edits, ListSinceWhenValuesAreKnown) {
  ScenarioFiles files;
  files.replace("[people]", "[people]\nknown_from = 2024-02-01T00:00:00+02:00")
      .replace("children   = \"30 %\"", "children = { value = \"30 %\", known_from = 2024-05-01T00:00:00+02:00 }")
      .replace("van = \"5 %\", none = \"5 %\" }",
               "van = \"5 %\", none = \"5 %\", known_from = 2024-03-01T00:00:00+02:00 }");
  std::vector<WrittenValue> values;
  Edits edits;
  edits.values = &values;
  static_cast<void>(read_with(files, edits));
  EXPECT_EQ(value_at(values, "people.female").known_from->utc_seconds,
            parse_local_time("2024-02-01T00:00:00+02:00")->utc_seconds);
  EXPECT_EQ(value_at(values, "people.children").known_from->utc_seconds,
            parse_local_time("2024-05-01T00:00:00+02:00")->utc_seconds);
  EXPECT_TRUE(value_at(values, "origin.village.vehicles.car").known_from.has_value());
  EXPECT_FALSE(value_at(values, "site.hall.beds.places").known_from.has_value());
  EXPECT_FALSE(value_at(values, "site.hall.beds.places").is_default);
  EXPECT_GT(value_at(values, "site.hall.beds.places").place.line, 0);
  EXPECT_TRUE(value_at(values, "calendar.night").is_default);
}

TEST(Edits, SinceWhenAValueIsKnownIsADate) {
  ScenarioFiles files;
  const auto errors = files.replace("[people]", "[people]\nknown_from = \"since March\"").errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "E0321");
}

}  // namespace
}  // namespace corridor::scenario::edits_test
