// The road: vehicles on links, one event per vehicle and link boundary. Newell's simplified kinematic waves at link
// ends, per vehicle, in metres of effective length. Knows nothing of sites or people's plans: a RoadUser tells it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/ring.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/network/road_network.hpp"
#include "corridor/processes/link_flow.hpp"
#include "corridor/processes/release_log.hpp"
#include "corridor/record/observer.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// A place off the road from which vehicles enter one link: an origin, or a site on a link.
using SourceId = Id<struct SourceTag>;

/// A vehicle as the road sees it.
struct RoadVehicle {
  VehicleId id;
  VehicleClassId vehicle_class;
  std::uint16_t persons = 0;
};

/// A vehicle that turns round in the line of a link, and drives back in the other direction.
struct TurnRound {
  VehicleId vehicle;
  LinkId from;
  LinkId onto;
  Metres position;         ///< from the beginning of `from`
  Metres position_back;    ///< the same place, from the beginning of `onto`
  bool was_first = false;  ///< in the line of `from`
};

/// What the road asks of whoever owns the journeys.
struct RoadUser {
  RoadUser() = default;
  RoadUser(const RoadUser&) = delete;
  RoadUser& operator=(const RoadUser&) = delete;
  virtual ~RoadUser() = default;
  /// The link after `link`; none: the vehicle leaves the road at its end, through the door. Asked when the vehicle is
  /// the first on `link`, and again by Road::reconsider.
  virtual std::optional<LinkId> link_after(LinkId link, VehicleId vehicle) = 0;
  /// The source at which the vehicle wants to wait, which is first in line at `present`: that one, or another one.
  virtual SourceId source_for(SourceId present, VehicleId /*vehicle*/) { return present; }
  /// The vehicle will be the first on its link next: a hint to have ready what is known of it.
  virtual void expect(VehicleId /*vehicle*/) {}
  /// May the vehicle, standing at the end of `link`, leave the road now? If not, Road::recall when it may.
  virtual bool is_door_open(LinkId link, VehicleId vehicle) = 0;
  /// The vehicle has driven from `link` onto the next one.
  virtual void drove_on(LinkId link, VehicleId vehicle) = 0;
  /// The vehicle has left the road through the door.
  virtual void left_road(LinkId link, VehicleId vehicle) = 0;
  /// The vehicle, of a priority class, has left the road beside whoever stands at the door.
  virtual void left_road_beside(LinkId link, VehicleId vehicle) = 0;
  /// The vehicle has entered the road from the source.
  virtual void entered_road(SourceId source, VehicleId vehicle) = 0;
  /// A vehicle in which nobody was left has been taken off the road at the end of `link`.
  virtual void taken_off(LinkId, VehicleId) {}
  /// The vehicle has joined the link's line now; on a free road it reaches the link's end at `ready`.
  virtual void joined_line(LinkId /*link*/, VehicleId /*vehicle*/, SimTime /*ready*/) {}
  /// The vehicle is out of the line of one link, and will join that of the other as soon as there is room.
  virtual void turned_back(const TurnRound& /*turn*/) {}
  /// Persons aboard after the vehicle has driven onto another link.
  virtual std::uint16_t persons_aboard(const RoadVehicle& vehicle) { return vehicle.persons; }
};

/// A vehicle that stands beside a link's line.
struct AtRoadside {
  RoadVehicle vehicle;
  SimTime entered;          ///< the link
  Metres position;          ///< from the link's beginning
  bool has_turned = false;  ///< it comes from the other direction: it enters the link here
};

/// What becomes of a vehicle in which nobody is left.
enum class Emptied : std::uint8_t { is_taken_off, drives_on };

class Road final : public kernel::Process {
 public:
  Road(const scenario::Scenario& scenario, const network::RoadNetwork& network, kernel::Scheduler& scheduler,
       record::Observer& observer, RoadUser& user);

  /// A place from which vehicles enter `into`; `priority` counts against the links that enter it too.
  SourceId add_source(LinkId into, double priority);
  /// The vehicle wants to enter the road from now on; it waits in line at the source, first come first served, unless
  /// it is of a priority class.
  void offer(SourceId source, const RoadVehicle& vehicle);
  /// The door at the end of `link` may be open again. False if no vehicle can come now.
  bool recall(LinkId link);
  /// Vehicles in the link's line that are past their free-flow arrival at its end.
  [[nodiscard]] std::int64_t queued_on(LinkId link) const;
  /// The full link for whose room the first of the link, or of the line at the source, waits: nothing that is under way
  /// will let anybody enter it before a vehicle has left it. None: it waits for something else, or for nothing.
  [[nodiscard]] std::optional<LinkId> held_by(LinkId link) const;
  [[nodiscard]] std::optional<LinkId> held_by(SourceId source) const;
  /// From now on the link is as described.
  void change(LinkId link, const scenario::Link& now);
  /// From now on the first in line at a source are asked where they want to wait, and queues are measured. Call before
  /// anything moves.
  void follow_ways() { follows_ways_ = true; }
  /// Ways may be others: asks everybody anew who is first on a link or in line at a source.
  void reconsider();
  /// How long the vehicles on the link will take to leave it, as far as can be seen at its end: the time that the first
  /// has stood there + the vehicles x the mean time that each of the last of them took. @pre follow_ways
  [[nodiscard]] Duration discharge_time(LinkId link) const;
  /// How long those in line at the source will take to enter the road, likewise. @pre follow_ways
  [[nodiscard]] Duration discharge_time(SourceId source) const;
  /// So many persons are no longer in this vehicle on the link. One that is taken off when nobody is left is driven to
  /// the link's end first, in its turn. Costs a look at every vehicle on the link.
  void lose_persons(LinkId link, VehicleId vehicle, std::uint16_t persons, Emptied emptied = Emptied::is_taken_off);
  /// Likewise of a vehicle that waits at the source. One that is taken off when nobody is left waits no longer.
  void lose_persons(SourceId source, VehicleId vehicle, std::uint16_t persons, Emptied emptied = Emptied::is_taken_off);
  /// Calls `visit(VehicleId)` for each vehicle in the line of the link, or of the source, the first one first.
  template <class Visit>
  void for_each_on(LinkId link, Visit visit) const {
    const auto& vehicles = links_[link.index()].vehicles;
    for (std::size_t i = 0; i < vehicles.size(); ++i) {
      if (!vehicles[i].is_gone) {
        visit(vehicles[i].vehicle.id);
      }
    }
  }
  template <class Visit>
  void for_each_waiting(SourceId source, Visit visit) const {
    const auto& line = sources_[source.index()].line;
    for (std::size_t i = 0; i < line.size(); ++i) {
      visit(line[i].vehicle.id);
    }
  }
  /// The vehicle, which joined the link's line at `joined`, stops where it is and is out of the line: its room reaches
  /// the link's beginning with the wave from there. The link loses capacity until `clear` says that it is out of the
  /// way.
  AtRoadside stall(LinkId link, VehicleId vehicle, SimTime joined);
  /// A vehicle that stood in the way has been pushed aside.
  void clear(LinkId link);
  /// The vehicle drives on from where it stands, behind those in the link's line, as soon as there is room for it.
  void rejoin(LinkId link, const AtRoadside& vehicle);
  /// The vehicle, which joined the link's line at `joined` and is past its free arrival, turns round where it stands:
  /// it is out of the line as one that stalls, in nobody's way, and joins the line of `onto` at the same place of the
  /// road as one that rejoins. False if it is not in the line, nobody is in it, or nothing may enter `onto`.
  bool turn_back(LinkId link, VehicleId vehicle, SimTime joined, LinkId onto);
  /// States every link as it is now.
  void observe() const;
  /// From now on observe() also states how many vehicles are in each part of this length of a link. @pre more than 0
  void observe_cells_of(Metres length) { cell_ = length; }

  void handle(const kernel::Event& event) override;

 private:
  /// Fills one cache line.
  struct OnLink {
    RoadVehicle vehicle;
    bool is_empty = false;         ///< everybody in it met an outcome: it leaves the road at the link's end
    bool is_gone = false;          ///< it has stalled or turned back, and is out of the line; never the head
    std::uint32_t persons_in = 0;  ///< persons who have entered up to and with this vehicle: differences count
    std::int32_t length = 0;       ///< effective, when it entered: the metres that it frees [mm]
    SimTime entered;
    SimTime ready;               ///< free-flow arrival at the end, not before the vehicle ahead
    std::int64_t metres_in = 0;  ///< effective metres that have entered up to and with this vehicle [mm]
    SimTime joined{};            ///< the line: when it entered, or came back from the roadside
    std::int64_t from = 0;       ///< where it was then [mm]
  };
  static_assert(sizeof(OnLink) == 64);
  /// Of a vehicle that has stalled or turned back: what it would count for in the line.
  struct Gone {
    std::int64_t metres_in = 0;
    std::int64_t length = 0;
    std::uint16_t persons = 0;
  };
  /// One end of a link: when the last vehicle passed and how fast the platoon is.
  struct End {
    SimTime last;
    VehicleClassId speed;
  };
  /// An event that is pending at most once.
  struct Pending {
    SimTime at = never;
    std::uint32_t epoch = 0;
  };
  struct Claimant {
    std::uint32_t front = 0;  ///< index into `fronts_`: of a link, or of a source
    bool shares = false;      ///< in the passage that is being settled
    double priority = 1;
    double credit = 0;
  };
  /// Whoever stands first on a link or in line at a source, if it can go on to a link, as the entry of that link sees
  /// it. Apart from the rest of its link, so that those of all links stay in the processor's cache.
  struct Front {
    std::optional<LinkId> into;  ///< none: nobody can go on
    VehicleClassId vehicle_class;
    SimTime at_line;  ///< when it stands at the line: ready, and its gate open
    SimTime own;      ///< when it could leave, were the entry free
    friend bool operator==(const Front&, const Front&) = default;
  };
  /// What every vehicle needs comes first, and what few need last.
  struct LinkState {
    LinkFlow flow;
    End entry;
    End exit;
    Ring<OnLink> vehicles = {};
    std::int64_t metres_in = 0;
    ReleaseLog releases = {};
    std::optional<LinkId> next = {};           ///< of the first vehicle; none: the door
    std::uint32_t persons_in = 0;              ///< modulo 2^32
    bool lacks_room = false;                   ///< some claimant found no metre: plan again at the next release
    bool awaits_lanes = false;                 ///< lanes of this road change direction as soon as there is room
    std::vector<Claimant> claimants = {};      ///< of the entry, in order of id: links, then sources
    std::optional<std::size_t> reserved = {};  ///< claimant that goes next whatever happens
    Pending entry_event = {};
    Pending exit_event = {};
    Ring<Gone> gone = {};            ///< vehicles that are still in `vehicles`, but out of the line, in its order
    Ring<AtRoadside> roadside = {};  ///< those that want to drive on
    std::int64_t left_in_a_row = 0;  ///< vehicles that left from the queue that stands now
    Duration discharge{0};           ///< mean time that each of the last of them stood first
    Lanes taken = Lanes(0);          ///< from the opposite link
    std::uint32_t passing = 0;       ///< vehicles of priority classes on it
    std::int64_t in_the_way = 0;     ///< stalled vehicles that have not been pushed aside
    scenario::Link described;
  };
  /// A vehicle of a priority class: on a link, or (none) still at its source.
  struct Passing {
    RoadVehicle vehicle;
    std::optional<LinkId> on;
    SourceId source;
    SimTime entered;
  };
  struct Waiting {
    RoadVehicle vehicle;
    SimTime since;
  };
  struct Source {
    LinkId into;
    Ring<Waiting> line;
  };
  struct Choice {
    std::size_t claimant;
    double credit;
    Front front;
  };

  [[nodiscard]] LinkState& state(LinkId id) { return links_[id.index()]; }
  [[nodiscard]] SimTime exit_time(const LinkState& link) const;
  [[nodiscard]] LitresPerHour consumption_of(const LinkState& link, std::size_t queued) const;
  /// Who stands first is another one now, or wants or can do something else. To be called after every such change.
  void renew_front(LinkId id);
  void renew_front(SourceId id);
  [[nodiscard]] Front front_of(const LinkState& link) const;
  /// In checked builds it is made sure that it is as it should be.
  [[nodiscard]] const Front& front_of(const Claimant& claimant) const;
  /// None: the claimant is a link.
  [[nodiscard]] std::optional<SourceId> source_of(const Claimant& claimant) const;
  [[nodiscard]] SimTime supply(LinkState& link, VehicleClassId vehicle_class) const;
  [[nodiscard]] bool is_eligible(const Front& front, const LinkState& into) const;
  [[nodiscard]] std::optional<Choice> choose(LinkId into);
  [[nodiscard]] bool claims(LinkId link, LinkId into) const;
  [[nodiscard]] bool is_full(LinkId link) const;

  void plan_entry(LinkId id);
  void plan_exit(LinkId id);
  void plan_head(LinkId id);
  void fire_entry(LinkId id);
  void fire_exit(LinkId id);
  void admit(std::size_t claimant, LinkId into);
  static void settle_credits(std::size_t served, LinkState& into);
  void enter(LinkId id, const RoadVehicle& vehicle);
  OnLink release_head(LinkId id);
  /// The head of the link's line has changed otherwise than by leaving.
  void replan_behind(LinkId id, std::optional<LinkId> next_of_old_head);
  [[nodiscard]] static std::optional<std::size_t> place_in_line(const LinkState& link, VehicleId vehicle,
                                                                SimTime joined);
  void leave_line(LinkId id, std::size_t place, Metres position);
  void close_gap(LinkId id, std::optional<LinkId> next_of_old_head);
  static void drop_gone(LinkState& link);
  [[nodiscard]] static Metres position(const LinkState& link, const OnLink& vehicle, SimTime now);
  [[nodiscard]] static Metres driven_freely(const LinkState& link, const OnLink& vehicle, SimTime now);
  void admit_from_roadside(LinkId id);
  void set(Pending& pending, SimTime at, std::uint16_t handler, LinkId link);
  void replan(LinkId id);

  // Where vehicles are inside a link: road_picture.cpp.
  [[nodiscard]] static std::int64_t metres_before(const LinkState& link, const OnLink& vehicle);
  [[nodiscard]] static Metres held_back_at(const LinkState& link, const OnLink& vehicle, SimTime now);
  [[nodiscard]] static Metres tail_of(const LinkState& link, std::size_t queued, SimTime now);
  void observe_cells(LinkId id) const;

  // Lanes that change direction: road_lanes.cpp.
  [[nodiscard]] Lanes wanted_lanes(const LinkState& link) const;
  [[nodiscard]] Lanes lanes_of(const LinkState& link) const;
  [[nodiscard]] static std::int64_t metres_on(const LinkState& link);
  bool turn_lanes(LinkState& taker);
  void settle_lanes(LinkId id);

  // Vehicles that drive past the queue: road_priority.cpp.
  [[nodiscard]] bool has_priority(const RoadVehicle& vehicle) const;
  void offer_passing(SourceId source, const RoadVehicle& vehicle);
  void pass_boundary(std::uint32_t slot);
  void enter_passing(std::uint32_t slot, LinkId into);
  void leave_passing(const Passing& vehicle, LinkId link);
  void plan_boundary(std::uint32_t slot, SimTime at);
  void recall_passing();
  void ask_first(LinkId id);
  void ask_way(LinkId id);
  void ask_first(SourceId id);
  static void measure_discharge(LinkState& link, Duration stood, bool was_queued);
  static void pass(End& end, SimTime at, VehicleClassId own, VehicleClassId platoon, Duration headway);

  kernel::Scheduler& scheduler_;
  record::Observer& observer_;
  RoadUser& user_;
  double blocks_;  ///< share of a link's capacity that is lost while a vehicle stands in the way
  kernel::ProcessIndex self_ = 0;
  std::vector<LinkState> links_;
  std::vector<Source> sources_;
  std::vector<Front> fronts_;               ///< of the links, then of the sources
  std::vector<bool> has_priority_;          ///< by vehicle class
  std::vector<LitresPerHour> consumption_;  ///< of standing, by vehicle class; empty: none has any
  std::vector<Passing> passing_;
  std::vector<std::uint32_t> free_passing_;
  std::vector<std::uint32_t> held_passing_;  ///< at a boundary that is closed to them
  bool follows_ways_ = false;
  std::optional<Metres> cell_;  ///< length of the parts of links that are stated; none: no parts
};

}  // namespace corridor::processes
