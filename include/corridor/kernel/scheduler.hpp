// The pending events and the clock. Order: (time, kind, number). Knows nothing of what the events mean.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/kernel/event.hpp"
#include "corridor/kernel/pending_events.hpp"

namespace corridor::kernel {

/// Whoever handles events.
struct Process {
  Process() = default;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  virtual ~Process() = default;
  virtual void handle(const Event& event) = 0;
  /// The event is likely to be the next one: a hint to have ready what it is about.
  virtual void prepare(const Event& /*event*/) {}
  /// The event is one of the next few hundred: a hint to fetch what prepare() looks at, which is then called too. Only
  /// while there are many events.
  virtual void foresee(const Event& /*event*/) {}
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
  void look_ahead();

  PendingEvents pending_;
  std::vector<Process*> processes_;
  SimTime now_{};
  std::uint64_t sequence_ = 0;
  std::uint64_t handled_ = 0;
};

}  // namespace corridor::kernel
