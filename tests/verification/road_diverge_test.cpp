// First in, first out where ways part: who cannot go on holds everybody behind, in the proportion of their
// destinations.
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_rig.hpp"

namespace corridor::road_diverge_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId stem(0);
const LinkId left(1);
const LinkId right(2);

//  0 --stem 2 km--> 1 --left 500 m--> 2
//                   1 --right 500 m--> 3
std::vector<scenario::Link> a_fork() {
  return {a_link("stem", 0, 1, 2000), a_link("left", 1, 2, 500), a_link("right", 1, 3, 500)};
}

int leaving_within(const RoadRig& rig, LinkId link, SimTime from, SimTime to) {
  int n = 0;
  for (const SimTime at : rig.exits(link)) {
    n += at >= from && at < to ? 1 : 0;
  }
  return n;
}

TEST(Diverge, VehicleThatMayNotGoOnHoldsTheInnocentBehindIt) {
  RoadRig rig({{a_class("car", 4.6)}, a_fork(), 4});
  scenario::Link closed = rig.scenario().links[left.index()];
  closed.open = false;
  rig.at(SimTime(0s), [closed](processes::Road& road) { road.change(left, closed); });
  rig.at(SimTime(3h), [&rig](processes::Road& road) { road.change(left, rig.scenario().links[left.index()]); });
  for (int i = 0; i < 10; ++i) {
    rig.depart(SimTime(10s * i), {stem, i == 3 ? left : right});
  }
  rig.run(SimTime(10h));

  const std::vector<SimTime> exits = rig.exits(stem);
  ASSERT_EQ(exits.size(), 10U);
  for (int i = 0; i < 10; ++i) {
    const SimTime theory = i < 3 ? SimTime(160s + 10s * i) : SimTime(3h + (i - 3) * 2068ms);
    EXPECT_EQ(exits[static_cast<std::size_t>(i)], theory) << "vehicle " << i;
  }
}

TEST(Diverge, FlowOfTheInnocentBranchIsThatOfTheFullOneInProportion) {
  std::vector<scenario::Link> links = a_fork();
  links[left.index()].capacity = 200;
  RoadRig rig({{a_class("car", 4.6)}, links, 4});
  for (int i = 0; i < 8000; ++i) {
    rig.depart(SimTime(3s * i), {stem, i % 4 == 0 ? left : right});
  }
  rig.run(SimTime(6h));

  // left is full: 200/h; three vehicles turn right for each that turns left
  EXPECT_NEAR(leaving_within(rig, left, SimTime(2h), SimTime(6h)), 4 * 200, 1);
  EXPECT_NEAR(leaving_within(rig, right, SimTime(2h), SimTime(6h)), 4 * 600, 3);
}

TEST(Diverge, NobodyIsHeldWhileTheFullBranchStillHasRoom) {
  std::vector<scenario::Link> links = a_fork();
  links[left.index()].capacity = 200;
  RoadRig rig({{a_class("car", 4.6)}, links, 4});
  for (int i = 0; i < 200; ++i) {
    rig.depart(SimTime(3s * i), {stem, i % 4 == 0 ? left : right});
  }
  rig.run(SimTime(6h));

  // 50 turn left in 10 min, 33 leave: 17 wait where 70 have room
  for (const test::Passage& p : rig.passages_of(stem)) {
    EXPECT_EQ(p.left - p.entered, 160s) << "vehicle " << p.vehicle.index();
  }
}

}  // namespace
}  // namespace corridor::road_diverge_test
