#include "corridor/base/ring.hpp"

#include <deque>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::ring_test {
namespace {

TEST(Ring, IsEmptyAtFirst) {
  const Ring<int> ring;
  EXPECT_TRUE(ring.empty());
  EXPECT_EQ(ring.size(), 0U);
}

TEST(Ring, AgreesWithADequeThroughThousandsOfSteps) {
  Ring<int> ring;
  std::deque<int> deque;
  unsigned state = 1;
  for (int step = 0; step < 20'000; ++step) {
    state = state * 1'664'525U + 1'013'904'223U;
    const bool grows = (state >> 16U) % 100 < (step / 2'000 % 2 == 0 ? 60U : 40U);  // it fills up and empties again
    if (grows || deque.empty()) {
      ring.push_back(step);
      deque.push_back(step);
    } else {
      ring.pop_front();
      deque.pop_front();
    }
    ASSERT_EQ(ring.size(), deque.size());
    if (!deque.empty()) {
      ASSERT_EQ(ring.front(), deque.front());
      ASSERT_EQ(ring.back(), deque.back());
      ASSERT_EQ(ring[deque.size() / 2], deque[deque.size() / 2]);
    }
  }
}

TEST(Ring, TakesOutAnElementInTheMiddle) {
  Ring<int> ring;
  for (int i = 0; i < 10; ++i) {
    ring.push_back(i);
    if (i < 3) {
      ring.pop_front();
    }
  }
  ring.erase(ring.find([](int value) { return value == 5; }));
  std::vector<int> left;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    left.push_back(ring[i]);
  }
  EXPECT_EQ(left, (std::vector{3, 4, 6, 7, 8, 9}));
  EXPECT_EQ(ring.find([](int value) { return value == 5; }), ring.size());
}

TEST(Ring, TakesACopyOfItsOwnElementWhileItGrows) {
  Ring<int> ring;
  ring.push_back(7);
  for (int i = 0; i < 100; ++i) {
    ring.push_back(ring.front());
  }
  EXPECT_EQ(ring.back(), 7);
}

TEST(Ring, FindsTheFirstThatNoLongerHolds) {
  Ring<int> ring;
  for (int i = 0; i < 13; ++i) {
    ring.push_back(i);
    if (i < 6) {
      ring.pop_front();
    }
  }
  for (int limit = 6; limit <= 13; ++limit) {  // 6, 7, ... 12 are in it
    EXPECT_EQ(ring.partition_point([&](int value) { return value < limit; }), static_cast<std::size_t>(limit - 6));
  }
}

TEST(Ring, PutsInAndTakesOutInTheMiddle) {
  Ring<int> ring;
  for (int i = 0; i < 6; ++i) {
    ring.push_back(i);
  }
  ring.pop_front();
  ring.pop_front();
  ring.push_back(6);
  ring.push_back(7);  // 2 3 4 5 6 7, over the end of the slots
  ring.erase(1);
  ring.insert(3, 9);
  ring.insert(6, 8);
  std::vector<int> all;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    all.push_back(ring[i]);
  }
  EXPECT_EQ(all, (std::vector<int>{2, 4, 5, 9, 6, 7, 8}));
}

}  // namespace
}  // namespace corridor::ring_test
