// Ctrl-C (and a polite request to end): the first asks, the second ends the program at once. Stops no replication by
// itself: whoever runs one asks here.
#pragma once

#include <array>
#include <csignal>

#include "corridor/results/run_folder.hpp"

namespace corridor::cli {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP is noted instead of ending the program; the second discards the
/// run folder that is being written and ends it. A signal that was ignored before stays so. One at a time.
class Interruption {
 public:
  /// @param folder null: none is being written
  /// @pre it outlives this object
  explicit Interruption(const results::RunFolder* folder);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] static bool is_requested();
  /// Requested, and the replication under way has had its two seconds to finish.
  [[nodiscard]] static bool is_overdue();

 private:
  static constexpr std::array<int, 3> signals = {SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, signals.size()> before_{};
};

}  // namespace corridor::cli
