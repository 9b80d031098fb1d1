#include "corridor/kernel/event_bags.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace corridor::kernel::event_bags_test {
namespace {

Event event(std::uint64_t order) {
  return {SimTime{}, order, {}};
}

std::vector<std::uint64_t> sorted_orders(EventBags& bags, EventBags::Bag& bag) {
  std::vector<std::uint64_t> orders;
  bags.drain(bag, [&](const Event& e) { orders.push_back(e.order); });
  std::ranges::sort(orders);
  return orders;
}

std::vector<std::uint64_t> range(std::uint64_t begin, std::uint64_t end, std::uint64_t step = 1) {
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t i = begin; i < end; i += step) {
    numbers.push_back(i);
  }
  return numbers;
}

TEST(EventBags, GiveBackWhatWasPutIntoEachHoweverMany) {
  EventBags bags;
  std::array<EventBags::Bag, 3> three;
  constexpr std::uint64_t count = 10'000;
  for (std::uint64_t i = 0; i < count; ++i) {
    bags.push(three.at(i % 3), event(i));
  }
  for (std::uint64_t i = 0; i < 3; ++i) {
    EXPECT_EQ(sorted_orders(bags, three.at(i)), range(i, count, 3));
    EXPECT_TRUE(sorted_orders(bags, three.at(i)).empty());
  }
}

TEST(EventBags, MayBeDealtOutToOthersAgainAndAgain) {
  EventBags bags;
  EventBags::Bag all;
  constexpr std::uint64_t count = 3'000;
  for (std::uint64_t i = 0; i < count; ++i) {
    bags.push(all, event(i));
  }
  for (int round = 0; round < 5; ++round) {
    EventBags::Bag even;
    EventBags::Bag odd;
    bags.drain(all, [&](const Event& e) { bags.push(e.order % 2 == 0 ? even : odd, e); });
    bags.drain(even, [&](const Event& e) { bags.push(all, e); });
    EXPECT_EQ(sorted_orders(bags, odd), range(1, count, 2));
    for (const std::uint64_t order : range(1, count, 2)) {
      bags.push(all, event(order));
    }
  }
  EXPECT_EQ(sorted_orders(bags, all), range(0, count));
}

TEST(EventBags, KnowWhetherTheyHoldNoMoreThanSoMany) {
  EventBags bags;
  EventBags::Bag bag;
  EXPECT_TRUE(EventBags::holds_at_most(bag, 0));
  for (std::uint64_t i = 1; i <= 1'000; ++i) {
    bags.push(bag, event(i));
    EXPECT_EQ(EventBags::holds_at_most(bag, 16), i <= 16) << i;
  }
}

}  // namespace
}  // namespace corridor::kernel::event_bags_test
