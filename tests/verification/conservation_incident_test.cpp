// People are conserved whatever incidents befall them: random incidents at random places of a crowded corridor, with
// call-ups. simulate() runs a ledger that checks every law at every fact; each game is replayed by its number.
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/stream.hpp"
#include "corridor/statistics/run_statistics.hpp"

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::conservation_incident_test {
namespace {

using namespace std::chrono_literals;
using scenario::UnitKind;
using test::FactLog;
using test::ScenarioBuilder;

constexpr std::int64_t population = 3 * 120;

class Dice {
 public:
  explicit Dice(std::uint32_t game) : draws_(random::Decisions(11, game, random::Purpose::transition, "").draws({})) {}
  std::int64_t roll(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(draws_.uniform() * static_cast<double>(to - from + 1));
  }
  bool one_in(std::int64_t n) { return roll(1, n) == 1; }

 private:
  random::Draws draws_;
};

/// Two links with a checkpoint between them, a town with a small square, three villages of which one may be called up
/// late: everything that can be full is full.
ScenarioBuilder a_corridor(Dice& dice) {
  auto builder = test::a_road({500, 300});
  test::with_checkpoint(builder, LinkId(0), test::servers(dice.roll(1, 3), test::gamma_time(40s, 0.5)))
      .site("town", NodeId(2))
      .stage("desk", test::servers(dice.roll(1, 3), test::exponential_time(5min)),
             dice.one_in(2) ? UnitKind::party : UnitKind::person)
      .waiting_room(dice.roll(0, 6))
      .next({{StageId(2), test::when("size > 3"), {}, {}}, {StageId(3), {}, 0.5, test::exponential_time(2h)}, {}})
      .stage("beds", test::beds(dice.roll(8, 40), test::gamma_time(3h, 1)), UnitKind::person)
      .waiting_room(0)
      .stage("request", test::servers(1, test::exponential_time(2min)), UnitKind::person)
      .waiting_room(5)
      .next({{StageId(2), {}, 0.5, {}}, {}});
  for (std::size_t i = 0; i < 3; ++i) {
    auto village = test::a_village("village" + std::to_string(i), NodeId(i == 2 ? 1 : 0), population / 3, SiteId(1));
    village.departure = scenario::HazardDeparture{2, 2, 0.5};
    village.vehicles = {{VehicleClassId(0), 0.6}, {std::nullopt, 0.4}};
    builder.origin(village);
  }
  if (dice.one_in(2)) {
    builder.edit().origins[1].call_up = scenario::CallUp{SimTime(1h * dice.roll(0, 5)), {}, 1};
    builder.edit().origins[2].call_up = scenario::CallUp{{}, OriginId(1), 0.1 * static_cast<double>(dice.roll(0, 8))};
  }
  builder.edit().people.overload = 2;
  builder.edit().people.children = 0.3;
  builder.edit().people.female = 0.5;
  builder.edit().people.medical = 0.1;
  return builder.party_sizes({1, 2, 3, 4, 5, 6, 7}, {3, 2, 3, 3, 2, 1, 1}).end(400h).sample(4h);
}

scenario::Incident a_random_incident(Dice& dice, const std::string& id) {
  const std::vector<std::vector<Whereat>> places = {
      {OriginId(0)}, {OriginId(1)}, {OriginId(2)},          {SiteId(0)},
      {SiteId(1)},   {LinkId(0)},   {LinkId(0), LinkId(1)}, {SiteId(1), LinkId(1), OriginId(0)}};
  const auto where = places[static_cast<std::size_t>(dice.roll(0, 7))];
  const auto persons = dice.one_in(8) ? population : dice.roll(0, 20);
  auto incident = test::an_incident(id, SimTime(5min * dice.roll(0, 150)), where, persons,
                                    static_cast<Outcome>(dice.roll(0, outcome_count - 1)));
  if (dice.one_in(2)) {
    incident.to = incident.from + 1h * dice.roll(1, 10);
  }
  return incident;
}

/// Levels that must be 0 when everybody has gone.
void expect_nobody_is_left_in_a_line(const statistics::RunResult& result) {
  using statistics::Measure;
  for (const auto& series : result.series) {
    for (const Measure level :
         {Measure::waiting_to_enter_persons, Measure::waiting, Measure::in_service, Measure::busy_servers,
          Measure::blocked, Measure::held, Measure::accommodated_persons, Measure::persons_without_bed,
          Measure::in_transit_persons, Measure::vehicles_on_link, Measure::queue_persons}) {
      if (series.measure == level) {
        EXPECT_EQ(series.values.back(), 0) << series.place << " " << statistics::info(level).name;
      }
    }
  }
}

class AnyIncidents : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AnyIncidents, LoseNobody) {
  for (std::uint32_t game = GetParam() * 50; game < (GetParam() + 1) * 50; ++game) {
    SCOPED_TRACE("game " + std::to_string(game));
    Dice dice(game);
    ScenarioBuilder builder = a_corridor(dice);
    std::int64_t asked = 0;
    const auto incidents = dice.roll(1, 12);
    for (std::int64_t i = 0; i < incidents; ++i) {
      builder.edit().incidents.push_back(a_random_incident(dice, "incident" + std::to_string(i)));
      asked += builder.edit().incidents.back().persons;
    }
    FactLog facts;
    statistics::RunStatistics statistics(builder.build());

    ASSERT_NO_THROW(test::simulate(builder.build(), {&facts, &statistics}));

    std::int64_t never_departed = population;
    for (const auto& f : facts.of<record::PartyDeparted>()) {
      never_departed -= f.persons;
    }
    EXPECT_EQ(test::persons_met(facts) + test::persons_unmet(facts), asked);
    EXPECT_LE(test::persons_who_left(facts) + test::persons_ended(facts), population);
    EXPECT_GE(test::persons_who_left(facts) + test::persons_ended(facts), population - never_departed);
    expect_nobody_is_left_in_a_line(statistics.finish());
    if (HasFailure()) {
      return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Games, AnyIncidents, testing::Range(0U, 8U));

}  // namespace
}  // namespace corridor::conservation_incident_test
