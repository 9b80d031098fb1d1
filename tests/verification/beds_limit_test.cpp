// Beds are a hard limit: 100 beds never hold 101 people, a party is taken whole or not at all, first come first served.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include <gtest/gtest.h>

#include "support/scenario_builder.hpp"
#include "support/site_rig.hpp"

namespace corridor::beds_limit_test {
namespace {

using namespace std::chrono_literals;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;
using test::Visit;

const StageId shelter(0);

/// A shelter with places for persons; nobody leaves before `stay` is over.
ScenarioBuilder a_shelter(scenario::Limit places, scenario::TimeDistribution stay,
                          std::optional<StageId> when_full = std::nullopt) {
  ScenarioBuilder builder;
  builder.site("town").stage("shelter", test::beds(places, stay, when_full), UnitKind::person).poisson_arrivals(0);
  return builder;
}

/// 1,000 people within one hour, in parties of 1 to 7: sizes 1, 2, ..., 7, 1, 2, ...
std::int64_t send_a_thousand_people(SiteRig& rig) {
  std::int64_t persons = 0;
  std::int64_t parties = 0;
  for (std::uint16_t size = 1; persons < 1000; size = static_cast<std::uint16_t>(size % 7 + 1), ++parties) {
    const auto whole = static_cast<std::uint16_t>(std::min<std::int64_t>(size, 1000 - persons));
    rig.party(SimTime(parties * 14s), whole);
    persons += whole;
  }
  EXPECT_LE(parties * 14s, 1h);
  return parties;
}

TEST(Beds, AHundredNeverHoldMoreAndTheRestOfAThousandWaits) {
  for (const scenario::Limit waiting_room : {scenario::Limit(0), scenario::Limit()}) {
    SiteRig rig(a_shelter(100, test::exponential_time(5h)).waiting_room(waiting_room).build());

    const auto parties = send_a_thousand_people(rig);
    rig.run(SimTime(1h));

    const auto& levels = rig.levels(shelter);
    EXPECT_LE(levels.in_service_persons.most(), 100);
    EXPECT_GT(levels.in_service_persons.most(), 100 - 7);
    std::int64_t gone = 0;
    for (const auto& left : rig.facts().of<record::PartyLeft>()) {
      gone += left.persons;
    }
    EXPECT_EQ(levels.in_service_persons.now() + levels.in_line_persons.now() + levels.held_persons.now() + gone, 1000);
    rig.run(SimTime(1000h));
    EXPECT_LE(levels.in_service_persons.most(), 100);
    EXPECT_EQ(rig.facts().of<record::PartyLeft>().size(), static_cast<std::size_t>(parties));
  }
}

TEST(Beds, WhenFullSendsTheRestElsewhereAndAccountsForEverybody) {
  SiteRig rig(a_shelter(100, test::fixed_time(100h), StageId(1))
                  .waiting_room(0)
                  .stage("elsewhere", scenario::Delay{test::fixed_time(2h)})
                  .build());

  const auto parties = send_a_thousand_people(rig);
  rig.run(SimTime(10h));

  // Nobody leaves, so smaller parties fill the last places: the shelter is exactly full.
  EXPECT_EQ(rig.levels(shelter).in_service_persons.now(), 100);
  EXPECT_EQ(rig.levels(shelter).held.most(), 0);
  const auto elsewhere = static_cast<std::int64_t>(rig.visits(StageId(1)).size());
  EXPECT_EQ(rig.refused(shelter), elsewhere);
  EXPECT_EQ(elsewhere + static_cast<std::int64_t>(rig.visits(shelter).size()), parties);
}

/// When each party begins its stay: in order of arrival, as soon as there is room for all of it.
std::vector<SimTime> fifo_reference(const std::vector<Visit>& visits, std::int64_t places) {
  using Departure = std::pair<SimTime, std::int64_t>;
  std::priority_queue<Departure, std::vector<Departure>, std::greater<>> inside;
  std::vector<SimTime> begins;
  SimTime now{};
  std::int64_t free = places;
  for (const Visit& v : visits) {
    now = std::max(now, v.at_door);
    while (!inside.empty() && (inside.top().first <= now || free < v.unit.persons)) {
      now = std::max(now, inside.top().first);
      free += inside.top().second;
      inside.pop();
    }
    free -= v.unit.persons;
    begins.push_back(now);
    inside.push({now + (v.left - v.began), v.unit.persons});
  }
  return begins;
}

TEST(Beds, TakesPartiesWholeAndInStrictOrderOfArrival) {
  SiteRig rig(a_shelter(23, test::gamma_time(3h, 0.7)).waiting_room(11).build());

  const auto parties = send_a_thousand_people(rig);
  rig.run(SimTime(10000h));

  const auto& visits = rig.visits(shelter);
  ASSERT_EQ(visits.size(), static_cast<std::size_t>(parties));
  const auto expected = fifo_reference(visits, 23);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    ASSERT_EQ(visits[i].unit.index, i);
    ASSERT_EQ(visits[i].began, expected[i]) << "party " << i;
  }
  EXPECT_LE(rig.levels(shelter).in_line_persons.most_lasting(), 11);
}

TEST(Beds, APartyWaitsForAllOfItsPlacesAndHoldsThoseBehindIt) {
  SiteRig rig(a_shelter(5, test::fixed_time(10h)).build());

  rig.party(SimTime(1h), 3);
  rig.party(SimTime(2h), 4);
  rig.party(SimTime(3h), 2);
  rig.run(SimTime(30h));

  const auto& visits = rig.visits(shelter);
  EXPECT_EQ(visits[0].began, SimTime(1h));
  EXPECT_EQ(visits[1].began, SimTime(11h));
  EXPECT_EQ(visits[2].began, SimTime(21h));  // two places are free from 1 h on, but it is not its turn
}

TEST(Beds, LimitBelowTheOccupancyThrowsNobodyOutAndAdmitsNobodyUntilThereIsRoom) {
  SiteRig rig(a_shelter(10, test::fixed_time(10h)).build());

  for (int hour = 0; hour < 5; ++hour) {
    rig.party(SimTime(hour * 1h), 2);
  }
  rig.party(SimTime(5h), 2);
  rig.change(SimTime(6h), shelter, [](scenario::Stage& s) { std::get<scenario::Beds>(s.kind).places = 4; });
  rig.run(SimTime(40h));

  const auto& visits = rig.visits(shelter);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(visits[i].left - visits[i].began, 10h);
  }
  // 10 inside; 8, 6 and 4 after the first three have left; the fourth leaves at 13 h.
  EXPECT_EQ(visits[5].began, SimTime(13h));
}

TEST(Beds, PartiesWaitForPlacesThatOpenLater) {
  auto builder = a_shelter(0, test::fixed_time(10h));
  const auto open = [](scenario::Stage& s) { std::get<scenario::Beds>(s.kind).places = 5; };
  builder.change(test::change_of_stage(builder.build(), 6h, shelter, open));
  SiteRig rig(builder.build());

  rig.party(SimTime(1h), 4);
  rig.change(SimTime(6h), shelter, open);
  rig.run(SimTime(20h));

  ASSERT_EQ(rig.visits(shelter).size(), 1U);
  EXPECT_EQ(rig.visits(shelter)[0].began, SimTime(6h));
  EXPECT_EQ(rig.refused(shelter), 0);
}

TEST(Beds, PartyLargerThanThePlaceEverIsGoesOnAndIsCounted) {
  SiteRig rig(a_shelter(5, test::fixed_time(10h)).build());

  rig.party(SimTime(1h), 6);
  rig.party(SimTime(2h), 5);
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.refused(shelter), 1);
  ASSERT_EQ(rig.visits(shelter).size(), 1U);
  EXPECT_EQ(rig.visits(shelter)[0].began, SimTime(2h));
}

}  // namespace
}  // namespace corridor::beds_limit_test
