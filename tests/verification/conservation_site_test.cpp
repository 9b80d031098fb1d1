// People are conserved whatever the sites and roads do to them: vehicles that unload, small rooms, changes, random
// networks of stages. simulate() runs a ledger that checks every law at every fact.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/stream.hpp"

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::conservation_site_test {
namespace {

using namespace std::chrono_literals;
using scenario::UnitKind;
using test::FactLog;
using test::ScenarioBuilder;
using test::SiteRig;
using test::VisitRecorder;

const StageId desk(0);

TEST(Unloading, PartiesOfAVehicleEnterOneByOneTheDriversFirst) {
  ScenarioBuilder builder;
  builder.vehicle_class("bus", 12, 50)
      .site("town")
      .stage("desk", test::servers(1, test::fixed_time(1h)))
      .waiting_room(1);
  SiteRig rig(builder.poisson_arrivals(0).build());

  rig.vehicle(SimTime(0s), {2, 3, 4, 5});
  rig.party(SimTime(30min), 1);
  rig.run(SimTime(20h));

  std::vector<std::uint16_t> order;
  for (const test::Visit& v : rig.visits(desk)) {
    order.push_back(v.unit.persons);
  }
  EXPECT_EQ(order, (std::vector<std::uint16_t>{2, 3, 4, 5, 1}));
  EXPECT_EQ(rig.levels(desk).held.most(), 3);  // 4 and 5, and the party that came later
  EXPECT_EQ(rig.levels(desk).in_line.most_lasting(), 1);
}

TEST(Unloading, EachPartyOfAVehicleDecidesForItselfWhetherToJoin) {
  scenario::Service service = test::servers(0, test::fixed_time(10min));
  service.balking = {Duration(1us), 0.5, StageId(1)};
  ScenarioBuilder builder;
  builder.vehicle_class("bus", 12, 50).site("town").stage("desk", service);
  builder.stage("later", scenario::Delay{test::fixed_time(1h)}).poisson_arrivals(0);
  SiteRig rig(builder.build());
  constexpr int vehicles = 2000;

  rig.party(SimTime(0s), 1);  // the line
  for (int i = 0; i < vehicles; ++i) {
    rig.vehicle(SimTime(1min), {1, 2});
  }
  rig.run(SimTime(30min));

  std::map<std::uint16_t, int> later;
  for (const test::Visit& v : rig.visits(StageId(1))) {
    ++later[v.unit.persons];
  }
  const double bound = 5 * std::sqrt(vehicles * 0.25);
  EXPECT_NEAR(later[1], vehicles / 2, bound);
  EXPECT_NEAR(later[2], vehicles / 2, bound);
}

TEST(Unloading, PartiesGoOnWhenTheDriversDoesNotJoinAndLeaves) {
  ScenarioBuilder builder;
  builder.vehicle_class("bus", 12, 50)
      .site("town")
      .stage("beds", test::beds(4, test::fixed_time(1h)), UnitKind::person);
  SiteRig rig(builder.poisson_arrivals(0).build());

  rig.vehicle(SimTime(0s), {5, 3});  // the driver's party is larger than the place
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.refused(desk), 1);
  ASSERT_EQ(rig.visits(desk).size(), 1U);
  EXPECT_EQ(rig.visits(desk)[0].unit.persons, 3);
}

TEST(Unloading, VehicleStageLeadsToAPartyStageAndTheVehicleStaysBehind) {
  ScenarioBuilder builder;
  builder.vehicle_class("bus", 12, 50).site("town");
  builder.stage("parking", test::servers(1, test::fixed_time(10min)), UnitKind::vehicle).next(test::then(1));
  builder.stage("desk", test::servers(1, test::fixed_time(1h))).waiting_room(0).poisson_arrivals(0);
  SiteRig rig(builder.build());

  rig.vehicle(SimTime(0s), {2, 3});
  rig.vehicle(SimTime(0s), {4});
  rig.run(SimTime(20h));

  // The first vehicle is parked at 10 min: its first party is let in, the second stands at the desk's door. The second
  // vehicle is finished at 20 min and blocked until both of these have been served.
  EXPECT_EQ(rig.visits(StageId(0))[1].left, SimTime(2h + 10min));
  EXPECT_EQ(rig.visits(StageId(1))[2].began, SimTime(2h + 10min));
}

/// Vehicles with several parties, a checkpoint, a town with a small square: everything that can be full is full.
scenario::Scenario a_crowded_corridor() {
  auto builder = test::a_road({500, 300});
  test::with_checkpoint(builder, LinkId(0), test::servers(3, test::gamma_time(40s, 0.5)))
      .site("town", NodeId(2))
      .stage("desk", test::servers(2, test::exponential_time(3min)))
      .waiting_room(3)
      .next({{StageId(2), test::when("size > 3"), {}, {}}, {StageId(3), {}, 0.5, test::exponential_time(2h)}, {}})
      .stage("beds", test::beds(40, test::gamma_time(5h, 1)), UnitKind::person)
      .waiting_room(0)
      .stage("request", test::servers(1, test::exponential_time(2min)), UnitKind::person)
      .waiting_room(5)
      .next({{StageId(2), {}, 0.5, {}}, {}});
  for (std::size_t i = 0; i < 3; ++i) {
    scenario::Origin village = test::a_village("village" + std::to_string(i), NodeId(i == 2 ? 1 : 0), 300, SiteId(1));
    village.departure = scenario::HazardDeparture{0.5, 2, 0.5};
    village.vehicles = {{VehicleClassId(0), 0.6}, {std::nullopt, 0.4}};
    builder.origin(village);
  }
  builder.edit().people.overload = 2;
  return builder.party_sizes({1, 2, 3, 4, 5, 6, 7}, {1, 2, 3, 3, 2, 1, 1}).end(200h).build();
}

TEST(Conservation, EverybodyOfACrowdedCorridorIsInOnePlaceAndLeavesInTheEnd) {
  const auto scenario = a_crowded_corridor();
  FactLog facts;
  VisitRecorder visits;

  test::simulate(scenario, {&facts, &visits});

  std::set<std::uint32_t> boarded;
  std::int64_t persons_boarded = 0;
  for (const auto& f : facts.of<record::PartyBoarded>()) {
    boarded.insert(f.party.index());
  }
  std::int64_t appeared = 0;
  for (const auto& f : facts.of<record::PartyAppeared>()) {
    appeared += f.who.persons;
    persons_boarded += boarded.contains(f.party.index()) ? f.who.persons : 0;
  }
  std::int64_t left = 0;
  for (const auto& f : facts.of<record::PartyLeft>()) {
    left += f.persons;
  }
  EXPECT_EQ(appeared, 900);
  EXPECT_GT(persons_boarded, 800);
  EXPECT_EQ(left, persons_boarded);
  EXPECT_LE(visits.levels(StageId(1)).in_line.most_lasting(), 3);
  EXPECT_LE(visits.levels(StageId(2)).in_service_persons.most(), 40);
  EXPECT_GT(visits.levels(StageId(0)).blocked.most(), 0);
}

/// Numbers for random scenarios.
class Dice {
 public:
  explicit Dice(std::uint32_t game) : draws_(random::Decisions(7, game, random::Purpose::transition, "").draws({})) {}
  std::int64_t roll(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(draws_.uniform() * static_cast<double>(to - from + 1));
  }

 private:
  random::Draws draws_;
};

/// Any order of the line, and any way out of it; `later` = a stage that leads on.
template <class Later>
void add_random_order(scenario::Stage& stage, Dice& dice, Later later) {
  if (dice.roll(0, 1) == 0) stage.priority = {test::when("size > 3"), test::when("size > 1")};
  if (dice.roll(0, 2) == 0) stage.reneging = scenario::Reneging{test::exponential_time(2h), 0.5, later()};
  if (dice.roll(0, 2) == 0) stage.fit = scenario::Fit::first;
  if (auto* service = std::get_if<scenario::Service>(&stage.kind)) {
    service->preempts = dice.roll(0, 1) == 0 && !stage.priority.empty();
    if (dice.roll(0, 2) == 0 && stage.waiting_room) service->when_full = scenario::Overflow{later()};
  }
}

/// Shifts, breaks and reserves, or servers that take several units at once.
void add_random_staff(scenario::Stage& stage, Dice& dice) {
  auto* service = std::get_if<scenario::Service>(&stage.kind);
  if (service == nullptr || stage.unit == UnitKind::person) return;
  if (dice.roll(0, 2) == 0) {
    service->shifts = {{{{1h * dice.roll(0, 6), 1h * dice.roll(7, 20)}}, dice.roll(0, 4)}, {{}, 1}};
  }
  if (dice.roll(0, 2) == 0) service->breaks = {{{{12h, 13h}}, dice.roll(1, 2)}};
  if (dice.roll(0, 2) == 0) {
    service->reserves = {{dice.roll(1, 2), dice.roll(0, 8), dice.roll(0, 1), 10min * dice.roll(0, 3)}};
  }
  if (const std::int64_t most = stage.waiting_room.value_or(4);
      most > 0 && !service->preempts && dice.roll(0, 2) == 0) {
    service->batch = {most, dice.roll(1, most), 30min};
  }
}

/// Stage `i` of five, of any kind, that leads only to later ones or out of the site.
void add_random_stage(ScenarioBuilder& builder, std::int64_t i, Dice& dice) {
  const auto later = [&] {
    const auto id = static_cast<std::size_t>(dice.roll(i + 1, 5));
    return id == 5 ? std::nullopt : std::optional(StageId(id));
  };
  const auto unit = dice.roll(0, 1) == 0 ? UnitKind::party : UnitKind::person;
  if (dice.roll(0, 2) == 0) {
    const auto when_full = dice.roll(0, 1) == 0 ? later() : std::nullopt;
    const auto places = dice.roll(5, 30);
    builder.stage(std::to_string(i), test::beds(places, test::exponential_time(1h), when_full), UnitKind::person);
  } else {
    scenario::Service service = test::servers(dice.roll(0, 4), test::gamma_time(10min, 0.8));
    if (dice.roll(0, 2) == 0) service.hours = {{1h * dice.roll(0, 12), 1h * dice.roll(13, 23)}};
    if (dice.roll(0, 2) == 0) service.balking = {20min, 0.5, later()};
    builder.stage(std::to_string(i), service, unit);
  }
  builder.waiting_room(dice.roll(0, 3) == 0 ? scenario::Limit() : scenario::Limit(dice.roll(0, 12)));
  builder.next({{later(), {}, 0.6, {}}, {later(), {}, 0.3, test::exponential_time(3h)}, {}});
  add_random_order(builder.edit().stages.back(), dice, later);
  add_random_staff(builder.edit().stages.back(), dice);
}

/// To every stage of the site what was not drawn for it yet: persons who are detained or sent back there, a search for
/// places, goods that it uses.
void add_random_reception(scenario::Scenario& scenario, Dice& dice) {
  const std::array<Outcome, 2> outcomes = {Outcome::detained, Outcome::turned_back};
  const std::array<PersonGroup, 3> groups = {PersonGroup::everybody, PersonGroup::women, PersonGroup::medical};
  const std::array<std::int64_t, 3> amounts = {0, 50, 2000};
  for (std::size_t i = 0; i < 2; ++i) {
    const Goods per_day = goods(i == 0 ? 10 : 0);
    scenario.stocks.push_back({"goods", "town/goods" + std::to_string(i), SiteId(0),
                               goods(static_cast<double>(amounts[static_cast<std::size_t>(dice.roll(0, 2))])),
                               per_day});
    scenario.deliveries.push_back({StockId(i), SimTime(1h * dice.roll(0, 30)), 1h * dice.roll(5, 20), goods(150), ""});
  }
  for (scenario::Stage& stage : scenario.stages) {
    scenario::Ending ending{outcomes[static_cast<std::size_t>(dice.roll(0, 1))], {}};
    if (dice.roll(0, 1) == 0) ending.of = groups[static_cast<std::size_t>(dice.roll(0, 2))];
    if (dice.roll(0, 1) == 0) {
      stage.next.insert(stage.next.begin() + dice.roll(0, 2), {{}, {}, 0.1, {}, ending});
    }
    scenario::Transition& first = stage.next.front();
    if (first.to && first.to->index() + 1 < scenario.stages.size() && !first.ending) {
      first.search.also = {StageId(first.to->index() + 1)};
      first.search.rule = static_cast<scenario::Search::Rule>(dice.roll(0, 2));
    }
    if (dice.roll(0, 1) == 0) {
      // Nobody waits for a stock that those who wait use up.
      const bool goes_without = dice.roll(0, 1) == 0;
      stage.uses = {{StockId(goes_without ? 0 : 1), goods(1.5), goes_without}};
      if (auto* service = std::get_if<scenario::Service>(&stage.kind)) service->batch.reset();
    }
  }
}

scenario::Change limit_from(const scenario::Scenario& scenario, std::int64_t hour, std::size_t stage, std::int64_t n) {
  return test::change_of_stage(scenario, 1h * hour, StageId(stage), [n](scenario::Stage& s) {
    if (auto* service = std::get_if<scenario::Service>(&s.kind)) service->servers = n;
    if (auto* beds = std::get_if<scenario::Beds>(&s.kind)) beds->places = n;
  });
}

/// Five stages with small rooms; each has at most 3 servers or places for a day or so, and 10 in the end.
scenario::Scenario random_site(std::uint32_t game, bool has_reception = false) {
  Dice dice(game);
  ScenarioBuilder builder;
  builder.site("town").party_sizes({1, 2, 3, 4, 9}, {1, 1, 1, 1, 1});
  for (std::int64_t i = 0; i < 5; ++i) {
    add_random_stage(builder, i, dice);
  }
  if (has_reception) {
    add_random_reception(builder.edit(), dice);
    builder.edit().people.female = 0.5;
    builder.edit().people.children = 0.3;
    builder.edit().people.medical = 0.1;
  }
  builder.hazard_arrivals(400, 0.3).end(1000h).sample(24h);
  for (std::size_t i = 0; i < 5; ++i) {
    const auto few = dice.roll(0, 3);
    builder.change(limit_from(builder.build(), dice.roll(1, 20), i, few));
    builder.change(limit_from(builder.build(), dice.roll(21, 40), i, 10));
  }
  auto& changes = builder.edit().changes;
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return builder.build();
}

TEST(Conservation, RandomSitesLoseNobodyExceedNoRoomAndForgetNobodyAtADoor) {
  for (std::uint32_t game = 0; game < 200; ++game) {
    const auto scenario = random_site(game);
    FactLog facts;
    VisitRecorder visits;

    test::simulate(scenario, {&facts, &visits}, {1, game});

    std::int64_t left = 0;
    for (const auto& f : facts.of<record::PartyLeft>()) {
      left += f.persons;
    }
    ASSERT_EQ(left, 400) << "game " << game;
    for (std::size_t i = 0; i < 5; ++i) {
      const scenario::Stage& stage = scenario.stages[i];
      const auto& levels = visits.levels(StageId(i));
      const test::Level& line = stage.unit == UnitKind::person ? levels.in_line_persons : levels.in_line;
      ASSERT_LE(line.most_lasting(), stage.waiting_room.value_or(400)) << "game " << game << " stage " << i;
    }
  }
}

/// Services with small rooms that lead anywhere, also back to themselves.
scenario::Scenario random_circles(std::uint32_t game) {
  Dice dice(1000 + game);
  ScenarioBuilder builder;
  builder.site("town").party_sizes({1, 2, 4}, {1, 1, 1});
  for (std::int64_t i = 0; i < 4; ++i) {
    const auto any = [&] { return std::optional(StageId(static_cast<std::size_t>(dice.roll(0, 3)))); };
    builder.stage(std::to_string(i), test::servers(dice.roll(1, 2), test::exponential_time(10min)));
    builder.waiting_room(dice.roll(0, 2)).next({{any(), {}, 0.4, {}}, {any(), {}, 0.4, {}}, {}});
    add_random_order(builder.edit().stages.back(), dice, any);
    if (dice.roll(0, 2) == 0) {
      builder.edit().stages.back().next.front().search = {{*any(), *any()}, scenario::Search::Rule::shortest_line};
    }
  }
  return builder.hazard_arrivals(200, 1).end(3000h).sample(100h).build();
}

TEST(Conservation, RandomCirclesOfFullStagesNeverStandStillForGood) {
  for (std::uint32_t game = 0; game < 200; ++game) {
    const auto scenario = random_circles(game);
    FactLog facts;
    VisitRecorder visits;

    test::simulate(scenario, {&facts, &visits}, {1, game});

    ASSERT_EQ(facts.of<record::PartyLeft>().size(), facts.of<record::PartyAppeared>().size()) << "game " << game;
    for (std::size_t i = 0; i < 4; ++i) {
      const scenario::Stage& stage = scenario.stages[i];
      const auto& levels = visits.levels(StageId(i));
      ASSERT_LE(levels.in_line.most_lasting(), *stage.waiting_room) << "game " << game << " stage " << i;
      ASSERT_LE(levels.in_service.most(), *std::get<scenario::Service>(stage.kind).servers) << "game " << game;
    }
  }
}

TEST(Conservation, RandomSitesThatDetainAndSearchAndUseGoodsLoseNobodyAndGiveNoMoreThanTheyHave) {
  std::int64_t ended = 0;
  std::int64_t given = 0;
  for (std::uint32_t game = 0; game < 200; ++game) {
    const auto scenario = random_site(game, true);
    FactLog facts;
    VisitRecorder visits;

    test::simulate(scenario, {&facts, &visits}, {1, game});

    std::int64_t gone = test::persons_ended(facts);
    ended += gone;
    for (const auto& f : facts.of<record::PartyLeft>()) {
      gone += f.persons;
    }
    ASSERT_EQ(gone, 400) << "game " << game;
    for (std::size_t i = 0; i < 5; ++i) {
      const scenario::Stage& stage = scenario.stages[i];
      const auto& levels = visits.levels(StageId(i));
      const test::Level& line = stage.unit == UnitKind::person ? levels.in_line_persons : levels.in_line;
      ASSERT_LE(line.most_lasting(), stage.waiting_room.value_or(400)) << "game " << game << " stage " << i;
    }
    given += static_cast<std::int64_t>(facts.of<record::GoodsGiven>().size());
  }
  EXPECT_GT(ended, 2000);
  EXPECT_GT(given, 2000);
}

}  // namespace
}  // namespace corridor::conservation_site_test
