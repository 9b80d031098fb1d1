#include "corridor/kernel/scheduler.hpp"

#include "corridor/base/contract.hpp"

namespace corridor::kernel {

namespace {

constexpr unsigned kind_shift = 56;

}  // namespace

ProcessIndex Scheduler::add(Process& process) {
  processes_.push_back(&process);
  return static_cast<ProcessIndex>(processes_.size() - 1);
}

void Scheduler::push(SimTime at, Kind kind, std::uint64_t number, const Action& action) {
  expects(at >= now_, "an event cannot be scheduled in the past");
  expects(number < (1ULL << kind_shift), "event numbers have 56 bits");
  pending_.push(Event{at, (static_cast<std::uint64_t>(kind) << kind_shift) | number, action});
}

/// What the events that come into reach are about is fetched for all of them together.
void Scheduler::look_ahead() {
  const std::vector<Event> coming = pending_.take_coming();
  for (const Event& event : coming) {
    processes_[event.action.process]->foresee(event);
  }
  for (const Event& event : coming) {
    processes_[event.action.process]->prepare(event);
  }
}

void Scheduler::run_until(SimTime end) {
  while (!pending_.empty() && pending_.top().at <= end) {
    if (pending_.are_some_coming()) [[unlikely]] {
      look_ahead();
    }
    const Event event = pending_.top();
    pending_.pop();
    now_ = event.at;
    ++handled_;
    if (const Event* next = pending_.peek()) {
      processes_[next->action.process]->prepare(*next);
    }
    processes_[event.action.process]->handle(event);
  }
  now_ = end;
}

}  // namespace corridor::kernel
