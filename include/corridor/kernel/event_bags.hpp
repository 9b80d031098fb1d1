// Bags of events: what is put in comes out in any order, all at once. The buckets of the pending events.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <utility>

#include "corridor/kernel/event.hpp"

namespace corridor::kernel {

/// Bags that share one store of blocks. A bag never moves its events to grow, and the block that one bag gave back last
/// is the next that any bag takes: the store is little larger than the most events there ever were, and stays in the
/// cache.
class EventBags {
 private:
  struct Block;

 public:
  /// A chain of full blocks and a last one that is partly filled.
  class Bag {
   private:
    friend class EventBags;
    Block* last_ = nullptr;
    std::size_t used_ = block_size;  ///< of the last block
  };

  void push(Bag& bag, const Event& event) {
    if (bag.used_ == block_size) {
      add_block(bag);
    }
    bag.last_->events[bag.used_++] = event;
  }

  /// Whether the bag holds no more than `most` events. @pre most <= block_size
  [[nodiscard]] static bool holds_at_most(const Bag& bag, std::size_t most) {
    return bag.last_ == nullptr || (bag.last_->before == nullptr && bag.used_ <= most);
  }

  template <class Visit>
  static void for_each(const Bag& bag, const Visit& visit) {
    std::size_t used = bag.used_;
    for (const Block* block = bag.last_; block != nullptr; block = block->before) {
      for (std::size_t i = 0; i < used; ++i) {
        visit(block->events[i]);
      }
      used = block_size;
    }
  }

  /// Empties the bag into `take`, which may fill other bags.
  template <class Take>
  void drain(Bag& bag, const Take& take) {
    Bag drained = std::exchange(bag, Bag{});
    while (drained.last_ != nullptr) {
      for (std::size_t i = 0; i < drained.used_; ++i) {
        take(drained.last_->events[i]);
      }
      Block* before = std::exchange(drained.last_->before, unused_);
      unused_ = std::exchange(drained.last_, before);
      drained.used_ = block_size;
    }
  }

 private:
  static constexpr std::size_t block_size = 255;  ///< with its pointer just under 8 KiB
  struct Block {
    std::array<Event, block_size> events;
    Block* before = nullptr;  ///< of the same bag, or of the unused ones
  };

  void add_block(Bag& bag);

  Block* unused_ = nullptr;
  std::deque<Block> store_;  ///< as many as there ever were in use at once; they do not move
};

}  // namespace corridor::kernel
