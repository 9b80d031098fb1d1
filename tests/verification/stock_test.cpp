// Stocks worked by hand: use at stages and by the day, deliveries, lines that wait, those who go without. The ledger of
// the rig checks at every fact that a stock has what has come less what was given.
#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/fact_log.hpp"
#include "support/road_random.hpp"
#include "support/scenario_builder.hpp"
#include "support/site_rig.hpp"

namespace corridor::stock_test {
namespace {

using namespace std::chrono_literals;
using scenario::UnitKind;
using test::ScenarioBuilder;
using test::SiteRig;

const StockId blankets(0);

/// A point that gives out in no time what each person gets, to parties in order.
ScenarioBuilder a_point(double amount, scenario::StockUse use, scenario::Service service) {
  ScenarioBuilder builder;
  builder.site("town").stage("point", service).poisson_arrivals(0);
  builder.edit().stages.back().uses = {use};
  builder.edit().stocks.push_back({"blankets", "town/blankets", SiteId(0), goods(amount), Goods(0)});
  return builder;
}

void deliver(ScenarioBuilder& builder, Duration at, double amount, std::optional<Duration> every = {}) {
  builder.edit().deliveries.push_back({blankets, SimTime(at), every, goods(amount), ""});
}

std::vector<double> given(const SiteRig& rig) {
  std::vector<double> result;
  for (const auto& f : rig.facts().of<record::GoodsGiven>()) {
    result.push_back(to_number(f.given));
  }
  return result;
}

TEST(Stock, LineWaitsUntilThereIsEnoughForTheFirstAndLateOnesAreKnown) {
  auto builder = a_point(10, {blankets, goods(2), false}, test::servers(1, test::fixed_time(1min)));
  deliver(builder, 3h, 1);
  deliver(builder, 5h, 20);
  SiteRig rig(builder.build());

  rig.party(SimTime(1h), 4);  // 8 of 10
  rig.party(SimTime(2h), 3);  // needs 6: 2, then 3 are there; waits until 5 h
  rig.party(SimTime(4h), 1);  // needs 2, which are there, but it is not its turn
  rig.party(SimTime(6h), 1);
  rig.run(SimTime(20h));

  const auto& visits = rig.visits(StageId(0));
  EXPECT_EQ(visits[0].began, SimTime(1h));
  EXPECT_EQ(visits[1].began, SimTime(5h));
  EXPECT_EQ(visits[2].began, SimTime(5h + 1min));
  EXPECT_EQ(visits[3].began, SimTime(6h));
  EXPECT_EQ(given(rig), (std::vector<double>{8, 6, 2, 2}));
  std::vector<bool> late;
  for (const auto& f : rig.facts().of<record::GoodsGiven>()) {
    late.push_back(f.is_late);
  }
  EXPECT_EQ(late, (std::vector<bool>{false, true, true, false}));
  EXPECT_EQ(rig.facts().of<record::GoodsGiven>().back().left, goods(10 + 1 + 20 - 18));
}

TEST(Stock, NobodyWaitsWithoutRoomToWait) {
  auto builder = a_point(0, {blankets, goods(1), false}, test::servers(5, test::fixed_time(1min)));
  builder.waiting_room(0);
  deliver(builder, 3h, 2);
  SiteRig rig(builder.build());

  rig.party(SimTime(1h), 1);
  rig.party(SimTime(2h), 1);
  rig.run(SimTime(20h));

  EXPECT_EQ(rig.levels(StageId(0)).in_line.most_lasting(), 0);
  EXPECT_EQ(rig.levels(StageId(0)).held.most(), 2);
  EXPECT_EQ(rig.visits(StageId(0))[1].began, SimTime(3h));
  for (const auto& f : rig.facts().of<record::GoodsGiven>()) {
    EXPECT_TRUE(f.is_late);
  }
}

TEST(Stock, GoesAsFarAsItLastsWhereOthersGoOnWithout) {
  auto builder = a_point(10, {blankets, goods(3), true}, test::servers(1, test::fixed_time(1min)));
  SiteRig rig(builder.build());

  rig.party(SimTime(1h), 2);
  rig.party(SimTime(2h), 2);  // one gets 3 of the 4 that are left
  rig.party(SimTime(3h), 1);
  rig.run(SimTime(20h));

  const auto facts = rig.facts().of<record::GoodsGiven>();
  ASSERT_EQ(facts.size(), 3U);
  EXPECT_EQ(given(rig), (std::vector<double>{6, 3, 0}));
  EXPECT_EQ(facts[1].supplied, 1);
  EXPECT_EQ(facts[2].supplied, 0);
  EXPECT_EQ(facts[2].left, goods(1));
  EXPECT_EQ(rig.visits(StageId(0))[2].began, SimTime(3h));
}

TEST(Stock, UnlimitedIsNeverEmpty) {
  auto builder = a_point(0, {blankets, goods(1), false}, test::servers(1, test::fixed_time(1min)));
  builder.edit().stocks[0].amount.reset();
  deliver(builder, 2h, 5);
  SiteRig rig(builder.build());

  rig.party(SimTime(1h), 7);
  rig.run(SimTime(20h));

  EXPECT_EQ(given(rig), (std::vector<double>{7}));
  EXPECT_FALSE(rig.facts().of<record::GoodsGiven>()[0].left);
}

TEST(Stock, DeliveriesComeAgainUntilTheEnd) {
  auto builder = a_point(0, {blankets, goods(1), false}, test::servers(1, test::fixed_time(1min)));
  deliver(builder, 2h, 5, 6h);
  SiteRig rig(builder.build());

  rig.run(SimTime(24h));

  std::vector<SimTime> times;
  for (const auto& f : rig.facts().of<record::GoodsDelivered>()) {
    times.push_back(f.at);
  }
  EXPECT_EQ(times, (std::vector<SimTime>{SimTime(0h), SimTime(2h), SimTime(8h), SimTime(14h), SimTime(20h)}));
  EXPECT_EQ(rig.facts().of<record::GoodsDelivered>().back().left, goods(20));
}

/// Sums of what was used by the day.
struct ByDay {
  Goods given;
  Goods unmet;
};
ByDay by_day(const test::FactLog& facts) {
  ByDay sum;
  for (const auto& f : facts.of<record::GoodsConsumed>()) {
    sum.given += f.given;
    sum.unmet += f.unmet;
  }
  return sum;
}

TEST(Stock, ByTheDayIsUsedForTheTimeThatPeopleAreThereAndUnmetWhenItIsEmpty) {
  // 24 l a day are 1 l an hour. 3 persons from 1 h to 5 h and 2 from 2 h to 6 h need 12 + 8 = 20 l. 10 l last until
  // 2 h + 7 / 5 h = 3 h 24; 4 l come at 4 h, and last 48 min. So 14 l are given and 6 l are unmet.
  ScenarioBuilder builder;
  builder.site("town").stage("hall", scenario::Delay{test::fixed_time(4h)}).poisson_arrivals(0);
  builder.edit().stocks.push_back({"water", "town/water", SiteId(0), goods(10), goods(24)});
  deliver(builder, 4h, 4);
  deliver(builder, 10h, 1);  // looks at what was used until then
  SiteRig rig(builder.build());

  rig.party(SimTime(1h), 3);
  rig.party(SimTime(2h), 2);
  rig.run(SimTime(20h));

  EXPECT_EQ(by_day(rig.facts()).given, goods(14));
  EXPECT_EQ(by_day(rig.facts()).unmet, goods(6));
  const auto consumed = rig.facts().of<record::GoodsConsumed>();
  ASSERT_EQ(consumed.size(), 2U);
  EXPECT_EQ(consumed[0].at, SimTime(4h));  // 3 + 2 x 5 needed
  EXPECT_EQ(consumed[0].given, goods(10));
  EXPECT_EQ(consumed[0].unmet, goods(3));
  EXPECT_EQ(rig.facts().of<record::GoodsDelivered>().back().left, goods(1));
}

TEST(Stock, ByTheDayAndAtStagesIsOneStock) {
  // 10 l, 1 l an hour each, and 7 l at the tap. The first leaves 3 at 0 h, 2 are left at 1 h, when the second comes
  // and waits; both use 2 l an hour, so it is empty from 2 h to 3 h, when 10 come: 7 for the second, and 3 for an hour
  // and a half. By the day 1 + 2 + 3 are given until 10 h, and 2 + 2 x 5.5 are unmet.
  auto builder = a_point(10, {blankets, goods(7), false}, test::servers(1, test::fixed_time(0s)));
  builder.edit().stocks[0].per_day = goods(24);
  builder.next(test::then(1)).stage("hall", scenario::Delay{test::fixed_time(100h)});
  deliver(builder, 3h, 10);
  deliver(builder, 10h, 1);
  SiteRig rig(builder.build());

  rig.party(SimTime(0h), 1);
  rig.party(SimTime(1h), 1);
  rig.run(SimTime(20h));

  EXPECT_EQ(given(rig), (std::vector<double>{7, 7}));
  EXPECT_EQ(rig.visits(StageId(0))[1].began, SimTime(3h));
  EXPECT_EQ(by_day(rig.facts()).given, goods(6));
  EXPECT_EQ(by_day(rig.facts()).unmet, goods(13));
}

/// What a tap is asked for and gets, hour by hour.
struct Draw {
  struct Arrival {
    int at;
    int persons;
  };
  int amount;
  std::vector<Arrival> arrivals;
  std::vector<std::pair<int, int>> deliveries;  // hour, amount
};

constexpr int hours = 200;
constexpr int in_the_hall = 30;  // h

Draw a_draw(std::uint32_t game) {
  test::Dice dice(game);
  Draw draw{static_cast<int>(dice.between(0, 20)), {}, {}};
  for (int at = 0; draw.arrivals.size() < 12; at += static_cast<int>(dice.between(0, 6))) {
    draw.arrivals.push_back({at, static_cast<int>(dice.between(1, 3))});
  }
  for (int at = 1; at < hours / 2; at += static_cast<int>(dice.between(2, 20))) {
    draw.deliveries.emplace_back(at, static_cast<int>(dice.between(1, 40)));
  }
  return draw;
}

/// When each party begins at the tap, by a loop over hours that shares nothing with the simulation: 1 l of each person
/// there is used in an hour, then what comes is there, then the first in line takes 2 l for each person if the tap is
/// free; never: -1.
std::vector<int> beginnings_by_hand(const Draw& draw) {
  std::vector<int> began(draw.arrivals.size(), -1);
  std::size_t first = 0;
  int left = draw.amount;
  for (int now = 0; now < hours; ++now) {
    const auto there = [&](std::size_t i) {  // in the hour before
      return draw.arrivals[i].at < now && (began[i] < 0 || now <= began[i] + 1 + in_the_hall);
    };
    for (std::size_t i = 0; i < began.size(); ++i) {
      left -= there(i) ? std::min(left, draw.arrivals[i].persons) : 0;
    }
    for (const auto& [at, amount] : draw.deliveries) {
      left += at == now ? amount : 0;
    }
    const bool is_free = first == 0 || began[first - 1] < now;
    if (is_free && first < began.size() && draw.arrivals[first].at <= now && left >= 2 * draw.arrivals[first].persons) {
      left -= 2 * draw.arrivals[first].persons;
      began[first++] = now;
    }
  }
  return began;
}

TEST(Stock, FirstInLineBeginsAsSoonAsThereIsEnoughHoweverMuchIsUsedByTheDay) {
  int waited = 0;
  for (std::uint32_t game = 0; game < 500; ++game) {
    const Draw draw = a_draw(game);
    auto builder = a_point(draw.amount, {blankets, goods(2), false}, test::servers(1, test::fixed_time(1h)));
    builder.edit().stocks[0].per_day = goods(24);
    builder.next(test::then(1)).stage("hall", scenario::Delay{test::fixed_time(std::chrono::hours(in_the_hall))});
    for (const auto& [at, amount] : draw.deliveries) {
      deliver(builder, std::chrono::hours(at), amount);
    }
    SiteRig rig(builder.end(std::chrono::hours(hours)).build());
    for (const Draw::Arrival& arrival : draw.arrivals) {
      rig.party(SimTime(std::chrono::hours(arrival.at)), static_cast<std::uint16_t>(arrival.persons));
    }
    rig.run(SimTime(std::chrono::hours(hours - 1)));

    const std::vector<int> began = beginnings_by_hand(draw);
    for (std::size_t i = 0; i < began.size(); ++i) {
      const SimTime expected = began[i] < 0 ? never : SimTime(std::chrono::hours(began[i]));
      ASSERT_EQ(rig.visits(StageId(0))[i].began, expected) << "game " << game << " party " << i;
      waited += began[i] > draw.arrivals[i].at + 1 ? 1 : 0;
    }
  }
  EXPECT_GT(waited, 1000);
}

}  // namespace
}  // namespace corridor::stock_test
