// What a [[change]] may say of the buses of a stop.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenario_files.hpp"

namespace corridor::scenario::change_of_fleet_test {
namespace {

using testing::ScenarioFiles;

/// A stop in the village whose buses drive to the town, and from 10:00 on another fleet.
void add_change(ScenarioFiles& files, const std::string& fleet) {
  files.append(
      "[[site]]\nid = \"stop\"\nnode = \"village\"\n[[site.stage]]\nid = \"seats\"\nkind = \"transport\"\nunit = "
      "\"party\"\nfleet = { count = 3, class = \"van\", leave = \"full or 1 h\", to = \"hall\" }\n"
      "[[change]]\nat = 2024-03-01T10:00:00+02:00\nset = \"site.stop.seats.fleet\"\nto = " +
      fleet + "\n");
  files.replace("to          = \"hall\"\n", "to = \"hall\"\nwithout_vehicle = \"stop\"\n");
}

TEST(Change, OfAFleetMayBeOfItsCountAndTimes) {
  ScenarioFiles files;
  add_change(
      files,
      "{ count = 9, class = \"van\", leave = \"full or 2 h\", to = \"hall\", turn_round = { dist = \"fixed\", mean "
      "= \"5 min\" } }");
  const Scenario s = files.read();

  const Stage& now = std::get<Change::OfStage>(s.changes.front().what).now;
  EXPECT_EQ(std::get<Transport>(now.kind).fleet.count, 9);
  EXPECT_EQ(std::get<Fleet::WhenFull>(std::get<Transport>(now.kind).fleet.leaves).patience, std::chrono::hours(2));
}

// Parties in line have found that they fit, and buses on their way know where to.
TEST(Change, OfAFleetIsNotOfItsSeatsPlacesOrRule) {
  const std::vector<std::string> others = {
      "{ count = 3, class = \"van\", seats = 2, leave = \"full or 1 h\", to = \"hall\" }",
      "{ count = 3, class = \"car\", seats = 9, leave = \"full or 1 h\", to = \"hall\" }",
      "{ count = 3, class = \"van\", leave = \"full or 1 h\", to = \"town\" }",
      "{ count = 3, class = \"van\", leave = \"full or 1 h\", to = \"hall\", base = \"town\" }",
      "{ count = 3, class = \"van\", leave = \"full or 1 h\", trip = { dist = \"fixed\", mean = \"1 h\" } }",
      "{ count = 3, class = \"van\", every = \"1 h\", to = \"hall\" }"};
  for (const std::string& fleet : others) {
    ScenarioFiles files;
    add_change(files, fleet);
    const auto errors = files.errors();
    ASSERT_EQ(errors.size(), 1U) << fleet;
    EXPECT_EQ(errors[0].code, "E0803") << fleet;
  }
}

}  // namespace
}  // namespace corridor::scenario::change_of_fleet_test
