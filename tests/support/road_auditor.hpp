// Follows a road from its facts and checks at every one of them that nobody was lost, early, late or in the way. Keeps
// its own books (road_recursion.hpp): it asks the road nothing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "corridor/record/fact.hpp"
#include "corridor/scenario/scenario.hpp"

#include "support/road_recursion.hpp"

namespace corridor::test {

/// A vehicle's wish: from when, along which links.
struct Trip {
  SimTime at;
  std::vector<LinkId> way;
  VehicleClassId vehicle_class{};
};

class RoadAuditor {
 public:
  /// Trips in the order of their instants; vehicle i makes trip i. All vehicles of a source wait in one line.
  RoadAuditor(const std::vector<scenario::VehicleClass>& classes, const std::vector<scenario::Link>& links,
              const std::vector<Trip>& trips)
      : trips_(trips), equal_vehicles_(classes.size() == 1), origins_(links.size()), inside_(links.size()) {
    for (const scenario::Link& link : links) {
      links_.emplace_back(LinkTheory(link, classes));
    }
    for (std::size_t i = 0; i < trips.size(); ++i) {
      origins_[trips[i].way.front().index()].push_back(i);
    }
  }

  void change(SimTime at, LinkId link, const scenario::Link& now) {
    changes_.insert(at);
    links_[link.index()].change(now);
  }

  void on(const record::Fact& fact) {
    if (const auto* left = std::get_if<record::LinkLeft>(&fact)) {
      leave(*left);
    } else if (const auto* entered = std::get_if<record::LinkEntered>(&fact)) {
      enter(*entered);
    }
  }

  [[nodiscard]] std::size_t arrived() const { return arrived_; }
  /// Everybody has arrived, or stands for want of room ahead (of his own, or of a longer vehicle whose turn it is): no
  /// wake-up was lost.
  void expect_nobody_waits_without_a_cause() const {
    std::size_t present = 0;
    for (std::size_t b = 0; b < links_.size(); ++b) {
      present += inside_[b].size() + origins_[b].size();
      const std::vector<Claim> waiting = claims(LinkId(b));
      const auto fits = [&](const Claim& c) { return links_[b].room(c.vehicle_class).has_value(); };
      const bool is_idle = equal_vehicles_ ? std::any_of(waiting.begin(), waiting.end(), fits)
                                           : !waiting.empty() && std::all_of(waiting.begin(), waiting.end(), fits);
      EXPECT_FALSE(is_idle) << "link " << b << " has room, and somebody waits";
    }
    EXPECT_EQ(present + arrived_, trips_.size());
  }

 private:
  struct Inside {
    std::size_t vehicle;
    SimTime entered;
    SimTime ready;
  };
  /// Somebody who stands first in a line for an entry.
  struct Claim {
    std::size_t vehicle;
    VehicleClassId vehicle_class;
    SimTime own;
  };

  [[nodiscard]] std::optional<LinkId> next(std::size_t vehicle, LinkId link) const {
    const auto& way = trips_[vehicle].way;
    const auto after = std::find(way.begin(), way.end(), link) + 1;
    return after == way.end() ? std::nullopt : std::optional(*after);
  }
  [[nodiscard]] SimTime own(LinkId a, const Inside& head) const {
    return links_[a.index()].own(head.ready, trips_[head.vehicle].vehicle_class);
  }
  [[nodiscard]] std::vector<Claim> claims(LinkId b) const {
    std::vector<Claim> found;
    for (std::size_t a = 0; a < links_.size(); ++a) {
      if (!inside_[a].empty() && links_[a].theory().link().open && next(inside_[a].front().vehicle, LinkId(a)) == b) {
        const Inside& head = inside_[a].front();
        found.push_back({head.vehicle, trips_[head.vehicle].vehicle_class, own(LinkId(a), head)});
      }
    }
    if (!origins_[b.index()].empty()) {
      const std::size_t first = origins_[b.index()].front();
      found.push_back({first, trips_[first].vehicle_class, trips_[first].at});
    }
    return found;
  }
  /// When the claim could be met; nothing: no room yet.
  [[nodiscard]] std::optional<SimTime> could_enter(const Claim& claim, LinkId b) const {
    const auto room = links_[b.index()].room(claim.vehicle_class);
    return room ? std::optional(std::max({claim.own, links_[b.index()].entry_free(claim.vehicle_class), *room}))
                : std::nullopt;
  }
  /// In time: at the earliest instant, or at the first after it at which something changed.
  void expect_in_time(SimTime now, SimTime earliest, std::size_t vehicle) const {
    EXPECT_GE(now, earliest) << "vehicle " << vehicle << " is early";
    EXPECT_TRUE(now <= earliest || changes_.contains(now)) << "vehicle " << vehicle << " is late";
  }

  void leave(const record::LinkLeft& fact) {
    const LinkId a = fact.link;
    ASSERT_FALSE(inside_[a.index()].empty());
    const Inside& head = inside_[a.index()].front();
    EXPECT_EQ(head.vehicle, fact.vehicle.index()) << "first in, first out";
    EXPECT_EQ(head.entered, fact.entered);
    EXPECT_GE(fact.at, head.ready) << "vehicle " << head.vehicle << " is faster than free flow";
    EXPECT_TRUE(links_[a.index()].theory().link().open);
    if (next(head.vehicle, a)) {
      leaving_ = a;  // judged when it enters the next link, in the same instant
      return;
    }
    expect_in_time(fact.at, own(a, head), head.vehicle);
    release(a, fact.at);
    ++arrived_;
  }
  void enter(const record::LinkEntered& fact) {
    const LinkId b = fact.link;
    LinkHistory& link = links_[b.index()];
    const VehicleClassId c = trips_[fact.vehicle.index()].vehicle_class;
    EXPECT_TRUE(link.theory().link().open && link.theory().link().lanes > Lanes(0))
        << "link " << b.index() << " is shut";
    EXPECT_LE(link.metres_inside() + link.theory().effective_length(c), link.theory().storage(c)) << "above storage";
    bool has_claimed = false;
    for (const Claim& claim : claims(b)) {
      const auto earliest = could_enter(claim, b);
      if (claim.vehicle == fact.vehicle.index()) {
        has_claimed = true;
        ASSERT_TRUE(earliest.has_value());
        expect_in_time(fact.at, *earliest, claim.vehicle);
      } else if (equal_vehicles_ && earliest) {
        EXPECT_TRUE(*earliest >= fact.at || changes_.contains(fact.at)) << "link " << b.index() << " stood idle";
      }
    }
    EXPECT_TRUE(has_claimed) << "vehicle " << fact.vehicle.index() << " was not first in any line for link "
                             << b.index();
    if (leaving_) {
      release(*leaving_, fact.at);
      leaving_.reset();
    } else {
      origins_[b.index()].pop_front();
    }
    inside_[b.index()].push_back({fact.vehicle.index(), fact.at, link.enter(fact.at, c)});
  }
  void release(LinkId a, SimTime at) {
    links_[a.index()].leave(at, trips_[inside_[a.index()].front().vehicle].vehicle_class);
    inside_[a.index()].pop_front();
  }

  std::vector<Trip> trips_;
  bool equal_vehicles_;
  std::vector<std::deque<std::size_t>> origins_;  ///< by first link
  std::vector<std::deque<Inside>> inside_;
  std::vector<LinkHistory> links_;
  std::set<SimTime> changes_;
  std::optional<LinkId> leaving_;
  std::size_t arrived_ = 0;
};

}  // namespace corridor::test
