// [[incident]] and call_up, as they are read.
#include <string>

#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::incident_test {
namespace {

using testing::ScenarioFiles;

std::string incident(const std::string& where, const std::string& more = "") {
  return "\n[[incident]]\nid = \"fire\"\nat = 2024-03-01T12:00:00+02:00\nwhere = " + where +
         "\noutcome = \"injured\"\npersons = 12\n" + more;
}

TEST(Incident, IsReadWithItsPlaceWhateverKindItIs) {
  const auto where = [](const std::string& place) {
    return ScenarioFiles().append(incident(place)).read().incidents.at(0).where;
  };
  using Where = std::vector<Whereat>;
  EXPECT_EQ(where("\"village\""), Where{OriginId(0)});
  EXPECT_EQ(where("\"hall\""), Where{SiteId(1)});
  EXPECT_EQ(where("\"town_road\""), Where{LinkId(1)});
  EXPECT_EQ(where("\"road\""), (Where{LinkId(0), LinkId(1)}));
  EXPECT_EQ(where("[\"town_road\", \"village\", \"road\"]"), (Where{LinkId(1), OriginId(0), LinkId(0)}));
}

TEST(Incident, HasAnInstantOrAnInterval) {
  const Scenario at = ScenarioFiles().append(incident("\"road\"")).read();
  const Scenario between = ScenarioFiles()
                               .append(
                                   "\n[[incident]]\nid = \"cold\"\nfrom = 2024-03-01T07:00:00+02:00\nto = "
                                   "2024-03-01T09:00:00+02:00\nwhere = \"road\"\noutcome = \"died\"\npersons = 2\n")
                               .read();

  EXPECT_EQ(at.incidents[0].from, SimTime(std::chrono::hours(6)));
  EXPECT_EQ(at.incidents[0].to, SimTime(std::chrono::hours(6)));
  EXPECT_EQ(at.incidents[0].outcome, Outcome::injured);
  EXPECT_EQ(between.incidents[0].from, SimTime(std::chrono::hours(1)));
  EXPECT_EQ(between.incidents[0].to, SimTime(std::chrono::hours(3)));
}

TEST(Incident, IsSetByItsPathAndListedWithItsSource) {
  const Scenario scenario = ScenarioFiles()
                                .append(incident("\"road\"", "source = \"report 4\"\nkind = \"observed\"\n"))
                                .read({"incident.fire.persons=3"});
  const Scenario unset =
      ScenarioFiles().append(incident("\"road\"", "source = \"report 4\"\nkind = \"observed\"\n")).read();

  EXPECT_EQ(scenario.incidents[0].persons, 3);
  const auto found = std::find_if(unset.parameters.begin(), unset.parameters.end(),
                                  [](const Parameter& p) { return p.path == "incident.fire.persons"; });
  ASSERT_NE(found, unset.parameters.end());
  EXPECT_EQ(found->source, "report 4");
  EXPECT_EQ(found->evidence, Evidence::observed);
}

TEST(CallUp, IsReadAtADateOrAfterAnOriginThatMayComeLater) {
  const std::string second =
      "\n[[origin]]\nid = \"hamlet\"\nnode = \"village\"\npopulation = 10\nvehicles = { car = \"100 %\" }\n"
      "departure = { model = \"hazard\", base = \"1 /h\" }\nto = \"hall\"\n";
  const Scenario after =
      ScenarioFiles()
          .replace("id          = \"village\"", "id = \"village\"\ncall_up = { after = \"hamlet\", share = \"90 %\" }")
          .append(second)
          .read();
  const Scenario at =
      ScenarioFiles()
          .replace("id          = \"village\"", "id = \"village\"\ncall_up = { at = 2024-03-01T07:00:00+02:00 }")
          .append(
              "\n[[change]]\nat = 2024-03-01T06:30:00+02:00\nset = "
              "\"origin.village.call_up.at\"\nto = 2024-03-01T08:00:00+02:00\n")
          .read();

  EXPECT_EQ(after.origins[0].call_up, (CallUp{{}, OriginId(1), 0.9}));
  EXPECT_EQ(at.origins[0].call_up, (CallUp{SimTime(std::chrono::hours(1)), {}, 1}));
  EXPECT_EQ(std::get<Change::OfOrigin>(at.changes[0].what).now.call_up,
            (CallUp{SimTime(std::chrono::hours(2)), {}, 1}));
}

}  // namespace
}  // namespace corridor::scenario::incident_test
