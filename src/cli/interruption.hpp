// Ctrl-C (and a polite request to end): the first asks, the second ends the program at once.
#pragma once

#include <csignal>

namespace corridor::cli {

/// While it lives, SIGINT and SIGTERM are noted instead of ending the program, once each. One at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] static bool is_requested();

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_terminate_ {};
};

}  // namespace corridor::cli
