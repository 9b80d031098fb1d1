// Newell's recursion vehicle by vehicle, in the road's integers but without events, arbitration or floating point: an
// oracle for the road. Written from docs/model.md section 5, not from the road's code.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/time.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::test {

/// a / b, rounded half up. @pre a >= 0, b > 0, 2 a + b < 9.2e18
inline std::int64_t rounded_ratio(std::int64_t a, std::int64_t b) {
  return (2 * a + b) / (2 * b);
}

/// What a link does to each class, worked out in whole numbers and rounded once.
class LinkTheory {
 public:
  LinkTheory(const scenario::Link& link, std::vector<scenario::VehicleClass> classes)
      : link_(link), headway_lanes_(link.lanes.value()), classes_(std::move(classes)) {}

  void change(const scenario::Link& link) {
    link_ = link;
    headway_lanes_ = link.lanes.value() > 0 ? link.lanes.value() : headway_lanes_;
  }

  [[nodiscard]] const scenario::Link& link() const { return link_; }
  [[nodiscard]] std::int64_t effective_length(VehicleClassId c) const {
    return (classes_[c.index()].length + link_.jam_gap).value();
  }
  /// [m/h]
  [[nodiscard]] std::int64_t speed(VehicleClassId c) const {
    const double v = static_cast<double>(link_.free_speed.value()) * classes_[c.index()].speed_factor;
    return static_cast<std::int64_t>(v + 0.5);
  }
  [[nodiscard]] VehicleClassId slower(VehicleClassId a, VehicleClassId b) const { return speed(b) < speed(a) ? b : a; }
  [[nodiscard]] Duration free_time(VehicleClassId c) const {
    return Duration(rounded_ratio(link_.length.value() * 3'600'000, speed(c)));
  }
  /// L / w = L tau / e_reference
  [[nodiscard]] Duration wave_time() const {
    return Duration(rounded_ratio(link_.length.value() * link_.reaction_time.count(), reference()));
  }
  [[nodiscard]] std::int64_t storage(VehicleClassId c) const {
    return std::max(link_.lanes.value() * link_.length.value() / 1000, effective_length(c));
  }
  [[nodiscard]] Duration exit_headway(VehicleClassId c, VehicleClassId u) const {
    return headway(c, u, link_.capacity);
  }
  [[nodiscard]] Duration entry_headway(VehicleClassId c, VehicleClassId u) const {
    return headway(c, u, link_.entry_capacity);
  }

 private:
  [[nodiscard]] std::int64_t reference() const { return effective_length(VehicleClassId(0)); }
  /// max(e (tau / e_reference + 1 / u) / m, 1 / capacity)
  [[nodiscard]] Duration headway(VehicleClassId c, VehicleClassId u, const std::optional<double>& capacity) const {
    const std::int64_t v = speed(u);
    const std::int64_t pace = link_.reaction_time.count() * v + 3'600'000 * reference();  // times reference * v
    const std::int64_t by_space = rounded_ratio(effective_length(c) * pace * 1000, reference() * v * headway_lanes_);
    const auto by_capacity = capacity ? static_cast<std::int64_t>(3.6e9 / *capacity + 0.5) : 0;
    return Duration(std::max(by_space, by_capacity));
  }

  scenario::Link link_;
  std::int64_t headway_lanes_;
  std::vector<scenario::VehicleClass> classes_;
};

/// What has passed the two ends of one link, and what that allows next.
class LinkHistory {
 public:
  explicit LinkHistory(LinkTheory theory) : theory_(std::move(theory)) {}

  [[nodiscard]] const LinkTheory& theory() const { return theory_; }
  void change(const scenario::Link& link) { theory_.change(link); }
  [[nodiscard]] std::int64_t metres_inside() const { return metres_in_ - metres_out_; }

  /// When a vehicle of the class that is ready at `ready` could leave.
  [[nodiscard]] SimTime own(SimTime ready, VehicleClassId c) const {
    return exit_.last ? std::max(ready, *exit_.last + theory_.exit_headway(c, theory_.slower(exit_.speed, c))) : ready;
  }
  /// When its headway behind the last vehicle lets one of the class enter.
  [[nodiscard]] SimTime entry_free(VehicleClassId c) const {
    return entry_.last ? *entry_.last + theory_.entry_headway(c, theory_.slower(entry_.speed, c)) : SimTime::min();
  }
  /// When the last of its metres is room at the beginning; nothing: not as long as nobody leaves.
  [[nodiscard]] std::optional<SimTime> room(VehicleClassId c) const {
    const std::int64_t metre = metres_in_ + theory_.effective_length(c) - theory_.storage(c);
    if (metre <= 0) {
      return SimTime::min();
    }
    if (metre > metres_out_) {
      return std::nullopt;
    }
    const auto left = std::lower_bound(left_.begin(), left_.end(), metre,
                                       [](const Left& l, std::int64_t m) { return l.cumulative < m; });
    const Duration ahead(rounded_ratio(left->headway.count() * (left->cumulative - metre), left->length));
    return std::max(left->at - ahead, left->at - theory_.wave_time()) + theory_.wave_time();
  }

  /// A vehicle enters; returns when it is ready to leave.
  SimTime enter(SimTime at, VehicleClassId c) {
    const VehicleClassId u = theory_.slower(entry_.speed, c);
    entry_.pass(at, c, u, theory_.entry_headway(c, u));
    metres_in_ += theory_.effective_length(c);
    last_ready_ = std::max(at + theory_.free_time(c), last_ready_);
    return last_ready_;
  }
  void leave(SimTime at, VehicleClassId c) {
    const VehicleClassId u = theory_.slower(exit_.speed, c);
    const Duration headway = theory_.exit_headway(c, u);
    exit_.pass(at, c, u, headway);
    metres_out_ += theory_.effective_length(c);
    left_.push_back({at, metres_out_, theory_.effective_length(c), headway});
  }

 private:
  struct End {
    std::optional<SimTime> last;
    VehicleClassId speed;

    void pass(SimTime at, VehicleClassId own, VehicleClassId platoon, Duration headway) {
      speed = !last || at > *last + headway ? own : platoon;
      last = at;
    }
  };
  struct Left {
    SimTime at;
    std::int64_t cumulative = 0;
    std::int64_t length = 0;
    Duration headway{0};
  };

  LinkTheory theory_;
  End entry_;
  End exit_;
  std::int64_t metres_in_ = 0;
  std::int64_t metres_out_ = 0;
  SimTime last_ready_ = SimTime::min();
  std::vector<Left> left_;
};

/// A chain of links that all vehicles drive from beginning to end.
class NewellChain {
 public:
  NewellChain(const std::vector<scenario::VehicleClass>& classes, const std::vector<scenario::Link>& links) {
    for (const scenario::Link& link : links) {
      links_.emplace_back(LinkTheory(link, classes));
    }
  }

  /// When the next vehicle passes each node of the chain: entry of the first link, ..., exit of the last. It stands at
  /// the first node from `since`; vehicles come in the order of their times.
  std::vector<SimTime> drive(SimTime since, VehicleClassId c) {
    std::vector<SimTime> passes;
    SimTime could_leave = since;
    for (std::size_t k = 0; k < links_.size(); ++k) {
      const SimTime at = std::max({could_leave, links_[k].entry_free(c), links_[k].room(c).value()});
      if (k > 0) {
        links_[k - 1].leave(at, c);
      }
      passes.push_back(at);
      could_leave = links_[k].own(links_[k].enter(at, c), c);
    }
    links_.back().leave(could_leave, c);
    passes.push_back(could_leave);
    return passes;
  }

 private:
  std::vector<LinkHistory> links_;
};

}  // namespace corridor::test
