// A line of several classes, in which whoever came first of the highest class is first, and from which anybody can step
// out. Knows no stage.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <type_traits>
#include <vector>

#include "corridor/base/contract.hpp"
#include "corridor/base/ring.hpp"

namespace corridor::processes {

/// Where somebody stands in a line.
struct LinePlace {
  std::uint16_t rank = 0;    ///< of the class: the lowest goes first
  std::uint16_t size = 0;    ///< by which those who fit are told from those who do not; one for all if nobody asks
  std::uint32_t number = 0;  ///< in the order of coming
};

/// One lane for each rank and size. Coming, going first and stepping out take the same time however long the line is
/// (a lane that is left from its middle is closed up when a quarter of it is left); to be put back takes its logarithm.
template <class T>
requires std::is_trivially_copyable_v<T>
class RankedLine {
 public:
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::size_t size() const { return count_; }

  /// To the end of its class.
  LinePlace push(std::uint16_t rank, std::uint16_t size, const T& who) {
    Lane& lane = lane_for(rank, size);
    lane.ring.push_back({next_number_, true, who});
    ++lane.present;
    ++count_;
    return {rank, size, next_number_++};
  }
  /// The place of who goes at once, without standing in it.
  LinePlace pass(std::uint16_t rank, std::uint16_t size) { return {rank, size, next_number_++}; }
  /// The first of all. @pre not empty
  [[nodiscard]] const T& front() const {
    const Lane& lane = first_lane();
    return is_front_in_ring(lane) ? lane.ring.front().who : lane.returned.begin()->second;
  }
  /// The class of the first of all. @pre not empty
  [[nodiscard]] std::uint16_t front_rank() const { return first_lane().rank; }
  struct Gone {
    std::uint16_t rank = 0;
    T who{};
  };
  /// The first of all goes. @pre not empty
  Gone pop_front() {
    Lane& lane = lanes_[static_cast<std::size_t>(&first_lane() - lanes_.data())];
    --count_;
    if (!is_front_in_ring(lane)) {
      const T who = lane.returned.begin()->second;
      lane.returned.erase(lane.returned.begin());
      return {lane.rank, who};
    }
    const T who = lane.ring.front().who;
    lane.ring.pop_front();
    --lane.present;
    close_up(lane);
    return {lane.rank, who};
  }
  /// Where in memory whoever stands there is likely to be; nullptr: not known. The caller fetches it: a function that
  /// does nothing but fetch is left out by the compiler, as one without an effect.
  [[nodiscard]] const void* likely_place(const LinePlace& place) const {
    for (const Lane& lane : lanes_) {
      if (lane.rank == place.rank && lane.size == place.size && lane.present > 0) {
        const std::size_t guess = place.number - lane.ring.front().number;
        return guess < lane.ring.size() ? &lane.ring[guess] : nullptr;
      }
    }
    return nullptr;
  }
  /// Where it stood before, or would if it had always had this rank and size.
  void put_back(const LinePlace& place, const T& who) {
    lane_for(place.rank, place.size).returned.emplace(place.number, who);
    ++count_;
  }
  /// Steps out. @pre it stands there
  T take(const LinePlace& place) {
    Lane& lane = *find_lane(place);
    --count_;
    if (const auto found = lane.returned.find(place.number); found != lane.returned.end()) {
      const T who = found->second;
      lane.returned.erase(found);
      return who;
    }
    Slot& slot = find_slot(lane, place.number);
    slot.is_present = false;
    const T who = slot.who;
    --lane.present;
    close_up(lane);
    return who;
  }
  /// @pre somebody stands there
  [[nodiscard]] T& at(const LinePlace& place) {
    Lane& lane = *find_lane(place);
    const auto found = lane.returned.find(place.number);
    return found != lane.returned.end() ? found->second : find_slot(lane, place.number).who;
  }

  /// The first one for which `may_go(rank, size)` holds; asked once for each lane with somebody in it.
  template <class MayGo>
  [[nodiscard]] std::optional<LinePlace> first(MayGo may_go) const {
    std::optional<LinePlace> found;
    for (const Lane& lane : lanes_) {
      if (lane.empty()) {
        continue;
      }
      if (found && lane.rank != found->rank) {
        break;
      }
      const std::uint32_t number = lane.first_number();
      if ((!found || number < found->number) && may_go(lane.rank, lane.size)) {
        found = {lane.rank, lane.size, number};
      }
    }
    return found;
  }
  [[nodiscard]] std::optional<LinePlace> first() const {
    return first([](std::uint16_t, std::uint16_t) { return true; });
  }
  /// Calls `visit(place's rank, T&)` for everybody, in no particular order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Lane& lane : lanes_) {
      for (std::size_t i = 0; i < lane.ring.size(); ++i) {
        if (lane.ring[i].is_present) {
          visit(lane.rank, lane.ring[i].who);
        }
      }
      for (const auto& [number, who] : lane.returned) {
        visit(lane.rank, who);
      }
    }
  }

 private:
  struct Slot {
    std::uint32_t number = 0;
    bool is_present = false;
    T who{};
  };
  struct Lane {
    std::uint16_t rank = 0;
    std::uint16_t size = 0;
    std::size_t present = 0;                ///< in the ring
    Ring<Slot> ring{};                      ///< by number; the first is present
    std::map<std::uint32_t, T> returned{};  ///< put back, by number

    [[nodiscard]] bool empty() const { return present == 0 && returned.empty(); }
    /// @pre not empty
    [[nodiscard]] std::uint32_t first_number() const {
      if (returned.empty()) {
        return ring.front().number;
      }
      const std::uint32_t back = returned.begin()->first;
      return present == 0 ? back : std::min(back, ring.front().number);
    }
  };

  /// The lane of the first of all, if nobody asks for sizes. @pre not empty
  [[nodiscard]] const Lane& first_lane() const {
    if (lanes_.size() == 1) {
      return lanes_.front();
    }
    const Lane* found = &lanes_.front();
    for (const Lane& lane : lanes_) {
      const bool is_before =
          found->empty() || (lane.rank == found->rank && !lane.empty() && lane.first_number() < found->first_number());
      found = is_before ? &lane : found;
    }
    return *found;
  }
  [[nodiscard]] static bool is_front_in_ring(const Lane& lane) {
    return lane.returned.empty() || (lane.present > 0 && lane.ring.front().number < lane.returned.begin()->first);
  }
  static bool is_before(const Lane& lane, const LinePlace& place) {
    return lane.rank < place.rank || (lane.rank == place.rank && lane.size < place.size);
  }
  [[nodiscard]] auto find_lane(const LinePlace& place) {
    return std::lower_bound(lanes_.begin(), lanes_.end(), place, &is_before);
  }
  Lane& lane_for(std::uint16_t rank, std::uint16_t size) {
    const LinePlace place{rank, size, 0};
    auto lane = find_lane(place);
    if (lane == lanes_.end() || lane->rank != rank || lane->size != size) {
      lane = lanes_.insert(lane, Lane{rank, size});
    }
    return *lane;
  }
  /// @pre it is in the ring
  static Slot& find_slot(Lane& lane, std::uint32_t number) {
    Ring<Slot>& ring = lane.ring;
    const auto guess = static_cast<std::size_t>(number - ring.front().number);
    if (guess < ring.size() && ring[guess].number == number) {
      return ring[guess];
    }
    const std::size_t at = ring.partition_point([&](const Slot& slot) { return slot.number < number; });
    expects(at < ring.size() && ring[at].number == number && ring[at].is_present, "who steps out stands in the line");
    return ring[at];
  }
  /// The first is present; and no more than three in four places are left.
  static void close_up(Lane& lane) {
    constexpr std::size_t short_line = 32;
    Ring<Slot>& ring = lane.ring;
    while (!ring.empty() && !ring.front().is_present) {
      ring.pop_front();
    }
    if (ring.size() > short_line && lane.present * 4 < ring.size()) {
      for (std::size_t i = ring.size(); i > 0; --i) {
        const Slot slot = ring.front();
        ring.pop_front();
        if (slot.is_present) {
          ring.push_back(slot);
        }
      }
    }
  }

  std::vector<Lane> lanes_;  ///< by rank and size
  std::uint32_t next_number_ = 0;
  std::size_t count_ = 0;
};

}  // namespace corridor::processes
