#include "corridor/kernel/event_bags.hpp"

#include <algorithm>

namespace corridor::kernel {

void EventBags::add_block(Bag& bag) {
  if (unused_ == nullptr) {
    grow();
  }
  Block* block = std::exchange(unused_, unused_->before);
  block->before = std::exchange(bag.last_, block);
  bag.used_ = 0;
}

void EventBags::grow() {
  constexpr std::size_t fewest = 8;
  const std::size_t count = std::max(fewest, stored_ / 2);
  store_.push_back(std::make_unique_for_overwrite<Block[]>(count));
  stored_ += count;
  for (std::size_t i = count; i > 0; --i) {
    Block& block = store_.back()[i - 1];
    block.before = std::exchange(unused_, &block);
  }
}

}  // namespace corridor::kernel
