#include "corridor/kernel/scheduler.hpp"

#include <algorithm>

#include "corridor/base/contract.hpp"

namespace corridor::kernel {

namespace {

constexpr std::size_t arity = 4;
constexpr unsigned kind_shift = 56;

bool before(const Event& a, const Event& b) {
  return a.at < b.at || (a.at == b.at && a.order < b.order);
}

}  // namespace

void EventHeap::push(const Event& event) {
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
  const Event last = events_.back();
  events_.pop_back();
  const std::size_t size = events_.size();
  if (size == 0) {
    return;
  }
  std::size_t hole = 0;
  for (std::size_t first = 1; first < size; first = hole * arity + 1) {
    std::size_t least = first;
    const std::size_t end = std::min(first + arity, size);
    for (std::size_t child = first + 1; child < end; ++child) {
      if (before(events_[child], events_[least])) {
        least = child;
      }
    }
    if (!before(events_[least], last)) {
      break;
    }
    events_[hole] = events_[least];
    hole = least;
  }
  events_[hole] = last;
}

ProcessIndex Scheduler::add(Process& process) {
  processes_.push_back(&process);
  return static_cast<ProcessIndex>(processes_.size() - 1);
}

void Scheduler::push(SimTime at, Kind kind, std::uint64_t number, const Action& action) {
  expects(at >= now_, "an event cannot be scheduled in the past");
  expects(number < (1ULL << kind_shift), "event numbers have 56 bits");
  pending_.push(Event{at, (static_cast<std::uint64_t>(kind) << kind_shift) | number, action});
}

void Scheduler::run_until(SimTime end) {
  while (!pending_.empty() && pending_.top().at <= end) {
    const Event event = pending_.top();
    pending_.pop();
    now_ = event.at;
    ++handled_;
    processes_[event.action.process]->handle(event);
  }
  now_ = end;
}

}  // namespace corridor::kernel
