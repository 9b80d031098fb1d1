#include "corridor/ensemble/tasks.hpp"

#include <atomic>
#include <mutex>
#include <new>
#include <set>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::ensemble::tasks_test {
namespace {

/// The tasks 0 to n - 1, whose input is their number.
struct Numbered {
  explicit Numbered(std::uint64_t n) : end(n) {}
  std::optional<Task> next() {
    return begun == end ? std::nullopt : std::optional(Task{begun, std::to_string(begun++)});
  }

  std::uint64_t end;
  std::uint64_t begun = 0;
};

std::string squared(const std::string& input) {
  const std::uint64_t number = std::stoull(input);
  return std::to_string(number * number);
}

std::vector<std::string> squares(std::uint64_t n) {
  std::vector<std::string> list;
  for (std::uint64_t i = 0; i < n; ++i) {
    list.push_back(std::to_string(i * i));
  }
  return list;
}

TEST(Tasks, AreHandedOverInOrderHoweverManyThreads) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    Numbered tasks(100);
    std::vector<std::string> taken;
    const Flow flow{.next = [&] { return tasks.next(); },
                    .take =
                        [&](const Task& task, std::optional<std::string>&& outcome) {
                          EXPECT_EQ(task.id, taken.size());
                          taken.push_back(outcome.value_or("none"));
                          return true;
                        }};
    do_tasks(threads, flow, squared);
    EXPECT_EQ(taken, squares(100));
  }
}

TEST(Tasks, ThatAreStoredAreNotDoneAgainAndNotHeardOfAgain) {
  for (const unsigned threads : {1U, 3U}) {
    Numbered tasks(50);
    std::vector<std::string> taken;
    std::mutex mutex;
    std::set<std::uint64_t> heard_of;
    std::atomic<int> done = 0;
    const Flow flow{.next = [&] { return tasks.next(); },
                    .take =
                        [&](const Task&, std::optional<std::string>&& outcome) {
                          taken.push_back(outcome.value_or("none"));
                          return true;
                        },
                    .stored = [](const Task& task) -> std::optional<std::string> {
                      return task.id % 5 == 0 ? std::optional(squared(task.input)) : std::nullopt;
                    },
                    .finished =
                        [&](const Task& task, const std::string& outcome) {
                          EXPECT_EQ(outcome, squared(task.input));
                          const std::lock_guard lock(mutex);
                          heard_of.insert(task.id);
                        }};
    do_tasks(threads, flow, [&](const std::string& input) {
      ++done;
      return squared(input);
    });
    EXPECT_EQ(taken, squares(50));
    EXPECT_EQ(done, 40);
    EXPECT_EQ(heard_of.size(), 40U);
    EXPECT_FALSE(heard_of.contains(5));
  }
}

TEST(Tasks, GoOnOneByOneWhereThereIsNoMemoryForSeveral) {
  for (const unsigned threads : {2U, 5U}) {
    Numbered tasks(30);
    std::vector<std::string> taken;
    std::atomic<int> under_way = 0;
    std::atomic<bool> is_scarce = true;
    const Flow flow{.next = [&] { return tasks.next(); },
                    .take =
                        [&](const Task&, std::optional<std::string>&& outcome) {
                          taken.push_back(outcome.value_or("none"));
                          return true;
                        }};
    do_tasks(threads, flow, [&](const std::string& input) {
      const bool is_alone = ++under_way == 1;
      std::string outcome = squared(input);
      const bool lacks_memory = std::stoull(input) == 12 && is_scarce.exchange(false);
      --under_way;
      if (lacks_memory) {
        throw std::bad_alloc();
      }
      EXPECT_TRUE(is_alone || is_scarce) << input;
      return outcome;
    });
    EXPECT_EQ(taken, squares(30));
  }
}

TEST(Tasks, ForWhichThereIsNoMemoryEvenAloneAreHandedOverAsSuch) {
  for (const unsigned threads : {1U, 3U}) {
    Numbered tasks(4);
    std::vector<bool> is_there;
    const Flow flow{.next = [&] { return tasks.next(); },
                    .take =
                        [&](const Task&, std::optional<std::string>&& outcome) {
                          is_there.push_back(outcome.has_value());
                          return true;
                        }};
    do_tasks(threads, flow, [](const std::string& input) -> std::optional<std::string> {
      return input == "2" ? std::nullopt : std::optional(squared(input));
    });
    EXPECT_EQ(is_there, (std::vector<bool>{true, true, false, true}));
  }
}

TEST(Tasks, EndWithTheErrorOfWhoeverThrows) {
  const auto fails = [](bool is_failing) {
    if (is_failing) {
      throw std::runtime_error("a fault");
    }
    return true;
  };
  for (const unsigned threads : {1U, 4U}) {
    for (int place = 0; place < 4; ++place) {
      Numbered tasks(20);
      const Flow flow{
          .next =
              [&] {
                fails(place == 0 && tasks.begun == 9);
                return tasks.next();
              },
          .take = [&](const Task& task, std::optional<std::string>&&) { return fails(place == 1 && task.id == 9); },
          .finished = [&](const Task& task, const std::string&) { fails(place == 2 && task.id == 9); }};
      EXPECT_THROW(do_tasks(threads, flow,
                            [&](const std::string& input) {
                              fails(place == 3 && input == "9");
                              return squared(input);
                            }),
                   std::runtime_error)
          << place;
    }
  }
}

}  // namespace
}  // namespace corridor::ensemble::tasks_test
