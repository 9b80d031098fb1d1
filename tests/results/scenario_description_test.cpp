#include "scenario_description.hpp"

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"

namespace corridor::results::scenario_description_test {
namespace {

using namespace std::chrono_literals;
using nlohmann::ordered_json;
using scenario::Evidence;

/// village --- gate --- town, and a way round; a checkpoint at the gate; beds in the town.
scenario::Scenario a_scenario() {
  test::ScenarioBuilder builder;
  builder.vehicle_class("car", 5, 5).node("village").node("gate").node("town");
  builder.edit().nodes[0] = {.id = "village", .longitude = 25, .latitude = 47, .name = "Village", .local_name = "Село"};
  const auto link = [&](const char* id, std::size_t from, std::size_t to, double km) {
    scenario::Link l;
    l.id = id;
    l.from = NodeId(from);
    l.to = NodeId(to);
    l.length = metres(km * 1000);
    l.lanes = lanes(1);
    l.free_speed = kilometres_per_hour(50);
    builder.link(std::move(l));
  };
  link("long", 0, 2, 100);
  link("first", 0, 1, 8);
  link("second", 1, 2, 12);
  builder.edit().links[1].course = {{25, 47}, {25.1, 47}};
  builder.site("gate", LinkId(1))
      .stage("documents", test::servers(2, test::fixed_time(1min)), scenario::UnitKind::vehicle);
  builder.site("hall", NodeId(2))
      .stage("beds", test::beds(std::nullopt, test::fixed_time(1h)), scenario::UnitKind::person);
  scenario::Origin origin;
  origin.id = "village";
  origin.node = NodeId(0);
  origin.population = People(600);
  origin.to = SiteId(1);
  builder.origin(std::move(origin));
  builder.edit().parameters = {{"a", "1", "counted", Evidence::observed}, {"b", "2", "", Evidence::assumed}};
  return builder.build();
}

TEST(ScenarioDescription, NamesPlacesWithTheirCoordinates) {
  const ordered_json d = description_of(a_scenario());
  EXPECT_EQ(d["format"], 1);
  EXPECT_EQ(d["start"], "2023-09-24T00:00:00+04:00");
  EXPECT_EQ(d["nodes"][0], ordered_json::parse(R"({"id": "village", "name": "Village", "local_name": "Село",
                                                   "longitude": 25.0, "latitude": 47.0})"));
  EXPECT_EQ(d["links"][1]["course"], ordered_json::parse("[[25.0, 47.0], [25.1, 47.0]]"));
  EXPECT_EQ(d["links"][1]["length_km"], 8);
}

TEST(ScenarioDescription, TellsTheFastestWayOfEachOrigin) {
  const ordered_json d = description_of(a_scenario());
  EXPECT_EQ(d["origins"][0]["way"], ordered_json::parse(R"(["first", "second"])"));
  EXPECT_EQ(d["origins"][0]["population"], 600);
}

TEST(ScenarioDescription, ListsStagesWithTheirLimitsAndNullForUnlimited) {
  const ordered_json d = description_of(a_scenario());
  EXPECT_EQ(d["sites"][0]["link"], "first");
  EXPECT_EQ(d["sites"][0]["stages"][0]["servers"], 2);
  EXPECT_EQ(d["sites"][0]["stages"][0]["unit"], "vehicle");
  EXPECT_EQ(d["sites"][1]["node"], "town");
  EXPECT_TRUE(d["sites"][1]["stages"][0]["places"].is_null());
  EXPECT_EQ(d["sites"][1]["stages"][0]["place"], "hall/beds");
}

TEST(ScenarioDescription, ListsAssumedValuesFirstWithTheirSources) {
  const ordered_json parameters = description_of(a_scenario())["parameters"];
  EXPECT_EQ(parameters[0]["path"], "b");
  EXPECT_EQ(parameters[1]["source"], "counted");
}

}  // namespace
}  // namespace corridor::results::scenario_description_test
