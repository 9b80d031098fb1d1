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
#include "corridor/processes/site.hpp"
#include "corridor/processes/walkers.hpp"

namespace corridor::processes {

class Journeys final : public RoadUser, public SiteUser, public WalkerUser, public DepartureUser {
 public:
  Journeys(const Context& context, const network::RoadNetwork& network);
  /// Ties it to the processes it connects. Call once, before anything moves.
  void connect(Road& road, Sites& sites, Walkers& walkers);

  void set_out(PartyId leader) override;

  std::optional<LinkId> link_after(LinkId link, VehicleId vehicle) override;
  bool is_door_open(LinkId link, VehicleId vehicle) override;
  void drove_on(LinkId link, VehicleId vehicle) override;
  void left_road(LinkId link, VehicleId vehicle) override;
  void entered_road(SourceId source, VehicleId vehicle) override;

  Beyond beyond(SiteId site, VehicleId vehicle) override;
  void return_to_road(SiteId site, VehicleId vehicle) override;
  bool call(LinkId link) override { return road_->recall(link); }
  void send(VehicleId vehicle, const Drive& drive) override;
  void end_leg(VehicleId bus) override;
  void walk_on(SiteId site, PartyId party) override { walkers_->walk_on(party, *node_behind(site)); }
  [[nodiscard]] std::optional<NodeId> onward(SiteId site, PartyId party) const override;

  bool stops_on_foot(LinkId link, PartyId party) override;
  void arrived_on_foot(PartyId party) override;

 private:
  /// A way from an origin's or a site's node onto one link.
  struct Gateway {
    LinkId into;
    SourceId source;
  };

  /// Where a vehicle is heading: one leg of its journey.
  struct Leg {
    std::optional<NodeId> node;  ///< none: a site without a road
    std::optional<SiteId> site;  ///< none: it ends at the node, in nobody's hands
  };

  [[nodiscard]] Leg leg_to(const std::variant<SiteId, NodeId>& end) const;
  [[nodiscard]] const Leg& leg_of(VehicleId vehicle) const { return legs_[vehicle.index()]; }
  void head_for(VehicleId vehicle, const Leg& leg);
  /// From the node where it stands onto the road, or straight to the end of its leg if that is here.
  void set_off(VehicleId vehicle, const std::vector<Gateway>& gateways, std::optional<NodeId> node);
  /// Where a vehicle that leaves the site may enter the road; none: the site has no road.
  [[nodiscard]] std::optional<NodeId> node_behind(SiteId site) const;
  /// The site that stops this vehicle at the end of the link, on its way.
  [[nodiscard]] std::optional<SiteId> stop_at_end(LinkId link, VehicleId vehicle) const;
  void offer(const std::vector<Gateway>& gateways, LinkId into, VehicleId vehicle);
  void end_on_road(VehicleId vehicle, std::optional<LinkId> link);
  void set_out_without_vehicle(PartyId party);
  void open_stands();
  [[nodiscard]] std::vector<Gateway> gateways(NodeId node, double priority, std::optional<SiteId> site);

  const Context& context_;
  const network::RoadNetwork& network_;
  Road* road_ = nullptr;
  Sites* sites_ = nullptr;
  Walkers* walkers_ = nullptr;
  std::vector<std::optional<SiteId>> site_on_link_;
  std::vector<Leg> legs_;  ///< by vehicle
  std::vector<std::vector<Gateway>> from_origin_;
  std::vector<std::vector<Gateway>> from_site_;
  std::vector<std::vector<Gateway>> from_stand_;       ///< by node, where vehicles stand that drive on
  std::vector<std::optional<SiteId>> site_of_source_;  ///< none: an origin, or such a node
};

}  // namespace corridor::processes
