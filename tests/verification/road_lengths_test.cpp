// Long and slow vehicles: room and saturation flow go by effective length, and a slow leader is felt behind it.
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_random.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_lengths_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const VehicleClassId car(0);    // 7.1 m with the jam gap
const VehicleClassId truck(1);  // 18.4 m
const LinkId first(0);
const LinkId second(1);

std::vector<scenario::VehicleClass> cars_and_trucks(double truck_speed) {
  return {a_class("car", 4.6), a_class("truck", 15.9, truck_speed)};
}

std::vector<VehicleClassId> random_classes(std::uint64_t seed, int n) {
  test::Dice dice(seed);
  std::vector<VehicleClassId> classes;
  for (int i = 0; i < n; ++i) {
    classes.emplace_back(dice.below(2));
  }
  return classes;
}

//  0 --first 1 km--> 1 --second, closed until 2 h--> 2
struct StandingQueue {
  RoadRig rig{{cars_and_trucks(1), {a_link("first", 0, 1, 1000), a_link("second", 1, 2, 1000)}, 3}};

  explicit StandingQueue(const std::vector<VehicleClassId>& classes) {
    scenario::Link closed = rig.scenario().links[1];
    closed.open = false;
    rig.at(SimTime(0s), [closed](processes::Road& road) { road.change(second, closed); });
    rig.at(SimTime(2h), [this](processes::Road& road) {
      road.observe();
      road.change(second, rig.scenario().links[1]);
    });
    for (const VehicleClassId c : classes) {
      rig.depart(SimTime(0s), {first, second}, c);
    }
    rig.run(SimTime(10h));
  }
};

TEST(MixedLengths, LinkHoldsAsManyAsTheirEffectiveLengthsFill) {
  const std::vector<VehicleClassId> classes = random_classes(11, 300);
  StandingQueue queue(classes);

  double metres = 0;
  std::int64_t fit = 0;
  while ((metres += classes[static_cast<std::size_t>(fit)] == car ? 7.1 : 18.4) <= 1000) {
    ++fit;
  }
  EXPECT_EQ(queue.rig.observed()[0].vehicles, Vehicles(fit));
}

TEST(MixedLengths, StandingQueueLeavesByEffectiveLength) {
  const std::vector<VehicleClassId> classes = random_classes(12, 300);
  StandingQueue queue(classes);

  // e (1/w + 1/v): 7.1 m -> 2.068 s, 18.4 m -> 5.359324 s
  const std::vector<SimTime> exits = queue.rig.exits(first);
  ASSERT_EQ(exits.size(), 300U);
  SimTime theory(2h);
  for (std::size_t i = 0; i < exits.size(); ++i) {
    theory += i == 0 ? 0us : classes[i] == car ? 2068000us : 5359324us;
    ASSERT_EQ(exits[i], theory) << "vehicle " << i;
  }
}

TEST(MixedLengths, SaturationFlowIsTheLanesSpeedOverLengthOfTheMeanVehicle) {
  std::vector<scenario::Link> links = {a_link("first", 0, 1, 1000)};
  links[0].lanes = lanes(2);
  RoadRig rig({cars_and_trucks(1), links, 2});
  for (int i = 0; i < 4000; ++i) {
    rig.depart(SimTime(0s), {first}, i % 4 == 0 ? truck : car);
  }
  rig.run(SimTime(10h));

  // mean effective length (3 x 7.1 + 18.4) / 4 = 9.925 m
  const double per_hour = 2 * 3600 / (9.925 * (1.5 / 7.1 + 1 / 12.5));
  const double hours = to_hours(rig.exits(first).back() - rig.exits(first).front());
  EXPECT_NEAR(3999 / hours, per_hour, 3);  // one truck more or less at the ends: 3 in 4000
}

// --- behind a slow truck
// -----------------------------------------------------------------------------------------------

//  0 --first 1 km--> 1 --second 1 km--> 2; a truck of 22.5 km/h sets out, then 20 cars of 45 km/h
struct SlowTruck {
  RoadRig rig{{cars_and_trucks(0.5), {a_link("first", 0, 1, 1000), a_link("second", 1, 2, 1000)}, 3}};

  explicit SlowTruck(Duration car_gap) {
    rig.depart(SimTime(0s), {first, second}, truck);
    for (int i = 1; i <= 20; ++i) {
      rig.depart(SimTime(car_gap * i), {first, second}, car);
    }
    rig.run(SimTime(10h));
  }
};

TEST(SlowTruck, EveryCarBehindItLeavesOneSlowHeadwayLater) {
  SlowTruck road(3s);

  // the truck: 1 km at 6.25 m/s; the cars: 1.5 s + 7.1 m / 6.25 m/s
  const std::vector<SimTime> exits = road.rig.exits(first);
  for (int i = 0; i <= 20; ++i) {
    EXPECT_EQ(exits[static_cast<std::size_t>(i)], SimTime(160s + 2636ms * i)) << "vehicle " << i;
  }
}

TEST(SlowTruck, IsFeltOverTwoLinks) {
  SlowTruck road(3s);

  const std::vector<SimTime> exits = road.rig.exits(second);
  for (int i = 0; i <= 20; ++i) {
    EXPECT_EQ(exits[static_cast<std::size_t>(i)], SimTime(320s + 2636ms * i)) << "vehicle " << i;
  }
}

TEST(SlowTruck, IsNotFeltByACarThatComesToTheEndAfterThePlatoon) {
  SlowTruck road(30s);

  // 80 s for a car, 160 s for the truck: the cars of 30 and 60 s catch it, that of 90 s does not
  const std::vector<SimTime> exits = road.rig.exits(first);
  EXPECT_EQ(exits[1], SimTime(160s + 2636ms));
  EXPECT_EQ(exits[2], SimTime(160s + 2 * 2636ms));
  EXPECT_EQ(exits[3], SimTime(170s));
  EXPECT_EQ(exits[4], SimTime(200s));
}

}  // namespace
}  // namespace corridor::road_lengths_test
