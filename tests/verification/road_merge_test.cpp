// Merges by Daganzo's priorities, whatever limits the outlet: each branch gets its share, and what it leaves is passed
// on.
#include "support/road_merge.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_random.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_merge_test {
namespace {

using namespace std::chrono_literals;
using test::a_link;
using test::Branch;
using test::Dice;
using test::RoadRig;

const VehicleClassId car(0);
const VehicleClassId truck(1);

scenario::Link free_outlet() {
  return a_link("outlet", 0, 0, 300);
}
scenario::Link outlet_limited_by_its_capacity() {
  scenario::Link outlet = free_outlet();
  outlet.entry_capacity = 900;
  return outlet;
}
/// Nothing limits its entry but the room that its end makes.
scenario::Link outlet_limited_by_its_room() {
  scenario::Link outlet = free_outlet();
  outlet.capacity = 900;
  return outlet;
}

/// Flows over two hours after one hour of warming up, within two vehicles: one at each end of the two hours.
void expect_flows(const std::vector<Branch>& branches, const scenario::Link& outlet,
                  const std::vector<double>& per_hour) {
  RoadRig rig(test::merge_of(branches, outlet));
  test::feed(rig, branches, 3h);
  rig.run(SimTime(3h));

  const std::vector<int> counts = test::served(rig, branches.size(), SimTime(1h), SimTime(3h));
  for (std::size_t k = 0; k < branches.size(); ++k) {
    EXPECT_NEAR(counts[k], 2 * per_hour[k], 2) << "branch " << k;
  }
}

TEST(DaganzoMerge, FreeBothPassAll) {
  expect_flows({{300, 2}, {400, 1}}, outlet_limited_by_its_capacity(), {300, 400});
}

TEST(DaganzoMerge, BothConstrainedByTheOutletsCapacityShareByPriority) {
  expect_flows({{800, 2}, {850, 1}}, outlet_limited_by_its_capacity(), {600, 300});
}

TEST(DaganzoMerge, BothConstrainedByTheOutletsRoomShareByPriority) {
  expect_flows({{800, 2}, {850, 1}}, outlet_limited_by_its_room(), {600, 300});
}

TEST(DaganzoMerge, OneShortOfDemandLeavesTheRestOfTheOutletsCapacity) {
  expect_flows({{200, 2}, {850, 1}}, outlet_limited_by_its_capacity(), {200, 700});
}

TEST(DaganzoMerge, OneShortOfDemandLeavesTheRestOfTheOutletsRoom) {
  expect_flows({{200, 2}, {850, 1}}, outlet_limited_by_its_room(), {200, 700});
}

TEST(DaganzoMerge, SaturationFlowOfTheOutletIsSharedToo) {
  expect_flows({{1700, 3}, {1700, 1}}, free_outlet(), {0.75 * 3600 / 2.068, 0.25 * 3600 / 2.068});
}

// --- counted over a thousand vehicles
// ----------------------------------------------------------------------------------

/// Within one: a share is a fraction, a count is not.
void expect_shares_of_a_thousand(const std::vector<Branch>& branches, const scenario::Link& outlet) {
  RoadRig rig(test::merge_of(branches, outlet));
  test::feed(rig, branches, 5h);
  rig.run(SimTime(100h));

  double priorities = 0;
  for (const Branch& branch : branches) {
    priorities += branch.priority;
  }
  const std::vector<int> counts = test::served(rig, branches.size(), SimTime(1h), SimTime(100h), 1000);
  for (std::size_t k = 0; k < branches.size(); ++k) {
    EXPECT_NEAR(counts[k], 1000 * branches[k].priority / priorities, 1)
        << "branch " << k << " of priority " << branches[k].priority;
  }
}

TEST(MergeShares, AreExactForTheOutletsCapacity) {
  for (const double priority : {1.0, 2.0, 3.0, 10.0}) {
    expect_shares_of_a_thousand({{1500, priority}, {1500, 1}}, outlet_limited_by_its_capacity());
    expect_shares_of_a_thousand({{1500, 1}, {1500, priority}}, outlet_limited_by_its_capacity());
  }
}

TEST(MergeShares, AreExactForTheOutletsRoom) {
  for (const double priority : {1.0, 2.0, 3.0, 10.0}) {
    expect_shares_of_a_thousand({{1500, priority}, {1500, 1}}, outlet_limited_by_its_room());
  }
}

TEST(MergeShares, AreExactForSaturationFlow) {
  for (const double priority : {1.0, 2.0, 3.0, 10.0}) {
    expect_shares_of_a_thousand({{1700, priority}, {1700, 1}}, free_outlet());
  }
}

TEST(MergeShares, AreExactForManyBranches) {
  expect_shares_of_a_thousand({{1500, 10}, {1500, 1}, {1500, 1}}, outlet_limited_by_its_capacity());
  expect_shares_of_a_thousand({{900, 5}, {900, 4}, {900, 3}, {900, 2}, {900, 1}}, outlet_limited_by_its_room());
}

TEST(MergeShares, AreExactWithTrucksOnOneBranchOnly) {
  for (const double priority : {1.0, 2.0, 3.0, 10.0}) {
    expect_shares_of_a_thousand({{1500, 1, car}, {700, priority, truck}}, free_outlet());
    expect_shares_of_a_thousand({{1500, priority, car}, {700, 1, truck}}, outlet_limited_by_its_room());
  }
}

TEST(MergeShares, AreTakenUpAgainWithoutArrearsAfterABranchWasClosedForADay) {
  const std::vector<Branch> branches = {{1000, 1}, {850, 1}};
  RoadRig rig(test::merge_of(branches, outlet_limited_by_its_room()));
  test::feed(rig, branches, 40h);
  scenario::Link closed = rig.scenario().links[1];
  closed.open = false;
  rig.at(SimTime(2h), [closed](processes::Road& road) { road.change(LinkId(1), closed); });
  rig.at(SimTime(26h), [&rig](processes::Road& road) { road.change(LinkId(1), rig.scenario().links[1]); });
  rig.run(SimTime(40h));

  const std::vector<int> during = test::served(rig, 2, SimTime(3h), SimTime(26h));
  EXPECT_NEAR(during[0], 23 * 900, 1);  // alone: all that the outlet takes
  EXPECT_EQ(during[1], 0);
  const std::vector<int> after = test::served(rig, 2, SimTime(26h), SimTime(40h), 1000);
  EXPECT_NEAR(after[0], 500, 1);
  EXPECT_NEAR(after[1], 500, 1);
}

TEST(WaterFilling, GivesTheFlowsOfRandomMerges) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    std::vector<Branch> branches;
    for (std::int64_t k = dice.between(2, 6); k > 0; --k) {
      branches.push_back({static_cast<double>(dice.between(60, 900)), static_cast<double>(dice.between(1, 10))});
    }
    expect_flows(branches, dice.chance(50) ? outlet_limited_by_its_capacity() : outlet_limited_by_its_room(),
                 test::water_filling(branches, 900));
  }
}

TEST(WaterFilling, HoldsWhateverTheOrderInWhichTheBranchesAreListed) {
  const std::vector<Branch> branches = {{200, 5}, {700, 2}, {800, 1}};
  const std::vector<double> flows = test::water_filling(branches, 900);
  expect_flows({branches[0], branches[1], branches[2]}, outlet_limited_by_its_room(), {flows[0], flows[1], flows[2]});
  expect_flows({branches[2], branches[0], branches[1]}, outlet_limited_by_its_room(), {flows[2], flows[0], flows[1]});
  expect_flows({branches[1], branches[2], branches[0]}, outlet_limited_by_its_room(), {flows[1], flows[2], flows[0]});
}

}  // namespace
}  // namespace corridor::road_merge_test
