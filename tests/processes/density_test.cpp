// How many vehicles are in each part of a link: flow over speed where they drive freely, the triangular diagram's
// congested branch in a queue, and Newell's trajectories of single vehicles.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/processes/road.hpp"
#include "corridor/random/stream.hpp"

#include "support/road_rig.hpp"

namespace corridor::density_test {
namespace {

using namespace std::chrono_literals;
using record::CellObserved;
using test::a_class;
using test::a_link;
using test::RoadRig;

const LinkId link(0);
constexpr Metres cell = metres(500);

/// States the parts of every link at these instants, and keeps what is stated of `link`, instant by instant.
struct Pictures {
  Pictures(RoadRig& of, const std::vector<Duration>& instants) : rig(of) {
    for (const Duration at : instants) {
      rig.at(SimTime(at), [](processes::Road& road) {
        road.observe_cells_of(cell);
        road.observe();
      });
    }
    rig.watch([this](const record::Fact& fact) {
      const auto* seen = std::get_if<CellObserved>(&fact);
      if (seen != nullptr && seen->link == link) {
        by_time[seen->at].push_back(*seen);
      }
    });
  }
  [[nodiscard]] static std::vector<std::int64_t> counts(const std::vector<CellObserved>& cells) {
    std::vector<std::int64_t> result;
    std::ranges::transform(cells, std::back_inserter(result), [](const auto& c) { return c.vehicles.value(); });
    return result;
  }

  RoadRig& rig;
  std::map<SimTime, std::vector<CellObserved>> by_time;
};

TEST(Density, OfFreeFlowIsFlowOverSpeed) {
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, 10'200)}, 2});
  for (int i = 0; i < 400; ++i) {
    rig.depart(SimTime(8s * i), {link});  // 450 vehicles/h at 45 km/h: 10 vehicles/km
  }
  const Pictures seen(rig, {8s * 300 + 4s});
  rig.run(SimTime(1h));

  const auto& cells = seen.by_time.at(SimTime(8s * 300 + 4s));
  ASSERT_EQ(cells.size(), 21U);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(cells[i].from, metres(500.0 * static_cast<double>(i)));
    EXPECT_EQ(cells[i].to, metres(500.0 * static_cast<double>(i + 1)));
    EXPECT_EQ(cells[i].vehicles, Vehicles(5)) << i;
  }
  EXPECT_EQ(cells[20].to - cells[20].from, metres(200));
  EXPECT_EQ(cells[20].vehicles, Vehicles(2));
}

TEST(Density, OfStandingVehiclesIsLanesOverEffectiveLength) {
  for (const double m : {1.0, 2.0}) {
    auto road = a_link("only", 0, 1, 3'000);
    road.lanes = lanes(m);
    RoadRig rig({{a_class("car", 4.6)}, {road}, 2});
    rig.door_every(1000h);
    for (int i = 0; i < 2000; ++i) {
      rig.depart(SimTime(0s), {link});
    }
    const Pictures seen(rig, {10h});
    rig.run(SimTime(10h));
    const std::int64_t apart = 7100 / static_cast<std::int64_t>(m);  // fronts, from the link's end [mm]
    std::vector<std::int64_t> fronts(6);
    for (std::int64_t x = 3'000'000; x >= apart; x -= apart) {
      ++fronts[std::min<std::size_t>(static_cast<std::size_t>(x) / 500'000, 5)];
    }
    EXPECT_EQ(Pictures::counts(seen.by_time.at(SimTime(10h))), fronts) << m;
    for (const std::int64_t vehicles : fronts) {
      EXPECT_NEAR(static_cast<double>(vehicles), 500 * m / 7.1, 2) << m;
    }
  }
}

TEST(Density, OfAQueueIsOnTheCongestedBranchOfTheTriangularDiagram) {
  auto road = a_link("only", 0, 1, 10'000);
  road.capacity = 900;
  RoadRig rig({{a_class("car", 4.6)}, {road}, 2});
  for (int i = 0; i < 3000; ++i) {
    rig.depart(SimTime(3s * i), {link});
  }
  const Pictures seen(rig, {2h});
  rig.run(SimTime(2h));

  // k = k_jam (1 - q / (w k_jam)) = 1 / e - q tau / e, with 900 vehicles/h = 0.25 /s
  const double in_queue = (1 - 0.25 * 1.5) / 7.1;
  const double free = 1.0 / 3 / 12.5;
  const double shock = (1.0 / 3 - 0.25) / (in_queue - free);  // it has run back from the end since the first car came
  const double tail = 10'000 - shock * (7200 - 10'000 / 12.5);
  int queued = 0;
  for (const CellObserved& c : seen.by_time.at(SimTime(2h))) {
    const auto vehicles = static_cast<double>(c.vehicles.value());
    if (to_metres(c.from) > tail + 50) {
      EXPECT_NEAR(vehicles, 500 * in_queue, 1) << to_metres(c.from);
      ++queued;
    } else if (to_metres(c.to) < tail - 50) {
      EXPECT_NEAR(vehicles, 500 * free, 1) << to_metres(c.from);
    }
  }
  EXPECT_GT(queued, 5);
}

/// Where the front of vehicle n is at t, from all entries and exits in the order of the line: the recursion of Newell
/// 2002 (a simplified car-following theory), x_n(t) = min{ x_n freely, x_n-1(t - tau) - e }, unrolled. Who has left
/// drives on at free speed. In metres and seconds.
double newell(const std::vector<test::Passage>& line, std::size_t n, double t, double length) {
  constexpr double v = 12.5;
  constexpr double tau = 1.5;
  constexpr double e = 7.1;
  double x = length;
  for (std::size_t k = 0; k <= n; ++k) {
    const test::Passage& ahead = line[n - k];
    const double then = t - tau * static_cast<double>(k);
    const double entered = to_seconds(ahead.entered.time_since_epoch());
    const double left = to_seconds(ahead.left.time_since_epoch());
    const double own = then >= left ? length + v * (then - left) : std::min(length, v * (then - entered));
    x = std::min(x, own - e * static_cast<double>(k));
  }
  return x;
}

TEST(Density, CountsVehiclesWhereTheirOwnTrajectoriesAre) {
  constexpr double length = 3'217;
  RoadRig rig({{a_class("car", 4.6)}, {a_link("only", 0, 1, length)}, 2});
  rig.door_every(3700ms);
  auto draws = random::Decisions(5, 0, random::Purpose::departure, "").draws({});
  double at = 0;
  for (int i = 0; i < 900; ++i) {
    rig.depart(SimTime(Duration(static_cast<std::int64_t>(at * 1e6))), {link});
    at += 6 * draws.uniform() * (i < 600 ? 1 : 2);  // grows, stands back into the source, dissolves
  }
  const Pictures seen(rig, {3min, 10min, 20min, 33min, 41min, 50min, 58min, 66min});
  rig.run(SimTime(4h));
  const auto line = rig.passages_of(link);
  ASSERT_EQ(line.size(), 900U);

  std::size_t near_a_border = 0;
  std::int64_t all = 0;
  for (const auto& [now, cells] : seen.by_time) {
    std::vector<std::int64_t> expected(cells.size());
    for (std::size_t n = 0; n < line.size(); ++n) {
      if (line[n].entered <= now && now < line[n].left) {
        const double x = newell(line, n, to_seconds(now.time_since_epoch()), length);
        const double from_border = std::abs(x - 500 * std::round(x / 500));
        near_a_border += from_border < 0.002 && x > 1 && x < length - 1 ? 1 : 0;
        ++expected[std::min(static_cast<std::size_t>(std::max(0.0, x) / 500), cells.size() - 1)];
      }
    }
    EXPECT_EQ(Pictures::counts(cells), expected) << to_seconds(now.time_since_epoch());
    all += std::accumulate(expected.begin(), expected.end(), std::int64_t{0});
  }
  EXPECT_EQ(seen.by_time.size(), 8U);
  EXPECT_GT(all, 500);
  EXPECT_EQ(near_a_border, 0U) << "the draws leave no doubt in which part a vehicle is";
}

TEST(Density, OfAllPartsAddsUpToTheVehiclesOnTheLinkWhateverTheyAre) {
  auto ambulance = a_class("ambulance", 6, 1.2);
  ambulance.priority = true;
  auto road = a_link("only", 0, 1, 2'300);
  road.capacity = 500;
  RoadRig rig({{a_class("car", 4.6), a_class("truck", 12, 0.7), ambulance}, {road}, 2});
  for (std::uint32_t i = 0; i < 600; ++i) {
    rig.depart(SimTime(4s * i), {link}, VehicleClassId(i % 40 == 7 ? 2 : i % 5 == 0 ? 1 : 0));
  }
  std::vector<Duration> instants;
  for (int i = 1; i < 90; ++i) {
    instants.emplace_back(1min * i);
  }
  for (const std::uint32_t dry : {260U, 300U, 301U}) {  // stand in the middle of the queue, and come back into it
    auto stalled = std::make_shared<processes::AtRoadside>();
    rig.at(SimTime(30min),
           [&rig, dry, stalled](processes::Road& r) { *stalled = r.stall(link, VehicleId(dry), rig.entered()[dry]); });
    rig.at(SimTime(40min), [stalled](processes::Road& r) {
      r.clear(link);
      r.rejoin(link, *stalled);
    });
  }
  const Pictures seen(rig, instants);
  rig.run(SimTime(90min));

  std::int64_t most = 0;
  for (const record::LinkObserved& whole : rig.observed()) {
    std::int64_t sum = 0;
    if (const auto cells = seen.by_time.find(whole.at); cells != seen.by_time.end()) {
      ASSERT_EQ(cells->second.size(), 5U);
      for (const CellObserved& c : cells->second) {
        sum += c.vehicles.value();
      }
    }
    EXPECT_EQ(sum, whole.vehicles.value());
    most = std::max(most, sum);
  }
  EXPECT_GT(most, 150);
}

}  // namespace
}  // namespace corridor::density_test
