#include "corridor/processes/release_log.hpp"

#include <algorithm>

namespace corridor::processes {

void ReleaseLog::add(SimTime at, std::int64_t length, Duration headway) {
  const SimTime not_before = entries_.empty() ? at : std::max(at, entries_.back().at);
  metres_out_ += length;
  entries_.push_back({not_before, metres_out_, length, headway});
}

/// In order of time, but behind the first entry, some of whose metres may be taken already.
void ReleaseLog::insert(SimTime at, std::int64_t length) {
  std::size_t place = entries_.size();
  while (place > 1 && entries_[place - 1].at > at) {
    --place;
  }
  const SimTime not_before = place == 0 ? at : std::max(at, entries_[place - 1].at);
  const std::int64_t before = place == 0 ? metres_out_ : entries_[place - 1].cumulative;
  for (std::size_t behind = place; behind < entries_.size(); ++behind) {
    entries_[behind].cumulative += length;
  }
  metres_out_ += length;
  entries_.insert(place, {not_before, before + length, length, Duration(0)});
}

std::optional<SimTime> ReleaseLog::room_at(std::int64_t metre, Duration wave) const {
  if (metre > metres_out_) {
    return std::nullopt;
  }
  std::size_t i = 0;
  while (i < entries_.size() && entries_[i].cumulative < metre) {
    ++i;  // metres are asked for in order, so it is one of the first
  }
  if (i == entries_.size() || metre <= entries_[i].cumulative - entries_[i].length) {
    return SimTime::min();  // freed by a vehicle that has been forgotten: long ago
  }
  const Entry& entry = entries_[i];
  const double ahead = static_cast<double>(entry.headway.count()) * static_cast<double>(entry.cumulative - metre) /
                       static_cast<double>(entry.length);
  return entry.at + wave - std::min(wave, Duration(static_cast<std::int64_t>(ahead + 0.5)));
}

void ReleaseLog::forget_up_to(std::int64_t metre) {
  while (!entries_.empty() && entries_.front().cumulative < metre) {
    entries_.pop_front();
  }
}

}  // namespace corridor::processes
