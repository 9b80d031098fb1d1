#include "interruption.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string_view>
#include <unistd.h>

namespace corridor::cli {

namespace {

constexpr std::int64_t patience = 2'000'000'000;  // [ns]

/// All that a signal handler may touch.
struct Request {
  std::atomic<bool> is_there = false;
  std::atomic<std::int64_t> since = 0;  // [ns]
  std::atomic<const results::RunFolder*> folder = nullptr;
};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free &&
              std::atomic<const results::RunFolder*>::is_always_lock_free);

Request& request() {
  static Request the_request;
  return the_request;
}

/// A steady clock that a signal handler may read.
std::int64_t nanoseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

constexpr std::string_view answer =
    "\nstopping: the replication under way has two seconds to finish; once more to stop at once\n";

extern "C" void note_request(int signal) {
  Request& r = request();
  if (!r.is_there.exchange(true)) {
    r.since = nanoseconds();
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, answer.data(), answer.size());
    return;
  }
  if (const results::RunFolder* folder = r.folder) {
    folder->discard();
  }
  struct sigaction default_action {};
  default_action.sa_handler = SIG_DFL;
  ::sigaction(signal, &default_action, nullptr);
  ::raise(signal);  // comes when this handler returns
}

}  // namespace

Interruption::Interruption(const results::RunFolder* folder) {
  Request& r = request();
  r.is_there = false;
  r.folder = folder;
  struct sigaction action {};
  action.sa_handler = note_request;
  action.sa_flags = static_cast<int>(SA_RESTART);
  for (const int signal : signals) {
    ::sigaddset(&action.sa_mask, signal);  // one handler at a time
  }
  for (std::size_t i = 0; i < signals.size(); ++i) {
    ::sigaction(signals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) {
      ::sigaction(signals[i], &action, nullptr);
    }
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < signals.size(); ++i) {
    ::sigaction(signals[i], &before_[i], nullptr);
  }
  request().folder = nullptr;
}

bool Interruption::is_requested() {
  return request().is_there;
}

bool Interruption::is_overdue() {
  return is_requested() && nanoseconds() - request().since > patience;
}

}  // namespace corridor::cli
