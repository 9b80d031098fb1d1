// Who takes which way: shares of the logit model, draws that depend on nothing else, and nobody who drives in circles.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/road_random.hpp"
#include "support/route_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::route_choice_test {
namespace {

using namespace std::chrono_literals;
using scenario::Information;
using test::a_link;
using test::a_village;
using test::FactLog;

constexpr std::int64_t parties = 12'000;  // each of one person in a car

/// Shares of those who leave node 0 for node 1 by each of its links.
std::vector<double> shares(const scenario::Scenario& scenario, std::size_t ways) {
  FactLog facts;
  test::simulate(scenario, {&facts});
  std::vector<double> result;
  for (std::size_t i = 0; i < ways; ++i) {
    result.push_back(static_cast<double>(test::entries(facts, LinkId(i)).size()) / static_cast<double>(parties));
  }
  return result;
}

/// 0 --ways of these lengths--> 1 --9 km--> 2
test::ScenarioBuilder side_by_side(const std::vector<double>& lengths_m, const scenario::Routing& routing) {
  test::ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).node("a").node("b").node("c");
  for (const double length : lengths_m) {
    builder.link(a_link("way" + std::to_string(builder.build().links.size()), 0, 1, length));
  }
  builder.link(a_link("last", 1, 2, 9000)).end(48h);
  builder.edit().routing = routing;
  return builder;
}

TEST(RouteChoice, HasTheSharesOfTheLogitModel) {
  // 720, 750 and 840 s at 45 km/h
  auto builder = side_by_side({9000, 9375, 10'500}, {Information::free_flow, 15min, 60s});
  builder.origin(a_village("village", NodeId(0), parties, NodeId(2)));

  const std::vector<double> found = shares(builder.build(), 3);

  const std::vector<double> weights = {1, std::exp(-30.0 / 60), std::exp(-120.0 / 60)};
  for (std::size_t i = 0; i < 3; ++i) {
    const double p = weights[i] / (weights[0] + weights[1] + weights[2]);
    EXPECT_NEAR(found[i], p, 5 * std::sqrt(p * (1 - p) / static_cast<double>(parties))) << "way " << i;
  }
}

TEST(RouteChoice, AtTwoNodesInARowIsIndependent) {
  // 0 ==> 1 ==> 2, 60 s apart each time
  test::ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5).node("a").node("b").node("c").end(48h);
  builder.link(a_link("a", 0, 1, 9000)).link(a_link("b", 0, 1, 9750));
  builder.link(a_link("c", 1, 2, 9000)).link(a_link("d", 1, 2, 9750));
  builder.edit().routing = {Information::free_flow, 15min, 60s};
  builder.origin(a_village("village", NodeId(0), parties, NodeId(2)));
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  std::vector<bool> first_slow(parties);
  for (const auto& e : test::entries(facts, LinkId(1))) {
    first_slow[e.vehicle.index()] = true;
  }
  int both_slow = 0;
  for (const auto& e : test::entries(facts, LinkId(3))) {
    both_slow += first_slow[e.vehicle.index()] ? 1 : 0;
  }
  const double p = std::pow(1 / (1 + std::exp(1.0)), 2);
  EXPECT_NEAR(both_slow / static_cast<double>(parties), p, 5 * std::sqrt(p * (1 - p) / static_cast<double>(parties)));
}

TEST(RouteChoice, OfEverybodyIsTheFastestWayWithoutDifferencesInTaste) {
  auto builder = side_by_side({9001, 9000}, {Information::closures, 15min, 0s});
  builder.origin(a_village("village", NodeId(0), parties, NodeId(2)));

  EXPECT_EQ(shares(builder.build(), 2), (std::vector<double>{0, 1}));
}

/// By vehicle, the link by which it left node 0.
std::map<std::uint32_t, std::uint32_t> first_links(const scenario::Scenario& scenario) {
  FactLog facts;
  test::simulate(scenario, {&facts});
  std::map<std::uint32_t, std::uint32_t> result;
  for (const auto& e : facts.of<record::LinkEntered>()) {
    if (scenario.links[e.link.index()].from == NodeId(0)) {
      result[e.vehicle.index()] = e.link.index();
    }
  }
  return result;
}

TEST(RouteChoice, OfThoseWhoDoNotTakeANewWayStaysWhatItWas) {
  const scenario::Routing routing{Information::free_flow, 15min, 60s};
  auto builder = side_by_side({9000, 9375}, routing);
  builder.origin(a_village("village", NodeId(0), 2000, NodeId(2)));
  const auto before = first_links(builder.build());
  builder.link(a_link("new", 0, 1, 10'500));
  const auto after = first_links(builder.build());

  std::size_t on_the_new_way = 0;
  for (const auto& [vehicle, way] : before) {
    const std::uint32_t now = after.at(vehicle);
    on_the_new_way += now == 3 ? 1U : 0U;
    EXPECT_TRUE(now == way || now == 3) << "vehicle " << vehicle;
  }
  EXPECT_EQ(before.size(), 2000U);
  EXPECT_GT(on_the_new_way, 0U);
}

TEST(RouteChoice, IsTheSameInEveryRunAndAnotherInEveryReplication) {
  auto builder = side_by_side({9000, 9375, 10'500}, {Information::current, 5min, 60s});
  builder.origin(a_village("village", NodeId(0), 500, NodeId(2)));
  FactLog first;
  FactLog again;
  FactLog other;

  test::simulate(builder.build(), {&first}, {7, 0});
  test::simulate(builder.build(), {&again}, {7, 0});
  test::simulate(builder.build(), {&other}, {7, 1});

  EXPECT_EQ(test::texts(first), test::texts(again));
  EXPECT_NE(test::texts(first), test::texts(other));
}

/// The facts without the levels of the links, of which there may be one more.
std::vector<std::string> story(const scenario::Scenario& scenario) {
  FactLog facts;
  test::simulate(scenario, {&facts});
  std::vector<std::string> lines;
  for (const record::Fact& fact : facts.all()) {
    if (!std::holds_alternative<record::LinkObserved>(fact)) {
      lines.push_back(test::text(fact));
    }
  }
  return lines;
}

TEST(AnotherWay, ThatIsNeverBetterChangesNothing) {
  auto builder = test::a_road({9000, 9000, 9000});
  test::with_checkpoint(builder, LinkId(1), test::servers(1, test::gamma_time(20s, 0.5)))
      .origin(a_village("village", NodeId(0), 1000, NodeId(3)));
  const auto alone = story(builder.build());
  builder.link(a_link("far", 1, 3, 1'000'000)).edit().routing = {Information::current, 5min, 0s};

  EXPECT_EQ(story(builder.build()), alone);
}

// A grid of both directions where people differ by far more than the ways do.
TEST(RouteChoice, TakesEverybodyThereHoweverMuchTheyDiffer) {
  constexpr std::size_t side = 5;
  for (const Information information : {Information::free_flow, Information::current}) {
    test::ScenarioBuilder builder;
    builder.vehicle_class("car", 4.6, 5).end(20 * 24h);
    for (std::size_t i = 0; i < side * side; ++i) {
      builder.node("n" + std::to_string(i));
    }
    const auto both = [&](std::size_t a, std::size_t b) {
      builder.link(a_link("l" + std::to_string(builder.build().links.size()), a, b, 900));
      builder.link(a_link("l" + std::to_string(builder.build().links.size()), b, a, 900));
    };
    for (std::size_t i = 0; i < side * side; ++i) {
      if (i % side + 1 < side) both(i, i + 1);
      if (i + side < side * side) both(i, i + side);
    }
    builder.edit().routing = {information, 15min, 10h};
    builder.origin(a_village("village", NodeId(0), 200, NodeId(side * side - 1)));
    FactLog facts;

    test::simulate(builder.build(), {&facts});

    EXPECT_EQ(facts.of<record::VehicleArrived>().size(), 200U);
    std::vector<std::size_t> links(200);
    for (const auto& e : facts.of<record::LinkEntered>()) {
      ++links[e.vehicle.index()];
    }
    // everybody comes nearer with each link, and in free flow each link is as long as the other
    EXPECT_LE(*std::max_element(links.begin(), links.end()), 2 * (side - 1));
  }
}

}  // namespace
}  // namespace corridor::route_choice_test
