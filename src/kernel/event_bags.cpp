#include "corridor/kernel/event_bags.hpp"

namespace corridor::kernel {

void EventBags::add_block(Bag& bag) {
  if (unused_ == nullptr) {
    unused_ = &store_.emplace_back();
  }
  Block* block = std::exchange(unused_, unused_->before);
  block->before = std::exchange(bag.last_, block);
  bag.used_ = 0;
}

}  // namespace corridor::kernel
