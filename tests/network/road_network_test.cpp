#include "corridor/network/road_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/road_rig.hpp"

namespace corridor::road_network_test {
namespace {

using test::a_link;

scenario::Origin origin_at(std::size_t node, std::size_t destination) {
  scenario::Origin origin;
  origin.id = "village";
  origin.node = NodeId(node);
  origin.to = NodeId(destination);
  return origin;
}

//        .--slow (9 km, 45 km/h)--.
//  0 ----+                        +--> 1 --last--> 2
//        '--fast (9 km, 60 km/h)--'
scenario::Scenario two_ways() {
  scenario::Scenario s;
  s.nodes = {{"a", 0, 0}, {"b", 1, 0}, {"c", 2, 0}};
  s.links = {a_link("slow", 0, 1, 9000), a_link("fast", 0, 1, 9000), a_link("last", 1, 2, 1000)};
  s.links[1].free_speed = kilometres_per_hour(60);
  s.origins = {origin_at(0, 2)};
  return s;
}

TEST(RoadNetwork, TakesTheFastestWayInFreeFlow) {
  const auto scenario = two_ways();

  const network::RoadNetwork network(scenario);

  EXPECT_EQ(network.next_link(NodeId(0), NodeId(2)), LinkId(1));
  EXPECT_EQ(network.next_link(NodeId(1), NodeId(2)), LinkId(2));
  EXPECT_EQ(network.next_link(NodeId(2), NodeId(2)), std::nullopt);
}

TEST(RoadNetwork, TakesTheLinkListedFirstWhenTwoAreEquallyFast) {
  auto scenario = two_ways();
  scenario.links[0].free_speed = kilometres_per_hour(60);

  const network::RoadNetwork network(scenario);

  EXPECT_EQ(network.next_link(NodeId(0), NodeId(2)), LinkId(0));
}

TEST(RoadNetwork, KnowsTheLinksIntoAndOutOfANode) {
  const auto scenario = two_ways();

  const network::RoadNetwork network(scenario);

  EXPECT_THAT(network.links_into(NodeId(1)), testing::ElementsAre(LinkId(0), LinkId(1)));
  EXPECT_THAT(network.links_out_of(NodeId(1)), testing::ElementsAre(LinkId(2)));
}

TEST(RoadNetwork, NamesTheGapWhenADestinationCannotBeReached) {
  auto scenario = two_ways();
  scenario.links.pop_back();

  const auto wrong = network::check(scenario);

  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].message, "node `c` cannot be reached from `village`: no link from `b` to `c`");
}

TEST(RoadNetwork, NamesTheSiteThatCannotBeReachedAtThePlaceWhereItIsWritten) {
  auto scenario = two_ways();
  scenario.links.pop_back();
  scenario.sites.push_back({.id = "hall", .where = NodeId(2), .exempt = {}, .first_stage = {}, .stage_count = 0});
  scenario.origins[0].to = SiteId(0);
  scenario.origins[0].to_written_at = {.file = "a.toml", .line = 4, .column = 9, .source_line = "to = \"hall\""};

  const auto wrong = network::check(scenario);

  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].code, "E0601");
  EXPECT_EQ(wrong[0].message, "site `hall` cannot be reached from `village`: no link from `b` to `c`");
  EXPECT_EQ(wrong[0].place.file, "a.toml");
  EXPECT_EQ(wrong[0].place.line, 4);
}

TEST(RoadNetwork, NamesTheGapThatABusCannotCross) {
  auto scenario = two_ways();
  scenario.sites.push_back({.id = "stop", .where = NodeId(0), .exempt = {}, .first_stage = {}, .stage_count = 1});
  scenario::Fleet fleet;
  fleet.by_road = scenario::Fleet::ByRoad{VehicleClassId(0), NodeId(2), NodeId(0), {}};
  scenario::Stage& stage = scenario.stages.emplace_back();
  stage.place = "stop/seats";
  stage.kind = scenario::Transport{fleet};

  const auto wrong = network::check(scenario);

  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].message, "node `a` cannot be reached from the buses of `stop/seats`: no link from `c` to `a`");
}

TEST(RoadNetwork, NamesTheRegionThatNobodyCanDriveOnTo) {
  auto scenario = two_ways();
  scenario.sites.push_back({.id = "hall", .where = NodeId(2), .exempt = {}, .first_stage = {}, .stage_count = 1});
  scenario.sites[0].is_left_by_road = true;
  scenario.region_nodes = {NodeId(1)};

  ASSERT_EQ(network::check(scenario).size(), 1U);
  EXPECT_EQ(network::check(scenario)[0].code, "E0601");
}

TEST(RoadNetwork, NamesTheOriginToWhichNobodyCanTurnBack) {
  auto scenario = two_ways();
  scenario.origins[0].turn_back =
      scenario::TurnBack{1, Duration(1), {.file = "a.toml", .line = 7, .column = 1, .source_line = ""}};

  const auto wrong = network::check(scenario);

  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].code, "E0601");
  EXPECT_EQ(wrong[0].place.line, 7);
}

TEST(RoadNetwork, LeadsThoseWhoTurnBackOverTheOtherDirectionOfTheirLinkOnly) {
  auto scenario = two_ways();
  const LinkId other(scenario.links.size());
  scenario::Link back = scenario.links[0];
  back.id = "back";
  std::swap(back.from, back.to);
  back.opposite = LinkId(0);
  scenario.links.push_back(back);
  scenario.links[0].opposite = other;
  scenario.origins[0].turn_back = scenario::TurnBack{1, Duration(1), {}};
  const network::RoadNetwork network(scenario);
  const NodeId home = *scenario.origins[0].node;

  EXPECT_TRUE(network::check(scenario).empty());
  EXPECT_EQ(network.way_back(scenario.links[0], home), other);
  EXPECT_EQ(network.way_back(scenario.links[1], home), std::nullopt);
}

TEST(RoadNetwork, HasNothingToSayAboutARoadThatLeadsEverywhere) {
  EXPECT_TRUE(network::check(two_ways()).empty());
}

}  // namespace
}  // namespace corridor::road_network_test
