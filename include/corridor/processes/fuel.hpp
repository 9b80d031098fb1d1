// Fuel in tanks: what vehicles have before they set out, what they use on the road, and what happens to those that run
// dry: pushed aside, their people taken on by others or the vehicle given fuel by a crew. Stands between the road and
// its user, and hears what vehicles do there. Gives out no stock: sites do.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/units.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/journey.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// When a vehicle that joins a link's line with so much fuel runs dry there: it drives `distance` until `ready`, then
/// stands. `never`: not if it stands for ever. Each step is rounded once, half up.
[[nodiscard]] SimTime dry_at(Litres fuel, const scenario::VehicleClass& vehicle_class, Metres distance, SimTime joined,
                             SimTime ready);
/// What it has left when it leaves the line at `left`.
[[nodiscard]] Litres fuel_left(Litres fuel, const scenario::VehicleClass& vehicle_class, Metres distance,
                               Duration queued);

class Fuel final : public kernel::Process, public RoadUser, public FuelTanks, public DepartureGate {
 public:
  Fuel(const Context& context, RoadUser& user);
  /// Call once, before anything moves.
  void connect(Road& road) { road_ = &road; }
  /// Has any vehicle a tank? If not, nobody needs to ask here.
  [[nodiscard]] static bool is_needed(const scenario::Scenario& scenario);
  void change(OriginId origin, const scenario::Origin& now) { origins_[origin.index()] = {now.fuel, now.fuel_gate}; }

  std::optional<SiteId> stop_before(VehicleId vehicle) override;
  [[nodiscard]] Litres room(VehicleId vehicle) const override;
  void fill(VehicleId vehicle, Litres given) override { tank(vehicle).litres += given; }

  std::optional<LinkId> link_after(LinkId link, VehicleId vehicle) override { return user_.link_after(link, vehicle); }
  bool is_door_open(LinkId link, VehicleId vehicle) override { return user_.is_door_open(link, vehicle); }
  void drove_on(LinkId link, VehicleId vehicle) override;
  void left_road(LinkId link, VehicleId vehicle) override;
  void left_road_beside(LinkId link, VehicleId vehicle) override { user_.left_road_beside(link, vehicle); }
  SourceId source_for(SourceId present, VehicleId vehicle) override { return user_.source_for(present, vehicle); }
  void taken_off(LinkId link, VehicleId vehicle) override;
  void entered_road(SourceId source, VehicleId vehicle) override { user_.entered_road(source, vehicle); }
  void joined_line(LinkId link, VehicleId vehicle, SimTime ready) override;
  void turned_back(const TurnRound& turn) override;
  void expect(VehicleId vehicle) override { user_.expect(vehicle); }
  std::uint16_t persons_aboard(const RoadVehicle& vehicle) override;

  void handle(const kernel::Event& event) override;

 private:
  enum class State : std::uint8_t { drives, waits, is_helped, is_abandoned };
  struct Tank {
    Litres litres;  ///< when it joined the line it is in
    SimTime joined;
    SimTime ready;
    Metres from;              ///< where on the link it was then
    bool has_joined = false;  ///< a line; those of priority classes never do, and never run dry
    std::uint32_t epoch = 0;  ///< of its entry in the link's heap
    // once it has run dry
    State state = State::drives;
    bool is_in_the_way = false;
    bool is_in_line = false;  ///< for a crew
    std::uint32_t stalls = 0;
    LinkId link;
    AtRoadside at;
  };
  struct Dry {
    SimTime at;
    VehicleId vehicle;
    std::uint32_t epoch = 0;
    friend bool operator>(const Dry& a, const Dry& b) { return a.at != b.at ? a.at > b.at : a.vehicle > b.vehicle; }
  };
  /// Who on a link will run dry, the first on top; one event for that one is pending. Of vehicles that have left there
  /// may be entries, never more than of those on the link.
  struct LinkState {
    std::vector<Dry> heap;
    std::size_t on_link = 0;  ///< vehicles with an entry that holds
    SimTime pending = never;
    std::uint32_t epoch = 0;
    std::deque<VehicleId> stranded;  ///< whose people wait to be taken on
  };
  struct AtOrigin {
    std::optional<scenario::FuelDistribution> fuel;
    std::optional<scenario::FuelGate> gate;
  };

  // In the order in which a vehicle lives them.
  void leave_line(LinkId link, VehicleId vehicle);
  bool use_up(LinkId link, VehicleId vehicle, Metres position);
  void run_dry(LinkId link);
  void stall(LinkId link, VehicleId vehicle);
  void clear(VehicleId vehicle);
  void take_on(LinkId link, VehicleId by);
  void take_on(VehicleId from, VehicleId by);
  void send_crews();
  void rescue(VehicleId vehicle);
  void forget_if_abandoned(VehicleId vehicle);

  void plan(LinkId link);
  [[nodiscard]] bool holds(const Dry& entry) { return tank(entry.vehicle).epoch == entry.epoch; }
  void drop_stale(LinkState& link);
  [[nodiscard]] Tank& tank(VehicleId vehicle);
  [[nodiscard]] const scenario::VehicleClass& class_of(VehicleId vehicle) const;
  [[nodiscard]] int spare_seats(VehicleId vehicle) const;

  const Context& context_;
  RoadUser& user_;
  Road* road_ = nullptr;
  kernel::ProcessIndex self_ = 0;
  random::Decisions fuel_;
  random::Decisions reserves_;
  random::Decisions clearing_;
  random::Decisions rescue_;
  std::vector<AtOrigin> origins_;
  std::vector<Tank> tanks_;  ///< by vehicle
  std::vector<LinkState> links_;
  std::deque<VehicleId> wait_for_crew_;
  std::int64_t busy_crews_ = 0;
};

}  // namespace corridor::processes
