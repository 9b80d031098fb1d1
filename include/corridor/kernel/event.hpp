// An event: a small record that names a process, a handler and a subject. Holds no closure and owns nothing.
#pragma once

#include <cstdint>
#include <type_traits>

#include "corridor/base/time.hpp"

namespace corridor::kernel {

/// Index of a process, as given by Scheduler::add.
using ProcessIndex = std::uint16_t;

/// What is to be done. `handler` and `subject` mean what the process says they mean. `epoch` is the subject's epoch
/// when the event was made: a process drops an event whose epoch is no longer the subject's. There is no other
/// cancelling.
struct Action {
  ProcessIndex process = 0;
  std::uint16_t handler = 0;
  std::uint32_t subject = 0;
  std::uint32_t epoch = 0;
};

/// Events at one time are ordered by kind, then by number. Kinds carry fixed numbers, chosen by the caller, with gaps.
using Kind = std::uint8_t;

struct Event {
  SimTime at;
  std::uint64_t order = 0;  ///< kind << 56 | number (a sequence, or a number of the caller's)
  Action action;
};

static_assert(sizeof(Event) == 32 && std::is_trivially_copyable_v<Event>);

}  // namespace corridor::kernel
