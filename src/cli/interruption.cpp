#include "interruption.hpp"

#include <atomic>
#include <string_view>
#include <unistd.h>

namespace corridor::cli {

namespace {

/// The only thing that a signal handler may touch.
std::atomic<bool>& request() {
  static std::atomic<bool> is_there = false;
  return is_there;
}
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr std::string_view answer = "\nstopping after this replication; once more to stop at once, storing nothing\n";

extern "C" void note_request(int) {
  request() = true;
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, answer.data(), answer.size());
}

}  // namespace

Interruption::Interruption() {
  request() = false;
  struct sigaction action {};
  action.sa_handler = note_request;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, &old_interrupt_);
  sigaction(SIGTERM, &action, &old_terminate_);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
}

bool Interruption::is_requested() {
  return request();
}

}  // namespace corridor::cli
