// Newell's three-detector recursion: every passage of every vehicle on a chain of links, exact in integers.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_random.hpp"
#include "support/road_recursion.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_newell_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::Dice;
using test::NewellChain;
using test::RoadRig;

struct Departure {
  SimTime at;
  VehicleClassId vehicle_class;
};

std::vector<Departure> random_departures(Dice& dice, std::size_t n, Duration within, std::size_t classes) {
  std::vector<Departure> departures;
  for (std::size_t i = 0; i < n; ++i) {
    departures.push_back({dice.between(SimTime(0s), SimTime(within)), VehicleClassId(dice.below(classes))});
  }
  std::stable_sort(departures.begin(), departures.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return departures;
}

/// Drives everybody down the chain and compares every passage of every node with the recursion.
void expect_recursion(const test::RoadRigOptions& options, const std::vector<Departure>& departures) {
  RoadRig rig(options);
  NewellChain theory(options.classes, options.links);
  std::vector<LinkId> way;
  for (std::size_t k = 0; k < options.links.size(); ++k) {
    way.emplace_back(k);
  }
  for (const Departure& d : departures) {
    rig.depart(d.at, way, d.vehicle_class);
  }
  rig.run(SimTime(1000h));

  std::vector<std::vector<SimTime>> passes;
  for (const Departure& d : departures) {
    passes.push_back(theory.drive(d.at, d.vehicle_class));
  }
  ASSERT_EQ(rig.passages().size(), departures.size() * options.links.size());
  for (const test::Passage& p : rig.passages()) {
    ASSERT_EQ(p.entered, passes[p.vehicle.index()][p.link.index()]) << p.vehicle.index() << " into " << p.link.index();
    ASSERT_EQ(p.left, passes[p.vehicle.index()][p.link.index() + 1])
        << p.vehicle.index() << " out of " << p.link.index();
  }
}

//  0 --1.3 km--> 1 --0.4 km--> 2 --0.9 km--> 3 --0.25 km, bottleneck--> 4
std::vector<scenario::Link> four_links(double bottleneck_per_hour) {
  std::vector<scenario::Link> links = {a_link("a", 0, 1, 1300), a_link("b", 1, 2, 400), a_link("c", 2, 3, 900),
                                       a_link("d", 3, 4, 250)};
  links[3].capacity = bottleneck_per_hour;
  return links;
}

TEST(NewellRecursion, HoldsForEqualCarsBeforeABottleneckFullAndSpillingBackToTheOrigin) {
  Dice dice(1);
  expect_recursion({{a_class("car", 4.6)}, four_links(700), 5}, random_departures(dice, 3000, 2h, 1));
}

TEST(NewellRecursion, HoldsForEqualCarsInLightTraffic) {
  Dice dice(2);
  expect_recursion({{a_class("car", 4.6)}, four_links(700), 5}, random_departures(dice, 1000, 2h, 1));
}

TEST(NewellRecursion, HoldsForMixedLengthsAndSpeeds) {
  Dice dice(3);
  const std::vector<scenario::VehicleClass> classes = {a_class("car", 4.6), a_class("truck", 15.9, 0.7),
                                                       a_class("van", 6.1, 0.9)};
  expect_recursion({classes, four_links(600), 5}, random_departures(dice, 3000, 3h, 3));
}

TEST(NewellRecursion, HoldsWhereLanesAndSpeedsDifferAndLinksAreShorterThanAVehicle) {
  Dice dice(4);
  std::vector<scenario::Link> links = four_links(1500);
  links[0].lanes = lanes(2);
  links[1].lanes = lanes(1.5);
  links[1].length = metres(12);
  links[1].free_speed = kilometres_per_hour(70);
  links[2].length = metres(6);
  links[2].entry_capacity = 1100;
  expect_recursion({{a_class("car", 4.6), a_class("truck", 15.9, 0.7)}, links, 5},
                   random_departures(dice, 3000, 2h, 2));
}

TEST(NewellRecursion, HoldsForChainsOfAnyKind) {
  for (std::uint64_t seed = 100; seed < 130; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    std::vector<scenario::Link> links;
    for (std::size_t k = 0; k < 4; ++k) {
      links.push_back(a_link("link", k, k + 1, static_cast<double>(dice.between(3, 1500))));
      links[k].lanes = Lanes(dice.between(300, 3000));
      links[k].free_speed = KilometresPerHour(dice.between(10'000, 100'000));
      links[k].capacity = dice.chance(50) ? std::optional(static_cast<double>(dice.between(300, 3000))) : std::nullopt;
      links[k].entry_capacity =
          dice.chance(30) ? std::optional(static_cast<double>(dice.between(300, 3000))) : std::nullopt;
    }
    const std::vector<scenario::VehicleClass> classes = {a_class("car", 4.6), a_class("truck", 15.9, 0.7)};
    expect_recursion({classes, links, 5}, random_departures(dice, 500, 30min, 2));
  }
}

}  // namespace
}  // namespace corridor::road_newell_test
