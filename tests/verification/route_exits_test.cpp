// A second exit splits the flow: with travel times known, nobody could have done better by the other exit than the
// information allows (Wardrop 1952, Proceedings of the Institution of Civil Engineers 1(3), 325-362: user equilibrium).
#include <algorithm>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "support/route_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::route_exits_test {
namespace {

using namespace std::chrono_literals;
using scenario::Information;
using test::FactLog;

constexpr Duration service_north = 20s;
constexpr Duration service_south = 60s;  // rates 3 : 1
constexpr Duration refresh = 5min;
constexpr Duration free_flow = 720s;  // 9 km at 45 km/h

constexpr Duration run = 13h;  // the queues are 6 h long then, and still fit on their links

/// 360 vehicles per hour for two exits that pass 240.
scenario::Scenario overloaded(const scenario::Routing& routing) {
  auto builder = test::two_exits(9000, 9000, routing);
  builder.site("north_post", test::north)
      .stage("documents", test::servers(1, test::fixed_time(service_north)), scenario::UnitKind::vehicle)
      .waiting_room(0);
  builder.site("south_post", test::south)
      .stage("documents", test::servers(1, test::fixed_time(service_south)), scenario::UnitKind::vehicle)
      .waiting_room(0);
  auto origin = test::a_village("city", test::city, 20'000, test::abroad);
  origin.departure = scenario::PoissonDeparture{360};
  return builder.origin(origin).end(run).build();
}

/// An exit as a queue of fixed service times: when a vehicle that came at some time would leave the link.
struct Exit {
  LinkId link;
  Duration service;
  SimTime last_left{};  ///< of the vehicles that have entered
  std::map<std::int64_t, std::int64_t> entered_per_refresh;

  [[nodiscard]] SimTime leaves(SimTime entered) const { return std::max(entered + free_flow, last_left + service); }
  void enter(SimTime at) {
    last_left = leaves(at);
    // a refresh at t comes after all that happens on the road at t
    ++entered_per_refresh[(at.time_since_epoch() - Duration(1)) / refresh];
  }
  [[nodiscard]] std::int64_t most_per_refresh() const {
    std::int64_t most = 0;
    for (const auto& [interval, n] : entered_per_refresh) {
      most = std::max(most, n);
    }
    return most;
  }
};

TEST(TwoExits, NobodyRegretsMoreThanWhatIsNotYetKnown) {
  FactLog facts;
  test::simulate(overloaded({Information::current, refresh, 0s}), {&facts});

  Exit north{test::north, service_north, {}, {}};
  Exit south{test::south, service_south, {}, {}};
  std::vector<Duration> regret_north;
  std::vector<Duration> regret_south;
  for (const auto& e : facts.of<record::LinkEntered>()) {
    if (e.link != test::north && e.link != test::south) {
      continue;
    }
    const bool goes_north = e.link == test::north;
    Exit& mine = goes_north ? north : south;
    const Exit& other = goes_north ? south : north;
    (goes_north ? regret_north : regret_south).push_back(mine.leaves(e.at) - other.leaves(e.at));
    mine.enter(e.at);
  }
  // Between two refreshes those who enter make one way longer by a service each; both ways get shorter alike; and each
  // of the two estimates is a service off at most.
  const Duration estimates = service_north + service_south;
  const Duration bound_north = north.most_per_refresh() * service_north + estimates;
  const Duration bound_south = south.most_per_refresh() * service_south + estimates;
  ASSERT_GT(regret_south.size(), 500U);
  EXPECT_LE(*std::max_element(regret_north.begin(), regret_north.end()), bound_north);
  EXPECT_LE(*std::max_element(regret_south.begin(), regret_south.end()), bound_south);
  EXPECT_GT(north.last_left - SimTime(run), 5h) << "the queues are much longer than the bound";
}

TEST(TwoExits, ShareTheFlowByTheirRates) {
  FactLog facts;
  test::simulate(overloaded({Information::current, refresh, 0s}), {&facts});

  // Both queues stand all the time, so the waits are n_north x 20 s and n_south x 60 s, and differ by less than the
  // vehicles of one refresh and the estimates.
  const auto to_north = static_cast<std::int64_t>(test::entries(facts, test::north).size());
  const auto to_south = static_cast<std::int64_t>(test::entries(facts, test::south).size());
  const std::int64_t most = 30 + 5 * 6;  // of a Poisson process in 5 min: the mean and five standard deviations
  EXPECT_GT(to_north + to_south, 4000);
  EXPECT_LE(std::abs(to_north * service_north.count() - to_south * service_south.count()),
            (most * service_south + free_flow + service_north + service_south).count());
}

TEST(TwoExits, LeaveTheSlowerOneEmptyWhileNobodyKnowsOfTheQueue) {
  for (const Information information : {Information::free_flow, Information::closures}) {
    FactLog facts;
    test::simulate(overloaded({information, refresh, 0s}), {&facts});

    EXPECT_EQ(test::entries(facts, test::south).size(), 0U);
  }
}

TEST(TwoExits, AreBothUsedByThoseWhoWaitAtTheForkItself) {
  // The people live at the fork: the line at their door is part of the way.
  auto builder = test::two_exits(900, 900, {Information::current, refresh, 0s});
  builder.site("north_post", test::north)
      .stage("documents", test::servers(1, test::fixed_time(service_north)), scenario::UnitKind::vehicle)
      .waiting_room(0);
  builder.site("south_post", test::south)
      .stage("documents", test::servers(1, test::fixed_time(service_south)), scenario::UnitKind::vehicle)
      .waiting_room(0);
  builder.origin(test::a_village("fork", test::fork, 4000, test::abroad)).end(48h);
  FactLog facts;

  test::simulate(builder.build(), {&facts});

  // 4000 vehicles at 240 per hour
  EXPECT_EQ(facts.of<record::VehicleArrived>().size(), 4000U);
  EXPECT_NEAR(static_cast<double>(test::exits(facts, test::north).size()), 3000, 3000 * 0.02);
  const SimTime last_north = test::exits(facts, test::north).back().at;
  const SimTime last_south = test::exits(facts, test::south).back().at;
  EXPECT_LT(std::max(last_north - last_south, last_south - last_north), refresh + 2 * (service_north + service_south));
}

}  // namespace
}  // namespace corridor::route_exits_test
