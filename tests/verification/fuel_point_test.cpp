// Fuel points: stock, deliveries, and the gate before departure, against small cases worked out by hand.
#include <cmath>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_random.hpp"
#include "support/road_scenario.hpp"
#include "support/simulate.hpp"

namespace corridor::fuel_point_test {
namespace {

using namespace std::chrono_literals;
using test::Dice;
using test::FactLog;

const StageId pump(0);

/// A village from which so many cars with so much fuel set out in the first second; all of them first go to a fuel
/// point with one pump that takes 10 minutes, if they have less than `needs`.
test::ScenarioBuilder a_village_with_pump(std::int64_t cars, scenario::FuelDistribution fuel, scenario::FuelPoint point,
                                          scenario::FuelGate gate) {
  auto builder = test::a_road({5000});
  scenario::Scenario& s = builder.end(24h).edit();
  s.vehicle_classes[0].tank = litres(45);
  s.vehicle_classes[0].moving = litres_per_100_km(10);
  s.vehicle_classes[0].queued = litres_per_hour(1);
  s.breakdown = {0, test::fixed_time(15min), false};
  scenario::Service service = test::servers(1, test::fixed_time(10min));
  service.fuel = point;
  builder.site("pumps", NodeId(0)).stage("pump", service, scenario::UnitKind::vehicle);
  scenario::Origin village = test::a_village("village", NodeId(0), cars, NodeId(1));
  village.departure = scenario::PlannedDeparture{{{SimTime(0s), SimTime(1s), cars}}};
  village.fuel = fuel;
  village.fuel_gate = gate;
  builder.origin(village);
  return builder;
}

scenario::FuelDistribution fixed_fuel(double l) {
  return {scenario::Family::fixed, litres(l), 0};
}

std::unique_ptr<FactLog> facts_of(const scenario::Scenario& scenario) {
  auto log = std::make_unique<FactLog>();
  test::simulate(scenario, {log.get()});
  return log;
}

scenario::Change delivery(const scenario::Scenario& s, Duration at, double l) {
  auto change = test::change_of_stage(
      s, at, pump, [&](scenario::Stage& stage) { std::get<scenario::Service>(stage.kind).fuel->stock = litres(l); });
  change.sets_stock = true;
  return change;
}

std::vector<SimTime> given_at(const FactLog& facts) {
  std::vector<SimTime> times;
  for (const auto& f : facts.of<record::FuelGiven>()) {
    times.push_back(f.at);
  }
  return times;
}

TEST(FuelPoint, GivesNoMoreThanTheTankTakes) {
  // `full` fills 2 l up to 45; 50 l do the same; 10 l are 10.
  for (const auto& [gives, given] :
       {std::pair{std::optional<Litres>(), 43.0}, std::pair{std::optional(litres(50)), 43.0},
        std::pair{std::optional(litres(10)), 10.0}}) {
    const auto facts =
        facts_of(a_village_with_pump(1, fixed_fuel(2), {gives, std::nullopt}, {SiteId(0), litres(3), 0}).build());
    ASSERT_EQ(facts->of<record::FuelGiven>().size(), 1U);
    EXPECT_EQ(facts->of<record::FuelGiven>()[0].given, litres(given));
  }
}

TEST(FuelPoint, LetsTheLineWaitUntilTheStockHasWhatIsDue) {
  // 25 l are two times 10 l; the third waits for the delivery at 2 h, the fourth for its turn.
  auto builder = a_village_with_pump(4, fixed_fuel(0), {litres(10), litres(25)}, {SiteId(0), litres(3), 0});
  builder.change(delivery(builder.build(), 2h, 20));
  const auto facts = facts_of(builder.build());

  const auto times = given_at(*facts);
  ASSERT_EQ(times.size(), 4U);
  EXPECT_EQ(times[1] - times[0], 10min);
  EXPECT_EQ(times[2], SimTime(2h + 10min));
  EXPECT_EQ(times[3], SimTime(2h + 20min));
  std::vector<Litres> stocks;
  for (const auto& f : facts->of<record::FuelStockChanged>()) {
    stocks.push_back(f.stock.value());
  }
  EXPECT_EQ(stocks, (std::vector{litres(25), litres(15), litres(5), litres(20), litres(10), litres(0)}));
}

TEST(FuelPoint, KeepsWhatIsLeftThroughOtherChanges) {
  auto builder = a_village_with_pump(3, fixed_fuel(0), {litres(10), litres(20)}, {SiteId(0), litres(3), 0});
  builder.change(test::change_of_stage(
      builder.build(), 1h, pump, [](scenario::Stage& stage) { std::get<scenario::Service>(stage.kind).servers = 5; }));
  EXPECT_EQ(given_at(*facts_of(builder.build())).size(), 2U);
}

TEST(FuelPoint, ThatLosesItsStockServesNobodyMore) {
  auto builder = a_village_with_pump(10, fixed_fuel(0), {litres(10), litres(1000)}, {SiteId(0), litres(3), 0});
  builder.change(delivery(builder.build(), 35min, 0));
  const auto facts = facts_of(builder.build());

  EXPECT_EQ(given_at(*facts).size(), 4U);  // the fourth is being served at 35 min, and its fuel is out of the stock
  EXPECT_EQ(facts->of<record::VehicleDeparted>().size(), 4U);
}

TEST(FuelPoint, WithNothingInStockIsNotUnlimited) {
  const auto builder = a_village_with_pump(3, fixed_fuel(0), {litres(10), litres(0)}, {SiteId(0), litres(3), 0});
  EXPECT_EQ(given_at(*facts_of(builder.build())).size(), 0U);
}

TEST(FuelGate, SendsThoseWithLessThanTheyNeedFirst) {
  auto builder = a_village_with_pump(2, fixed_fuel(3), {litres(10), std::nullopt}, {SiteId(0), litres(3), 0});
  EXPECT_EQ(facts_of(builder.build())->of<record::FuelSought>().size(), 0U);

  builder.edit().origins[0].fuel = fixed_fuel(2.999);
  const auto facts = facts_of(builder.build());
  ASSERT_EQ(facts->of<record::FuelSought>().size(), 2U);
  const auto gone = facts->of<record::PartyDeparted>();
  const auto departed = facts->of<record::VehicleDeparted>();
  ASSERT_EQ(departed.size(), 2U);
  EXPECT_EQ(departed[0].at - gone[0].at, 10min);
  EXPECT_EQ(departed[1].at - gone[0].at, 20min);
  EXPECT_EQ(facts->of<record::VehicleArrived>().size(), 2U);
  EXPECT_EQ(facts->of<record::VehicleStalled>().size(), 0U);
}

TEST(FuelGate, LetsTheGivenShareGoWithWhatTheyHave) {
  constexpr int cars = 4000;
  const auto builder =
      a_village_with_pump(cars, fixed_fuel(2), {litres(10), std::nullopt}, {SiteId(0), litres(3), 0.2});
  const auto sought = static_cast<double>(facts_of(builder.build())->of<record::FuelSought>().size());
  EXPECT_NEAR(sought / cars, 0.8, 5 * std::sqrt(0.8 * 0.2 / cars));
}

TEST(FuelGate, LetsThoseWhoBalkSetOutWithWhatTheyHave) {
  auto builder = a_village_with_pump(5, fixed_fuel(0.2), {litres(10), std::nullopt}, {SiteId(0), litres(3), 0});
  std::get<scenario::Service>(builder.edit().stages[0].kind).balking = scenario::Balking{15min, 1, std::nullopt};
  const auto facts = facts_of(builder.build());

  // One is served, two wait (the second would wait 10 min, the third 20 min for those in line): the others go at once.
  EXPECT_EQ(facts->of<record::StageRefused>().size(), 2U);
  EXPECT_EQ(facts->of<record::FuelGiven>().size(), 3U);
  EXPECT_EQ(facts->of<record::VehicleDeparted>().size(), 5U);
  EXPECT_EQ(facts->of<record::VehicleStalled>().size(), 2U);  // 0.2 l are enough for 2 of 5 km
}

TEST(FuelGate, AsksForWhatItNeedsAtTheTime) {
  auto builder = a_village_with_pump(10, fixed_fuel(2), {litres(10), std::nullopt}, {SiteId(0), litres(0), 0});
  builder.edit().origins[0].departure =
      scenario::PlannedDeparture{{{SimTime(0s), SimTime(1h), 5}, {SimTime(2h), SimTime(3h), 5}}};
  scenario::Change change;
  change.at = SimTime(90min);
  scenario::Origin later = builder.build().origins[0];
  later.fuel_gate->needs = litres(3);
  change.what = scenario::Change::OfOrigin{OriginId(0), later};
  builder.change(change);
  const auto facts = facts_of(builder.build());

  ASSERT_EQ(facts->of<record::FuelSought>().size(), 5U);
  EXPECT_GE(facts->of<record::FuelSought>()[0].at, SimTime(2h));
}

TEST(FuelStock, IsWhatThereWasLessWhatWasGiven) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const auto portion = dice.chance(70) ? std::optional(Litres(dice.between(1'000'000, 20'000'000))) : std::nullopt;
    const Litres stock(dice.between(0, 600'000'000));
    auto builder = a_village_with_pump(60, {scenario::Family::exponential, litres(8), 1}, {portion, stock},
                                       {SiteId(0), litres(15), dice.chance(50) ? 0.3 : 0.0});
    std::get<scenario::Service>(builder.edit().stages[0].kind).servers = dice.between(1, 6);
    const auto facts = facts_of(builder.build());

    Litres given;
    for (const auto& f : facts->of<record::FuelGiven>()) {
      EXPECT_LE(f.given, portion.value_or(litres(45)));
      given += f.given;
    }
    Litres left = stock;
    for (const auto& f : facts->of<record::FuelStockChanged>()) {
      EXPECT_GE(*f.stock, Litres(0));
      EXPECT_LE(*f.stock, left);
      left = *f.stock;
    }
    EXPECT_EQ(given + left, stock);
    const auto waiting = facts->of<record::FuelSought>().size() - facts->of<record::FuelGiven>().size();
    EXPECT_TRUE(waiting == 0 || left < litres(45)) << "somebody waits beside a full stock";
  }
}

}  // namespace
}  // namespace corridor::fuel_point_test
