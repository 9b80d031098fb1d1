// Which process comes next for whom: origin, road, sites on the way, the end. Holds no line and no clock of its own.
#pragma once

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/departure.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/processes/routes.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/processes/walkers.hpp"

namespace corridor::processes {

/// Who may have to go somewhere before the journey.
struct DepartureGate {
  DepartureGate() = default;
  DepartureGate(const DepartureGate&) = delete;
  DepartureGate& operator=(const DepartureGate&) = delete;
  virtual ~DepartureGate() = default;
  /// The site at its origin's node that the vehicle, whose departure instant has come, goes to first.
  virtual std::optional<SiteId> stop_before(VehicleId vehicle) = 0;
};

class TurnBacks;

class Journeys final : public RoadUser, public SiteUser, public WalkerUser, public DepartureUser {
 public:
  Journeys(const Context& context, const network::RoadNetwork& network);
  /// What it connects.
  struct Processes {
    Road& road;
    Sites& sites;
    Walkers& walkers;
    Routes& routes;
  };
  /// Call once, before anything moves.
  /// @param turn_backs none: nobody turns back
  void connect(const Processes& processes, DepartureGate* gate = nullptr, TurnBacks* turn_backs = nullptr);

  void set_out(PartyId leader) override;

  std::optional<LinkId> link_after(LinkId link, VehicleId vehicle) override;
  SourceId source_for(SourceId present, VehicleId vehicle) override;
  void expect(VehicleId vehicle) override;
  bool is_door_open(LinkId link, VehicleId vehicle) override;
  void drove_on(LinkId link, VehicleId vehicle) override;
  void left_road(LinkId link, VehicleId vehicle) override;
  void left_road_beside(LinkId link, VehicleId vehicle) override;
  void entered_road(SourceId source, VehicleId vehicle) override;
  void taken_off(LinkId link, VehicleId vehicle) override;
  void turned_back(const TurnRound& turn) override;

  /// The lines in which vehicles wait to enter the road from an origin, or on their way through a site.
  [[nodiscard]] std::vector<SourceId> sources(OriginId origin) const { return sources(from_origin_[origin.index()]); }
  [[nodiscard]] std::vector<SourceId> sources(SiteId site) const { return sources(from_site_[site.index()]); }
  /// The lines in which vehicles wait that stood off the road at the site's node and drive on.
  [[nodiscard]] std::vector<SourceId> sources_of_parked(SiteId site) const;

  Beyond beyond(SiteId site, VehicleId vehicle) override;
  void return_to_road(SiteId site, VehicleId vehicle) override;
  void set_out_after_stop(VehicleId vehicle) override;
  bool call(LinkId link) override { return road_->recall(link); }
  [[nodiscard]] std::int64_t queued_on(LinkId link) const override { return road_->queued_on(link); }
  void send(VehicleId vehicle, const Drive& drive) override;
  void end_leg(VehicleId vehicle) override;
  void walk_on(SiteId site, PartyId party) override { walkers_->walk_on(party, *node_behind(site)); }
  [[nodiscard]] std::optional<NodeId> onward(SiteId site, PartyId party) const override;

  bool stops_on_foot(LinkId link, PartyId party) override;
  void arrived_on_foot(PartyId party) override;

 private:
  /// Where a vehicle is heading: one leg of its journey.
  struct Leg {
    std::optional<NodeId> node;  ///< none: a site without a road
    std::optional<SiteId> site;  ///< none: it ends at the node, in nobody's hands
    bool is_stop = false;        ///< at the site, before the vehicle sets out
    bool is_way_back = false;    ///< to the origin, where the story of all aboard ends
  };

  [[nodiscard]] std::vector<SourceId> sources(std::size_t stand) const;
  [[nodiscard]] Leg leg_to(const std::variant<SiteId, NodeId>& end) const;
  [[nodiscard]] const Leg& leg_of(VehicleId vehicle) const { return legs_[vehicle.index()]; }
  void head_for(VehicleId vehicle, const Leg& leg);
  /// From the node where it stands onto the road, or straight to the end of its leg if that is here.
  void set_off(VehicleId vehicle, std::size_t stand, std::optional<NodeId> node);
  /// Where a vehicle that leaves the site may enter the road; none: the site has no road.
  [[nodiscard]] std::optional<NodeId> node_behind(SiteId site) const;
  /// The site that stops this vehicle at the end of the link, on its way.
  [[nodiscard]] std::optional<SiteId> stop_at_end(LinkId link, VehicleId vehicle) const;
  void offer(std::size_t stand, NodeId at, VehicleId vehicle);
  void end_on_road(VehicleId vehicle, std::optional<LinkId> link);
  void come_home(VehicleId vehicle);
  void set_out_without_vehicle(PartyId party);
  /// The ways onto the road at the node; nothing without a node. Returns an index into `stands_`.
  std::size_t open_stand(std::optional<NodeId> node, double priority, std::optional<SiteId> site);

  const Context& context_;
  const network::RoadNetwork& network_;
  Road* road_ = nullptr;
  Sites* sites_ = nullptr;
  Walkers* walkers_ = nullptr;
  Routes* routes_ = nullptr;
  DepartureGate* gate_ = nullptr;
  TurnBacks* turn_backs_ = nullptr;
  std::vector<std::optional<SiteId>> site_on_link_;
  std::vector<Leg> legs_;                              ///< by vehicle
  std::vector<std::vector<Gateway>> stands_;           ///< places where vehicles enter the road
  std::vector<std::size_t> from_origin_;               ///< the stand of each origin
  std::vector<std::size_t> from_site_;                 ///< and site
  std::vector<std::optional<std::size_t>> from_node_;  ///< and node where vehicles stand that drive on
  std::vector<std::size_t> stand_of_source_;
  std::vector<std::optional<SiteId>> site_of_source_;  ///< none: an origin, or such a node
};

}  // namespace corridor::processes
