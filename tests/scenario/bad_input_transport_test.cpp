// Buses, people on foot, and regions on the road.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bad_input.hpp"

namespace corridor::scenario::bad_input_transport_test {
namespace {

using testing::BadInput;
using testing::Mistake;
using testing::name_of;
using testing::scenario_toml;
using testing::ScenarioFiles;

const std::string beds =
    "kind      = \"beds\"\nunit      = \"person\"\nplaces    = 100\nstay      = { dist = \"gamma\", mean = \"10 h\", "
    "cv "
    "= 0.5 }\nwhen_full = \"later\"\n";
const std::string to_hall = "to          = \"hall\"\n";
const std::string hall = "id   = \"hall\"\nnode = \"town\"\n";

std::string stop(const std::string& fleet, const std::string& more = "") {
  return "kind = \"transport\"\nunit = \"person\"\n" + more + "fleet = " + fleet + "\n";
}

const std::string trip = ", trip = { dist = \"fixed\", mean = \"5 h\" }";

const std::vector<Mistake> fleets = {
    {"None", "[[site.stage]]\nid        = \"beds\"\n" + beds,
     "^[[site.stage]]\nid = \"beds\"\nkind = \"transport\"\nunit = \"person\"\n", "E0311", "", scenario_toml, "fleet"},
    {"WithoutCount", beds, stop("^{ seats = 35, leave = \"full\"" + trip + " }"), "E0311", "", scenario_toml, "count"},
    {"NegativeCount", beds, stop("{ count = ^-1, seats = 35, leave = \"full\"" + trip + " }"), "E0327"},
    {"WithoutSeats", beds, stop("^{ count = 35, leave = \"full\"" + trip + " }"), "E0521", "", scenario_toml, "class"},
    {"OfUnknownClass", beds, stop("{ count = 35, class = ^\"vna\", leave = \"full\"" + trip + " }"), "E0402", "van"},
    {"NoSeat", beds, stop("{ count = 35, seats = ^0, leave = \"full\"" + trip + " }"), "E0327"},
    {"WithoutARule", beds, stop("^{ count = 35, seats = 35" + trip + " }"), "E0521", "", scenario_toml, "timetable"},
    {"WithTwoRules", beds, stop("^{ count = 35, seats = 35, leave = \"full\", every = \"2 h\"" + trip + " }"), "E0521"},
    {"RuleMisspelt", beds, stop("{ count = 35, seats = 35, leave = ^\"fully\"" + trip + " }"), "E0328", "full"},
    {"RuleWithoutUnit", beds, stop("{ count = 35, seats = 35, leave = ^\"full or 2\"" + trip + " }"), "E0322"},
    {"RuleOfNoTime", beds, stop("{ count = 35, seats = 35, leave = ^\"full or 0 s\"" + trip + " }"), "E0327"},
    {"TimetableNotATime", beds, stop("{ count = 35, seats = 35, timetable = [\"08:00\", ^\"8:30\"]" + trip + " }"),
     "E0331"},
    {"TimetableAtMidnightTwice", beds, stop("{ count = 35, seats = 35, timetable = ^\"24:00\"" + trip + " }"), "E0331"},
    {"TimetableEmpty", beds, stop("{ count = 35, seats = 35, timetable = ^[]" + trip + " }"), "E0321"},
    {"WithoutTrip", beds, stop("^{ count = 35, seats = 35, leave = \"full\" }"), "E0521", "", scenario_toml, "trip"},
    {"TripAndPlace", beds,
     stop("{ count = 35, class = \"van\", leave = \"full\", to = \"gate\", trip = ^{ dist = \"fixed\", mean = \"5 h\" "
          "} }"),
     "E0521"},
    {"BaseWithoutPlace", beds, stop("{ count = 35, seats = 35, leave = \"full\", base = ^\"town\"" + trip + " }"),
     "E0521"},
    {"RoadWithoutClass", beds, stop("{ count = 35, seats = 35, leave = \"full\", to = ^\"village\" }"), "E0521"},
    {"PlaceMisspelt", beds, stop("{ count = 35, class = \"van\", leave = \"full\", to = ^\"vilage\" }"), "E0402",
     "village"},
    {"PlaceOnALink", beds,
     stop("{ count = 35, class = \"van\", leave = \"full\", to = \"village\", base = ^\"gate\" }"), "E0521", "",
     scenario_toml, "at no node"},
    {"PlaceOfTheStop", beds, stop("{ count = 35, class = \"van\", leave = \"full\", to = ^\"hall\" }"), "E0521", "",
     scenario_toml, "another place"},
    {"NextByRoad", beds,
     stop("{ count = 35, class = \"van\", leave = \"full\", to = \"village\" }", "next = [^{ to = \"leave\" }]\n"),
     "E0521"},
    {"RoomForNobody", beds, stop("{ count = 35, seats = 35, leave = \"full\"" + trip + " }", "waiting_room = ^0\n"),
     "E0511"},
    {"KeyMisspelt", beds, stop("{ count = 35, seats = 35, ^turnround = \"1 h\", leave = \"full\"" + trip + " }"),
     "E0312", "turn_round"},
    {"AtABed", "places    = 100", "places = 100\n^fleet = { count = 1 }", "E0313"},
};

const std::vector<Mistake> people = {
    {"StopUnknown", to_hall, to_hall + "without_vehicle = ^\"halt\"\n", "E0402", "hall"},
    {"WalksMisspelt", to_hall, to_hall + "without_vehicle = ^\"walk\"\n", "E0402", "walks"},
    {"StopElsewhere", to_hall, to_hall + "without_vehicle = ^\"hall\"\n", "E0506", "", scenario_toml, "village"},
    {"TooFast", "female     = \"52 %\"", "walking_speed = ^\"40 km/h\"\nfemale = \"52 %\"", "E0327"},
    {"EntranceUnknown", hall, hall + "walkers = ^\"desc\"\n", "E0402", "desk"},
    {"EntranceIsNoStage", hall, hall + "walkers = ^\"leave\"\n", "E0402"},
    {"EntranceOfAnotherSite", hall, hall + "walkers = ^\"gate/search\"\n", "E0402"},
    {"OnwardWithoutANode", "[[site]]\nid      = \"gate\"", "^[[site]]\nid = \"gate\"\nonward = \"road\"", "E0509"},
    {"OnwardMisspelt", hall, hall + "onward = ^\"raod\"\n", "E0328", "road"},
    {"RegionThatNobodyGoesTo", "[[change]]", "[[region]]\nid = ^\"nort\"\nnode = \"town\"\n[[change]]", "E0402",
     "north"},
    {"RegionAtNoNode", "[[change]]", "[[region]]\nid = \"north\"\nnode = ^\"twon\"\n[[change]]", "E0402", "town"},
    {"ReservedWalks", "id      = \"arrivals\"", "id = ^\"walks\"", "E0332"},
};

INSTANTIATE_TEST_SUITE_P(Fleets, BadInput, ::testing::ValuesIn(fleets), name_of);
INSTANTIATE_TEST_SUITE_P(Transport, BadInput, ::testing::ValuesIn(people), name_of);

TEST(Fleet, IsReadAsItIsWritten) {
  ScenarioFiles files;
  files.replace(beds,
                stop("{ count = 3, class = \"van\", leave = \"full or 2 h\", to = \"village\", turn_round = { dist = "
                     "\"fixed\", mean = \"10 min\" } }"));
  files.replace(
      "[[change]]",
      "[[change]]\nat = 2024-03-01T10:00:00+02:00\nset = \"site.hall.beds.fleet.count\"\nto = 0\nreason = \"x\"\n"
      "[[change]]");
  const Scenario s = files.read();

  const Fleet& fleet = std::get<Transport>(s.stages[4].kind).fleet;
  EXPECT_EQ(fleet.count, 3);
  EXPECT_EQ(fleet.seats, 9);
  EXPECT_EQ(std::get<Fleet::WhenFull>(fleet.leaves).patience, std::chrono::hours(2));
  EXPECT_EQ(fleet.turn_round.mean, std::chrono::minutes(10));
  ASSERT_TRUE(fleet.by_road);
  EXPECT_EQ(fleet.by_road->to, Stand(NodeId(0)));
  EXPECT_EQ(fleet.by_road->base, Stand(SiteId(1)));
  const auto& change = std::get<Change::OfStage>(s.changes.front().what);
  EXPECT_EQ(std::get<Transport>(change.now.kind).fleet.count, 0);
}

TEST(Timetable, IsReadInOrder) {
  ScenarioFiles files;
  files.replace(beds, stop("{ count = 3, seats = 20, timetable = [\"14:00\", \"08:30\"]" + trip + " }"));
  const Fleet fleet = std::get<Transport>(files.read().stages[4].kind).fleet;

  const std::vector<Duration> times = {std::chrono::minutes(510), std::chrono::hours(14)};
  EXPECT_EQ(std::get<Fleet::Timetable>(fleet.leaves).times, times);
  EXPECT_FALSE(fleet.by_road);
}

TEST(PeopleOnFoot, AreReadAsTheyAreWritten) {
  ScenarioFiles files;
  files.replace(to_hall, to_hall + "without_vehicle = \"walks\"\n").replace(hall, hall + "onward = \"road\"\n");
  files.replace("[[change]]", "[[region]]\nid = \"south\"\nnode = \"gate\"\n[[change]]");
  files.replace("exempt  = [\"van\"]", "walkers = \"on_foot\"");
  files.replace(
      "[[site]]\nid   = \"hall\"",
      "[[site.stage]]\nid = \"on_foot\"\nunit = \"party\"\nkind = \"delay\"\ntime = { dist = \"fixed\", mean = \"1 "
      "min\" }\n[[site]]\nid   = \"hall\"");
  const Scenario s = files.read();

  EXPECT_TRUE(std::holds_alternative<Walks>(s.origins[0].without_vehicle));
  EXPECT_EQ(s.people.walking_speed, kilometres_per_hour(4));
  EXPECT_EQ(s.sites[0].on_foot, StageId(2));
  EXPECT_TRUE(s.sites[1].is_left_by_road);
  EXPECT_EQ(s.node_of(RegionId(3)), NodeId(1));
  EXPECT_EQ(s.node_of(RegionId(2)), std::nullopt);
}

TEST(Vehicles, DoNotLetPeopleOutAtASiteOnALink) {
  ScenarioFiles files;
  files.replace("exempt  = [\"van\"]", "walkers = \"on_foot\"");
  files.replace("[{ to = \"search\", share", "[{ to = \"on_foot\", share");
  files.replace(
      "[[site]]\nid   = \"hall\"",
      "[[site.stage]]\nid = \"on_foot\"\nunit = \"party\"\nkind = \"delay\"\ntime = { dist = \"fixed\", mean = \"1 "
      "min\" }\n[[site]]\nid   = \"hall\"");

  ASSERT_EQ(files.errors().size(), 1U);
  EXPECT_EQ(files.errors().front().code, "E0510");
}

TEST(Buses, ComeWithTheFuelTheyNeed) {
  ScenarioFiles files;
  files.replace(beds, stop("{ count = 3, class = \"van\", leave = \"full\", to = \"village\" }"));
  files.replace("[vehicle_class.van]\n",
                "[vehicle_class.van]\ntank = \"60 l\"\nmoving = \"9 l/100km\"\nqueued = \"0.8 l/h\"\n");

  ASSERT_EQ(files.errors().size(), 2U);  // and there is no [breakdown]
  EXPECT_EQ(files.errors().back().code, "E0521");
}

TEST(Walkers, NeedAStageThatServesThem) {
  ScenarioFiles files;
  files.replace(to_hall, to_hall + "without_vehicle = \"walks\"\n");
  files.replace("id           = \"desk\"\nunit         = \"party\"", "id = \"desk\"\nunit = \"vehicle\"");

  ASSERT_EQ(files.errors().size(), 1U);
  EXPECT_EQ(files.errors().front().code, "E0510");
}

}  // namespace
}  // namespace corridor::scenario::bad_input_transport_test
