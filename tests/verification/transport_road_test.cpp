// Buses that drive on the road: into the corridor empty, out of it through the checkpoint; and parked vehicles that
// drive on to the region of destination.
//
//     village ==out==> town ==on==> capital
//             <==in===
#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/scenario/reader.hpp"

#include "support/fact_log.hpp"
#include "support/road_rig.hpp"
#include "support/scenario_builder.hpp"
#include "support/simulate.hpp"

namespace corridor::transport_road_test {
namespace {

using namespace std::chrono_literals;
using record::BusDeparted;
using record::LinkEntered;
using record::LinkLeft;
using record::PartyAlighted;
using record::PartyLeft;
using record::SitePassed;
using record::VehicleFormed;
using record::VehicleSetOff;
using test::ScenarioBuilder;

const NodeId village(0);
const NodeId town(1);
const NodeId capital(2);
const LinkId out(0);
const LinkId in(1);
const LinkId on(2);
const VehicleClassId car(0);
const VehicleClassId bus(1);
const SiteId hub(0);
const SiteId station(1);
const SiteId checkpoint(2);

scenario::Link link(const std::string& id, NodeId from, NodeId to, double km) {
  scenario::Link l = test::a_link(id, from.index(), to.index(), km * 1000);
  l.free_speed = kilometres_per_hour(60);
  return l;
}

scenario::Fleet fleet(std::int64_t count) {
  scenario::Fleet f;
  f.count = count;
  f.seats = 35;
  f.leaves = scenario::Fleet::WhenFull{3h};
  f.turn_round = test::fixed_time(10min);
  f.by_road = scenario::Fleet::ByRoad{bus, hub, hub};
  return f;
}

/// `without` = share of parties without a vehicle; they go to the station.
ScenarioBuilder a_corridor(std::int64_t population, double without, std::int64_t buses) {
  scenario::Origin origin;
  origin.id = "village";
  origin.node = village;
  origin.population = People(population);
  origin.vehicles = {{car, 1 - without}, {std::nullopt, without}};
  origin.departure = scenario::HazardDeparture{2, 0, 1};
  origin.destinations = {{RegionId(0), 1.0}};
  origin.to = hub;
  origin.without_vehicle = station;
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 1).vehicle_class("bus", 12, 35);
  builder.node("village").node("town").node("capital");
  builder.link(link("out", village, town, 30)).link(link("in", town, village, 30)).link(link("on", town, capital, 60));
  builder.origin(origin);
  builder.site("hub", town).stage("desk", test::servers(5, test::fixed_time(2min)));
  builder.site("station", village).stage("seats", scenario::Transport{fleet(buses)});
  builder.site("checkpoint", out)
      .stage("documents", test::servers(1, test::exponential_time(20s)), scenario::UnitKind::vehicle);
  builder.waiting_room(0);
  return builder;
}

std::int64_t persons_of(const std::vector<PartyLeft>& left) {
  std::int64_t sum = 0;
  for (const PartyLeft& f : left) {
    sum += f.persons;
  }
  return sum;
}

TEST(BusesByRoad, TakeNobodyOnWhoHasRunDry) {
  auto builder = a_corridor(100, 0.5, 3);
  scenario::Scenario& s = builder.edit();
  s.vehicle_classes[car.index()].tank = litres(45);
  s.vehicle_classes[car.index()].moving = litres_per_100_km(10);
  s.breakdown = {0, test::fixed_time(1min), true};
  s.origins[0].fuel = {scenario::Family::fixed, litres(1), 0};  // 10 km of 30
  test::FactLog log;
  test::simulate(builder.build(), {&log});

  EXPECT_GT(log.of<record::VehicleStalled>().size(), 20U);
  EXPECT_GT(log.of<PartyAlighted>().size(), 20U);
  EXPECT_EQ(log.of<record::PartyTakenOn>().size(), 0U);
}

TEST(BusesByRoad, DriveInEmptyAndBringEverybodyOutThroughTheCheckpoint) {
  test::FactLog log;
  test::simulate(a_corridor(350, 1, 4).build(), {&log});

  EXPECT_EQ(persons_of(log.of<PartyLeft>()), 350);
  EXPECT_EQ(log.of<BusDeparted>().size(), 10U);
  for (const BusDeparted& d : log.of<BusDeparted>()) {
    EXPECT_EQ(d.persons, 35);
  }
  std::int64_t crossed = 0;
  for (const SitePassed& f : log.of<SitePassed>()) {
    EXPECT_EQ(f.site, checkpoint);
    crossed += f.persons;
  }
  EXPECT_EQ(crossed, 350);
  EXPECT_EQ(log.of<PartyAlighted>().size(), 350U);
  for (const LinkEntered& f : log.of<LinkEntered>()) {
    EXPECT_EQ(f.persons, f.link == in ? 0 : 35);
  }
  // As many drive in as have come out in the end: none when nobody waits any more.
  const auto entered = log.of<LinkEntered>();
  EXPECT_EQ(std::count_if(entered.begin(), entered.end(), [](const LinkEntered& f) { return f.link == in; }), 10);
}

TEST(BusesByRoad, StayWhereTheyAreWhileNobodyWaits) {
  test::FactLog log;
  test::simulate(a_corridor(100, 0, 4).build(), {&log});

  EXPECT_TRUE(log.of<VehicleSetOff>().empty());
  EXPECT_EQ(persons_of(log.of<PartyLeft>()), 100);
}

TEST(BusesByRoad, StandInTheSameQueuesAsEverybody) {
  auto builder = a_corridor(600, 0.5, 3);
  std::get<scenario::Service>(builder.edit().stages[2].kind).time = test::fixed_time(60s);
  test::FactLog log;
  test::simulate(builder.build(), {&log});

  SimTime last = SimTime{};
  std::size_t delayed = 0;
  std::set<std::uint32_t> buses;
  for (const record::BusFormed& f : log.of<record::BusFormed>()) {
    buses.insert(f.vehicle.index());
  }
  for (const LinkLeft& f : log.of<LinkLeft>()) {
    if (f.link == out) {
      EXPECT_GE(f.at - last, 60s);  // one at a time, cars and buses alike
      last = f.at;
      delayed += buses.contains(f.vehicle.index()) && f.delay > 10min ? 1 : 0;
    }
  }
  EXPECT_GT(delayed, 0U);
  EXPECT_EQ(persons_of(log.of<PartyLeft>()), 600);
}

TEST(BusesByRoad, AreTakenAwayWhenTheyComeBackAndBroughtByTheTimeline) {
  auto builder = a_corridor(350, 1, 0);
  const auto count = [&](Duration at, std::int64_t n) {
    builder.change(test::change_of_stage(builder.build(), at, StageId(1), [n](scenario::Stage& s) {
      std::get<scenario::Transport>(s.kind).fleet.count = n;
    }));
  };
  count(5h, 3);
  count(6h, 0);
  test::FactLog log;
  test::simulate(builder.build(), {&log});

  const auto departures = log.of<BusDeparted>();
  // Three drove in; the stop is half an hour away, so they were there, loaded and left before 06:00.
  ASSERT_EQ(departures.size(), 3U);
  EXPECT_GE(departures.front().at, SimTime(5h + 30min));
  EXPECT_EQ(persons_of(log.of<PartyLeft>()), 3 * 35);
}

/// Two seats of a car of two: the second party rides along.
scenario::Scenario onward(bool by_road) {
  auto builder = a_corridor(400, 0.3, 0);
  scenario::Scenario& s = builder.edit();
  s.vehicle_classes[car.index()].seats = 2;
  s.origins[0].without_vehicle = scenario::Stays{};
  s.sites[hub.index()].is_left_by_road = by_road;
  s.region_nodes = {capital};
  s.links[on.index()].capacity = 60;
  s.end = SimTime(48h);
  return s;
}

TEST(Onward, WhoHasAVehicleDrivesOnToTheRegionAndWhoRodeAlongLeaves) {
  test::FactLog log;
  test::simulate(onward(true), {&log});

  const auto formed = log.of<VehicleFormed>();
  EXPECT_EQ(log.of<VehicleSetOff>().size(), formed.size());
  std::size_t along = 0;
  for (const VehicleFormed& f : formed) {
    along += f.parties - 1U;
  }
  ASSERT_GT(along, 50U);
  std::size_t left_at_hub = 0;
  std::size_t arrived = 0;
  for (const PartyLeft& f : log.of<PartyLeft>()) {
    left_at_hub += f.site == hub ? 1 : 0;
    arrived += f.site ? 0 : 1;
  }
  EXPECT_EQ(left_at_hub, along);
  EXPECT_EQ(arrived, formed.size());
}

TEST(Onward, TrafficHasItsOwnQueue) {
  test::FactLog log;
  test::simulate(onward(true), {&log});

  SimTime last = SimTime{};
  std::size_t queued = 0;
  for (const LinkLeft& f : log.of<LinkLeft>()) {
    if (f.link == on) {
      EXPECT_EQ(f.persons, 1);
      EXPECT_GE(f.at - last, 60s);
      queued += f.at - last == 60s ? 1 : 0;
      last = f.at;
    }
  }
  EXPECT_GT(queued, 200U);
}

TEST(Onward, ByRoadChangesNothingUpToTheDoorOfTheTown) {
  test::FactLog with;
  test::FactLog without;
  test::simulate(onward(true), {&with});
  test::simulate(onward(false), {&without});

  const auto exits = [](const test::FactLog& log) {
    std::vector<std::pair<SimTime, std::uint32_t>> result;
    for (const LinkLeft& f : log.of<LinkLeft>()) {
      if (f.link == out) {
        result.emplace_back(f.at, f.vehicle.index());
      }
    }
    return result;
  };
  EXPECT_EQ(exits(with), exits(without));
}

// The whole of it in one scenario, as it is shipped: buses, walkers with a stage of their own, onward travel, coaches.
TEST(BusesScenario, BringsEverybodyOutAndOn) {
  const scenario::Scenario scenario = scenario::read(CORRIDOR_SOURCE_DIR "/scenarios/buses");
  test::FactLog log;
  test::simulate(scenario, {&log});

  EXPECT_EQ(persons_of(log.of<PartyLeft>()), 960);
  EXPECT_FALSE(log.of<record::WalkerPassed>().empty());
  std::size_t to_capital = 0;
  for (const VehicleSetOff& f : log.of<VehicleSetOff>()) {
    to_capital += scenario.nodes[f.to.index()].id == "capital" ? 1 : 0;
  }
  EXPECT_GT(to_capital, 50U);
}

}  // namespace
}  // namespace corridor::transport_road_test
