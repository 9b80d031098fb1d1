#include "series_store.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

#include "support/temporary_folder.hpp"

namespace corridor::results::series_store_test {
namespace {

using statistics::Measure;
using testing::ElementsAre;
using testing::IsNan;
using namespace std::chrono_literals;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr SimTime end = SimTime(2h);

/// Three instants; `b` waits, `a` is empty.
statistics::RunResult a_result(double waiting) {
  return {.times = {SimTime(0h), SimTime(1h), SimTime(2h)},
          .series = {{"b", Measure::waiting, {waiting, waiting + 1, waiting + 2}}, {"a", Measure::held, {0, nan, 0}}},
          .hourly = {},
          .summary = {{"b", "children", Measure::wait_mean, waiting / 2}}};
}

std::vector<std::vector<double>> cells(const SeriesStore& store, const SeriesStore::Series& series) {
  std::vector<std::vector<double>> all;
  store.for_each_cell(series, [&](std::size_t cell, std::span<const double> values) {
    EXPECT_EQ(cell, all.size());
    all.emplace_back(values.begin(), values.end());
  });
  return all;
}

TEST(SeriesStore, GivesEachCellWithTheReplicationsInTheirOrder) {
  const test::TemporaryFolder temporary;
  SeriesStore store(temporary.path() / "store", end);
  store.append(a_result(10));
  store.append(a_result(5));
  const auto series = store.series();
  ASSERT_EQ(series.size(), 3U);
  EXPECT_THAT(cells(store, series[2]), ElementsAre(ElementsAre(10, 5), ElementsAre(11, 6), ElementsAre(12, 7)));
  EXPECT_THAT(cells(store, series[1]), ElementsAre(ElementsAre(5, 2.5)));
  EXPECT_THAT(store.read(series[2], 1), ElementsAre(5, 6, 7));
}

TEST(SeriesStore, GivesTheSameCellsInBlocksOfAnySize) {
  const test::TemporaryFolder temporary;
  for (const std::size_t block_bytes : {1U, 16U, 40U, 1U << 20U}) {
    SeriesStore store(temporary.path() / std::to_string(block_bytes), end, block_bytes);
    for (int i = 0; i < 5; ++i) {
      store.append(a_result(i));
    }
    EXPECT_THAT(cells(store, store.series()[2]),
                ElementsAre(ElementsAre(0, 1, 2, 3, 4), ElementsAre(1, 2, 3, 4, 5), ElementsAre(2, 3, 4, 5, 6)));
  }
}

TEST(SeriesStore, KnowsWhatIsNothingInEveryReplication) {
  const test::TemporaryFolder temporary;
  SeriesStore store(temporary.path() / "store", end);
  store.append(a_result(0));
  EXPECT_FALSE(store.series()[0].is_something);
  EXPECT_TRUE(store.series()[2].is_something);
  statistics::RunResult later = a_result(0);
  later.series[1].values[1] = -1;
  store.append(later);
  EXPECT_TRUE(store.series()[0].is_something);
}

TEST(SeriesStore, HasNothingWhereAReplicationHadNoSuchSeries) {
  const test::TemporaryFolder temporary;
  SeriesStore store(temporary.path() / "store", end);
  store.append(a_result(1));
  statistics::RunResult second = a_result(2);
  second.hourly = {{SimTime(1h), "a", Measure::travel_time_p50, 7}};
  store.append(second);
  store.append(a_result(3));
  const auto hourly = store.series()[1];
  ASSERT_EQ(hourly.key.table, Table::hourly);
  const auto values = cells(store, hourly);
  ASSERT_EQ(store.times_of(Table::hourly)[2], SimTime(1h));
  EXPECT_THAT(values[2], ElementsAre(IsNan(), 7, IsNan()));
  EXPECT_THAT(values[1], ElementsAre(IsNan(), IsNan(), IsNan()));
}

TEST(SeriesStore, PlacesDepartureHoursThatDoNotBeginWithTheRun) {
  const test::TemporaryFolder temporary;
  SeriesStore store(temporary.path() / "store", end);
  statistics::RunResult result = a_result(1);
  result.hourly = {{SimTime(-20min), "a", Measure::travel_time_p50, 1},
                   {SimTime(100min), "a", Measure::travel_time_p50, 3}};
  store.append(result);
  const std::vector<double> values = store.read(store.series()[1], 0);
  const std::vector<SimTime> times = store.times_of(Table::hourly);
  EXPECT_EQ(times[0], SimTime(-20min));
  EXPECT_EQ(values[0], 1);
  EXPECT_EQ(times[2], SimTime(100min));
  EXPECT_EQ(values[2], 3);
}

TEST(SeriesStore, OrdersSeriesByPlaceMeasureNameAndGroup) {
  const test::TemporaryFolder temporary;
  SeriesStore store(temporary.path() / "store", end);
  statistics::RunResult result;
  result.summary = {{"b", "", Measure::wait_p50, 1},
                    {"a", "women", Measure::wait_mean, 1},
                    {"a", "children", Measure::wait_mean, 1},
                    {"a", "", Measure::wait_p50, 1},
                    {"a", "", Measure::blocked_hours, 1}};
  store.append(result);
  std::vector<std::string> order;
  for (const auto& s : store.series()) {
    order.push_back(s.key.place + ' ' + std::string(statistics::info(s.key.measure).name) + ' ' + s.key.group);
  }
  EXPECT_THAT(order, ElementsAre("a blocked_hours ", "a wait_mean children", "a wait_mean women", "a wait_p50 ",
                                 "b wait_p50 "));
}

TEST(SeriesStore, RefusesTwoSeriesOfOneKey) {
  const test::TemporaryFolder temporary;
  SeriesStore store(temporary.path() / "store", end);
  statistics::RunResult result = a_result(1);
  result.series.push_back(result.series.front());
  EXPECT_THROW(store.append(result), ContractViolation);
}

}  // namespace
}  // namespace corridor::results::series_store_test
