#include "corridor/kernel/pending_events.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "corridor/base/contract.hpp"

namespace corridor::kernel {

namespace {

constexpr std::size_t arity = 4;

__extension__ typedef unsigned __int128 Key;  // NOLINT(modernize-use-using): `using` takes no __extension__

std::uint64_t instant_of(const Event& event) {
  return static_cast<std::uint64_t>(event.at.time_since_epoch().count());
}

/// Without a branch: which of two events comes first is as good as random.
bool before(const Event& a, const Event& b) {
  return (Key{instant_of(a)} << 64U | a.order) < (Key{instant_of(b)} << 64U | b.order);
}

}  // namespace

std::size_t EventHeap::first_child(std::size_t parent) const {
  const std::size_t first = parent * arity + 1;
  const std::size_t end = std::min(first + arity, events_.size());
  std::size_t least = first;
  for (std::size_t child = first + 1; child < end; ++child) {
    least = before(events_[child], events_[least]) ? child : least;
  }
  return least;
}

void EventHeap::sift_down(std::size_t vacant, const Event& event) {
  while (vacant * arity + 1 < events_.size()) {
    const std::size_t child = first_child(vacant);
    if (!before(events_[child], event)) {
      break;
    }
    events_[vacant] = events_[child];
    vacant = child;
  }
  events_[vacant] = event;
}

void EventHeap::push(const Event& event) {
  if (is_top_vacant_) {
    is_top_vacant_ = false;
    if (before(event, events_[second_])) {
      events_.front() = event;
    } else {
      events_.front() = events_[second_];
      sift_down(second_, event);
    }
    return;
  }
  std::size_t hole = events_.size();
  events_.push_back(event);
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / arity;
    if (!before(event, events_[parent])) {
      break;
    }
    events_[hole] = events_[parent];
    hole = parent;
  }
  events_[hole] = event;
}

void EventHeap::pop() {
  if (is_top_vacant_) {
    fill_top();
  }
  if (events_.size() == 1) {
    events_.clear();
    return;
  }
  is_top_vacant_ = true;
  second_ = first_child(0);
}

/// By the last event.
void EventHeap::fill_top() {
  is_top_vacant_ = false;
  const Event last = events_.back();
  events_.pop_back();
  if (second_ == events_.size()) {  // it was the second itself
    events_.front() = last;
  } else {
    events_.front() = events_[second_];
    sift_down(second_, last);
  }
}

std::vector<Event> EventHeap::release() {
  if (is_top_vacant_) {
    fill_top();
  }
  return std::exchange(events_, {});
}

const Event& PendingEvents::top() {
  if (near_.empty()) {
    refill();
  }
  return near_.top();
}

void PendingEvents::pop() {
  if (near_.empty()) {
    refill();
  }
  near_.pop();
  --size_;
}

void PendingEvents::push(const Event& event) {
  ++size_;
  if (instant_of(event) >= near_end_) {
    push_far(event);
    return;
  }
  near_.push(event);
  if (near_.size() > crowded_) {
    narrow();
  }
}

void PendingEvents::push_far(const Event& event) {
  const Instant at = instant_of(event);
  const unsigned highest_bit = 63U - static_cast<unsigned>(std::countl_zero((at ^ reference_) | 1U));
  const unsigned place = highest_bit / digit_bits;
  const unsigned digit = static_cast<unsigned>(at >> (place * digit_bits)) % digits;
  bags_.push(far_[place][digit], event);
  used_digits_[place] = static_cast<std::uint16_t>(used_digits_[place] | 1U << digit);
  used_places_ |= 1ULL << place;
}

/// Takes the lowest bucket apart until one of them is small enough to be near.
void PendingEvents::refill() {
  expects(used_places_ != 0, "there is an event");
  crowded_ = crowded;
  if (size_ <= few) {
    take_all();
    return;
  }
  while (near_.empty()) {
    const unsigned place = static_cast<unsigned>(std::countr_zero(used_places_)) % places;
    const auto digit = static_cast<unsigned>(std::countr_zero(used_digits_[place]));
    used_digits_[place] = static_cast<std::uint16_t>(used_digits_[place] & (used_digits_[place] - 1));
    if (used_digits_[place] == 0) {
      used_places_ &= used_places_ - 1;
    }
    const unsigned shift = place * digit_bits;
    const Instant begin = ((reference_ >> shift) / digits * digits + digit) << shift;
    EventBags::Bag& bucket = far_[place][digit];
    if (comes_into_reach(bucket, begin, begin + (Instant{1} << shift))) {
      EventBags::for_each(bucket, [this](const Event& event) { coming_.push_back(event); });
    }
    if (place == 0 || EventBags::holds_at_most(bucket, small)) {
      near_begin_ = begin;
      near_end_ = begin + (Instant{1} << shift);
      reference_ = near_end_ - 1;
      bags_.drain(bucket, [this](const Event& event) { near_.push(event); });
    } else {
      near_end_ = reference_ = begin;
      bags_.drain(bucket, [this](const Event& event) { push_far(event); });
    }
  }
}

bool PendingEvents::comes_into_reach(const EventBags::Bag& bucket, Instant begin, Instant end) {
  if (size_ < many || begin < reach_end_ || !EventBags::holds_at_most(bucket, reach)) {
    return false;
  }
  reach_end_ = end;
  return true;
}

/// Every event becomes near: there are no more than a heap takes well.
void PendingEvents::take_all() {
  for (; used_places_ != 0; used_places_ &= used_places_ - 1) {
    const auto place = static_cast<unsigned>(std::countr_zero(used_places_));
    for (unsigned used = std::exchange(used_digits_[place], std::uint16_t{0}); used != 0; used &= used - 1) {
      bags_.drain(far_[place][static_cast<unsigned>(std::countr_zero(used))],
                  [this](const Event& event) { near_.push(event); });
    }
  }
  near_begin_ = 0;
  near_end_ = std::numeric_limits<Instant>::max();
}

/// Deals the near events out to buckets again. Events of one instant stay together, however many; so do those before
/// the bucket that became near, which only a caller makes who schedules events after looking at a later first one.
void PendingEvents::narrow() {
  const Instant first = instant_of(near_.top());
  if (first < near_begin_ || near_end_ - near_begin_ == 1) {
    crowded_ *= 2;
    return;
  }
  near_end_ = reference_ = first;
  std::ranges::for_each(near_.release(), [this](const Event& event) { push_far(event); });
  refill();
}

}  // namespace corridor::kernel
