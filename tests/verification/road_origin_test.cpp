// People who wait to enter the road: their share at a merge, and the queue that reaches their door.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_rig.hpp"

namespace corridor::road_origin_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId branch(0);
const LinkId outlet(1);

struct Demand {
  double branch_per_hour;
  double origin_per_hour;
  double origin_priority;
};

//  0 --branch 2 km--> 1 --outlet 300 m, 900 vehicles/h out of its end--> 2, and an origin at 1
/// Entries into the outlet within two hours: from the branch, from the origin.
std::pair<int, int> entries(const Demand& demand) {
  std::vector<scenario::Link> links = {a_link("branch", 0, 1, 2000), a_link("outlet", 1, 2, 300)};
  links[1].capacity = 900;
  RoadRig rig({{a_class("car", 4.6)}, links, 3});
  rig.source(outlet, demand.origin_priority);
  for (Duration at = 0s; at < 4h; at += from_seconds(3600 / demand.branch_per_hour)) {
    rig.depart(SimTime(at), {branch, outlet});
  }
  for (Duration at = 1s; at < 4h; at += from_seconds(3600 / demand.origin_per_hour)) {
    rig.depart(SimTime(at), {outlet});
  }
  rig.run(SimTime(100h));

  std::pair<int, int> counts{0, 0};
  for (const test::Passage& p : rig.passages_of(outlet)) {
    if (p.entered >= SimTime(1h) && p.entered < SimTime(3h)) {
      ++(rig.way_of(p.vehicle).front() == branch ? counts.first : counts.second);
    }
  }
  return counts;
}

TEST(OriginAtAMerge, SharesTheOutletByItsPriority) {
  for (const double priority : {1.0, 2.0, 3.0, 10.0}) {
    const auto [from_branch, from_origin] = entries({1200, 1200, priority});
    EXPECT_NEAR(from_branch, 1800 / (1 + priority), 2) << "priority " << priority;
    EXPECT_NEAR(from_origin, 1800 * priority / (1 + priority), 2) << "priority " << priority;
  }
}

TEST(OriginAtAMerge, GetsAllItsDemandWhileThatIsLessThanItsShare) {
  const auto [from_branch, from_origin] = entries({1200, 200, 1});
  EXPECT_NEAR(from_branch, 2 * 700, 2);
  EXPECT_NEAR(from_origin, 2 * 200, 2);
}

TEST(OriginAtAMerge, TakesWhatTheBranchLeaves) {
  const auto [from_branch, from_origin] = entries({150, 1200, 1});
  EXPECT_NEAR(from_branch, 2 * 150, 2);
  EXPECT_NEAR(from_origin, 2 * 750, 2);
}

//  0 --first 710 m--> 1 --second 710 m, closed until 2 h--> 2
TEST(Spillback, FillsTheLinksThenTheOriginAndNobodyIsLost) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("first", 0, 1, 710), a_link("second", 1, 2, 710)}, 3});
  scenario::Link closed = rig.scenario().links[1];
  closed.open = false;
  rig.at(SimTime(0s), [closed](processes::Road& road) { road.change(LinkId(1), closed); });
  rig.at(SimTime(2h), [&rig](processes::Road& road) { road.change(LinkId(1), rig.scenario().links[1]); });
  for (int i = 0; i < 300; ++i) {
    rig.depart(SimTime(1s * i), {LinkId(0), LinkId(1)});
  }
  rig.run(SimTime(2h - 1us));
  const auto on_the_road =
      std::count_if(rig.entered().begin(), rig.entered().end(), [](SimTime t) { return t != never; });
  EXPECT_EQ(on_the_road, 100);
  rig.run(SimTime(10h));

  // room travels 710 m in 100 reaction times, then one person after the other leaves the origin
  const std::vector<SimTime> entered = rig.entered();
  ASSERT_EQ(entered.size(), 300U);
  for (int i = 100; i < 300; ++i) {
    EXPECT_EQ(entered[static_cast<std::size_t>(i)], SimTime(2h + 150s + (i - 100) * 2068ms)) << "vehicle " << i;
  }
  EXPECT_EQ(rig.exits(LinkId(1)).size(), 300U);
}

TEST(Origin, LetsThemGoInTheOrderInWhichTheyCameAndOneHeadwayApart) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, 1000)}, 2});
  for (int i = 0; i < 50; ++i) {
    rig.depart(SimTime(1h), {LinkId(0)});
  }
  rig.run(SimTime(10h));

  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(rig.entered()[static_cast<std::size_t>(i)], SimTime(1h + i * 2068ms));
  }
}

}  // namespace
}  // namespace corridor::road_origin_test
