// People are conserved whoever turns back, whatever else happens on the road: little fuel, closures, lanes taken from
// the other direction, checkpoints both ways, incidents, ways that are chosen; and with buses. simulate() runs a ledger
// that checks every law at every fact; each game is replayed by its number.
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/scenario/reader.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/road_random.hpp"
#include "support/road_scenario.hpp"
#include "support/route_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::conservation_turn_back_test {
namespace {

using namespace std::chrono_literals;
using test::Dice;
using test::FactLog;
using test::ScenarioBuilder;

/// A chain of links in both directions; here and there the way back is missing, or is not known to be one.
ScenarioBuilder a_road_both_ways(Dice& dice) {
  std::vector<double> lengths;
  for (std::size_t i = 2 + dice.below(3); i > 0; --i) {
    lengths.push_back(static_cast<double>(dice.between(30, dice.chance(50) ? 200 : 3000)));
  }
  auto builder = test::a_road(lengths);
  const std::size_t n = lengths.size();
  for (std::size_t i = 0; i < n; ++i) {
    const double other_length = dice.chance(20) ? static_cast<double>(dice.between(30, 3000)) : lengths[i];
    builder.link(test::a_link("b" + std::to_string(i), i + 1, i, other_length));
    scenario::Scenario& s = builder.edit();
    s.links[i].opposite = dice.chance(85) ? std::optional(LinkId(n + i)) : std::nullopt;
    s.links[n + i].opposite = LinkId(i);
    if (s.links[i].opposite && dice.chance(15)) {
      s.links[i].contraflow = lanes(dice.chance(50) ? 1 : 0.5);
    }
  }
  return builder;
}

void add_fuel(scenario::Scenario& s, Dice& dice) {
  for (scenario::VehicleClass& c : s.vehicle_classes) {
    c.tank = litres(45);
    c.moving = litres_per_100_km(10);
    c.queued = litres_per_hour(0.4);
  }
  s.breakdown = {static_cast<double>(dice.below(100)) / 100, test::exponential_time(5min), dice.chance(70)};
  s.rescue = {dice.between(0, 2), test::exponential_time(20min), litres(0.5)};
  for (scenario::Origin& origin : s.origins) {
    origin.fuel = scenario::FuelDistribution{scenario::Family::gamma, litres(0.6), 1};
  }
}

void add_closures(ScenarioBuilder& builder, Dice& dice) {
  for (std::size_t i = 0; i < builder.build().links.size(); ++i) {
    if (dice.chance(40)) {
      const Duration closes = dice.between(Duration(0h), Duration(6h));
      test::close_link(builder, closes, LinkId(i));
      if (dice.chance(80)) {
        test::open_link(builder, closes + dice.between(Duration(10min), Duration(8h)), LinkId(i));
      }
    }
  }
  auto& changes = builder.edit().changes;
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
}

void add_incidents(scenario::Scenario& s, Dice& dice) {
  for (std::size_t i = dice.below(5); i > 0; --i) {
    const Whereat place =
        dice.chance(70) ? Whereat(LinkId(dice.below(s.links.size()))) : Whereat(OriginId(dice.below(s.origins.size())));
    s.incidents.push_back(test::an_incident(
        "incident" + std::to_string(i), SimTime(dice.between(Duration(0h), Duration(12h))), {place},
        dice.chance(20) ? 400 : dice.between(1, 20), static_cast<Outcome>(dice.below(outcome_count))));
  }
}

ScenarioBuilder a_random_case(Dice& dice) {
  auto builder = a_road_both_ways(dice);
  builder.vehicle_class("truck", 12, 20).vehicle_class("ambulance", 5, 4).end(40h).sample(1h);
  const std::size_t n = builder.build().links.size() / 2;
  scenario::Scenario& s = builder.edit();
  s.vehicle_classes[2].priority = true;
  if (dice.chance(60)) {
    test::with_checkpoint(builder, LinkId(dice.below(n)), test::servers(1, test::exponential_time(40s)));
  }
  if (dice.chance(40)) {  // on the way back too, right before the villages at times
    test::with_checkpoint(builder, LinkId(n + dice.below(n)), test::servers(1, test::exponential_time(40s)));
  }
  builder.site("town", NodeId(n)).stage("desk", test::servers(4, test::exponential_time(2min)));
  for (std::size_t i = 0; i < 2; ++i) {
    scenario::Origin village =
        test::a_village("village" + std::to_string(i), NodeId(i), 250, SiteId(s.sites.size() - 1));
    village.vehicles = {
        {VehicleClassId(0), 0.65}, {VehicleClassId(1), 0.1}, {VehicleClassId(2), 0.05}, {std::nullopt, 0.2}};
    village.departure = scenario::HazardDeparture{1, 1, 0.5};
    village.turn_back = scenario::TurnBack{dice.chance(40) ? 1.0 : static_cast<double>(dice.below(100)) / 100,
                                           dice.between(Duration(0h), Duration(3h)),
                                           {}};
    builder.origin(village);
  }
  s.people.overload = 1.4;
  for (scenario::Link& link : s.links) {
    link.capacity = dice.chance(40) ? std::optional(static_cast<double>(dice.between(40, 600))) : std::nullopt;
  }
  if (dice.chance(50)) {
    add_fuel(s, dice);
  }
  if (dice.chance(40)) {
    s.routing = {static_cast<scenario::Information>(dice.below(3)), 10min, dice.chance(50) ? 5min : 0min};
  }
  add_closures(builder, dice);
  add_incidents(s, dice);
  return builder.party_sizes({1, 2, 3, 5}, {1, 2, 2, 1});
}

struct Seen {
  std::int64_t turned = 0;
  std::int64_t persons_home = 0;
  std::int64_t waited_for_room = 0;
  std::int64_t passed_on_the_way_back = 0;  ///< a checkpoint
  std::int64_t stalled_on_the_way_back = 0;
  std::int64_t taken_along_on_the_way_back = 0;  ///< parties of stalled vehicles

  Seen& operator+=(const Seen& o) {
    turned += o.turned;
    persons_home += o.persons_home;
    waited_for_room += o.waited_for_room;
    passed_on_the_way_back += o.passed_on_the_way_back;
    stalled_on_the_way_back += o.stalled_on_the_way_back;
    taken_along_on_the_way_back += o.taken_along_on_the_way_back;
    return *this;
  }
};

/// What the facts say of each vehicle that turns back: it is due, has passed no site, and turns once.
class Watch {
 public:
  explicit Watch(const scenario::Scenario& scenario) : scenario_(scenario) {}

  void read(const FactLog& facts) {
    for (const record::Fact& fact : facts.all()) {
      if (const auto* departed = std::get_if<record::VehicleDeparted>(&fact)) {
        vehicles_[departed->vehicle.index()] = {departed->origin, departed->at, true, false, never};
      } else if (const auto* passed = std::get_if<record::SitePassed>(&fact)) {
        Vehicle& vehicle = vehicles_[passed->vehicle.index()];
        vehicle.may_turn = false;
        seen_.passed_on_the_way_back += vehicle.has_turned ? 1 : 0;
      } else if (const auto* bus = std::get_if<record::BusFormed>(&fact)) {
        vehicles_[bus->vehicle.index()] = {};
      } else if (const auto* set_off = std::get_if<record::VehicleSetOff>(&fact)) {
        vehicles_[set_off->vehicle.index()].may_turn = false;
      } else if (const auto* turned = std::get_if<record::VehicleTurnedBack>(&fact)) {
        expect_right(*turned);
      } else if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
        const auto turned_at = std::exchange(vehicles_[entered->vehicle.index()].turned_at, never);
        seen_.waited_for_room += turned_at < entered->at ? 1 : 0;
      } else if (const auto* stalled = std::get_if<record::VehicleStalled>(&fact)) {
        seen_.stalled_on_the_way_back += vehicles_[stalled->vehicle.index()].has_turned ? 1 : 0;
      } else if (const auto* taken = std::get_if<record::PartyTakenOn>(&fact)) {
        seen_.taken_along_on_the_way_back += vehicles_[taken->by.index()].has_turned ? 1 : 0;
      } else if (const auto* met = std::get_if<record::OutcomeCounted>(&fact)) {
        const bool is_home =
            met->unit.kind == record::Unit::Kind::vehicle && met->from == record::OutcomeCounted::From::door;
        seen_.persons_home += is_home && met->outcome == Outcome::turned_back ? met->who.persons : 0;
      }
    }
  }
  [[nodiscard]] const Seen& seen() const { return seen_; }

 private:
  struct Vehicle {
    OriginId origin;
    SimTime departed;
    bool may_turn = false;
    bool has_turned = false;
    SimTime turned_at = never;  ///< and is in no line since
  };
  void expect_right(const record::VehicleTurnedBack& turned) {
    Vehicle& vehicle = vehicles_[turned.vehicle.index()];
    EXPECT_TRUE(vehicle.may_turn);
    vehicle.may_turn = false;
    vehicle.has_turned = true;
    vehicle.turned_at = turned.at;
    EXPECT_GE(turned.at, vehicle.departed + scenario_.origins[vehicle.origin.index()].turn_back->after);
    const scenario::Link& from = scenario_.links[turned.from.index()];
    EXPECT_EQ(from.opposite, turned.onto);
    EXPECT_GE(turned.position, Metres(0));
    EXPECT_LE(turned.position, from.length);
    EXPECT_GE(turned.delay, Duration(0));
    EXPECT_LE(turned.entered, turned.at);
    EXPECT_GT(turned.persons, 0);
    ++seen_.turned;
  }

  const scenario::Scenario& scenario_;
  std::map<std::uint32_t, Vehicle> vehicles_;
  Seen seen_;
};

class AnyTurningBack : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AnyTurningBack, LosesNobody) {
  Seen seen;
  for (std::uint32_t game = GetParam() * 200; game < (GetParam() + 1) * 200; ++game) {
    SCOPED_TRACE("game " + std::to_string(game));
    Dice dice(game + 1);
    const ScenarioBuilder builder = a_random_case(dice);
    FactLog facts;
    statistics::RunStatistics statistics(builder.build());

    ASSERT_NO_THROW(test::simulate(builder.build(), {&facts, &statistics}, {1 + game, 0}));

    Watch watch(builder.build());
    watch.read(facts);
    seen += watch.seen();
    EXPECT_LE(test::persons_who_left(facts) + test::persons_ended(facts), 500);
    const auto result = statistics.finish();
    for (const auto& series : result.series) {
      EXPECT_TRUE(std::none_of(series.values.begin(), series.values.end(), [](double v) { return v < 0; }))
          << series.place << " " << statistics::info(series.measure).name;
    }
    if (HasFailure()) {
      return;
    }
  }
  EXPECT_GT(seen.turned, 1000);  // the cases are not all trivial
  EXPECT_GT(seen.persons_home, 1000);
  EXPECT_GT(seen.waited_for_room, 20);
  EXPECT_GT(seen.passed_on_the_way_back, 50);
  EXPECT_GT(seen.stalled_on_the_way_back, 50);
  EXPECT_GT(seen.taken_along_on_the_way_back, 10);
}

INSTANTIATE_TEST_SUITE_P(Games, AnyTurningBack, testing::Range(0U, 4U));

TEST(TurningBackWithBuses, LosesNobody) {
  const scenario::Scenario shipped = scenario::read(CORRIDOR_SOURCE_DIR "/scenarios/buses");
  std::int64_t turned = 0;
  for (std::uint32_t game = 0; game < 60; ++game) {
    SCOPED_TRACE("game " + std::to_string(game));
    Dice dice(game);
    ScenarioBuilder builder;
    builder.edit() = shipped;
    for (scenario::Origin& origin : builder.edit().origins) {
      origin.turn_back = scenario::TurnBack{0.5, dice.between(Duration(10min), Duration(2h)), {}};
    }
    add_closures(builder, dice);
    FactLog facts;
    ASSERT_NO_THROW(test::simulate(builder.build(), {&facts}, {.seed = 1 + game}));
    Watch watch(builder.build());
    watch.read(facts);
    turned += watch.seen().turned;
  }
  EXPECT_GT(turned, 100);
}

}  // namespace
}  // namespace corridor::conservation_turn_back_test
