// Ordered departure: who wants to leave before the call waits and leaves at it, in order; worked by hand.
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/statistics/run_statistics.hpp"

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::call_up_test {
namespace {

using namespace std::chrono_literals;
using test::FactLog;
using test::ScenarioBuilder;

/// Parties of one, in cars, that want to leave at these instants.
scenario::Origin people_who_leave(const std::string& id, const std::vector<SimTime>& instants) {
  scenario::Origin origin = test::a_village(id, NodeId(0), static_cast<std::int64_t>(instants.size()), NodeId(1));
  std::vector<std::pair<SimTime, std::int64_t>> plan;
  for (const SimTime at : instants) {
    plan.emplace_back(at, 1);
  }
  origin.departure = test::a_plan(plan);
  return origin;
}

/// a leaves at 1, 2, 3, 4 h; b wants to at 0.5, 1.5 and 5 h; c wants to at 2.5 and 6 h.
ScenarioBuilder three_districts() {
  auto builder = test::a_road({45'000});  // an hour
  builder.origin(people_who_leave("a", {SimTime(1h), SimTime(2h), SimTime(3h), SimTime(4h)}));
  builder.origin(people_who_leave("b", {SimTime(30min), SimTime(90min), SimTime(5h)}));
  builder.origin(people_who_leave("c", {SimTime(150min), SimTime(6h)}));
  return builder.sample(1h).end(12h);
}

using Departures = std::vector<std::pair<double, std::uint32_t>>;  ///< hour, party

Departures departures(const scenario::Scenario& scenario, statistics::RunStatistics* statistics = nullptr) {
  FactLog facts;
  if (statistics != nullptr) {
    test::simulate(scenario, {&facts, statistics});
  } else {
    test::simulate(scenario, {&facts});
  }
  Departures result;
  for (const auto& f : facts.of<record::PartyDeparted>()) {
    result.emplace_back(to_hours(f.at), f.party.index());
  }
  return result;
}

// Parties 0-3 are of a, 4-6 of b, 7-8 of c.

TEST(CallUp, LetsThoseWhoWaitGoInTheOrderInWhichTheyWantedTo) {
  auto builder = three_districts();
  builder.edit().origins[1].call_up = scenario::CallUp{{}, OriginId(0), 0.5};  // 2 of the 4 of a
  builder.edit().origins[2].call_up = scenario::CallUp{SimTime(4h), {}, 1};

  EXPECT_EQ(departures(builder.build()),
            (Departures{{1, 0}, {2, 1}, {2, 4}, {2, 5}, {3, 2}, {4, 7}, {4, 3}, {5, 6}, {6, 8}}));
}

TEST(CallUp, GoesFromOneDistrictToTheNext) {
  auto builder = three_districts();
  builder.edit().origins[1].call_up = scenario::CallUp{{}, OriginId(0), 1};
  builder.edit().origins[2].call_up = scenario::CallUp{{}, OriginId(1), 0.6};  // 2 of 3

  EXPECT_EQ(departures(builder.build()),
            (Departures{{1, 0}, {2, 1}, {3, 2}, {4, 3}, {4, 4}, {4, 5}, {4, 7}, {5, 6}, {6, 8}}));
}

TEST(CallUp, WaitingIsMeasuredAndIsTimeLostAtTheOrigin) {
  auto builder = three_districts();
  builder.edit().origins[1].call_up = scenario::CallUp{{}, OriginId(0), 0.5};
  builder.edit().origins[2].call_up = scenario::CallUp{SimTime(11h), {}, 1};
  builder.end(10h);
  statistics::RunStatistics statistics(builder.build());
  static_cast<void>(departures(builder.build(), &statistics));
  const auto result = statistics.finish();

  const auto waiting = [&](const std::string& place) {
    for (const auto& s : result.series) {
      if (s.measure == statistics::Measure::waiting_for_call && s.place == place) {
        return s.values;
      }
    }
    return std::vector<double>{};
  };
  EXPECT_EQ(waiting("b"), (std::vector<double>{0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(waiting("c"), (std::vector<double>{0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2}));
  EXPECT_EQ(waiting("all"), (std::vector<double>{0, 1, 0, 1, 1, 1, 2, 2, 2, 2, 2}));
  for (const auto& f : result.summary) {
    if (f.measure == statistics::Measure::person_hours_queued && f.group.empty() && f.place != "l0" && f.place != "a") {
      // b: 1.5 + 0.5 h until the call at 2 h, and the cars one after the other into the road; c: until the end, 7.5 + 4
      const double hours = f.place == "b" ? 2.0 : f.place == "c" ? 11.5 : 13.5;
      EXPECT_NEAR(f.value, hours, 0.01) << f.place;
    }
  }
}

TEST(CallUp, ThatCameBeforeAnybodyWantsToLeaveChangesNothing) {
  const auto without = departures(three_districts().build());
  auto builder = three_districts();
  builder.edit().origins[1].call_up = scenario::CallUp{SimTime(20min), {}, 1};
  builder.edit().origins[2].call_up = scenario::CallUp{{}, OriginId(0), 0};

  EXPECT_EQ(departures(builder.build()), without);
}

TEST(CallUp, CanBeTakenBackAndGivenAgain) {
  auto builder = three_districts();
  scenario::Origin b = builder.build().origins[1];
  b.call_up = scenario::CallUp{SimTime(7h), {}, 1};
  scenario::Change change;
  change.at = SimTime(1h);
  change.what = scenario::Change::OfOrigin{OriginId(1), b};
  builder.change(change);

  EXPECT_EQ(departures(builder.build()),
            (Departures{{0.5, 4}, {1, 0}, {2, 1}, {2.5, 7}, {3, 2}, {4, 3}, {6, 8}, {7, 5}, {7, 6}}));
}

TEST(CallUp, DoesNotWaitForThoseWhoDied) {
  auto builder = three_districts();
  builder.edit().origins[1].call_up = scenario::CallUp{{}, OriginId(0), 1};
  builder.edit().incidents = {test::an_incident("fire", SimTime(210min), {OriginId(0)}, 1)};  // the last of a

  const Departures all = departures(builder.build());

  EXPECT_EQ(all[4], (std::pair{3.5, 4U}));
  EXPECT_EQ(all[5], (std::pair{3.5, 5U}));
}

TEST(CallUp, OfWhomDiedWhileWaitingComesForTheOthers) {
  auto builder = three_districts();
  builder.edit().origins[1].call_up = scenario::CallUp{SimTime(4h), {}, 1};
  builder.edit().incidents = {test::an_incident("fire", SimTime(3h), {OriginId(1)}, 2)};
  statistics::RunStatistics statistics(builder.build());

  const auto all = departures(builder.build(), &statistics);

  EXPECT_EQ(all.size(), 4U + 1U + 2U);
  for (const auto& s : statistics.finish().series) {
    if (s.measure == statistics::Measure::waiting_for_call) {
      EXPECT_EQ(s.values.back(), 0) << s.place;
    }
  }
}

}  // namespace
}  // namespace corridor::call_up_test
