#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::provenance_test {
namespace {

using testing::ScenarioFiles;

/// The parameter with this path, or an empty one.
Parameter parameter(const Scenario& scenario, const std::string& path) {
  for (const Parameter& p : scenario.parameters) {
    if (p.path == path) {
      return p;
    }
  }
  return {};
}

TEST(Provenance, EachNumberIsListedAsWritten) {
  const Scenario s = ScenarioFiles().read();
  EXPECT_EQ(parameter(s, "vehicle_class.van.length").value, "6 m");
  EXPECT_EQ(parameter(s, "people.party_size.weights").value, "[1, 2, 1]");
  EXPECT_EQ(parameter(s, "origin.village.vehicles.car").value, "90 %");
  EXPECT_EQ(parameter(s, "site.gate.documents.service.cv").value, "0.5");
  EXPECT_EQ(parameter(s, "site.gate.documents.next.1.share").value, "4 %");
  EXPECT_EQ(parameter(s, "site.hall.desk.servers").value, "unlimited");
  EXPECT_EQ(parameter(s, "link.town_road.length").value, "12.5 km");
  EXPECT_EQ(parameter(s, "seed").value, "") << "not a parameter of the model";
}

TEST(Provenance, ASourceStandsBesideAValue) {
  ScenarioFiles files;
  files.replace("population  = 600", "population = { value = 600, source = \"a census\", kind = \"observed\" }");
  const Scenario s = files.read();
  EXPECT_EQ(s.origins[0].population, corridor::People(600));
  EXPECT_EQ(parameter(s, "origin.village.population").source, "a census");
  EXPECT_EQ(parameter(s, "origin.village.population").evidence, Evidence::observed);
  EXPECT_EQ(parameter(s, "origin.village.departure.base").evidence, Evidence::unstated);
}

TEST(Provenance, ATableSpeaksForItsValues) {
  ScenarioFiles files;
  files.replace("[people]", "[people]\nsource = \"a survey\"\nkind = \"estimated\"")
      .replace("children   = \"30 %\"", "children = { value = \"30 %\", kind = \"assumed\" }");
  const Scenario s = files.read();
  EXPECT_EQ(parameter(s, "people.female").source, "a survey");
  EXPECT_EQ(parameter(s, "people.party_size.values").evidence, Evidence::estimated);
  EXPECT_EQ(parameter(s, "people.children").source, "a survey");
  EXPECT_EQ(parameter(s, "people.children").evidence, Evidence::assumed);
}

TEST(Provenance, TheFileSpeaksForEverything) {
  ScenarioFiles files;
  files.replace("seed   = 7", "source = \"made up\"\nkind = \"assumed\"");
  const Scenario s = files.read();
  EXPECT_EQ(parameter(s, "site.hall.beds.places").source, "made up");
  EXPECT_EQ(parameter(s, "link.town_road.lanes").source, "made up");
  EXPECT_EQ(parameter(s, "link.gate_road.lanes").source, "a map") << "the row speaks for itself";
  EXPECT_EQ(parameter(s, "link.gate_road.lanes").evidence, Evidence::observed);
}

TEST(Provenance, InlineTablesCarryItBesideTheirKeys) {
  ScenarioFiles files;
  files.replace("per_person = \"1 s\"", "per_person = \"1 s\", source = \"a stopwatch\"")
      .replace("none = \"5 %\" }", "none = \"5 %\", kind = \"estimated\" }");
  const Scenario s = files.read();
  EXPECT_EQ(parameter(s, "site.gate.documents.service.mean").source, "a stopwatch");
  EXPECT_EQ(parameter(s, "site.gate.documents.servers").source, "");
  EXPECT_EQ(parameter(s, "origin.village.vehicles.none").evidence, Evidence::estimated);
  EXPECT_EQ(s.origins[0].vehicles.size(), 3U) << "`kind` is no vehicle";
}

TEST(Provenance, InAStageTheWordIsEvidence) {
  ScenarioFiles files;
  files.replace("places    = 100", "places = 100\nevidence = \"observed\"\nsource = \"the hall's plan\"");
  const Scenario s = files.read();
  EXPECT_EQ(parameter(s, "site.hall.beds.places").evidence, Evidence::observed);
  EXPECT_EQ(parameter(s, "site.hall.beds.stay.mean").source, "the hall's plan");
}

TEST(Provenance, DefaultsThatMatterAreAssumptions) {
  const Scenario s = ScenarioFiles().read();
  EXPECT_EQ(parameter(s, "traffic.jam_gap").value, "2.5 m");
  EXPECT_EQ(parameter(s, "traffic.jam_gap").source, "default");
  EXPECT_EQ(parameter(s, "traffic.jam_gap").evidence, Evidence::assumed);
  EXPECT_EQ(parameter(s, "calendar.night").value, "22:00-06:00");
  EXPECT_EQ(parameter(s, "traffic.reaction_time").source, "");
}

TEST(Provenance, ASetValueIsListedAsSet) {
  const Scenario s = ScenarioFiles().read({"site.hall.beds.places=120"});
  EXPECT_EQ(parameter(s, "site.hall.beds.places").value, "120");
  EXPECT_EQ(parameter(s, "site.hall.beds.places").source, "--set");
  EXPECT_EQ(parameter(s, "site.hall.beds.places").evidence, Evidence::assumed);
}

}  // namespace
}  // namespace corridor::scenario::provenance_test
