#include "corridor/results/experiment_store.hpp"

#include <array>
#include <cmath>
#include <csignal>
#include <limits>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corridor/base/error.hpp"
#include "corridor/results/run_folder.hpp"

#include "database.hpp"
#include "support/temporary_folder.hpp"

namespace corridor::results::experiment_store_test {
namespace {

using statistics::Measure;
using ::testing::HasSubstr;

const double none = std::numeric_limits<double>::quiet_NaN();

SweptDesign design() {
  SweptDesign result;
  result.factors = {{.name = "desks", .path = "site.hall.desk.servers", .is_numeric = true, .unit = ""},
                    {.name = "speed \"limit\"", .path = "link.a.speed", .is_numeric = false, .unit = ""}};
  for (const double desks : {2.0, 4.0}) {
    const design::FactorValue first{
        .text = std::to_string(static_cast<int>(desks)), .set = "", .number = desks, .unit = "", .place = {}};
    const design::FactorValue second{.text = "none", .set = "", .number = {}, .unit = "", .place = {}};
    result.points.push_back({.values = {first, second}, .scenario_hash = "hash" + first.text});
  }
  return result;
}

StoredReplication replication(double value) {
  return {
      .events = 12,
      .figures = {{"all", "", Measure::departed_persons, value}, {"hall/desk", "children", Measure::wait_p95, none}}};
}

class Store : public ::testing::Test {
 protected:
  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "experiment.sqlite";
};

TEST_F(Store, GivesBackEveryBitOfWhatWasStored) {
  const std::vector<double> values = {0.1, 1.0 / 3.0,  5e-324, 1.7976931348623157e308, -123456789.123456789,
                                      3,   1e15 + 0.25};
  {
    ExperimentStore store(file_);
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      store.add({"hash", 18446744073709551615U, i}, replication(values[i]));
    }
  }
  const ExperimentStore store(file_);
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const auto stored = store.find({"hash", 18446744073709551615U, i});
    ASSERT_TRUE(stored);
    ASSERT_EQ(stored->figures.size(), 2U);
    EXPECT_EQ(stored->figures[0].value, values[i]);
    EXPECT_EQ(stored->figures[1].group, "children");
    EXPECT_TRUE(std::isnan(stored->figures[1].value));
    EXPECT_EQ(stored->events, 12U);
    EXPECT_FALSE(stored->failure);
  }
}

TEST_F(Store, TellsReplicationsApartByScenarioSeedAndIndex) {
  ExperimentStore store(file_);
  store.add({"hash", 1, 0}, replication(1));
  store.add({"other", 1, 0}, replication(2));
  store.add({"hash", 2, 0}, replication(3));
  store.add({"hash", 1, 1}, {.events = 0, .failure = "people were lost"});
  store.add({"hash", 1, 0}, replication(4));  // is there

  EXPECT_EQ(store.count(), 4U);
  EXPECT_EQ(store.find({"hash", 1, 0})->figures[0].value, 1);
  EXPECT_EQ(store.find({"hash", 2, 0})->figures[0].value, 3);
  EXPECT_EQ(store.find({"hash", 1, 1})->failure, "people were lost");
  EXPECT_FALSE(store.has({"hash", 1, 2}));
  EXPECT_FALSE(store.find({"hash", 3, 0}));
}

TEST_F(Store, KeepsReplicationsWhenItIsDescribedAnewUntilItForgets) {
  ExperimentStore store(file_);
  EXPECT_EQ(store.subject(), "");
  store.describe("one", design());
  store.add({"hash2", 1, 0}, replication(1));
  store.describe("two", design());
  EXPECT_EQ(store.subject(), "two");
  EXPECT_TRUE(store.has({"hash2", 1, 0}));
  store.forget();
  EXPECT_FALSE(store.has({"hash2", 1, 0}));
  store.add({"hash2", 1, 0}, replication(5));
  EXPECT_EQ(store.find({"hash2", 1, 0})->figures[0].value, 5);
}

TEST_F(Store, AnswersQuestionsByFactor) {
  {
    ExperimentStore store(file_);
    store.describe("one", design());
    for (std::uint32_t i = 0; i < 4; ++i) {
      store.add({"hash2", 1, i}, replication(i));
      store.add({"hash4", 1, i}, replication(10.0 * i));
    }
    store.add({"a point that is no more", 1, 0}, replication(1e6));
  }
  Database database(file_);
  Statement question(database,
                     "SELECT point, desks, \"speed \"\"limit\"\"\", avg(value), count(*) FROM results "
                     "WHERE measure = 'departed_persons' AND place = 'all' GROUP BY desks ORDER BY desks");
  ASSERT_TRUE(question.next());
  EXPECT_EQ(question.number(1), 2);
  EXPECT_EQ(question.text(2), "none");
  EXPECT_EQ(question.number(3), 1.5);
  ASSERT_TRUE(question.next());
  EXPECT_EQ(question.whole(0), 1);
  EXPECT_EQ(question.number(1), 4);
  EXPECT_EQ(question.number(3), 15);
  EXPECT_EQ(question.whole(4), 4);
  EXPECT_FALSE(question.next());
}

TEST_F(Store, IsOpenToOneProcessAtATime) {
  const ExperimentStore store(file_);
  EXPECT_THROW(ExperimentStore second(file_), PlaceTaken);
}

TEST_F(Store, TakesNothingForAStoreThatIsNone) {
  test::put(file_, "no database at all, but longer than the header of one: " + std::string(200, 'x'));
  EXPECT_THROW(ExperimentStore store(file_), PlaceTaken);
  EXPECT_THROW(ExperimentStore store(folder_.path() / "nowhere" / "experiment.sqlite"), IoError);
}

TEST_F(Store, CanBeWrittenBySeveralThreads) {
  ExperimentStore store(file_);
  std::vector<std::thread> threads;
  for (std::uint32_t t = 0; t < 4; ++t) {
    threads.emplace_back([&store, t] {
      for (std::uint32_t i = 0; i < 50; ++i) {
        store.add({"hash", t, i}, replication(t + 0.5 * i));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(store.count(), 200U);
  EXPECT_EQ(store.find({"hash", 3, 49})->figures[0].value, 27.5);
}

/// Stores replications one after the other in a process of its own, saying so, until it is killed.
int stored_until_killed(const std::filesystem::path& file, int least) {
  std::array<int, 2> said{};
  EXPECT_EQ(pipe(said.data()), 0);
  const pid_t process = fork();
  if (process == 0) {
    ExperimentStore store(file);
    for (std::uint32_t i = 0;; ++i) {
      store.add({"hash", 1, i}, replication(i));
      const char byte = 'x';
      static_cast<void>(write(said[1], &byte, 1));
    }
  }
  int heard = 0;
  for (char byte = 0; heard < least && read(said[0], &byte, 1) == 1;) {
    ++heard;
  }
  kill(process, SIGKILL);
  waitpid(process, nullptr, 0);
  close(said[1]);
  for (char byte = 0; read(said[0], &byte, 1) == 1;) {
    ++heard;
  }
  close(said[0]);
  return heard;
}

TEST_F(Store, LosesNothingThatWasStoredWhenItsProcessIsKilled) {
  for (const int least : {1, 7, 100}) {
    const int heard = stored_until_killed(file_, least);
    EXPECT_GE(heard, least);
    const ExperimentStore store(file_);
    for (int i = 0; i < heard; ++i) {
      EXPECT_TRUE(store.has({"hash", 1, static_cast<std::uint32_t>(i)})) << i << " of " << heard;
    }
  }
}

}  // namespace
}  // namespace corridor::results::experiment_store_test
