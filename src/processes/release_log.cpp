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

Metres ReleaseLog::distance_in_queue(std::int64_t metre, SimTime now, const QueueSpace& space) const {
  const double lanes = static_cast<double>(space.lanes.value()) / 1000;
  const double wave_speed =  // [mm/us]
      static_cast<double>(space.length.value()) / static_cast<double>(std::max(space.wave, Duration(1)).count());
  const auto n = static_cast<double>(metre);
  // Where the wave is now that set out when the entry's first metre passed the end, and the metre that is there.
  const auto reach = [&](const Entry& e) { return wave_speed * static_cast<double>((now - e.at).count()); };
  const auto metre_there = [&](const Entry& e) {
    return static_cast<double>(e.cumulative - e.length) + lanes * reach(e);
  };
  const std::size_t older = entries_.partition_point([&](const Entry& e) { return metre_there(e) > n; });
  double distance = 0;
  if (older == 0) {
    const std::int64_t out = entries_.empty() ? metres_out_ : entries_.front().cumulative - entries_.front().length;
    distance = (n - static_cast<double>(out)) / lanes;
  } else {
    const Entry& entry = entries_[older - 1];
    const double nearest = older == entries_.size() ? 0 : reach(entries_[older]);
    const double farthest = reach(entry);
    const double passing = wave_speed * static_cast<double>(entry.headway.count());
    const auto out = static_cast<double>(entry.cumulative);
    const double metre_behind = out + lanes * (farthest - passing);
    distance = n <= metre_behind ? (n - out) / lanes
                                 : farthest - passing * (metre_there(entry) - n) / (metre_there(entry) - metre_behind);
    distance = std::clamp(distance, std::min(nearest, farthest), farthest);
  }
  const auto length = static_cast<double>(space.length.value());
  return Metres(static_cast<std::int64_t>(std::clamp(distance, 0.0, length) + 0.5));
}

void ReleaseLog::forget_up_to(std::int64_t metre) {
  while (!entries_.empty() && entries_.front().cumulative < metre) {
    entries_.pop_front();
  }
  if (entries_.size() > 2) {
    __builtin_prefetch(&entries_[2]);  // asked for next, and written long ago
  }
}

}  // namespace corridor::processes
