// The pending events and the clock. Order: (time, kind, number). Knows nothing of what the events mean.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/kernel/event.hpp"

namespace corridor::kernel {

/// Whoever handles events.
struct Process {
  Process() = default;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  virtual ~Process() = default;
  virtual void handle(const Event& event) = 0;
};

/// Pending events as an implicit 4-ary heap, smallest (at, order) first.
class EventHeap {
 public:
  [[nodiscard]] bool empty() const { return events_.empty(); }
  [[nodiscard]] std::size_t size() const { return events_.size(); }
  [[nodiscard]] const Event& top() const { return events_.front(); }
  void push(const Event& event);
  void pop();

 private:
  std::vector<Event> events_;
};

class Scheduler {
 public:
  /// The process is called for the events that carry the returned index. @pre it outlives the scheduler
  ProcessIndex add(Process& process);

  [[nodiscard]] SimTime now() const { return now_; }
  /// Events handled so far.
  [[nodiscard]] std::uint64_t events() const { return handled_; }

  /// Events of one kind at one time happen in the order in which they were scheduled. @pre at >= now()
  void at(SimTime at, Kind kind, const Action& action) { push(at, kind, sequence_++, action); }
  /// Events of one kind at one time happen in the order of `number`. Use one of the two orders per kind. @pre at >=
  /// now()
  void at_numbered(SimTime at, Kind kind, std::uint32_t number, const Action& action) {
    push(at, kind, number, action);
  }

  /// Handles every event up to and including `end`, then sets the clock to `end`.
  void run_until(SimTime end);

 private:
  void push(SimTime at, Kind kind, std::uint64_t number, const Action& action);

  EventHeap pending_;
  std::vector<Process*> processes_;
  SimTime now_{};
  std::uint64_t sequence_ = 0;
  std::uint64_t handled_ = 0;
};

}  // namespace corridor::kernel
