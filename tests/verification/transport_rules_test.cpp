// What buses do at the edges: the instant when two reasons to leave meet, fewer and no buses, parties too large, the
// end of the run; and that nobody is lost and no seat is taken twice, whatever the fleet.
#include <algorithm>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "support/road_random.hpp"
#include "support/scenario_builder.hpp"
#include "support/site_rig.hpp"

namespace corridor::transport_rules_test {
namespace {

using namespace std::chrono_literals;
using record::BusDeparted;
using record::PartyLeft;
using test::SiteRig;

const StageId stop(0);

scenario::Scenario a_stop(std::int64_t count, std::int64_t seats, Duration patience) {
  scenario::Fleet f;
  f.count = count;
  f.seats = seats;
  f.leaves = scenario::Fleet::WhenFull{patience};
  f.trip = test::fixed_time(1h);
  f.turn_round = test::fixed_time(30min);
  return test::ScenarioBuilder()
      .site("station")
      .stage("stop", scenario::Transport{f}, scenario::UnitKind::party)
      .poisson_arrivals(0)
      .build();
}

SimTime at(Duration after) {
  return SimTime(after);
}

void set_count(scenario::Stage& stage, std::int64_t count) {
  std::get<scenario::Transport>(stage.kind).fleet.count = count;
}

TEST(Bus, LeavesOnceWhenItsLastSeatAndItsTimeOutCoincide) {
  SiteRig rig(a_stop(1, 2, 1h));
  rig.party(at(0h), 1);
  rig.party(at(1h), 1);
  rig.party(at(1h), 1);
  rig.run(at(10h));

  const auto departures = rig.facts().of<BusDeparted>();
  ASSERT_EQ(departures.size(), 2U);
  EXPECT_EQ(departures[0].at, at(1h));
  EXPECT_EQ(departures[0].persons, 2);
  // Back after 1 h + 30 min + 1 h; the third party boards then, and the bus waits an hour for others.
  EXPECT_EQ(departures[1].at, at(1h + 2h + 30min + 1h));
}

TEST(Bus, TakesWhoComesAtTheInstantOfItsTimeOut) {
  SiteRig rig(a_stop(1, 5, 1h));
  rig.party(at(0h), 1);
  rig.party(at(1h), 1);
  rig.run(at(10h));

  const auto departures = rig.facts().of<BusDeparted>();
  ASSERT_EQ(departures.size(), 1U);
  EXPECT_EQ(departures[0].persons, 2);
}

TEST(Bus, IsFullWhenTheNextPartyDoesNotFit) {
  SiteRig rig(a_stop(2, 5, 1h));
  rig.party(at(0h), 3);
  rig.party(at(10min), 3);  // a party never splits
  rig.party(at(20min), 2);
  rig.run(at(10h));

  const auto departures = rig.facts().of<BusDeparted>();
  ASSERT_EQ(departures.size(), 2U);
  EXPECT_EQ(departures[0].at, at(10min));
  EXPECT_EQ(departures[0].persons, 3);
  EXPECT_EQ(departures[1].at, at(20min));
  EXPECT_EQ(departures[1].persons, 5);
}

TEST(Bus, CarriesItsPeopleForTheTripAndComesBack) {
  SiteRig rig(a_stop(1, 2, 1h));
  rig.party(at(0h), 2);
  rig.party(at(0h), 2);
  rig.run(at(10h));

  ASSERT_EQ(rig.visits(stop).size(), 2U);
  EXPECT_EQ(rig.visits(stop)[0].began, at(0h));
  EXPECT_EQ(rig.visits(stop)[0].left, at(1h));
  EXPECT_EQ(rig.visits(stop)[1].began, at(1h + 30min + 1h));
  EXPECT_EQ(rig.facts().of<PartyLeft>().size(), 2U);
}

TEST(Bus, OfAFleetThatIsMadeSmallerFinishesItsTrip) {
  SiteRig rig(a_stop(2, 2, 1h));
  rig.party(at(0h), 2);
  rig.party(at(10min), 1);  // the other bus waits for one more
  rig.change(at(20min), stop, [](scenario::Stage& s) { set_count(s, 0); });
  rig.party(at(30min), 1);  // and still gets it
  rig.party(at(40min), 1);
  rig.change(at(8h), stop, [](scenario::Stage& s) { set_count(s, 1); });
  rig.run(at(24h));

  const auto departures = rig.facts().of<BusDeparted>();
  ASSERT_EQ(departures.size(), 3U);
  EXPECT_EQ(departures[1].at, at(30min));
  EXPECT_EQ(departures[2].at, at(9h));  // no bus for hours; then one that waits an hour
  EXPECT_EQ(rig.facts().of<PartyLeft>().size(), 4U);
}

TEST(Bus, OfAFleetOfNoneKeepsEverybodyWaiting) {
  SiteRig rig(a_stop(0, 2, 1h));
  rig.party(at(0h), 2);
  rig.run(at(24h));

  EXPECT_TRUE(rig.facts().of<BusDeparted>().empty());
  EXPECT_EQ(rig.levels(stop).in_line.now(), 1);
}

TEST(Bus, TakesWhoGoesFirstByClassAndNotWhoHasLeftTheLine) {
  scenario::Scenario scenario = a_stop(0, 2, 1h);
  scenario.stages[0].priority = {test::when("size > 1")};
  scenario.stages[0].reneging = scenario::Reneging{test::fixed_time(2h), 1, std::nullopt};
  SiteRig rig(scenario);
  rig.party(at(0h), 1);
  rig.party(at(2h), 1);
  rig.party(at(2h), 2);
  rig.change(at(3h), stop, [](scenario::Stage& s) { set_count(s, 1); });
  rig.run(at(24h));

  EXPECT_EQ(rig.visits(stop)[0].reneged, at(2h));
  EXPECT_EQ(rig.visits(stop)[1].reneged, at(4h));
  EXPECT_EQ(rig.visits(stop)[2].began, at(3h));
  EXPECT_EQ(rig.facts().of<BusDeparted>().size(), 1U);
}

TEST(Bus, RefusesAPartyThatIsLargerThanItsSeats) {
  SiteRig rig(a_stop(1, 4, 1h));
  rig.party(at(0h), 5);
  rig.party(at(0h), 4);
  rig.run(at(24h));

  EXPECT_EQ(rig.refused(stop), 1);
  EXPECT_EQ(rig.facts().of<PartyLeft>().size(), 2U);
  EXPECT_EQ(rig.facts().of<BusDeparted>().size(), 1U);
}

TEST(Bus, OnItsWayAtTheEndOfTheRunHasItsPeopleAboard) {
  SiteRig rig(a_stop(1, 2, 1h));
  rig.party(at(0h), 2);
  rig.run(at(30min));

  EXPECT_EQ(rig.visits(stop)[0].began, at(0h));
  EXPECT_EQ(rig.visits(stop)[0].left, never);
  EXPECT_EQ(rig.levels(stop).in_service_persons.now(), 2);
}

// Parties of 1-9 persons, 1-4 buses of 8-12 seats, counts that change: the ledger of the rig checks every fact.
TEST(Buses, NeverTakeMorePeopleThanSeatsNorLoseAny) {
  test::Dice dice(7);
  const auto below = [&](std::int64_t n) { return dice.between(std::int64_t{0}, n - 1); };
  for (int round = 0; round < 200; ++round) {
    const std::int64_t most = 1 + below(4);
    SiteRig rig(a_stop(most, 8 + below(5), std::chrono::minutes(5 + below(60))));
    std::int64_t persons = 0;
    for (int party = 0; party < 60; ++party) {
      const auto size = static_cast<std::uint16_t>(1 + below(9));
      persons += size;
      rig.party(at(std::chrono::minutes(below(600))), size);
    }
    rig.change(at(3h), stop, [n = below(most)](scenario::Stage& s) { set_count(s, n); });
    rig.change(at(6h), stop, [most](scenario::Stage& s) { set_count(s, most); });
    rig.run(at(1000h));

    std::map<std::uint32_t, std::vector<SimTime>> of_bus;
    for (const BusDeparted& d : rig.facts().of<BusDeparted>()) {
      ASSERT_LE(d.persons, d.seats);
      ASSERT_GT(d.persons, 0);
      ASSERT_LT(d.bus, most);
      for (const SimTime before : of_bus[d.bus]) {
        ASSERT_GE(d.at - before, 2h + 30min) << "a bus is in one place";
      }
      of_bus[d.bus].push_back(d.at);
    }
    std::int64_t left = 0;
    for (const PartyLeft& p : rig.facts().of<PartyLeft>()) {
      left += p.persons;
    }
    ASSERT_EQ(left, persons);
  }
}

}  // namespace
}  // namespace corridor::transport_rules_test
