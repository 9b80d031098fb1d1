// A first-in, first-out line in one piece of memory, for short records that come and go all the time. Owns its
// elements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

namespace corridor {

/// As std::deque without its blocks: nothing is allocated while it stays within the most it has held, and an empty one
/// takes no memory beside itself. Element i counts from the front.
template <class T>
requires std::is_trivially_copyable_v<T>
class Ring {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] T& operator[](std::size_t i) { return slots_[place(i)]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return slots_[place(i)]; }
  /// @pre not empty, as for all below
  [[nodiscard]] T& front() { return slots_[first_]; }
  [[nodiscard]] const T& front() const { return slots_[first_]; }
  [[nodiscard]] T& back() { return (*this)[size_ - 1]; }
  [[nodiscard]] const T& back() const { return (*this)[size_ - 1]; }

  void push_back(const T& value) {
    if (size_ == capacity_) [[unlikely]] {
      const T copy = value;  // it may be one of ours
      grow();
      slots_[size_] = copy;
    } else {
      slots_[place(size_)] = value;
    }
    ++size_;
  }
  void pop_front() {
    first_ = static_cast<std::uint32_t>(place(1));
    --size_;
  }

  /// The first element for which `holds` is true, or size(). Looks at every one before it.
  template <class Predicate>
  [[nodiscard]] std::size_t find(Predicate holds) const {
    std::size_t i = 0;
    while (i < size_ && !holds((*this)[i])) {
      ++i;
    }
    return i;
  }
  /// Puts it before element i, which moves back with all behind it. @pre i <= size()
  void insert(std::size_t i, const T& value) {
    push_back(value);
    for (std::size_t k = size_ - 1; k > i; --k) {
      std::swap((*this)[k], (*this)[k - 1]);
    }
  }
  /// Takes element i out; those behind it move up, one by one.
  void erase(std::size_t i) {
    for (; i + 1 < size_; ++i) {
      (*this)[i] = (*this)[i + 1];
    }
    --size_;
  }

  /// The number of elements at the front for which `holds` is true. @pre it holds for all before one for which it does
  template <class Predicate>
  [[nodiscard]] std::size_t partition_point(Predicate holds) const {
    std::size_t below = 0;
    for (std::size_t count = size_; count > 0;) {
      const std::size_t half = count / 2;
      if (holds((*this)[below + half])) {
        below += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    return below;
  }

 private:
  [[nodiscard]] std::size_t place(std::size_t i) const { return (first_ + i) & (capacity_ - 1U); }
  [[gnu::noinline]] void grow() {
    const std::uint32_t more = capacity_ == 0 ? 4 : 2 * capacity_;
    auto larger = std::make_unique_for_overwrite<T[]>(more);  // NOLINT(*-avoid-c-arrays): as many as are needed
    for (std::size_t i = 0; i < size_; ++i) {
      larger[i] = (*this)[i];
    }
    slots_ = std::move(larger);
    capacity_ = more;
    first_ = 0;
  }

  std::unique_ptr<T[]> slots_;  // NOLINT(*-avoid-c-arrays)
  std::uint32_t capacity_ = 0;  ///< a power of two, or none
  std::uint32_t first_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace corridor
