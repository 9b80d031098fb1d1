// People on foot: they walk their way link by link, take no room on the road and stand in no queue of vehicles. Knows
// no stage: the sites do.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/units.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// Who takes over from the road.
struct WalkerUser {
  WalkerUser() = default;
  WalkerUser(const WalkerUser&) = delete;
  WalkerUser& operator=(const WalkerUser&) = delete;
  virtual ~WalkerUser() = default;
  /// The party has walked to the end of the link. True: it stops at a site there, and Walkers::walk_on comes later.
  virtual bool stops_on_foot(LinkId link, PartyId party) = 0;
  /// The party has walked to the end of its way.
  virtual void arrived_on_foot(PartyId party) = 0;
};

class Walkers final : public kernel::Process {
 public:
  Walkers(const Context& context, const network::RoadNetwork& network, WalkerUser& user);

  /// The party walks from the node towards the end of its origin's journeys.
  void walk_on(PartyId party, NodeId from);
  /// From now on the link is as described.
  void change(LinkId link, const scenario::Link& now);
  /// Calls `visit(PartyId)` for each party on the link.
  template <class Visit>
  void for_each_on(LinkId link, Visit visit) const {
    for (std::size_t i = 0; i < walks_.size(); ++i) {
      if (walks_[i].is_on_link && walks_[i].link == link) {
        visit(PartyId(i));
      }
    }
  }
  /// Nobody is left of the party, which is on a link.
  void drop(PartyId party);
  void handle(const kernel::Event& event) override;

 private:
  struct Road {
    Metres length;
    bool is_open = true;
    std::vector<PartyId> held;  ///< until it opens: at its end, or before it
  };
  struct Walk {
    NodeId at;  ///< where it is, unless on a link
    LinkId link;
    bool is_on_link = false;
    std::uint32_t epoch = 0;  ///< of its pending end of a link
  };

  [[nodiscard]] Walk& walk(PartyId party);
  [[nodiscard]] Road& road(LinkId link) { return roads_[link.index()]; }
  [[nodiscard]] std::optional<LinkId> next_link(PartyId party, NodeId at) const;
  void begin(PartyId party, LinkId link);
  void leave(PartyId party);

  const Context& context_;
  const network::RoadNetwork& network_;
  WalkerUser& user_;
  kernel::ProcessIndex self_ = 0;
  std::vector<Road> roads_;
  std::vector<Walk> walks_;  ///< by party
};

}  // namespace corridor::processes
