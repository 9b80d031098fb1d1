// Screening: persons detained at a stage are binomial, a document check sends whole units back, a search bay with
// limited room holds the lane, and people are conserved.
#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"
#include "support/site_rig.hpp"
#include "support/visit_recorder.hpp"

namespace corridor::screening_test {
namespace {

using namespace std::chrono_literals;
using scenario::Ending;
using scenario::Transition;
using scenario::UnitKind;
using test::FactLog;
using test::ScenarioBuilder;
using test::SiteRig;

Transition ends(Outcome outcome, std::optional<PersonGroup> of, std::optional<double> share) {
  return {{}, {}, share, {}, Ending{outcome, of}};
}

ScenarioBuilder a_check(std::vector<Transition> next) {
  ScenarioBuilder builder;
  builder.vehicle_class("car", 4.6, 5);
  builder.site("town").stage("check", scenario::Delay{test::fixed_time(0s)}).next(std::move(next));
  builder.stage("hall", scenario::Delay{test::fixed_time(1h)});
  return builder.poisson_arrivals(0);
}

/// Two men, two women of whom one is over 60, and a girl.
constexpr Composition family{.persons = 5, .children = 1, .over_60 = 1, .women = 3, .men_18_60 = 2, .medical = 1};

std::vector<record::OutcomeCounted> outcomes(const SiteRig& rig) {
  return rig.facts().of<record::OutcomeCounted>();
}

TEST(Screening, DetainsEachManByHimself) {
  SiteRig rig(a_check({ends(Outcome::detained, PersonGroup::men_18_60, 0.1), {StageId(1), {}, {}, {}}}).build());
  constexpr int families = 5000;

  for (int i = 0; i < families; ++i) {
    rig.party(SimTime(1h), family);
  }
  rig.run(SimTime(3h));

  constexpr double p = 0.1;
  constexpr double men = 2.0 * families;
  const auto detained = static_cast<double>(test::persons_ended(rig.facts()));
  EXPECT_NEAR(detained, men * p, 5 * std::sqrt(men * p * (1 - p)));
  double both = 0;
  for (const auto& f : outcomes(rig)) {
    EXPECT_EQ(f.who.men_18_60, f.who.persons);
    EXPECT_EQ(f.who.women + f.who.children + f.who.over_60, 0);
    EXPECT_EQ(f.remaining, 5 - f.who.persons);
    both += f.who.persons == 2 ? 1 : 0;
  }
  EXPECT_NEAR(both, families * p * p, 5 * std::sqrt(families * p * p * (1 - p * p)));
  EXPECT_EQ(rig.visits(StageId(1)).size(), static_cast<std::size_t>(families));  // the others go on
}

TEST(Screening, OfAGroupTakesOnlyPersonsOfIt) {
  for (const PersonGroup group : {PersonGroup::children, PersonGroup::over_60, PersonGroup::women,
                                  PersonGroup::men_18_60, PersonGroup::medical, PersonGroup::everybody}) {
    SiteRig rig(a_check({ends(Outcome::flown_out, group, {}), {StageId(1), {}, {}, {}}}).build());

    rig.party(SimTime(1h), family);
    rig.run(SimTime(3h));

    ASSERT_EQ(outcomes(rig).size(), 1U);
    EXPECT_EQ(outcomes(rig)[0].who.persons, count_of(group, family));
    EXPECT_EQ(count_of(group, outcomes(rig)[0].who), count_of(group, family));
  }
}

TEST(Screening, TellsTheNextConditionsWhoIsLeft) {
  SiteRig rig(a_check({ends(Outcome::detained, PersonGroup::men_18_60, {}),
                       {StageId(1), test::when("men_18_60 == 0 and size == 3"), {}, {}},
                       {}})
                  .build());

  rig.party(SimTime(1h), family);
  rig.run(SimTime(3h));

  ASSERT_EQ(rig.visits(StageId(1)).size(), 1U);
  EXPECT_EQ(rig.visits(StageId(1))[0].unit.persons, 3);
}

TEST(Screening, EndsThePartyOfWhichNobodyIsLeftAndFreesItsServer) {
  ScenarioBuilder builder;
  builder.site("town")
      .stage("check", test::servers(1, test::fixed_time(1h)))
      .next({ends(Outcome::detained, PersonGroup::men_18_60, {}), {}})
      .poisson_arrivals(0);
  SiteRig rig(builder.build());
  constexpr Composition alone{.persons = 1, .men_18_60 = 1};

  rig.party(SimTime(0s), alone);
  rig.party(SimTime(0s), alone);
  rig.run(SimTime(3h));

  EXPECT_EQ(outcomes(rig).size(), 2U);
  EXPECT_EQ(outcomes(rig)[1].at, SimTime(2h));
  EXPECT_TRUE(rig.facts().of<record::PartyLeft>().empty());
}

TEST(Screening, SendsAShareOfUnitsBackWhole) {
  SiteRig rig(a_check({ends(Outcome::turned_back, {}, 0.2), {StageId(1), {}, {}, {}}}).build());
  constexpr int families = 4000;

  for (int i = 0; i < families; ++i) {
    rig.party(SimTime(1h), family);
  }
  rig.run(SimTime(3h));

  const auto back = static_cast<double>(outcomes(rig).size());
  EXPECT_NEAR(back, families * 0.2, 5 * std::sqrt(families * 0.2 * 0.8));
  for (const auto& f : outcomes(rig)) {
    EXPECT_EQ(f.who, family);
  }
  EXPECT_EQ(rig.facts().of<record::PartyLeft>().size() + outcomes(rig).size(), static_cast<std::size_t>(families));
}

TEST(Screening, DrawsTheSameForOnesOwnPartyWhoeverElseIsThere) {
  const auto met = [](int before) {
    SiteRig rig(a_check({ends(Outcome::detained, PersonGroup::everybody, 0.5), {StageId(1), {}, {}, {}}}).build());
    for (int i = 0; i < 50; ++i) {
      rig.party(SimTime(i < before ? 30min : 2h), family);
    }
    rig.run(SimTime(5h));
    std::map<std::uint32_t, std::uint16_t> result;
    for (const auto& f : outcomes(rig)) {
      result[f.party.index()] = f.who.persons;
    }
    return result;
  };
  EXPECT_EQ(met(0), met(25));
}

/// A lane, and beside it a bay with room for one car in search and `room` that wait; nobody else has room.
scenario::Scenario a_checkpoint(std::int64_t room) {
  auto builder = test::a_road({500, 300});
  test::with_checkpoint(builder, LinkId(0), test::servers(2, test::fixed_time(10s)))
      .next({{StageId(1), test::when("men_18_60 > 0"), 0.3, {}}, ends(Outcome::turned_back, {}, 0.05), {}})
      .stage("search", test::servers(1, test::exponential_time(4min)), UnitKind::vehicle)
      .waiting_room(room)
      .next({ends(Outcome::detained, PersonGroup::men_18_60, 0.2), {}});
  scenario::Origin village = test::a_village("village", NodeId(0), 900, SiteId(1));
  village.departure = scenario::HazardDeparture{1, 0, 1};
  village.vehicles = {{VehicleClassId(0), 1.0}};
  builder.site("town", NodeId(2)).stage("hall", scenario::Delay{test::fixed_time(1h)}).origin(village);
  builder.edit().people.children = 0.3;
  builder.edit().people.female = 0.5;
  return builder.party_sizes({1, 2, 3, 4, 5}, {1, 1, 1, 1, 1}).end(200h).build();
}

TEST(Screening, SearchBayIsNeverOverItsRoomAndHoldsTheLaneWhenFull) {
  for (const std::int64_t room : {0, 1, 4}) {
    FactLog facts;
    test::VisitRecorder visits;

    test::simulate(a_checkpoint(room), {&facts, &visits});

    EXPECT_LE(visits.levels(StageId(1)).in_line.most_lasting(), room);
    EXPECT_LE(visits.levels(StageId(1)).in_service.most(), 1);
    EXPECT_GT(visits.levels(StageId(0)).blocked.most(), 0) << "the lane waits for the bay";
    std::map<Outcome, std::int64_t> met;
    for (const auto& f : facts.of<record::OutcomeCounted>()) {
      met[f.outcome] += f.who.persons;
    }
    std::int64_t left = 0;
    for (const auto& f : facts.of<record::PartyLeft>()) {
      left += f.persons;
    }
    EXPECT_GT(met[Outcome::detained], 0);
    EXPECT_GT(met[Outcome::turned_back], 0);
    EXPECT_EQ(left + met[Outcome::detained] + met[Outcome::turned_back], 900);
  }
}

}  // namespace
}  // namespace corridor::screening_test
