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

class Journeys final : public RoadUser, public SiteUser, public DepartureUser {
 public:
  Journeys(const Context& context, const network::RoadNetwork& network);
  /// Ties it to the processes it connects. Call once, before anything moves.
  void connect(Road& road, Sites& sites, Routes& routes, DepartureGate* gate = nullptr);

  void set_out(PartyId leader) override;

  std::optional<LinkId> link_after(LinkId link, VehicleId vehicle) override;
  SourceId source_for(SourceId present, VehicleId vehicle) override;
  bool is_door_open(LinkId link, VehicleId vehicle) override;
  void drove_on(LinkId link, VehicleId vehicle) override;
  void left_road(LinkId link, VehicleId vehicle) override;
  void left_road_beside(LinkId link, VehicleId vehicle) override;
  void entered_road(SourceId source, VehicleId vehicle) override;
  void taken_off(LinkId link, VehicleId vehicle) override;

  /// The lines in which vehicles wait to enter the road from an origin, or from a site on a link.
  [[nodiscard]] std::vector<SourceId> sources(OriginId origin) const { return sources(from_origin_[origin.index()]); }
  [[nodiscard]] std::vector<SourceId> sources(SiteId site) const { return sources(from_site_[site.index()]); }

  Beyond beyond(SiteId site, VehicleId vehicle) override;
  void return_to_road(SiteId site, VehicleId vehicle) override;
  void set_out_after_stop(VehicleId vehicle) override;
  bool call(LinkId link) override { return road_->recall(link); }

 private:
  /// Where a vehicle is heading: one leg of its journey.
  struct Leg {
    std::optional<NodeId> node;  ///< none: a site without a road
    std::optional<SiteId> site;  ///< none: it ends at the node, in nobody's hands
    bool is_stop = false;        ///< at the site, before the vehicle sets out
  };

  [[nodiscard]] static std::vector<SourceId> sources(const std::vector<Gateway>& gateways);
  [[nodiscard]] Leg leg_to(const std::variant<SiteId, NodeId>& end) const;
  [[nodiscard]] const Leg& leg_of(VehicleId vehicle) const { return legs_[vehicle.index()]; }
  void head_for(VehicleId vehicle, const Leg& leg);
  /// From the node where it stands onto the road, or straight to the end of its leg if that is here.
  void set_off(VehicleId vehicle, const std::vector<Gateway>& gateways, std::optional<NodeId> node);
  /// Where a vehicle that leaves the site may enter the road; none: the site has no road.
  [[nodiscard]] std::optional<NodeId> node_behind(SiteId site) const;
  /// The site that stops this vehicle at the end of the link, on its way.
  [[nodiscard]] std::optional<SiteId> stop_at_end(LinkId link, VehicleId vehicle) const;
  void offer(const std::vector<Gateway>& gateways, NodeId at, VehicleId vehicle);
  void end_on_road(VehicleId vehicle, std::optional<LinkId> link);

  const Context& context_;
  const network::RoadNetwork& network_;
  Road* road_ = nullptr;
  Sites* sites_ = nullptr;
  Routes* routes_ = nullptr;
  DepartureGate* gate_ = nullptr;
  std::vector<std::optional<SiteId>> site_on_link_;
  std::vector<Leg> legs_;  ///< by vehicle
  std::vector<std::vector<Gateway>> from_origin_;
  std::vector<std::vector<Gateway>> from_site_;
  std::vector<std::optional<SiteId>> site_of_source_;  ///< none: an origin
};

}  // namespace corridor::processes
