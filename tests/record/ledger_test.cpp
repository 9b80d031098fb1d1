// A sound story passes, and the ledger finds every violation planted in it.
#include "corridor/record/ledger.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/error.hpp"
#include "corridor/base/units.hpp"

namespace corridor::record::ledger_test {
namespace {

using namespace std::chrono_literals;

const OriginId home(0);
const PartyId party(0);
const VehicleId car(0);
const VehicleId van(1);
const LinkId road(0);
const StageId desk(0);
const Unit unit{Unit::Kind::party, 0, 4};

SimTime at(int minutes) {
  return SimTime(minutes * 1min);
}
Composition persons(std::uint16_t n) {
  Composition who;
  who.persons = n;
  return who;
}

/// A party of four that drives over a link, is served at a desk, and leaves.
std::vector<Fact> a_journey() {
  return {PartyAppeared{at(0), party, home, persons(4), true},
          VehicleFormed{at(0), car, home, {}, party, persons(4), 1},
          PartyBoarded{at(0), party, car, 4},
          PartyDeparted{at(1), party, home, 4},
          VehicleDeparted{at(1), car, home, 4},
          LinkEntered{at(1), car, road, 4},
          LinkLeft{at(2), car, road, 4, at(1), 0s},
          VehicleArrived{at(2), car, std::nullopt, 4},
          UnitHeld{at(2), desk, unit},
          StageJoined{at(3), desk, unit},
          ServiceBegan{at(3), desk, unit},
          ServiceFinished{at(4), desk, unit},
          UnitBlocked{at(4), desk, unit},
          StageLeft{at(5), desk, unit, at(3), at(3), at(4)},
          DelayBegan{at(5), desk, unit},
          DelayEnded{at(6), desk, unit},
          PartyLeft{at(6), party, std::nullopt, {}, 4},
          SampleTaken{at(7)}};
}

void follow(const std::vector<Fact>& facts, bool every_fact = true) {
  Ledger ledger(1, every_fact);
  for (const Fact& fact : facts) {
    ledger.on(fact);
  }
  ledger.close();
}

/// The story with the facts from index `from` on changed.
template <class Plant>
std::vector<Fact> with(Plant plant) {
  auto facts = a_journey();
  plant(facts);
  return facts;
}

TEST(Ledger, PassesASoundStory) {
  EXPECT_NO_THROW(follow(a_journey()));
  EXPECT_NO_THROW(follow(a_journey(), false));
}

/// One of the four dies before departing, one on the road, one at the desk.
std::vector<Fact> a_journey_with_outcomes() {
  const auto died = [](int minutes, std::uint16_t remaining, Unit in, Whereat place) {
    in.persons = remaining;
    using From = OutcomeCounted::From;
    const std::array from = {From::origin, From::link, From::stage};  // as the places of a Whereat
    return OutcomeCounted{at(minutes), party, place, Outcome::died, persons(1), remaining, in, from[place.index()]};
  };
  const Unit in_car{Unit::Kind::vehicle, car.index(), 0};
  Unit one = unit;
  one.persons = 1;
  Unit two = unit;
  two.persons = 2;
  return {PartyAppeared{at(0), party, home, persons(4), true},
          VehicleFormed{at(0), car, home, {}, party, persons(4), 1},
          died(0, 3, in_car, home),
          CallAwaited{at(0), party, home, 3},
          CallCame{at(1), party, home, 3},
          PartyDeparted{at(1), party, home, 3},
          VehicleDeparted{at(1), car, home, 3},
          LinkEntered{at(1), car, road, 3},
          died(1, 2, in_car, road),
          LinkLeft{at(2), car, road, 2, at(1), 0s},
          StageJoined{at(3), desk, two},
          died(3, 1, unit, SiteId(0)),
          StageLeft{at(5), desk, one, at(3), at(3), at(4)},
          OutcomeCounted{at(5), party, SiteId(0), Outcome::injured, persons(1), 1, one},
          PartyLeft{at(6), party, std::nullopt, {}, 1}};
}

TEST(Ledger, BalancesCountedOutcomesWhereverTheyAre) {
  EXPECT_NO_THROW(follow(a_journey_with_outcomes()));
}

TEST(Ledger, FindsPersonsOfAnOutcomeWhoAreStatedAgainOrCountedTwice) {
  const auto sound = a_journey_with_outcomes();
  for (const std::size_t i : {2U, 8U, 11U}) {
    auto without = sound;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_THROW(follow(without), InvariantBroken) << "without fact " << i;
    auto twice = sound;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), sound[i]);
    EXPECT_THROW(follow(twice), InvariantBroken) << "fact " << i << " twice";
  }
  auto facts = sound;
  std::get<CallCame>(facts[4]).persons = 4;
  EXPECT_THROW(follow(facts), InvariantBroken);
}

/// The party turns round on the road, drives home over another, and is counted there.
std::vector<Fact> a_way_back() {
  const LinkId other(1);
  const Unit emptied{Unit::Kind::vehicle, car.index(), 0};
  auto facts = a_journey();
  facts.erase(facts.begin() + 6, facts.end());
  facts.emplace_back(VehicleTurnedBack{at(2), car, road, other, metres(100), 4, 0s, at(1)});
  facts.emplace_back(LinkEntered{at(3), car, other, 4});
  facts.emplace_back(LinkLeft{at(4), car, other, 4, at(1), 0s});
  facts.emplace_back(
      OutcomeCounted{at(4), party, home, Outcome::turned_back, persons(4), 0, emptied, OutcomeCounted::From::door});
  return facts;
}

TEST(Ledger, FollowsAVehicleThatTurnsBack) {
  const auto sound = a_way_back();
  EXPECT_NO_THROW(follow(sound));
  auto elsewhere = sound;
  std::get<VehicleTurnedBack>(elsewhere[6]).from = LinkId(1);
  EXPECT_THROW(follow(elsewhere), InvariantBroken);
  for (std::size_t i = 5; i < sound.size(); ++i) {
    auto without = sound;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    if (i + 1 < sound.size()) {  // who has not come home is still on the way
      EXPECT_THROW(follow(without), InvariantBroken) << "without fact " << i;
    }
    auto twice = sound;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), sound[i]);
    EXPECT_THROW(follow(twice), InvariantBroken) << "fact " << i << " twice";
  }
}

TEST(Ledger, FindsEveryFactThatIsLeftOut) {
  // Nothing depends on these: boarding (who rides is told by persons), the vehicle's departure and arrival, being held,
  // beginning, finishing, being blocked, the sample; and who has not left is still there.
  const std::vector<std::size_t> optional = {2, 4, 7, 8, 10, 11, 12, 16, 17};
  const auto sound = a_journey();
  for (std::size_t i = 0; i < sound.size(); ++i) {
    auto facts = sound;
    facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(i));
    if (std::find(optional.begin(), optional.end(), i) == optional.end()) {
      EXPECT_THROW(follow(facts), InvariantBroken) << "without fact " << i;
    }
  }
}

TEST(Ledger, FindsAFactThatIsStatedTwice) {
  for (const std::size_t i : {0U, 3U, 5U, 6U, 9U, 13U, 14U, 15U, 16U}) {
    auto facts = a_journey();
    facts.insert(facts.begin() + static_cast<std::ptrdiff_t>(i), facts[i]);
    EXPECT_THROW(follow(facts), InvariantBroken) << "fact " << i << " twice";
  }
}

TEST(Ledger, FindsPersonsWhoVanishOrAppearOnTheWay) {
  EXPECT_THROW(follow(with([](auto& f) { std::get<LinkLeft>(f[6]).persons = 3; })), InvariantBroken);
  EXPECT_THROW(follow(with([](auto& f) { std::get<LinkLeft>(f[6]).persons = 5; })), InvariantBroken);
  EXPECT_THROW(follow(with([](auto& f) { std::get<PartyLeft>(f[16]).persons = 5; })), InvariantBroken);
  EXPECT_THROW(follow(with([](auto& f) { std::get<StageLeft>(f[13]).unit.persons = 3; })), InvariantBroken);
}

TEST(Ledger, FindsTimeThatRunsBack) {
  EXPECT_THROW(follow(with([](auto& f) { std::get<StageJoined>(f[9]).at = at(1); })), InvariantBroken);
}

TEST(Ledger, FindsAVisitWhoseTimesAreOutOfOrder) {
  EXPECT_THROW(follow(with([](auto& f) { std::get<StageLeft>(f[13]).began = at(2); })), InvariantBroken);
  EXPECT_THROW(follow(with([](auto& f) { std::get<StageLeft>(f[13]).finished = at(6); })), InvariantBroken);
}

TEST(Ledger, FindsAUnitThatIsServedWhereItIsNot) {
  EXPECT_THROW(follow(with([](auto& f) { std::get<ServiceBegan>(f[10]).stage = StageId(1); })), InvariantBroken);
  EXPECT_THROW(follow(with([](auto& f) { std::get<UnitBlocked>(f[12]).stage = StageId(1); })), InvariantBroken);
}

TEST(Ledger, FindsAVehicleAtADoorThatIsStillOnTheRoad) {
  auto facts = a_journey();
  facts.insert(facts.begin() + 6, UnitHeld{at(1), desk, {Unit::Kind::vehicle, car.index(), 4}});

  EXPECT_THROW(follow(facts), InvariantBroken);
}

TEST(Ledger, FindsAVehicleFasterThanFreeFlow) {
  EXPECT_THROW(follow(with([](auto& f) { std::get<LinkLeft>(f[6]).delay = -1us; })), InvariantBroken);
}

/// Two parties of two origins leave in a bus, which takes them over a link.
std::vector<Fact> a_bus() {
  const VehicleId bus(7);
  std::vector<Fact> facts;
  for (std::uint32_t i = 0; i < 2; ++i) {
    const auto size = static_cast<std::uint16_t>(2 + i);
    facts.emplace_back(PartyAppeared{at(0), PartyId(i), OriginId(i), persons(size), false});
    facts.emplace_back(PartyDeparted{at(0), PartyId(i), OriginId(i), size});
  }
  facts.insert(facts.end(),
               {BusFormed{at(1), bus, VehicleClassId(0), desk}, PartyBoarded{at(1), PartyId(0), bus, 2},
                PartyBoarded{at(1), PartyId(1), bus, 3}, BusDeparted{at(1), desk, 0, 0, 5, 5},
                VehicleSetOff{at(1), bus, std::nullopt, NodeId(0), NodeId(1), 2, 5}, LinkEntered{at(1), bus, road, 5},
                LinkLeft{at(2), bus, road, 5, at(1), 0s}, VehicleArrived{at(2), bus, std::nullopt, 5},
                PartyAlighted{at(2), PartyId(0), bus, 2}, PartyAlighted{at(2), PartyId(1), bus, 3},
                PartyLeft{at(2), PartyId(0), std::nullopt, {}, 2}, PartyLeft{at(2), PartyId(1), std::nullopt, {}, 3}});
  return facts;
}

void follow_bus(const std::vector<Fact>& facts) {
  Ledger ledger(2, true);
  for (const Fact& fact : facts) {
    ledger.on(fact);
  }
  ledger.close();
}

TEST(Ledger, FollowsPeopleOfSeveralOriginsInOneBus) {
  EXPECT_NO_THROW(follow_bus(a_bus()));
}

TEST(Ledger, FindsPersonsWhoVanishFromABusOrHaveNoSeat) {
  for (const std::size_t i : {5U, 6U}) {  // one does not get in
    auto facts = a_bus();
    facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_THROW(follow_bus(facts), InvariantBroken);
  }
  auto crowded = a_bus();
  std::get<BusDeparted>(crowded[7]).seats = 4;
  EXPECT_THROW(follow_bus(crowded), InvariantBroken);
  auto twice = a_bus();
  twice.insert(twice.begin() + 12, twice[12]);
  EXPECT_THROW(follow_bus(twice), InvariantBroken);
}

TEST(Ledger, FindsWhoWalksOnTwoLinks) {
  const std::vector<Fact> sound = {PartyAppeared{at(0), party, home, persons(4), false},
                                   PartyDeparted{at(0), party, home, 4}, WalkBegan{at(0), party, road, 4},
                                   WalkEnded{at(1), party, road, 4}, WalkerPassed{at(1), party, SiteId(0), 4}};
  EXPECT_NO_THROW(follow(sound));
  auto twice = sound;
  twice.insert(twice.begin() + 2, twice[2]);
  EXPECT_THROW(follow(twice), InvariantBroken);
  auto elsewhere = sound;
  std::get<WalkEnded>(elsewhere[3]).link = LinkId(1);
  EXPECT_THROW(follow(elsewhere), InvariantBroken);
}

/// Two vehicles of one person each on one link, in the order given.
std::vector<Fact> two_on_a_link(VehicleId first_in, VehicleId second_in, VehicleId first_out) {
  std::vector<Fact> facts;
  for (const std::uint32_t i : {0U, 1U}) {
    facts.push_back(PartyAppeared{at(0), PartyId(i), home, persons(1), true});
    facts.push_back(VehicleFormed{at(0), VehicleId(i), home, {}, PartyId(i), persons(1), 1});
    facts.push_back(PartyDeparted{at(0), PartyId(i), home, 1});
  }
  facts.push_back(LinkEntered{at(1), first_in, road, 1});
  facts.push_back(LinkEntered{at(2), second_in, road, 1});
  facts.push_back(LinkLeft{at(3), first_out, road, 1, at(1), 0s});
  return facts;
}

TEST(Ledger, FindsOvertakingOnALink) {
  EXPECT_NO_THROW(follow(two_on_a_link(car, van, car)));
  EXPECT_THROW(follow(two_on_a_link(car, van, van)), InvariantBroken);
}

TEST(Ledger, FindsAVehicleInTwoPlaces) {
  auto facts = two_on_a_link(car, van, car);
  facts.insert(facts.begin() + 7, LinkEntered{at(1), car, LinkId(1), 1});

  EXPECT_THROW(follow(facts), InvariantBroken);
}

TEST(Ledger, WithoutFollowingEveryFactStillBalancesAtEverySample) {
  auto facts = a_journey();
  facts.erase(facts.begin() + 13);  // the party leaves from inside a stage

  EXPECT_THROW(follow(facts, false), InvariantBroken);
}

TEST(Ledger, KeepsTheBooksOfEachOriginApart) {
  Ledger ledger(2, true);
  ledger.on(PartyAppeared{at(0), PartyId(0), OriginId(0), persons(2), false});
  ledger.on(PartyAppeared{at(0), PartyId(1), OriginId(1), persons(2), false});
  ledger.on(PartyDeparted{at(1), PartyId(0), OriginId(0), 2});

  EXPECT_THROW(ledger.on(PartyLeft{at(1), PartyId(1), std::nullopt, {}, 2}), InvariantBroken);
}

}  // namespace
}  // namespace corridor::record::ledger_test
