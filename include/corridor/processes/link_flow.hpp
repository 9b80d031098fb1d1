// What a link's geometry allows: free-flow times, least headways and storage, per vehicle class. Holds no vehicle.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/time.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// The reference car of the fundamental diagram is the scenario's first vehicle class: wave speed w = e_car / tau.
/// Source: Newell 2002, Transportation Research B 36(3), 195-205 (a simplified car-following theory).
/// @pre the classes outlive it
class LinkFlow {
 public:
  LinkFlow(const scenario::Link& link, const std::vector<scenario::VehicleClass>& classes);

  /// From now on the link is as described. With no lanes the headways stay those of the last lanes that were open.
  void change(const scenario::Link& link);
  /// As described, but with so many lanes instead of its own: some are taken from the other direction, or lent to it.
  void change(const scenario::Link& link, Lanes lanes);

  /// From now on so much of the capacity of its end is lost, until it is said anew. @pre 0 <= share <= 1
  void obstruct(double share);

  [[nodiscard]] bool open() const { return open_; }
  /// Open, and not obstructed altogether.
  [[nodiscard]] bool lets_out() const { return open_ && obstructed_ < 1; }
  [[nodiscard]] bool admits() const { return open_ && lanes_ > 0; }
  /// Free-flow travel time of the class over the whole link.
  [[nodiscard]] Duration free_time(VehicleClassId c) const { return of_class_[c.index()].free_time; }
  /// Vehicle length + jam gap [mm].
  [[nodiscard]] std::int64_t effective_length(VehicleClassId c) const { return of_class_[c.index()].effective_length; }
  /// Effective metres that the link holds for this class, max(m L, e) [mm].
  [[nodiscard]] std::int64_t storage(VehicleClassId c) const { return of_class_[c.index()].storage; }
  /// Time that the backward wave takes over the link, L / w.
  [[nodiscard]] Duration wave_time() const { return wave_time_; }
  /// The slower of two classes.
  [[nodiscard]] VehicleClassId slower(VehicleClassId a, VehicleClassId b) const { return pair(a, b).slower; }
  /// Least headway max(e (1/w + 1/u) / m, 1/capacity) behind the vehicle before, where u is the speed of class `speed`.
  [[nodiscard]] Duration exit_headway(VehicleClassId c, VehicleClassId speed) const { return pair(c, speed).exit; }
  [[nodiscard]] Duration entry_headway(VehicleClassId c, VehicleClassId speed) const { return pair(c, speed).entry; }
  /// The lanes on which vehicles stand: the last number that was not 0.
  [[nodiscard]] Lanes standing_lanes() const { return Lanes(headway_lanes_); }
  [[nodiscard]] Metres length() const { return Metres(length_); }
  /// Length of road that so many effective metres of standing vehicles take.
  [[nodiscard]] Metres queue_length(std::int64_t effective) const;

 private:
  struct OfClass {
    Duration free_time{0};
    std::int64_t effective_length = 0;
    std::int64_t storage = 0;
  };
  /// Of a vehicle of one class behind one that drives as fast as another.
  struct OfPair {
    Duration exit{0};
    Duration entry{0};
    Duration free_exit{0};  ///< without obstruction
    VehicleClassId slower;
  };
  [[nodiscard]] const OfPair& pair(VehicleClassId c, VehicleClassId speed) const {
    return of_pair_[c.index() * of_class_.size() + speed.index()];
  }

  bool open_ = true;
  std::int64_t lanes_ = 0;  ///< [thousandths]
  double obstructed_ = 0;   ///< share of the capacity lost
  std::vector<OfClass> of_class_;
  std::vector<OfPair> of_pair_;
  Duration wave_time_{0};
  std::int64_t headway_lanes_ = 0;  ///< the last number of lanes that was not 0
  std::int64_t length_ = 0;         ///< [mm]
  const std::vector<scenario::VehicleClass>* classes_;
};

}  // namespace corridor::processes
