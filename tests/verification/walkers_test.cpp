// People on foot: their own time, no room on the road, held by what is closed, and a stage of their own.
#include <map>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_rig.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"

namespace corridor::walkers_test {
namespace {

using namespace std::chrono_literals;
using record::LinkLeft;
using record::PartyLeft;
using record::WalkBegan;
using record::WalkEnded;
using record::WalkerPassed;
using test::ScenarioBuilder;

const NodeId village(0);
const NodeId border(1);
const NodeId town(2);
const LinkId first(0);
const LinkId second(1);
const VehicleClassId car(0);
const SiteId post(0);
const SiteId hub(1);

scenario::Link link(const std::string& id, NodeId from, NodeId to, double km) {
  scenario::Link l = test::a_link(id, from.index(), to.index(), km * 1000);
  l.free_speed = kilometres_per_hour(50);
  return l;
}

/// village ==8 km==> (post) ==4 km==> town, at 4 km/h; half of the parties walk.
ScenarioBuilder a_way(double without) {
  scenario::Origin origin;
  origin.id = "village";
  origin.node = village;
  origin.population = People(300);
  origin.vehicles = {{car, 1 - without}, {std::nullopt, without}};
  origin.departure = scenario::HazardDeparture{1, 0, 1};
  origin.destinations = {{RegionId(0), 1.0}};
  origin.to = hub;
  origin.without_vehicle = scenario::Walks{};
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 1);
  builder.node("village").node("border").node("town");
  builder.link(link("first", village, border, 8)).link(link("second", border, town, 4));
  builder.origin(origin);
  builder.site("post", first).stage("documents", test::servers(1, test::fixed_time(60s)), scenario::UnitKind::vehicle);
  builder.waiting_room(0);
  builder.stage("on_foot", test::servers(1, test::fixed_time(60s)));
  builder.site("hub", town).stage("desk", test::servers(std::nullopt, test::fixed_time(1min)));
  return builder;
}

std::map<std::uint32_t, SimTime> begins(const test::FactLog& log, LinkId on) {
  std::map<std::uint32_t, SimTime> result;
  for (const WalkBegan& f : log.of<WalkBegan>()) {
    if (f.link == on) {
      result[f.party.index()] = f.at;
    }
  }
  return result;
}

TEST(Walkers, TakeLengthOverSpeedWhateverTheQueueOfVehicles) {
  test::FactLog log;
  test::simulate(a_way(0.5).build(), {&log});

  const auto begun = begins(log, first);
  ASSERT_GT(begun.size(), 100U);
  std::size_t ended = 0;
  for (const WalkEnded& f : log.of<WalkEnded>()) {
    if (f.link == first) {
      EXPECT_EQ(f.at - begun.at(f.party.index()), 2h);
      ++ended;
    }
  }
  EXPECT_EQ(ended, begun.size());
  std::int64_t arrived = 0;
  for (const PartyLeft& f : log.of<PartyLeft>()) {
    arrived += f.persons;
  }
  EXPECT_EQ(arrived, 300);
}

TEST(Walkers, PassAPostThatHasNoStageForThemAndAreCounted) {
  test::FactLog log;
  test::simulate(a_way(0.5).build(), {&log});

  EXPECT_EQ(log.of<WalkerPassed>().size(), begins(log, first).size());
  const auto after = begins(log, second);
  for (const WalkEnded& f : log.of<WalkEnded>()) {
    if (f.link == first) {
      EXPECT_EQ(f.at, after.at(f.party.index()));
    }
  }
}

TEST(Walkers, StopAtTheStageThatIsForThem) {
  auto builder = a_way(0.5);
  builder.edit().sites[post.index()].on_foot = StageId(1);
  test::FactLog log;
  test::simulate(builder.build(), {&log});

  SimTime last = SimTime{};
  std::size_t passed = 0;
  for (const WalkerPassed& f : log.of<WalkerPassed>()) {
    EXPECT_GE(f.at - last, 60s);  // one officer
    last = f.at;
    ++passed;
  }
  EXPECT_EQ(passed, begins(log, first).size());
  EXPECT_EQ(begins(log, second).size(), passed);
}

// The vehicles' passages are those of the same village without the people on foot.
TEST(Walkers, TakeNoRoomOnTheRoad) {
  auto without = a_way(0.5);
  without.edit().origins[0].without_vehicle = scenario::Stays{};
  auto poisson = [](ScenarioBuilder& b) {
    b.edit().origins[0].departure = scenario::HazardDeparture{0.5, 0, 1};
    return b.build();
  };
  auto with = a_way(0.5);
  test::FactLog walking;
  test::FactLog staying;
  test::simulate(poisson(with), {&walking});
  test::simulate(poisson(without), {&staying});

  const auto passages = [](const test::FactLog& log) {
    std::vector<std::pair<SimTime, std::uint32_t>> result;
    for (const LinkLeft& f : log.of<LinkLeft>()) {
      result.emplace_back(f.at, f.vehicle.index());
    }
    return result;
  };
  ASSERT_GT(passages(walking).size(), 200U);
  EXPECT_EQ(passages(walking), passages(staying));
}

TEST(Walkers, AreHeldByAClosedLinkAndByNoOther) {
  auto builder = a_way(1);
  const auto set_open = [&](Duration at, LinkId id, bool is_open) {
    scenario::Link now = builder.build().links[id.index()];
    now.open = is_open;
    scenario::Change change;
    change.at = SimTime(at);
    change.what = scenario::Change::OfLink{id, now};
    builder.change(change);
  };
  set_open(3h, second, false);
  set_open(6h, second, true);
  test::FactLog log;
  test::simulate(builder.build(), {&log});

  std::size_t held = 0;
  for (const auto& [party, at] : begins(log, second)) {
    EXPECT_TRUE(at < SimTime(3h) || at >= SimTime(6h));
    held += at == SimTime(6h) ? 1 : 0;
  }
  EXPECT_GT(held, 10U);
  for (const WalkEnded& f : log.of<WalkEnded>()) {
    EXPECT_TRUE(f.link != second || f.at <= SimTime(3h) || f.at >= SimTime(6h));
  }
  EXPECT_EQ(log.of<PartyLeft>().size(), 300U);
}

}  // namespace
}  // namespace corridor::walkers_test
