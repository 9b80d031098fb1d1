// Litres against numbers worked out by hand and against an independent integer recursion: when and where vehicles run
// dry.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_random.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::fuel_dry_test {
namespace {

using namespace std::chrono_literals;
using test::Dice;
using test::FactLog;

scenario::FuelDistribution fixed_fuel(double l) {
  return {scenario::Family::fixed, litres(l), 0};
}

/// Cars that take 10 l/100km and 1 l/h, on a road at 45 km/h, from a village of `cars` to the last node.
test::ScenarioBuilder a_road_with_fuel(const std::vector<double>& lengths_m, double fuel_l, std::int64_t cars = 1) {
  auto builder = test::a_road(lengths_m);
  scenario::Scenario& s = builder.end(48h).edit();
  s.vehicle_classes[0].tank = litres(45);
  s.vehicle_classes[0].moving = litres_per_100_km(10);
  s.vehicle_classes[0].queued = litres_per_hour(1);
  s.breakdown = {0, test::fixed_time(15min), false};
  scenario::Origin village = test::a_village("village", NodeId(0), cars, NodeId(lengths_m.size()));
  village.fuel = fixed_fuel(fuel_l);
  builder.origin(village);
  return builder;
}

std::unique_ptr<FactLog> facts_of(const scenario::Scenario& scenario) {
  auto log = std::make_unique<FactLog>();
  test::simulate(scenario, {log.get()});
  return log;
}

TEST(DryTank, StandsWhereTheFuelForTheDistanceEndsOnAFreeRoad) {
  // 1 l is enough for 10 km of 4 + 4 + 4 km: 2 km into the third link, 10 km / 45 km/h after the first was entered.
  const auto facts = facts_of(a_road_with_fuel({4000, 4000, 4000}, 1).build());

  const auto stalls = facts->of<record::VehicleStalled>();
  ASSERT_EQ(stalls.size(), 1U);
  EXPECT_EQ(stalls[0].link, LinkId(2));
  EXPECT_EQ(stalls[0].position, metres(2000));
  EXPECT_EQ(stalls[0].at - facts->of<record::LinkEntered>().front().at, 800s);
}

TEST(DryTank, ReachesTheEndWithTheLastDrop) {
  EXPECT_EQ(facts_of(a_road_with_fuel({4000, 6000}, 1).build())->of<record::VehicleStalled>().size(), 0U);
  EXPECT_EQ(facts_of(a_road_with_fuel({4000, 6001}, 1).build())->of<record::VehicleStalled>().size(), 1U);
}

TEST(DryTank, StandsInAQueueUntilTheRestIsUsed) {
  // 9 km take 0.9 l; the 1.1 l that are left are enough for 66 minutes at the closed end.
  auto builder = a_road_with_fuel({9000, 1000}, 2);
  builder.edit().links[1].open = false;
  const auto facts = facts_of(builder.build());

  const auto stalls = facts->of<record::VehicleStalled>();
  ASSERT_EQ(stalls.size(), 1U);
  EXPECT_EQ(stalls[0].at - facts->of<record::LinkEntered>().front().at, 720s + 66min);
  EXPECT_EQ(stalls[0].position, metres(9000));
}

TEST(DryTank, OfOneAfterTheOtherAtTheHeadOfAQueue) {
  auto builder = a_road_with_fuel({9000, 1000}, 2, 3);
  builder.edit().links[1].open = false;
  builder.edit().origins[0].departure = scenario::PlannedDeparture{{{SimTime(0s), SimTime(1s), 3}}};
  const auto stalls = facts_of(builder.build())->of<record::VehicleStalled>();

  // Each runs dry after the one before, which is out of the line by then: all stand at the end.
  ASSERT_EQ(stalls.size(), 3U);
  for (const auto& s : stalls) {
    EXPECT_EQ(s.position, metres(9000));
  }
}

TEST(DryTank, IsNeverThatOfAVehicleWithoutOne) {
  auto builder = a_road_with_fuel({9000, 1000}, 0);
  builder.edit().vehicle_classes[0].tank.reset();
  EXPECT_EQ(facts_of(builder.build())->of<record::VehicleStalled>().size(), 0U);
}

TEST(Tanks, ThatNeverRunDryChangeNothing) {
  auto builder = a_road_with_fuel({9000, 300, 1000}, 45, 300);
  builder.edit().links[2].capacity = 300;
  const auto with = facts_of(builder.build());
  builder.edit().vehicle_classes[0].tank.reset();
  EXPECT_EQ(test::texts(*with), test::texts(*facts_of(builder.build())));
}

// --- the recursion --------------------------------------------------------------------------------------------------

__extension__ using Wide = __int128;

/// a x b / c, rounded half up.
std::int64_t product(std::int64_t a, std::int64_t b, std::int64_t c) {
  return static_cast<std::int64_t>((Wide(a) * b * 2 + c) / (Wide(c) * 2));
}

/// Follows every vehicle's litres from the facts of the road alone, by equations 3 and 4 of docs/model.md.
class Litremeter {
 public:
  Litremeter(const scenario::Scenario& scenario, std::int64_t start_ul) : scenario_(scenario), start_(start_ul) {}

  void follow(const FactLog& facts) {
    for (const record::Fact& fact : facts.all()) {
      if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
        enter(*entered);
      } else if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
        leave(*left);
      } else if (const auto* stalled = std::get_if<record::VehicleStalled>(&fact)) {
        ++stalls;
        EXPECT_EQ(stalled->at.time_since_epoch().count(), cars_.at(stalled->vehicle.index()).dry);
        cars_.erase(stalled->vehicle.index());
      }
    }
    for (const auto& [vehicle, car] : cars_) {  // still on the road: not dry by the end
      EXPECT_GT(car.dry, scenario_.end.time_since_epoch().count());
    }
  }

  int stalls = 0;

 private:
  struct Car {
    std::int64_t ul = 0;
    std::int64_t entered = 0;
    std::int64_t ready = 0;
    std::int64_t dry = 0;
  };
  [[nodiscard]] std::int64_t driving_ul(LinkId link) const {
    return product(scenario_.links[link.index()].length.value(), scenario_.vehicle_classes[0].moving.value(),
                   1'000'000);
  }

  void enter(const record::LinkEntered& fact) {
    Car& car = cars_.try_emplace(fact.vehicle.index(), Car{start_}).first->second;
    const scenario::Link& link = scenario_.links[fact.link.index()];
    car.entered = fact.at.time_since_epoch().count();
    car.ready = car.entered + product(link.length.value(), 3'600'000, link.free_speed.value());
    const std::int64_t driving = driving_ul(fact.link);
    car.dry = car.ul < driving
                  ? car.entered + product(car.ready - car.entered, car.ul, driving)
                  : car.ready + product(car.ul - driving, 3'600'000'000, scenario_.vehicle_classes[0].queued.value());
  }
  void leave(const record::LinkLeft& fact) {
    Car& car = cars_.at(fact.vehicle.index());
    const std::int64_t now = fact.at.time_since_epoch().count();
    EXPECT_LE(now, car.dry) << "it ran dry before it left";
    const std::int64_t standing =
        product(std::max<std::int64_t>(now - car.ready, 0), scenario_.vehicle_classes[0].queued.value(), 3'600'000'000);
    car.ul = std::max<std::int64_t>(car.ul - driving_ul(fact.link) - standing, 0);
    if (fact.link.index() + 1 == scenario_.links.size()) {
      cars_.erase(fact.vehicle.index());
    }
  }

  const scenario::Scenario& scenario_;
  std::int64_t start_;
  std::map<std::uint32_t, Car> cars_;
};

/// A chain of random links behind each other, some of them narrow, for 200 equal cars.
scenario::Scenario random_chain(Dice& dice) {
  std::vector<double> lengths;
  for (std::size_t i = 2 + dice.below(4); i > 0; --i) {
    lengths.push_back(static_cast<double>(dice.between(50, 4000)));
  }
  auto builder = a_road_with_fuel(lengths, static_cast<double>(dice.between(50, 1500)) / 1000, 200);
  scenario::Scenario& s = builder.edit();
  s.breakdown.blocks = dice.chance(50) ? 0.5 : 0;
  s.vehicle_classes[0].moving = LitresPerKilometre(dice.between(50'000, 200'000));
  s.vehicle_classes[0].queued = LitresPerHour(dice.between(500'000, 2'000'000));
  for (scenario::Link& link : s.links) {
    link.free_speed = KilometresPerHour(dice.between(20'000, 90'000));
    link.capacity = dice.chance(40) ? std::optional(static_cast<double>(dice.between(100, 900))) : std::nullopt;
  }
  return s;
}

TEST(DryTank, HasTheInstantsOfAnIndependentRecursionOnRandomRoads) {
  int stalls = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const scenario::Scenario scenario = random_chain(dice);
    Litremeter meter(scenario, scenario.origins[0].fuel->mean.value());
    meter.follow(*facts_of(scenario));
    stalls += meter.stalls;
  }
  EXPECT_GT(stalls, 10'000);  // of 60,000 cars: the cases are not all trivial
}

}  // namespace
}  // namespace corridor::fuel_dry_test
