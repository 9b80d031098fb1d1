// A single bottleneck delays people as much as the deterministic point queue does, wherever the queue stands.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"

#include "support/road_random.hpp"
#include "support/road_rig.hpp"

namespace corridor::road_point_queue_test {
namespace {

using namespace std::chrono_literals;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId approach(0);
const LinkId bottleneck(1);
const std::vector<LinkId> way = {approach, bottleneck};
constexpr Duration free_way = 12min + 8s;  // 9.1 km at 12.5 m/s

//  0 --approach 9 km--> 1 --bottleneck 100 m--> 2
RoadRig a_road(std::optional<double> per_hour) {
  std::vector<scenario::Link> links = {a_link("approach", 0, 1, 9000), a_link("bottleneck", 1, 2, 100)};
  links[1].capacity = per_hour;
  return RoadRig({{a_class("car", 4.6)}, links, 3});
}

/// From this hour on the bottleneck lets so many vehicles per hour through; 0: closed.
struct Step {
  double from_h;
  double per_hour;
};

void schedule(RoadRig& rig, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    scenario::Link link = rig.scenario().links[bottleneck.index()];
    link.open = step.per_hour > 0;
    link.capacity = link.open ? step.per_hour : 1.0;
    rig.at(SimTime(from_seconds(step.from_h * 3600)), [link](processes::Road& road) { road.change(bottleneck, link); });
  }
}

/// Vehicles that a bottleneck of these capacities could have let through, as a function of time, and its inverse.
class Capacity {
 public:
  explicit Capacity(std::vector<Step> steps) : steps_(std::move(steps)) {}
  [[nodiscard]] double passed_by(double hour) const {
    double n = 0;
    for (std::size_t k = 0; k < steps_.size(); ++k) {
      n += std::clamp(hour - steps_[k].from_h, 0.0, until(k) - steps_[k].from_h) * steps_[k].per_hour;
    }
    return n;
  }
  /// The first hour, not before `hour`, at which n vehicles could have passed and the bottleneck is open.
  [[nodiscard]] double time_of(double n, double hour) const {
    for (std::size_t k = 0; k < steps_.size(); ++k) {
      const double begin = std::max(hour, steps_[k].from_h);
      if (steps_[k].per_hour > 0 && begin < until(k) && passed_by(until(k)) >= n) {
        return std::max(begin, steps_[k].from_h + (n - passed_by(steps_[k].from_h)) / steps_[k].per_hour);
      }
    }
    return INFINITY;
  }

 private:
  [[nodiscard]] double until(std::size_t k) const { return k + 1 < steps_.size() ? steps_[k + 1].from_h : 1e6; }
  std::vector<Step> steps_;
};

/// The point queue in the capacity's own clock: how many could have passed when each vehicle passes.
std::vector<double> point_queue(const std::vector<double>& arrivals_h, const Capacity& capacity) {
  std::vector<double> passes;
  for (const double arrival : arrivals_h) {
    passes.push_back(std::max(capacity.passed_by(arrival), passes.empty() ? 0 : passes.back() + 1));
  }
  return passes;
}

/// Cars that set out at random instants, in order.
std::vector<SimTime> random_departures(std::uint64_t seed, std::size_t n, Duration within) {
  test::Dice dice(seed);
  std::vector<SimTime> times;
  for (std::size_t i = 0; i < n; ++i) {
    times.push_back(dice.between(SimTime(0s), SimTime(within)));
  }
  std::sort(times.begin(), times.end());
  return times;
}

/// Every vehicle leaves when the point queue says, within one headway for each change so far: a change finds the
/// bottleneck between two vehicles, where the fluid has let a fraction of one pass.
void expect_point_queue(const std::vector<SimTime>& departures, const std::vector<Step>& steps) {
  RoadRig rig = a_road(steps[0].per_hour);
  schedule(rig, steps);
  std::vector<double> arrivals_h;
  for (const SimTime at : departures) {
    rig.depart(at, way);
    arrivals_h.push_back(to_hours(at + free_way));
  }
  rig.run(SimTime(2000h));

  const std::vector<SimTime> exits = rig.exits(bottleneck);
  ASSERT_EQ(exits.size(), departures.size());
  const Capacity capacity(steps);
  const std::vector<double> passes = point_queue(arrivals_h, capacity);
  for (std::size_t i = 0; i < exits.size(); ++i) {
    const double hour = to_hours(exits[i]);
    const auto changes = static_cast<double>(
        std::count_if(steps.begin(), steps.end(), [&](const Step& s) { return s.from_h > 0 && s.from_h <= hour; }));
    constexpr double rounding = 1e-6;
    ASSERT_GE(hour, capacity.time_of(passes[i] - changes, arrivals_h[i]) - rounding) << "vehicle " << i;
    ASSERT_LE(hour, capacity.time_of(passes[i] + changes, arrivals_h[i]) + rounding) << "vehicle " << i;
  }
}

TEST(PointQueue, ConstantCapacityDelaysEveryVehicleExactlyAsTheRecursionSays) {
  RoadRig rig = a_road(900);
  const std::vector<SimTime> departures = random_departures(5, 4000, 4h);
  for (const SimTime at : departures) {
    rig.depart(at, way);
  }
  rig.run(SimTime(100h));

  std::vector<SimTime> theory;
  for (const SimTime at : departures) {
    theory.push_back(theory.empty() ? at + free_way : std::max(at + free_way, theory.back() + 4s));
  }
  EXPECT_EQ(rig.exits(bottleneck), theory);
}

TEST(PointQueue, TotalDelayOfASteadyOverloadIsTheTriangleBetweenTheCurves) {
  RoadRig rig = a_road(900);
  constexpr int n = 3000;
  for (int i = 0; i < n; ++i) {
    rig.depart(SimTime(3s * i), way);
  }
  rig.run(SimTime(100h));

  double delay = 0;
  for (int i = 0; i < n; ++i) {
    delay += to_seconds(rig.exits(bottleneck)[static_cast<std::size_t>(i)] - SimTime(3s * i) - free_way);
  }
  // n^2 / 2 (1 / capacity - 1 / demand), within one headway for each vehicle
  EXPECT_NEAR(delay, 0.5 * n * n * (4.0 - 3.0), n * 4.0);
}

TEST(PointQueue, FollowsCapacityChangedAtDatedInstants) {
  const std::vector<Step> steps = {{0, 900}, {0.7113, 300}, {1.5037, 1500}, {2.2, 700}, {3.9001, 1200}};
  expect_point_queue(random_departures(6, 3500, 4h), steps);
}

TEST(PointQueue, FollowsABottleneckClosedAtNight) {
  std::vector<Step> steps;
  for (int day = 0; day < 5; ++day) {
    steps.push_back({24.0 * day, 205});
    steps.push_back({24.0 * day + 14, 0});
  }
  steps.push_back({24.0 * 5, 205});
  expect_point_queue(random_departures(7, 12'000, 72h), steps);
}

// --- a breakdown on a busy road: 1,200 cars per hour, 600 get through for half an hour, then as many as the road takes
// ---

constexpr double demand = 1200;
constexpr double broken = 600;
constexpr double recovered = 3600 / 2.068;                           // tau + e / v = 2.068 s
constexpr double longest_queue = (demand - broken) * 0.5;            // 300 vehicles
constexpr double recovery_h = longest_queue / (recovered - demand);  // after the breakdown
constexpr int busy_vehicles = 3600;

void break_down(RoadRig& rig) {
  for (int i = 0; i < busy_vehicles; ++i) {
    rig.depart(SimTime(3s * i), way);
  }
  scenario::Link slow = rig.scenario().links[bottleneck.index()];
  slow.capacity = broken;
  rig.at(SimTime(1h), [slow](processes::Road& road) { road.change(bottleneck, slow); });
  rig.at(SimTime(90min), [&rig](processes::Road& road) {
    road.observe();
    road.change(bottleneck, rig.scenario().links[bottleneck.index()]);
  });
  rig.run(SimTime(100h));
}

TEST(Breakdown, QueuesWhatCameBeyondWhatPassed) {
  RoadRig rig = a_road({});
  break_down(rig);

  const auto& seen = rig.observed();
  ASSERT_EQ(seen.size(), 2U);
  const auto queued = (seen[0].queued + seen[1].queued).value();
  // one vehicle for the fraction at the breakdown, one for each queue's head
  EXPECT_NEAR(static_cast<double>(queued), longest_queue, 3);
}

TEST(Breakdown, IsOverWhenTheQueueHasMeltedAtTheDifferenceOfCapacityAndDemand) {
  RoadRig rig = a_road({});
  break_down(rig);

  SimTime last_delayed{};
  for (std::size_t i = 0; i < busy_vehicles; ++i) {
    if (rig.exits(bottleneck)[i] > SimTime(3s * static_cast<int>(i)) + free_way) {
      last_delayed = rig.exits(bottleneck)[i];
    }
  }
  // two vehicles more or less in the queue take 2 / (capacity - demand) to melt
  EXPECT_NEAR(to_hours(last_delayed), 1.5 + recovery_h, 2 / (recovered - demand));
}

TEST(Breakdown, DelaysPeopleByTheTriangleBetweenTheCurves) {
  RoadRig rig = a_road({});
  break_down(rig);

  double delay_h = 0;
  for (std::size_t i = 0; i < busy_vehicles; ++i) {
    delay_h += to_hours(rig.exits(bottleneck)[i] - SimTime(3s * static_cast<int>(i)).time_since_epoch() - free_way);
  }
  const double delayed_vehicles = demand * (0.5 + recovery_h);
  EXPECT_NEAR(delay_h, longest_queue * (0.5 + recovery_h) / 2, delayed_vehicles / broken);
}

}  // namespace
}  // namespace corridor::road_point_queue_test
