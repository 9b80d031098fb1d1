// How far a run is: a bar on a terminal, a line every ten seconds elsewhere. An observer of facts, so it changes
// nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

#include "corridor/record/observer.hpp"

namespace corridor::cli {

/// How far a run is after `seconds`.
struct ProgressState {
  std::uint32_t finished = 0;
  std::uint32_t stored = 0;  ///< of these, taken from an earlier run
  std::uint32_t replications = 1;
  double share_of_current = 0;  ///< of its simulated time
  std::uint64_t events = 0;     ///< of the finished replications
  double seconds_finished = 0;  ///< they took
  double seconds = 0;
};

/// `[#####...............] 3 of 12 replications, 1.2 million events/s, 45 s left`
[[nodiscard]] std::string progress_line(const ProgressState& state);

class Progress final : public record::Observer {
 public:
  /// Writes to `stream`, which is a terminal or not. @pre end is later than the start
  Progress(std::FILE* stream, bool is_terminal, std::uint32_t replications, SimTime end);
  ~Progress() override;

  void on(const record::Fact& fact) override;
  void finish_replication(std::uint64_t events);
  /// One that was simulated before: it says nothing of how long the others take.
  void finish_stored();
  /// Makes room for a line of talk.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  void show();

  std::FILE* stream_;
  bool is_terminal_;
  SimTime end_;
  ProgressState state_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point shown_ = began_;
  bool has_bar_ = false;
};

}  // namespace corridor::cli
