#include "progress.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "text.hpp"

namespace corridor::cli {

namespace {

constexpr std::size_t bar_width = 20;

double seconds_since(std::chrono::steady_clock::time_point t) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - t).count();
}

std::string rate_text(double per_second) {
  return per_second >= 1e6 ? fmt::format("{:.1f} million events/s", per_second / 1e6)
                           : fmt::format("{} events/s", with_separators(per_second));
}

}  // namespace

std::string progress_line(const ProgressState& state) {
  const double done = state.finished + state.share_of_current;
  const double share = std::clamp(done / static_cast<double>(state.replications), 0.0, 1.0);
  const auto filled = static_cast<std::size_t>(share * bar_width);
  std::string line =
      fmt::format("[{}{}] {} of {} replication{}", std::string(filled, '#'), std::string(bar_width - filled, '.'),
                  state.finished, state.replications, state.replications == 1 ? "" : "s");
  if (state.seconds_finished > 0) {
    line += ", " + rate_text(static_cast<double>(state.events) / state.seconds_finished);
  }
  const double left = state.replications - done;
  const double simulated = done - state.stored;
  if (simulated > 0.01 * (left + simulated)) {
    line += fmt::format(", {} left", rough_duration(state.seconds * left / simulated));
  }
  return line;
}

Progress::Progress(std::FILE* stream, bool is_terminal, std::uint32_t replications, SimTime end)
    : stream_(stream), is_terminal_(is_terminal), end_(end) {
  state_.replications = replications;
}

Progress::~Progress() {
  clear();
}

void Progress::on(const record::Fact& fact) {
  if (const auto* sample = std::get_if<record::SampleTaken>(&fact)) {
    state_.share_of_current = to_hours(sample->at) / to_hours(end_);
    show();
  }
}

void Progress::finish_replication(std::uint64_t events) {
  ++state_.finished;
  state_.share_of_current = 0;
  state_.events += events;
  state_.seconds_finished = seconds_since(began_);
  show();
}

void Progress::finish_stored() {
  ++state_.finished;
  ++state_.stored;
}

void Progress::clear() {
  if (has_bar_) {
    fmt::print(stream_, "\r\033[K");
    static_cast<void>(std::fflush(stream_));
    has_bar_ = false;
  }
}

void Progress::show() {
  const double pause = is_terminal_ ? 0.1 : 10.0;  // [s]
  if (seconds_since(shown_) < pause) {
    return;
  }
  shown_ = Clock::now();
  state_.seconds = seconds_since(began_);
  if (is_terminal_) {
    fmt::print(stream_, "\r\033[K{}", progress_line(state_));
    has_bar_ = true;
  } else {
    fmt::print(stream_, "{}\n", progress_line(state_));
  }
  static_cast<void>(std::fflush(stream_));
}

}  // namespace corridor::cli
