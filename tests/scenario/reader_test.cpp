#include "corridor/scenario/reader.hpp"

#include <variant>

#include <gtest/gtest.h>

#include "corridor/base/hash.hpp"

#include "scenario_files.hpp"

namespace corridor::scenario::reader_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ScenarioFiles;

const Service& service_of(const Scenario& scenario, std::size_t stage) {
  return std::get<Service>(scenario.stages.at(stage).kind);
}

TEST(Reader, ReadsTheRunItself) {
  const Scenario s = ScenarioFiles().read();
  EXPECT_EQ(s.folder_name, "small");
  EXPECT_EQ(s.title, "A gate and a hall");
  EXPECT_EQ(s.end, SimTime(hours(24)));
  EXPECT_EQ(s.calendar.to_iso(SimTime{}), "2024-03-01T06:00:00+02:00");
  EXPECT_EQ(s.sample, minutes(15));
  EXPECT_EQ(s.seed, 7U);
  EXPECT_EQ(s.night, (DailyWindow{hours(22), hours(6)}));
  EXPECT_EQ(s.traffic.reaction_time, milliseconds(1200));
  EXPECT_EQ(s.traffic.jam_gap, metres(2.5));
}

TEST(Reader, ReadsHowPeopleChooseTheirWay) {
  ScenarioFiles files;
  const Scenario plain = files.read();
  EXPECT_EQ(plain.routing.information, Information::free_flow);
  EXPECT_EQ(plain.routing.taste, Duration(0));

  files.replace("[people]", "[routing]\ninformation = \"current\"\nrefresh = \"10 min\"\ntaste = \"90 s\"\n\n[people]");
  const Scenario s = files.read();
  EXPECT_EQ(s.routing.information, Information::current);
  EXPECT_EQ(s.routing.refresh, minutes(10));
  EXPECT_EQ(s.routing.taste, seconds(90));
}

TEST(Reader, ReadsWhatPeopleNeed) {
  EXPECT_FALSE(ScenarioFiles().read().needs);

  ScenarioFiles both;
  both.replace("[people]", "[needs]\nwater = \"7.5 l\"\nmeals = 2.5\n\n[people]");
  const Scenario s = both.read();
  ASSERT_TRUE(s.needs);
  EXPECT_EQ(s.needs->water, litres(7.5));
  EXPECT_EQ(s.needs->meals, 2.5);

  ScenarioFiles one;
  one.replace("[people]", "[needs]\nmeals = 3\n\n[people]");
  EXPECT_FALSE(one.read().needs->water);
}

TEST(Reader, ReadsNeedsByAStandardOfWhichEachMayBeOverridden) {
  ScenarioFiles files;
  files.replace("[people]", "[needs]\nstandard = \"unhcr\"\nwater = \"7 l\"\nblankets = 2\n\n[people]");
  const auto needs = files.read().needs;
  ASSERT_TRUE(needs);
  EXPECT_EQ(needs->water, litres(7));
  EXPECT_EQ(needs->meals, 3);
  EXPECT_EQ(needs->covered_area_m2, 4.5);
  EXPECT_EQ(needs->persons_per_toilet, 20);
  EXPECT_EQ(needs->blankets, 2);
}

TEST(Reader, ReadsOutcomesAtStagesAndSearches) {
  ScenarioFiles files;
  files.replace("waiting_room = 10",
                "waiting_room = 10\nnext = [{ outcome = \"detained\", of = \"men_18_60\", share = \"2 %\" }, "
                "{ outcome = \"turned_back\", share = \"1 %\" }, { to = \"leave\" }]");
  files.replace("when_full = \"later\"", "when_full = [\"later\", \"desk\"]\nsearch = \"most_free\"");
  const Scenario s = files.read();
  const auto& next = s.stages[1].next;
  ASSERT_EQ(next.size(), 3U);
  EXPECT_EQ(next[0].ending->outcome, Outcome::detained);
  EXPECT_EQ(next[0].ending->of, PersonGroup::men_18_60);
  EXPECT_EQ(next[0].share, 0.02);
  EXPECT_EQ(next[1].ending->of, std::nullopt);
  const auto& beds = std::get<Beds>(s.stages[4].kind);
  EXPECT_EQ(beds.when_full, StageId(3));
  EXPECT_EQ(beds.search.also, std::vector<StageId>{StageId(2)});
  EXPECT_EQ(beds.search.rule, Search::Rule::most_free);
}

TEST(Reader, ReadsLanesOfWhichTheShortestIsTaken) {
  ScenarioFiles files;
  files.replace("next         = [{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }]",
                "next = [{ to = [\"beds\", \"later\"], search = \"shortest_line\" }]");
  const Transition way = files.read().stages[2].next.front();
  EXPECT_EQ(way.to, StageId(4));
  EXPECT_EQ(way.search.also, std::vector<StageId>{StageId(3)});
  EXPECT_EQ(way.search.rule, Search::Rule::shortest_line);
}

TEST(Reader, ReadsStocksDeliveriesAndWhatASiteHas) {
  ScenarioFiles files;
  files.replace("node = \"town\"", "node = \"town\"\nhas = { water = \"500 l\", covered_area = \"0.1 ha\" }");
  files.replace("[[change]]",
                "uses = [{ stock = \"meals\", per_person = 1.5, without = \"go_on\" }]\n[[site.stock]]\nid = "
                "\"meals\"\namount = 100\nper_day = 3\n[[delivery]]\nat = 2024-03-01T12:00:00+02:00\nto = "
                "\"hall/meals\"\namount = 5\nevery = \"6 h\"\n\n[[change]]");
  const Scenario s = files.read();
  ASSERT_EQ(s.stocks.size(), 1U);
  EXPECT_EQ(s.stocks[0].place, "hall/meals");
  EXPECT_EQ(s.stocks[0].amount, goods(100));
  EXPECT_EQ(s.stocks[0].per_day, goods(3));
  ASSERT_EQ(s.deliveries.size(), 1U);
  EXPECT_EQ(s.deliveries[0].at, SimTime(hours(6)));
  EXPECT_EQ(s.deliveries[0].every, hours(6));
  ASSERT_EQ(s.stages[4].uses.size(), 1U);
  EXPECT_EQ(s.stages[4].uses[0].per_person, goods(1.5));
  EXPECT_TRUE(s.stages[4].uses[0].goes_without);
  EXPECT_EQ(s.sites[1].has.water, litres(500));
  EXPECT_EQ(s.sites[1].has.covered_area_m2, 1000);
  EXPECT_EQ(s.sites[1].has.toilets, std::nullopt);
}

TEST(Reader, ReadsVehiclesAndPeople) {
  const Scenario s = ScenarioFiles().read();
  ASSERT_EQ(s.vehicle_classes.size(), 2U);
  EXPECT_EQ(s.vehicle_classes[0].id, "car");
  EXPECT_EQ(s.vehicle_classes[0].length, metres(4.6));
  EXPECT_EQ(s.vehicle_classes[0].speed_factor, 1.0);
  EXPECT_EQ(s.vehicle_classes[1].seats, 9);
  EXPECT_EQ(s.vehicle_classes[1].speed_factor, 0.8);
  EXPECT_EQ(s.people.party_size_values, (std::vector<int>{1, 2, 4}));
  EXPECT_EQ(s.people.party_size_weights, (std::vector<double>{1, 2, 1}));
  EXPECT_EQ(s.people.female, 0.52);
  EXPECT_EQ(s.people.children, 0.3);
  EXPECT_EQ(s.people.medical, 0.0);
  EXPECT_EQ(s.people.overload, 1.0);
}

TEST(Reader, ReadsTheNetworkInItsUnits) {
  const Scenario s = ScenarioFiles().read();
  ASSERT_EQ(s.nodes.size(), 3U);
  EXPECT_EQ(s.nodes[1].longitude, 25.1);
  ASSERT_EQ(s.links.size(), 2U);
  const Link& gate_road = s.links[0];
  EXPECT_EQ(gate_road.from, NodeId(0));
  EXPECT_EQ(gate_road.to, NodeId(1));
  EXPECT_EQ(gate_road.length, metres(8000));
  EXPECT_EQ(gate_road.free_speed, kilometres_per_hour(50));
  EXPECT_EQ(gate_road.lanes, lanes(1.5));
  EXPECT_EQ(gate_road.capacity, 900.0) << "600 per lane";
  EXPECT_EQ(gate_road.reaction_time, milliseconds(1200)) << "of [traffic]";
  EXPECT_TRUE(gate_road.open);
  EXPECT_EQ(s.links[1].capacity, std::nullopt);
  EXPECT_EQ(s.links[1].jam_gap, metres(3));
}

TEST(Reader, ReadsNamesAndCoursesForMaps) {
  ScenarioFiles files;
  files.write(
      "network/node.csv",
      "node_id,name,local_name,x_coord,y_coord\nvillage,Village,Գյուղ,25,47\ngate,,,25.1,47\ntown,Town,,25.2,47\n");
  files.write("network/link.csv",
              "link_id,name,from_node_id,to_node_id,directed,length,free_speed,lanes,geometry\n"
              "gate_road,Old road,village,gate,1,8,50,1,\"LineString(25 47,25.05 47.02 , 25.1 47)\"\n"
              "town_road,,gate,town,1,12,50,1,\n");
  const Scenario s = files.read();
  EXPECT_EQ(s.nodes[0].name, "Village");
  EXPECT_EQ(s.nodes[0].local_name, "Գյուղ");
  EXPECT_EQ(s.nodes[1].name, "");
  EXPECT_EQ(s.links[0].name, "Old road");
  EXPECT_EQ(s.links[0].course, (std::vector<Coordinates>{{25, 47}, {25.05, 47.02}, {25.1, 47}}));
  EXPECT_TRUE(s.links[1].course.empty());
}

TEST(Reader, RefusesACourseThatIsNoLineOnTheEarth) {
  for (const char* course :
       {"POINT (25 47)", "LINESTRING (25 47)", "LINESTRING (25 47, 25.1)", "LINESTRING (25 47, 25 91)",
        "LINESTRING (25 47, 25.1 47) x", "LINESTRING (25 47, nan 47)", "LINESTRING ((25 47, 25 48))"}) {
    ScenarioFiles files;
    files.write("network/link.csv",
                "link_id,from_node_id,to_node_id,directed,length,free_speed,lanes,geometry\n"
                "gate_road,village,gate,1,8,50,1,\"" +
                    std::string(course) +
                    "\"\n"
                    "town_road,gate,town,1,12,50,1,\n");
    const auto errors = files.errors();
    ASSERT_EQ(errors.size(), 1U) << course;
    EXPECT_EQ(errors[0].code, "E0321") << course;
    EXPECT_EQ(errors[0].place.line, 2) << course;
  }
}

TEST(Reader, ConvertsMilesAndMetresPerSecond) {
  ScenarioFiles files;
  files.write("network/config.csv", "long_length;speed\nmile;m/s\n");
  const Scenario s = files.replace(",8,50,", ",10,20,", "network/link.csv")
                         .replace(",12.5,60,", ",0.5,10,", "network/link.csv")
                         .read();
  EXPECT_EQ(s.links[0].length, metres(16093.44));
  EXPECT_EQ(s.links[0].free_speed, kilometres_per_hour(72));
}

TEST(Reader, ReadsOrigins) {
  const Scenario s = ScenarioFiles().read();
  ASSERT_EQ(s.origins.size(), 1U);
  const Origin& origin = s.origins[0];
  EXPECT_EQ(origin.node, NodeId(0));
  EXPECT_EQ(origin.population, corridor::People(600));
  ASSERT_EQ(origin.vehicles.size(), 3U);
  EXPECT_EQ(origin.vehicles[1].vehicle_class, VehicleClassId(1));
  EXPECT_EQ(origin.vehicles[2].vehicle_class, std::nullopt);
  EXPECT_EQ(origin.vehicles[2].share, 0.05);
  const auto& hazard = std::get<HazardDeparture>(origin.departure);
  EXPECT_EQ(hazard.base_per_hour, 0.3);
  EXPECT_EQ(hazard.imitation, 2.0);
  EXPECT_EQ(hazard.night_factor, 0.5);
  EXPECT_EQ(std::get<SiteId>(origin.to), SiteId(1));
  EXPECT_EQ(s.regions, (std::vector<std::string>{"relatives", "needs_accommodation", "north", "south"}));
}

TEST(Reader, ReadsSites) {
  const Scenario s = ScenarioFiles().read();
  ASSERT_EQ(s.sites.size(), 2U);
  EXPECT_EQ(std::get<LinkId>(s.sites[0].where), LinkId(0));
  EXPECT_EQ(s.sites[0].exempt, std::vector<VehicleClassId>{VehicleClassId(1)});
  EXPECT_EQ(s.sites[0].stage_count, 2U);
  EXPECT_EQ(std::get<NodeId>(s.sites[1].where), NodeId(2));
  EXPECT_EQ(s.sites[1].first_stage, StageId(2));
  ASSERT_EQ(s.stages.size(), 5U);
  EXPECT_EQ(s.stages[4].place, "hall/beds");
}

TEST(Reader, ReadsServices) {
  const Scenario s = ScenarioFiles().read();
  const Service& documents = service_of(s, 0);
  EXPECT_EQ(documents.servers, 2);
  EXPECT_EQ(documents.hours, (std::vector<DailyWindow>{{hours(6), hours(12)}, {hours(13), hours(22)}}));
  EXPECT_EQ(documents.time, (TimeDistribution{Family::gamma, seconds(48), 0.5}));
  EXPECT_EQ(documents.per_person, seconds(1));
  EXPECT_EQ(documents.pace.night, 1.25);
  EXPECT_EQ(s.stages[0].waiting_room, 0) << "on the road";
  EXPECT_EQ(s.stages[1].waiting_room, 10);
  EXPECT_EQ(s.stages[2].waiting_room, std::nullopt) << "unlimited";
  EXPECT_TRUE(service_of(s, 1).hours.empty());
  EXPECT_EQ(service_of(s, 2).servers, std::nullopt);
  EXPECT_EQ(service_of(s, 2).balking->when_wait_over, hours(2));
  EXPECT_EQ(service_of(s, 2).balking->to, StageId(3));
  EXPECT_TRUE(s.stages[2].registers);
  EXPECT_FALSE(s.stages[0].registers);
}

TEST(Reader, ReadsTheOrderOfALine) {
  ScenarioFiles files;
  files.replace(
      "waiting_room = \"unlimited\"",
      "waiting_room = 4\nwhen_full = \"leave\"\npriority = [\"medical > 0\", \"seats > 20\"]\npreempts = true\n"
      "fit = \"first\"\nrenege = { after = { dist = \"gamma\", mean = \"2 h\", cv = 0.5 }, share = \"30 %\", "
      "to = \"later\" }");
  const Scenario s = files.read();
  const Stage& desk = s.stages[2];
  EXPECT_EQ(desk.priority.size(), 2U);
  EXPECT_EQ(desk.fit, Fit::first);
  EXPECT_EQ(desk.reneging->after, (TimeDistribution{Family::gamma, hours(2), 0.5}));
  EXPECT_EQ(desk.reneging->share, 0.3);
  EXPECT_EQ(desk.reneging->to, StageId(3));
  EXPECT_TRUE(service_of(s, 2).preempts);
  ASSERT_TRUE(service_of(s, 2).when_full.has_value());
  EXPECT_EQ(service_of(s, 2).when_full->to, std::nullopt);
}

TEST(Reader, ReadsBedsAndDelays) {
  const Scenario s = ScenarioFiles().read();
  const auto& beds = std::get<Beds>(s.stages[4].kind);
  EXPECT_EQ(s.stages[4].unit, UnitKind::person);
  EXPECT_EQ(beds.places, 100);
  EXPECT_EQ(beds.stay, (TimeDistribution{Family::gamma, hours(10), 0.5}));
  EXPECT_EQ(beds.when_full, StageId(3));
  EXPECT_EQ(s.stages[4].waiting_room, 0) << "who finds no place goes on";
  ASSERT_EQ(s.stages[4].to_region.size(), 2U);
  EXPECT_EQ(s.stages[4].to_region[1].share, 0.4);
  EXPECT_EQ(std::get<Delay>(s.stages[3].kind).time, (TimeDistribution{Family::lognormal, hours(60), 0.8}));
}

TEST(Reader, ReadsTransitions) {
  const Scenario s = ScenarioFiles().read();
  ASSERT_EQ(s.stages[0].next.size(), 2U);
  EXPECT_EQ(s.stages[0].next[0].to, StageId(1));
  EXPECT_EQ(s.stages[0].next[0].share, 0.04);
  EXPECT_FALSE(s.stages[0].next[0].when.is_always());
  EXPECT_EQ(s.stages[0].next[1].to, std::nullopt);
  EXPECT_TRUE(s.stages[0].next[1].when.is_always());
  ASSERT_EQ(s.stages[1].next.size(), 1U) << "by default the unit leaves";
  EXPECT_EQ(s.stages[1].next[0].to, std::nullopt);
}

TEST(Reader, ReadsObservedSeriesAndLeavesOutRowsWithoutValue) {
  const Scenario s = ScenarioFiles().read();
  ASSERT_EQ(s.observations.size(), 1U);
  EXPECT_EQ(s.observations[0].measure, "crossed_persons");
  ASSERT_EQ(s.observations[0].points.size(), 2U);
  const ObservedPoint& first = s.observations[0].points[0];
  EXPECT_EQ(first.time, SimTime(hours(4)));
  EXPECT_EQ(first.published, SimTime(hours(5)));
  EXPECT_EQ(first.time_sd_h, 0.5);
  EXPECT_EQ(first.value, 10.0);
  EXPECT_TRUE(first.use);
  EXPECT_FALSE(s.observations[0].points[1].use);
  EXPECT_EQ(s.observations[0].points[1].published, SimTime(hours(8))) << "without a column it is the time itself";
}

TEST(Reader, HashesEveryFileThatItRead) {
  const ScenarioFiles files;
  const Scenario s = files.read();
  std::vector<std::string> names;
  for (const InputFile& input : s.inputs) {
    names.push_back(input.name);
    EXPECT_EQ(input.sha256, sha256(files.text(input.name)));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"scenario.toml", "network/config.csv", "network/node.csv",
                                             "network/link.csv", "observed/arrivals.csv"}));
}

TEST(Reader, TakesAFileInPlaceOfAFolder) {
  const ScenarioFiles files;
  static_cast<void>(files.read());
  EXPECT_EQ(read(files.folder() / "scenario.toml").folder_name, "small");
  std::filesystem::copy(files.folder() / "scenario.toml", files.folder() / "variant.toml");
  EXPECT_EQ(read(files.folder() / "variant.toml").folder_name, "variant");
}

TEST(Reader, ReadsWhatASpreadsheetOnWindowsSaves) {
  ScenarioFiles files;
  files.write(
      "network/node.csv",
      "\xEF\xBB\xBFnode_id;x_coord;y_coord;name\r\nvillage;25.0;47;\"a; b\"\r\ngate;25.1;47;\r\ntown;25.2;47;\r\n");
  EXPECT_EQ(files.read().nodes[2].longitude, 25.2);
}

TEST(Reader, AQueueNeedsNoRoad) {
  ScenarioFiles files;
  files.write("scenario.toml", R"(schema = 1
title = "M/M/1"
start = 2024-01-01T00:00:00Z
end = 2024-01-02T00:00:00Z
[[origin]]
id = "arrivals"
population = "unlimited"
departure = { model = "poisson", rate = "240 /h" }
[[site]]
id = "office"
[[site.stage]]
id = "desk"
unit = "party"
servers = 1
service = { dist = "exponential", mean = "12 s" }
waiting_room = "unlimited"
)");
  const Scenario s = files.read();
  EXPECT_EQ(s.origins[0].population, std::nullopt);
  EXPECT_EQ(std::get<PoissonDeparture>(s.origins[0].departure).rate_per_hour, 240.0);
  EXPECT_EQ(std::get<SiteId>(s.origins[0].to), SiteId(0)) << "the only site";
  EXPECT_EQ(s.regions, std::vector<std::string>{"onward"});
  EXPECT_EQ(s.people.party_size_values, std::vector<int>{1});
}

TEST(Reader, AFixedPartySizeNeedsNoWeights) {
  ScenarioFiles files;
  files.replace(R"({ dist = "categorical", values = [1, 2, 4], weights = [1, 2, 1] })",
                R"({ dist = "fixed", mean = 3 })");
  EXPECT_EQ(files.read().people.party_size_values, std::vector<int>{3});
}

TEST(Reader, AMissingScenarioIsAnErrorOfTheInput) {
  EXPECT_THROW(static_cast<void>(read("no/such/folder")), ScenarioError);
}

TEST(Reader, ReadsEveryScenarioOfTheProject) {
  const std::filesystem::path folder = std::filesystem::path(CORRIDOR_SOURCE_DIR) / "scenarios";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (std::filesystem::exists(entry.path() / "scenario.toml")) {
      EXPECT_NO_THROW(static_cast<void>(read(entry.path()))) << entry.path();
      ++count;
    }
  }
  EXPECT_GE(count, 3U);
}

}  // namespace
}  // namespace corridor::scenario::reader_test
