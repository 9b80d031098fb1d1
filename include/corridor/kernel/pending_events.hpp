// The events that are still to happen, smallest (at, order) first. A radix heap on the integer time whose first events
// lie in a small 4-ary heap: the cost of an event does not grow with the number of pending ones. Handles no event.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "corridor/kernel/event.hpp"
#include "corridor/kernel/event_bags.hpp"

namespace corridor::kernel {

/// An implicit 4-ary heap. Where top() was stays vacant until the next push, for most events make another soon.
class EventHeap {
 public:
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const { return events_.size() - (is_top_vacant_ ? 1 : 0); }
  /// @pre not empty
  [[nodiscard]] const Event& top() const { return events_[is_top_vacant_ ? second_ : 0]; }
  void push(const Event& event);
  /// @pre not empty
  void pop();
  /// Takes every event out, in any order.
  [[nodiscard]] std::vector<Event> release();

 private:
  /// Of the children of a place, the one whose event comes first. @pre there are some
  [[nodiscard]] std::size_t first_child(std::size_t parent) const;
  /// Puts the event into a place that is vacant, or below it.
  void sift_down(std::size_t vacant, const Event& event);
  void fill_top();

  std::vector<Event> events_;
  bool is_top_vacant_ = false;
  std::size_t second_ = 0;  ///< of a vacant top, the child that comes first
};

/// Time is written in digits of `digit_bits`. An event before `near_end_` is near; a far one lies in the bucket (place
/// of the highest digit in which it differs from `reference_`, that digit), so the lowest bucket holds the earliest
/// far events. It becomes near when it is small, and is dealt out to lower places when it is not: an event moves at
/// most once per place. Source: Ahuja, Mehlhorn, Orlin & Tarjan 1990, Journal of the ACM 37(2), 213-223 (buckets by
/// the highest differing bit). @pre every event is at 0 or later
class PendingEvents {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// @pre not empty; the reference holds until the next call
  [[nodiscard]] const Event& top();
  [[nodiscard]] bool are_some_coming() const { return !coming_.empty(); }
  /// The events that have come into reach since this was last asked, in any order: the next few hundred. None while
  /// there are not many events: what they are about is in a cache then.
  [[nodiscard]] std::vector<Event> take_coming() { return std::exchange(coming_, {}); }
  /// top(), if that is at hand.
  [[nodiscard]] const Event* peek() const { return near_.empty() ? nullptr : &near_.top(); }
  /// Takes away top(). @pre not empty
  void pop();
  void push(const Event& event);

 private:
  using Instant = std::uint64_t;  ///< microseconds
  static constexpr unsigned digit_bits = 4;
  static constexpr unsigned places = 64 / digit_bits;
  static constexpr unsigned digits = 1U << digit_bits;
  static constexpr std::size_t small = 16;     ///< a bucket of so many becomes near
  static constexpr std::size_t few = 64;       ///< so many events in all are near, whenever they are
  static constexpr std::size_t crowded = 128;  ///< so many near events are too many for one heap
  static constexpr std::size_t reach = 255;    ///< a bucket of so many is in reach
  static constexpr std::size_t many = 1U << 14U;

  void push_far(const Event& event);
  void refill();
  void take_all();
  void narrow();
  [[nodiscard]] bool comes_into_reach(const EventBags::Bag& bucket, Instant begin, Instant end);

  EventHeap near_;
  Instant near_begin_ = 0;  ///< of the bucket that became near
  Instant near_end_ = 0;
  Instant reference_ = 0;
  std::size_t crowded_ = crowded;  ///< more while that many happen at one instant
  std::size_t size_ = 0;
  Instant reach_end_ = 0;  ///< what is before it came into reach
  std::vector<Event> coming_;
  EventBags bags_;
  std::array<std::array<EventBags::Bag, digits>, places> far_;
  std::array<std::uint16_t, places> used_digits_{};  ///< bit d: bucket d of the place is not empty
  std::uint64_t used_places_ = 0;                    ///< bit p: a bucket of the place is not empty
};

}  // namespace corridor::kernel
