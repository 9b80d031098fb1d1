#include "corridor/kernel/pending_events.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"
#include "corridor/base/hash.hpp"

namespace corridor::kernel::pending_events_test {
namespace {

using Key = std::tuple<SimTime, std::uint64_t>;

Key key(const Event& event) {
  return {event.at, event.order};
}

/// Does the same to the pending events and to a sorted reference, and compares them after every step.
class Pair {
 public:
  void push(std::uint64_t at, std::uint64_t order) {
    const Event event{SimTime(Duration(static_cast<std::int64_t>(at))), order, {}};
    pending_.push(event);
    reference_.push(key(event));
    ASSERT_EQ(pending_.size(), reference_.size());
  }
  /// The time of the first event, which is taken away.
  std::uint64_t pop() {
    EXPECT_EQ(key(pending_.top()), reference_.top());
    const auto at = static_cast<std::uint64_t>(pending_.top().at.time_since_epoch().count());
    pending_.pop();
    reference_.pop();
    EXPECT_EQ(pending_.empty(), reference_.empty());
    return at;
  }
  /// The time of the first event, which stays.
  std::uint64_t look() {
    EXPECT_EQ(key(pending_.top()), reference_.top());
    return static_cast<std::uint64_t>(pending_.top().at.time_since_epoch().count());
  }
  void pop_all() {
    while (!reference_.empty()) {
      pop();
    }
  }
  [[nodiscard]] std::size_t size() const { return reference_.size(); }

 private:
  PendingEvents pending_;
  std::priority_queue<Key, std::vector<Key>, std::greater<>> reference_;
};

TEST(PendingEvents, ComeInOrderOfTimeAndThenOfTheirOrder) {
  for (const std::uint64_t size : {1U, 2U, 4U, 5U, 17U, 129U, 1000U}) {
    for (const std::uint64_t span : {1U, 50U, 1'000'000U}) {  // all at one time, many ties, hardly any
      Pair pair;
      for (std::uint64_t i = 0; i < size; ++i) {
        const std::uint64_t random = mix(i + 1000 * size);
        pair.push(random % span, (random >> 32U) << 24U | i);
      }
      pair.pop_all();
      ASSERT_FALSE(HasFailure());
    }
  }
}

TEST(PendingEvents, StayInOrderWhilePushesAndPopsAlternateAtEveryScale) {
  for (const unsigned bits : {1U, 4U, 10U, 20U, 33U, 45U}) {
    Pair pair;
    std::uint64_t now = 0;
    for (std::uint64_t i = 0; i < 4000; ++i) {
      const std::uint64_t random = mix(i + 77 * bits);
      const bool grows = random % 5 < (i < 2000 ? 4 : 1);  // first up, then down
      if (grows || pair.size() == 0) {
        pair.push(now + ((random >> 8U) >> (63U - bits)), i);
      } else {
        now = pair.pop();
      }
    }
    pair.pop_all();
    ASSERT_FALSE(HasFailure()) << bits;
  }
}

TEST(PendingEvents, MayBeEarlierThanTheFirstThatWasLookedAt) {
  Pair pair;
  for (std::uint64_t i = 0; i < 500; ++i) {
    pair.push(1'000'000'000 + i, i);
  }
  EXPECT_EQ(pair.look(), 1'000'000'000U);
  for (std::uint64_t i = 0; i < 500; ++i) {  // more than are near at a time
    pair.push(mix(i) % 1'000'000'000, i);
  }
  pair.pop_all();
}

TEST(PendingEvents, OfOneInstantMayBeAnyNumber) {
  Pair pair;
  pair.push(0, 0);
  pair.push(7, 0);
  pair.pop();
  EXPECT_EQ(pair.look(), 7U);
  for (std::uint64_t i = 1; i <= 3000; ++i) {
    pair.push(7, mix(i) >> 8U);
  }
  pair.push(8, 1);
  pair.pop_all();
}

TEST(PendingEvents, CrowdedIntoOneWideBucketAreDealtOutAgain) {
  Pair pair;
  pair.push(1U << 20U, 0);
  pair.push(1ULL << 45U, 0);  // alone in a bucket of years
  pair.pop();
  EXPECT_EQ(pair.look(), 1ULL << 45U);
  for (std::uint64_t i = 0; i < 3000; ++i) {
    pair.push((1ULL << 45U) + (mix(i) >> 30U), i);
  }
  pair.pop_all();
}

TEST(PendingEvents, ReachToTheEndOfTime) {
  Pair pair;
  const auto last = static_cast<std::uint64_t>(SimTime::max().time_since_epoch().count());
  pair.push(last, 3);
  pair.push(0, 1);
  pair.push(last, 2);
  pair.push(last - 1, 9);
  pair.pop_all();
}

TEST(PendingEvents, OfAnEmptyQueueTheFirstIsABrokenContract) {
  PendingEvents pending;
  EXPECT_THROW(static_cast<void>(pending.top()), ContractViolation);
  EXPECT_THROW(pending.pop(), ContractViolation);
  pending.push({});
  pending.pop();
  EXPECT_THROW(pending.pop(), ContractViolation);
}

TEST(EventHeap, GivesTheSameOrderAsSortingAndReleasesWhatItHolds) {
  EventHeap heap;
  std::vector<Key> sorted;
  for (std::uint64_t i = 0; i < 300; ++i) {
    const Event event{SimTime(Duration(static_cast<std::int64_t>(mix(i) % 40))), i, {}};
    heap.push(event);
    sorted.push_back(key(event));
  }
  std::ranges::sort(sorted);
  for (std::size_t i = 0; i < 100; ++i) {
    ASSERT_EQ(key(heap.top()), sorted[i]);
    heap.pop();
  }
  std::vector<Key> rest;
  for (const Event& event : heap.release()) {
    rest.push_back(key(event));
  }
  std::ranges::sort(rest);
  EXPECT_TRUE(std::ranges::equal(rest, std::vector<Key>(sorted.begin() + 100, sorted.end())));
  EXPECT_TRUE(heap.empty());
}

}  // namespace
}  // namespace corridor::kernel::pending_events_test
