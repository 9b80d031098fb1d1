// Who turns back: vehicles that have been under way for long and stand in a queue, where the road has another
// direction. Stands between the road and its user, and hears when vehicles join and leave lines. Moves nobody: the road
// does.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

class TurnBacks final : public kernel::Process, public RoadUser {
 public:
  TurnBacks(const Context& context, const network::RoadNetwork& network, RoadUser& user);
  /// Call once, before anything moves.
  void connect(Road& road) { road_ = &road; }
  /// May anybody turn back? If not, the road's user is `user()`, and nobody needs to tell or ask here.
  [[nodiscard]] static bool is_needed(const scenario::Scenario& scenario);
  [[nodiscard]] RoadUser& user() const { return user_; }
  /// Those who set out from now on do as the origin says now.
  void change(OriginId origin, const scenario::Origin& now) { origins_[origin.index()] = now.turn_back; }
  /// The vehicle sets out from its origin.
  void set_out(VehicleId vehicle);

  std::optional<LinkId> link_after(LinkId link, VehicleId vehicle) override { return user_.link_after(link, vehicle); }
  void expect(VehicleId vehicle) override { user_.expect(vehicle); }
  SourceId source_for(SourceId present, VehicleId vehicle) override { return user_.source_for(present, vehicle); }
  bool is_door_open(LinkId link, VehicleId vehicle) override { return user_.is_door_open(link, vehicle); }
  void drove_on(LinkId link, VehicleId vehicle) override;
  void left_road(LinkId link, VehicleId vehicle) override;
  void left_road_beside(LinkId link, VehicleId vehicle) override { user_.left_road_beside(link, vehicle); }
  void entered_road(SourceId source, VehicleId vehicle) override { user_.entered_road(source, vehicle); }
  void taken_off(LinkId link, VehicleId vehicle) override;
  void joined_line(LinkId link, VehicleId vehicle, SimTime ready) override;
  void turned_back(const TurnRound& turn) override;
  std::uint16_t persons_aboard(const RoadVehicle& vehicle) override { return user_.persons_aboard(vehicle); }

  void handle(const kernel::Event& event) override;

 private:
  /// A vehicle on the first way from its origin.
  struct State {
    bool is_willing = false;  ///< to turn back, from `due` on
    bool is_planned = false;  ///< its event is pending; there is one at a time
    std::uint32_t epoch = 0;  ///< of that event: counts the vehicles that had this slot
    SimTime due;
    LinkId link;                 ///< in whose line it is, or stands beside
    std::optional<LinkId> onto;  ///< the other direction, if that leads to its origin; none: or in no line
    SimTime joined;
    SimTime ready;  ///< when its free arrival has passed, and it is queued
  };

  [[nodiscard]] State& state(VehicleId vehicle);
  void plan(VehicleId vehicle);

  const Context& context_;
  const network::RoadNetwork& network_;
  RoadUser& user_;
  Road* road_ = nullptr;
  kernel::ProcessIndex self_ = 0;
  random::Decisions decisions_;
  std::vector<std::optional<scenario::TurnBack>> origins_;
  std::vector<bool> has_site_;  ///< by link, at its end
  std::vector<State> states_;   ///< by vehicle
};

}  // namespace corridor::processes
