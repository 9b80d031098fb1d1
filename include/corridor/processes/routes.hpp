// Which way people take: the next link towards every destination, by what they know of the road and how they differ.
// Moves nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// A way from an origin's or a site's node onto one link.
struct Gateway {
  LinkId into;
  SourceId source;
};

class Routes final : public kernel::Process {
 public:
  Routes(const Context& context, const network::RoadNetwork& network, Road& road);

  /// Computes the first ways and plans the refreshes. Call before anything moves.
  void start();
  /// From now on the link is as described: an incident, which people come to know in this instant.
  void change(LinkId link, const scenario::Link& now);

  /// The link that the vehicle takes at `at`, as people know the road now. Where no way is open: the one that would be
  /// taken if all were, to wait before the closure. None: at its destination.
  [[nodiscard]] std::optional<LinkId> next_link(NodeId at, NodeId destination, VehicleId vehicle) const;
  /// The same onto the road, for a vehicle that would stand last in line at the gateway it chooses, or that is first at
  /// `present`. @pre not at its destination; a gateway for each link out of the node
  [[nodiscard]] SourceId gateway(NodeId at, NodeId destination, VehicleId vehicle, std::span<const Gateway> gateways,
                                 std::optional<SourceId> present) const;

  /// The vehicle begins its journey.
  void set_out(VehicleId vehicle);
  /// The vehicle has come to the end of one more link.
  void passed_link(VehicleId vehicle);

  void handle(const kernel::Event& event) override;

 private:
  /// What is known of the ways to one destination.
  struct Known {
    network::Ways ways;
    std::vector<Duration> free_flow;  ///< by node, to the destination with all links open
    std::vector<bool> is_considered;  ///< by link
  };

  [[nodiscard]] bool knows_closures() const { return routing_.information != scenario::Information::free_flow; }
  [[nodiscard]] bool knows_delays() const { return routing_.information == scenario::Information::current; }
  [[nodiscard]] bool differ() const { return routing_.taste > Duration(0); }
  void refresh();
  /// By link: it brings people nearer to the destination, and they will not come back.
  [[nodiscard]] std::vector<bool> considered_links(const Known& known) const;
  [[nodiscard]] bool leads_back(LinkId link, const network::Ways& ways) const;
  /// Time from the beginning of the link to the destination, or network::no_way if the link is not considered.
  [[nodiscard]] Duration time_by(LinkId link, const Known& known) const;
  [[nodiscard]] bool chooses_freely(VehicleId vehicle) const;
  /// From the beginning of the link to the destination as the vehicle's driver sees it [us]; or infinity.
  [[nodiscard]] double perceived_time(LinkId link, const Known& known, VehicleId vehicle) const;
  /// How much longer than it takes the link seems to the driver [us].
  [[nodiscard]] double aversion(LinkId link, VehicleId vehicle) const;

  const Context& context_;
  const network::RoadNetwork& network_;
  Road& road_;
  const scenario::Routing& routing_;
  kernel::ProcessIndex self_ = 0;
  bool is_alive_ = false;                     ///< ways can differ from those in free flow
  std::vector<Duration> free_times_;          ///< by link, as it is now; no_way: closed, and people know
  std::vector<Duration> times_;               ///< by link, as known since the last refresh
  std::vector<Known> known_;                  ///< by destination node; empty if not a destination
  std::vector<random::Decisions> decisions_;  ///< by link
  std::vector<std::uint32_t> links_passed_;   ///< by vehicle
  SimTime incident_at_ = never;               ///< the last one
};

}  // namespace corridor::processes
