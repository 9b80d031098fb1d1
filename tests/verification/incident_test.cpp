// Counted outcomes: exactly so many people meet them, nobody is lost, and everybody else goes on as without them.
// simulate() runs a ledger that checks the balance and the persons of every party and vehicle at every fact.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/random/stream.hpp"

#include "support/fact_log.hpp"
#include "support/incidents.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::incident_test {
namespace {

using namespace std::chrono_literals;
using scenario::UnitKind;
using test::an_incident;
using test::FactLog;
using test::ScenarioBuilder;

using Where = std::vector<Whereat>;

const OriginId village(0);
const SiteId town(0);
const LinkId first(0);
const Where road = {LinkId(0), LinkId(1)};

/// 10 km with room for all, and a town where everybody stays for an hour.
ScenarioBuilder a_road_to_town(std::int64_t population) {
  auto builder = test::a_road({9000, 1000});
  builder.site("town", NodeId(2)).stage("desk", scenario::Delay{test::fixed_time(1h)});
  builder.origin(test::a_village("village", NodeId(0), population, town));
  return builder.party_sizes({1, 2, 4, 5}, {1, 2, 3, 2});
}

/// The facts of one run, to be handed on.
struct Story {
  std::unique_ptr<FactLog> log = std::make_unique<FactLog>();
  template <class T>
  [[nodiscard]] std::vector<T> of() const {
    return log->of<T>();
  }
};

Story facts_of(ScenarioBuilder builder, const std::vector<scenario::Incident>& incidents) {
  builder.edit().incidents = incidents;
  Story story;
  test::simulate(builder.build(), {story.log.get()});
  return story;
}

TEST(Incident, MeetsExactlyAsManyAsItSaysWhereverTheyAre) {
  for (const Where& where : {Where{village}, road, Where{first}, Where{town}}) {
    const Duration at = where == Where{town} ? 60min : 10min;  // the first link takes 12 min
    const Story facts = facts_of(a_road_to_town(2000), {an_incident("fire", SimTime(at), where, 218)});

    EXPECT_EQ(test::persons_met(facts), 218) << where.front().index();
    EXPECT_EQ(test::persons_who_left(facts), 2000 - 218) << where.front().index();
    EXPECT_TRUE(facts.of<record::OutcomeUnmet>().empty());
  }
}

TEST(Incident, OfMorePersonsThanThereAreMeetsThemAllAndStatesTheRest) {
  const Story facts =
      facts_of(a_road_to_town(100), {an_incident("nobody", SimTime(20h), {village}, 7, Outcome::detained),
                                     an_incident("all", SimTime(10min), road, 130)});

  EXPECT_EQ(test::persons_unmet(facts), 7 + 30);
  EXPECT_EQ(test::persons_met(facts), 100);
  EXPECT_EQ(test::persons_who_left(facts), 0);
  for (const auto& f : facts.of<record::LinkLeft>()) {
    EXPECT_EQ(f.persons, 0);  // taken to the end of the link, and no further
  }
}

TEST(Incident, AtTheInstantOfADepartureFindsThePartyAtItsOrigin) {
  const auto builder = a_road_to_town(100);
  const auto departed = facts_of(builder, {}).of<record::VehicleDeparted>().front();

  const Story before = facts_of(builder, {an_incident("stop", departed.at, {village}, 100, Outcome::turned_back)});
  const Story after = facts_of(builder, {an_incident("stop", departed.at + 1us, {village}, 100, Outcome::turned_back)});

  EXPECT_EQ(test::persons_met(before), 100);
  EXPECT_TRUE(before.of<record::VehicleDeparted>().empty());
  EXPECT_EQ(test::persons_met(after), 100 - departed.persons);
  EXPECT_EQ(test::persons_who_left(after), departed.persons);
}

TEST(Incident, SparesTheLastOfAPartyWhileThereAreOthers) {
  auto builder = a_road_to_town(400);
  std::int64_t parties = 0;
  for (const auto& f : facts_of(builder, {}).of<record::PartyAppeared>()) {
    parties += f.who.persons > 0 ? 1 : 0;
  }

  const Story most = facts_of(builder, {an_incident("fire", SimTime(0s), {village}, 400 - parties)});
  const Story all_but_one = facts_of(builder, {an_incident("fire", SimTime(0s), {village}, 399)});

  for (const auto& f : most.of<record::OutcomeCounted>()) {
    EXPECT_GT(f.remaining, 0);
  }
  EXPECT_EQ(test::persons_who_left(most), parties);
  EXPECT_EQ(test::persons_who_left(all_but_one), 1);
}

TEST(Incident, IsAsLikelyForEveryPersonOfAPartyOfTwoOrMore) {
  auto builder = a_road_to_town(60);
  builder.party_sizes({1, 2, 6}, {1, 2, 2});
  builder.edit().incidents = {an_incident("fire", SimTime(0s), {village}, 1)};
  const simulation::Model model(builder.build());
  double expected = 0;
  double variance = 0;
  int large = 0;
  constexpr std::uint32_t replications = 2000;
  for (std::uint32_t i = 0; i < replications; ++i) {
    FactLog facts;
    simulation::run(model, {3, i}, facts);
    std::map<std::uint32_t, double> in_parties_of;
    std::vector<std::uint16_t> size_of;
    for (const auto& f : facts.of<record::PartyAppeared>()) {
      in_parties_of[f.who.persons] += f.who.persons;
      size_of.push_back(f.who.persons);
    }
    const double p = in_parties_of[6] / (60 - in_parties_of[1]);
    expected += p;
    variance += p * (1 - p);
    const auto met = facts.of<record::OutcomeCounted>();
    ASSERT_EQ(met.size(), 1U);
    large += size_of[met[0].party.index()] == 6 ? 1 : 0;
  }
  EXPECT_NEAR(large, expected, 5 * std::sqrt(variance));
}

TEST(Incident, OverAnIntervalHasIndependentUniformInstants) {
  auto builder = a_road_to_town(3000);
  builder.edit().origins[0].departure = scenario::HazardDeparture{0, 0, 1};
  scenario::Incident incident = an_incident("illness", SimTime(2h), {village}, 1000);
  incident.to = SimTime(12h);
  const Story facts = facts_of(builder, {incident});

  std::vector<double> parts;
  for (const auto& f : facts.of<record::OutcomeCounted>()) {
    parts.push_back(to_hours(f.at - incident.from) / 10);
  }
  ASSERT_EQ(parts.size(), 1000U);
  EXPECT_TRUE(std::is_sorted(parts.begin(), parts.end()));
  double furthest = 0;  // Kolmogorov's distance to the uniform distribution
  for (std::size_t i = 0; i < parts.size(); ++i) {
    furthest = std::max(furthest, std::abs(parts[i] - (static_cast<double>(i) + 0.5) / 1000));
  }
  // P(D > d) <= 2 exp(-2 n d^2) (Massart 1990): below 1e-6 at sqrt(ln(2e6) / 2000) = 0.0852, and half a step
  EXPECT_LT(furthest, std::sqrt(std::log(2e6) / 2000) + 0.5e-3);
}

TEST(Incident, LeavesEveryGroupACountOfThoseWhoRemain) {
  auto builder = a_road_to_town(600);
  builder.edit().people.female = 0.52;
  builder.edit().people.children = 0.31;
  builder.edit().people.over_60 = 0.18;
  builder.edit().people.medical = 0.1;
  const Story facts = facts_of(builder, {an_incident("blast", SimTime(0s), {village}, 200, Outcome::injured),
                                         an_incident("fire", SimTime(0s), {village}, 590)});

  std::map<std::uint32_t, Composition> party;
  for (const auto& f : facts.of<record::PartyAppeared>()) {
    party[f.party.index()] = f.who;
  }
  for (const auto& f : facts.of<record::OutcomeCounted>()) {
    Composition& who = party[f.party.index()];
    EXPECT_GE(who.medical, f.who.medical);
    if (f.outcome == Outcome::injured) {
      who.medical = static_cast<std::uint16_t>(who.medical + 1 - f.who.medical);
      continue;
    }
    who -= f.who;
    const int adults = who.persons - who.children - who.over_60;
    const int other_women = who.women - (adults - who.men_18_60);
    EXPECT_EQ(who.persons, f.remaining);
    EXPECT_TRUE(adults >= 0 && who.men_18_60 <= adults && who.medical <= who.persons);
    EXPECT_TRUE(other_women >= 0 && other_women <= who.children + who.over_60);
  }
}

/// Time, vehicle and link of each entry.
std::vector<std::tuple<SimTime, std::uint32_t, std::uint32_t>> entries(const Story& facts) {
  std::vector<std::tuple<SimTime, std::uint32_t, std::uint32_t>> result;
  for (const auto& f : facts.of<record::LinkEntered>()) {
    result.emplace_back(f.at, f.vehicle.index(), f.link.index());
  }
  return result;
}

TEST(Incident, ChangesNothingForEverybodyElse) {
  auto builder = a_road_to_town(600);
  builder.edit().origins[0].departure = scenario::HazardDeparture{1, 0, 1};
  builder.edit().stages[0].kind = test::servers(2, test::gamma_time(3min, 0.8));
  const Story without = facts_of(builder, {});
  const Story with = facts_of(builder, {an_incident("fire", SimTime(30min), {village}, 20),
                                        an_incident("blast", SimTime(30min), {village}, 40, Outcome::injured),
                                        an_incident("crash", SimTime(31min), road, 10),
                                        an_incident("help", SimTime(90min), {town}, 5, Outcome::flown_out)});

  EXPECT_EQ(test::persons_met(with), 75);
  EXPECT_EQ(entries(with), entries(without));
  const auto left = [](const Story& facts) {
    std::vector<std::pair<SimTime, std::uint32_t>> result;
    for (const auto& f : facts.of<record::PartyLeft>()) {
      result.emplace_back(f.at, f.party.index());
    }
    return result;
  };
  EXPECT_EQ(left(with), left(without));
}

TEST(Incident, EmptiesVehiclesThatHoldTheirPlaceToTheEndOfTheLink) {
  auto builder = test::a_road({900, 900});
  builder.site("town", NodeId(2)).stage("desk", scenario::Delay{test::fixed_time(1h)});
  builder.origin(test::a_village("village", NodeId(0), 40, town)).party_sizes({1}, {1});
  test::with_checkpoint(builder, first, test::servers(1, test::fixed_time(40s)));
  builder.edit().origins[0].to = SiteId(0);
  const Story without = facts_of(builder, {});
  const Story with = facts_of(builder, {an_incident("fire", SimTime(5min), {first}, 12)});

  EXPECT_EQ(test::persons_met(with), 12);
  EXPECT_EQ(test::persons_who_left(with), 28);
  std::vector<std::uint32_t> order;
  std::size_t empty = 0;
  for (const auto& f : with.of<record::LinkLeft>()) {
    empty += f.persons == 0 ? 1 : 0;
    if (f.link == first) {
      order.push_back(f.vehicle.index());
    }
  }
  std::vector<std::uint32_t> order_without;
  for (const auto& f : without.of<record::LinkLeft>()) {
    if (f.link == first) {
      order_without.push_back(f.vehicle.index());
    }
  }
  EXPECT_EQ(empty, 12U);
  EXPECT_EQ(order, order_without);  // also the empty ones, in their turn
}

TEST(Incident, LeavesTheOthersOfAVehicleToGoOnWithoutItsDriver) {
  auto builder = a_road_to_town(200);
  builder.party_sizes({1}, {1});
  builder.edit().origins[0].vehicles = {{VehicleClassId(0), 0.5}, {std::nullopt, 0.5}};
  ASSERT_EQ(test::persons_who_left(facts_of(builder, {})), 200);  // everybody has a seat

  for (const SimTime at : {SimTime(0s), SimTime(10min)}) {
    const auto where = at == SimTime(0s) ? Where{village} : road;
    const Story facts = facts_of(builder, {an_incident("fire", at, where, 100)});
    EXPECT_EQ(test::persons_who_left(facts), 100);
  }
}

/// One after the other to beds or desks of a site without a road.
ScenarioBuilder a_site(const std::vector<std::pair<SimTime, std::int64_t>>& arrivals) {
  ScenarioBuilder builder;
  std::int64_t persons = 0;
  for (const auto& [at, n] : arrivals) {
    persons += n;
  }
  builder.hazard_arrivals(persons, 0).site("town").party_sizes({9}, {1});  // cut to the number of each arrival
  builder.edit().origins[0].departure = test::a_plan(arrivals);
  return builder;
}

TEST(Incident, FreesTheBedOfTheOneItMeets) {
  auto builder = a_site({{SimTime(1min), 4}, {SimTime(2min), 1}});
  builder.stage("beds", test::beds(4, test::fixed_time(10h)), UnitKind::person).waiting_room(0);
  const Story facts = facts_of(builder, {an_incident("ambulance", SimTime(1h), {town}, 1, Outcome::flown_out)});

  const auto began = facts.of<record::ServiceBegan>();
  ASSERT_EQ(began.size(), 2U);
  EXPECT_EQ(began[1].at, SimTime(1h));
  EXPECT_EQ(began[1].unit.persons, 1);
}

TEST(Incident, FreesTheDeskOfAPartyThatIsOver) {
  auto builder = a_site({{SimTime(1min), 1}, {SimTime(2h), 1}});
  builder.stage("desk", test::servers(1, test::fixed_time(10h)));
  const Story facts = facts_of(builder, {an_incident("arrest", SimTime(1h), {town}, 1, Outcome::detained)});

  const auto began = facts.of<record::ServiceBegan>();
  ASSERT_EQ(began.size(), 2U);
  EXPECT_EQ(began[1].at, SimTime(2h));
  EXPECT_EQ(facts.of<record::ServiceFinished>().size(), 1U);
}

TEST(Incident, TakesAPartyOutOfTheLineInWhichItWaits) {
  auto builder = a_site({{SimTime(1min), 3}, {SimTime(2min), 1}, {SimTime(3min), 1}});
  builder.stage("desk", test::servers(1, test::fixed_time(10h)), UnitKind::person).waiting_room(1);
  builder.edit().stages[0].kind = test::servers(3, test::fixed_time(10h));
  // The party of three takes all servers, one waits inside, one at the door. With four of them gone one is left.
  const Story facts = facts_of(builder, {an_incident("fire", SimTime(1h), {town}, 4)});

  EXPECT_EQ(test::persons_who_left(facts), 1);
  EXPECT_EQ(test::persons_met(facts), 4);
}

}  // namespace
}  // namespace corridor::incident_test
