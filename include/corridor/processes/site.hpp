// The sites: graphs of stages, with blocking after service between them and back to the road. Moves nobody on the road.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/buses.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/rate_factor.hpp"
#include "corridor/processes/stage.hpp"
#include "corridor/processes/stocks.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// Where a vehicle goes from a site.
struct Beyond {
  /// departure: it was here before its journey, and sets out now; leg_end: it has turned back, and is there
  enum class Kind : std::uint8_t { road, site, journey_end, departure, leg_end } kind = Kind::road;
  SiteId site;  ///< if kind is site: the end of its leg is here
};

/// What the sites ask of whoever owns the journeys.
struct SiteUser {
  SiteUser() = default;
  SiteUser(const SiteUser&) = delete;
  SiteUser& operator=(const SiteUser&) = delete;
  virtual ~SiteUser() = default;
  virtual Beyond beyond(SiteId site, VehicleId vehicle) = 0;
  /// The vehicle wants to enter the road; Sites::entered_road when it has.
  virtual void return_to_road(SiteId site, VehicleId vehicle) = 0;
  /// The vehicle has left the site where it stopped before its journey.
  virtual void set_out_after_stop(VehicleId /*vehicle*/) {}
  /// There is room for the head of the link; false if none can come now.
  virtual bool call(LinkId link) = 0;
  /// Vehicles that stand in line on the link.
  [[nodiscard]] virtual std::int64_t queued_on(LinkId link) const = 0;
  /// The vehicle, which stands off the road and in no site, is to drive; Sites::bus_arrived when it has, if it is a
  /// bus.
  virtual void send(VehicleId vehicle, const Drive& drive) = 0;
  /// The leg of the bus, or of a vehicle that has turned back, ends at the site that it is in, or right behind it.
  virtual void end_leg(VehicleId vehicle) = 0;
  /// The party, which came on foot to a site on a link, goes on from there.
  virtual void walk_on(SiteId site, PartyId party) = 0;
  /// Where the party drives on to in its own vehicle, if it can.
  [[nodiscard]] virtual std::optional<NodeId> onward(SiteId site, PartyId party) const = 0;
};

/// The tanks of vehicles that get fuel at sites.
struct FuelTanks {
  FuelTanks() = default;
  FuelTanks(const FuelTanks&) = delete;
  FuelTanks& operator=(const FuelTanks&) = delete;
  virtual ~FuelTanks() = default;
  /// What the tank takes until it is full.
  [[nodiscard]] virtual Litres room(VehicleId vehicle) const = 0;
  virtual void fill(VehicleId vehicle, Litres given) = 0;
};

class Sites final : public kernel::Process, private BusStops, private StockUser {
 public:
  /// @param tanks none: no vehicle has one
  Sites(const Context& context, SiteUser& user, FuelTanks* tanks = nullptr);

  /// States the capacities and plans the opening hours.
  void start();
  /// Would the site take this vehicle from the end of the link now? If not, SiteUser::call when it would.
  [[nodiscard]] bool is_door_open(SiteId site, VehicleId vehicle, LinkId link);
  /// The vehicle has come, through the end of `link` if its door has just been found open. It, or the parties aboard,
  /// want to join the first stage.
  void arrive(SiteId site, VehicleId vehicle, std::optional<LinkId> link = std::nullopt);
  /// The party has come without a vehicle.
  void arrive(SiteId site, PartyId party);
  /// The party has come without a vehicle to where its way ends.
  void come(PartyId party, const scenario::Stand& end) override;
  /// The bus is where its drive ended.
  void bus_arrived(VehicleId bus) { buses_.arrive(bus); }
  /// The vehicle has gone from the site onto the road: its server is free.
  void entered_road(SiteId site, VehicleId vehicle);
  /// From now on the stage is as described; its stock too, if the change is one of the stock.
  void change(StageId stage, const scenario::Stage& now, bool sets_stock = false);
  /// Calls `visit(UnitId, Unit)` for each unit in the site's stages or at their doors; not who is between two stages.
  template <class Visit>
  void for_each_at(SiteId site, Visit visit) const {
    for (std::size_t i = 0; i < residents_.size(); ++i) {
      const Resident& r = residents_[i];
      if (r.site == site && r.where != Where::gone && r.where != Where::on_the_way) {
        visit(UnitId(i), r.unit);
      }
    }
  }
  /// Inside a stage, or else at a door.
  [[nodiscard]] bool is_in_stage(UnitId unit) const { return resident(unit).where != Where::outside; }
  /// The unit has as many persons as the population now says; with none it is gone. Nobody takes their places before
  /// resume(). @pre the unit is in a stage or at a door
  void lose_persons(UnitId unit);
  /// States who is there, and what was used by the day, of this instant.
  void observe() { stocks_.observe(); }
  /// Whoever can come in or begin now does.
  void resume() { settle(); }
  /// The stage at whose door the first of the link stands.
  [[nodiscard]] std::optional<StageId> door_before(LinkId link) const {
    const auto& door = door_of_link_[link.index()];
    return door ? std::optional(door->stage) : std::nullopt;
  }
  /// Nobody is served in the stage, and nobody can begin there before one who is finished has left.
  [[nodiscard]] bool is_held(StageId id) const { return stage(id).is_held(); }
  /// Calls `visit(StageId in, StageId before)` for each unit that is finished in one stage and stands at the door of
  /// another.
  template <class Visit>
  void for_each_blocked(Visit visit) const {
    for (std::size_t i = 0; i < stages_.size(); ++i) {
      stages_[i].for_each_at_door([&](const AtDoor& who) {
        if (!who.is_link && resident(UnitId(who.index)).where == Where::finished) {
          visit(resident(UnitId(who.index)).stage, StageId(i));
        }
      });
    }
  }
  /// The stage in which the vehicle, which waits to enter the road, is finished; none: it holds nothing there.
  [[nodiscard]] std::optional<StageId> blocked_in(VehicleId vehicle) const;
  /// The head of the link does not come to the door any more.
  void abandon_door(LinkId link);
  void handle(const kernel::Event& event) override;
  void prepare(const kernel::Event& event) override;
  void foresee(const kernel::Event& event) override;

 private:
  static constexpr std::uint16_t finish_handler = 0;
  static constexpr std::uint16_t delay_handler = 1;
  static constexpr std::uint16_t hours_handler = 2;
  static constexpr std::uint16_t patience_handler = 3;
  static constexpr std::uint16_t reserve_handler = 4;
  static constexpr std::uint16_t batch_handler = 5;

  [[nodiscard]] static bool is_of_unit(const kernel::Event& event) {
    const std::uint16_t handler = event.action.handler;
    return handler == finish_handler || handler == delay_handler || handler == patience_handler;
  }

  enum class Where : std::uint8_t { outside, in_line, seated, in_service, finished, on_the_way, gone };
  /// A unit at the sites. Outside: at `target`'s door, holding nothing. Seated: in a bus that has not left.
  struct Resident {
    record::Unit unit;
    Where where = Where::outside;
    bool is_at_door = false;  ///< of `target`
    bool is_patient = true;   ///< no end of its patience is pending
    std::uint32_t epoch = 0;
    StageId stage;   ///< the one it is in
    StageId target;  ///< the one whose door it stands at, or that it is on the way to
    SiteId site;
    StageId wanted;   ///< the one that it seeks; those before which it did not join, or found full, are behind it
    LinePlace place;  ///< at the door or in line; in service, where it stood
    std::uint32_t visit = 0;
    SimTime joined;
    SimTime began;
    SimTime finished;
    std::int32_t weight = 1;
    std::int32_t taken = 0;  ///< servers or places, while it is served and until it leaves
    Litres due;              ///< fuel that it gets at the stage
  };
  /// A unit's service at a stage that preempts.
  struct Interruptible {
    SimTime since;     ///< it is served, the last time
    SimTime until;     ///< it will be
    Duration left{0};  ///< when it was interrupted; 0: it was not
  };
  static_assert(sizeof(Resident) <= 88);
  /// The random decisions that belong to one stage.
  struct Draws {
    random::Decisions time;
    random::Decisions delay;
    random::Decisions transition;
    random::Decisions region;
    random::Decisions balking;
    random::Decisions reneging;
  };
  /// What a unit wants to join.
  struct Sought {
    StageId stage;
    std::vector<StageId> among = {};  ///< if it must wait at its door: any of these will do that has room first
  };
  /// Where a unit ends up that wants to join a stage: some do not join, and go on elsewhere.
  struct Destination {
    std::optional<Sought> to;      ///< none: it leaves the site
    std::vector<StageId> refused;  ///< on the way
  };

  /// A line that waits for a stock, or has.
  struct Halt {
    StockId stock;
    bool is_on = false;
    SimTime last = SimTime::min();  ///< the last instant at which it waited
  };

  // In the order in which a unit lives them.
  void seek(UnitId id, const Sought& wanted, bool is_expected = false);
  void knock(UnitId id, const Sought& target);
  void let_in(UnitId id, StageId target);
  void join(UnitId id, StageId target);
  void begin(UnitId id);
  /// Its service begins, and takes this time.
  void serve(UnitId id, Duration time);
  /// It is being served from now on, for this time.
  void be_served(UnitId id, Duration time);
  void finish(UnitId id);
  void go_on(UnitId id);
  void go_without(UnitId id, SiteId refused_at);
  void leave(UnitId id);
  void drive_on(UnitId id);
  void end_journey(UnitId id);
  void end_journey(PartyId party, std::optional<SiteId> site);
  void end_leg(UnitId id);
  void go_on_foot(UnitId id);
  void give_up_stage(UnitId id);
  void restand(UnitId id);
  void drop(UnitId id);
  void move_to(UnitId id, SiteId site);
  void pass_checkpoint(UnitId id, std::optional<SiteId> arrived_at);
  [[nodiscard]] std::vector<UnitId> unload(UnitId id);

  [[nodiscard]] std::int64_t waiting_for(StageId id) const;
  void review_reserves(StageId id);
  void begin_batches(StageId id);
  void begin_batch(StageId id);
  void release(UnitId id);
  // Outcomes at a stage.
  struct Met {
    Outcome outcome;
    Composition who;
  };
  bool meet_ending(UnitId id, std::uint32_t way);
  void end_journeys(UnitId id, PartyId party, const Met& met);

  // Stocks.
  [[nodiscard]] std::optional<StockId> lacking(const record::Unit& unit, StageId at) const;
  [[nodiscard]] Halt& halt(StageId at, StockId stock);
  [[nodiscard]] bool is_supplied(const record::Unit& unit, StageId at);
  [[nodiscard]] bool is_next_supplied(StageId id);
  /// May the unit, which asks this, come in?
  [[nodiscard]] bool has_room(const record::Unit& unit, StageId target, const Request& asked);
  /// The same, asked by somebody who may go elsewhere.
  [[nodiscard]] bool would_have_room(const record::Unit& unit, StageId target, const Request& asked) const;
  void use_stocks(UnitId id);
  void goods_came(StockId stock) override;
  /// Its persons are at the site now, or are no longer.
  void count_in(UnitId id) { stocks_.count(resident(id).site, resident(id).unit.persons); }
  void count_out(UnitId id) { stocks_.count(resident(id).site, -std::int64_t{resident(id).unit.persons}); }

  // Search.
  [[nodiscard]] std::optional<std::int64_t> free_for(const record::Unit& unit, StageId at) const;
  [[nodiscard]] std::optional<std::int64_t> line_for(const record::Unit& unit, StageId at) const;
  [[nodiscard]] bool is_any_open(const std::vector<StageId>& stages) const;
  [[nodiscard]] Sought shortest_line(std::vector<StageId> among, const record::Unit& unit) const;
  /// The stage where the unit looks for a place: `first`, or another of the search.
  [[nodiscard]] Sought found(StageId first, const scenario::Search& search, const record::Unit& unit) const;
  void begin_seeking(const AtDoor& who, const record::Unit& unit, const Sought& target);
  void end_seeking(const AtDoor& who);
  void let_in_seekers(StageId id);

  void leave_door(LinkId link);
  void leave_door(UnitId unit);
  void pull(StageId id);
  void begin_waiting(StageId id);
  void let_in_from_door(StageId id);
  void settle() override;
  void update_capacity(StageId id);
  void plan_hours(StageId id);

  [[nodiscard]] Stage& stage(StageId id) { return stages_[id.index()]; }
  [[nodiscard]] const Stage& stage(StageId id) const { return stages_[id.index()]; }
  [[nodiscard]] Resident& resident(UnitId id) { return residents_[id.index()]; }
  [[nodiscard]] const Resident& resident(UnitId id) const { return residents_[id.index()]; }
  // At a stop.
  [[nodiscard]] std::optional<First> first_in_line(StageId stop) override;
  void take_seat(UnitId unit) override;
  void depart(UnitId unit) override;
  void get_out(UnitId unit) override { finish(unit); }
  PartyId get_in(UnitId unit) override;
  void send(VehicleId bus, const Drive& drive) override { user_.send(bus, drive); }

  [[nodiscard]] PartyId speaker(const record::Unit& unit) const;
  /// Who it is in random streams: a vehicle draws as its driver's party, a bus as itself.
  [[nodiscard]] random::Entity entity(const record::Unit& unit) const;
  [[nodiscard]] const demand::Bus* bus_of(const record::Unit& unit) const;
  [[nodiscard]] std::uint32_t trips_before(const record::Unit& unit) const;
  [[nodiscard]] record::Unit unit_of(VehicleId vehicle) const;
  [[nodiscard]] record::Unit unit_of(PartyId party) const;
  [[nodiscard]] record::Unit first_unit_for(const record::Unit& unit, const Stage& target) const;
  [[nodiscard]] bool must_split(const record::Unit& unit, const Stage& target) const;
  // Who goes before whom.
  [[nodiscard]] std::uint16_t rank(const record::Unit& unit, StageId at) const;
  /// What the unit would ask of the stage if it came now.
  [[nodiscard]] Request request(const record::Unit& unit, StageId at) const {
    const Stage& s = stage(at);
    return {s.spec().priority.empty() ? std::uint16_t{0} : rank(unit, at), s.weight(unit.persons),
            tanks_ == nullptr ? Litres(0) : fuel_due(unit, s)};
  }
  void begin_patience(UnitId id);
  void end_patience(UnitId id);
  void renege(UnitId id);
  [[nodiscard]] Duration resume(UnitId id);
  void note_interruptible(UnitId id, SimTime until);
  void end_serving(UnitId id);
  [[nodiscard]] bool interrupt_for_first(StageId id);
  void interrupt(UnitId id);
  // Stages that are full and blocked by each other.
  template <class Visit>
  void for_each_sought(UnitId id, Visit visit) const {
    const auto found = seeking_.empty() ? seeking_.end() : seeking_.find({false, id.index()});
    if (found == seeking_.end()) {
      visit(resident(id).target);
      return;
    }
    std::ranges::for_each(found->second.among, visit);
  }
  void note_blocked(UnitId id);
  void note_not_blocked(UnitId id);
  [[nodiscard]] std::vector<bool> stuck_stages() const;
  /// A unit that goes one stage on.
  struct Step {
    UnitId unit;
    StageId to;
  };
  [[nodiscard]] bool find_cycle(std::vector<Step>& cycle, std::vector<bool>& open, StageId at);
  [[nodiscard]] bool can_follow(UnitId in, UnitId out);
  bool rotate(StageId id);
  [[nodiscard]] Destination destination(const record::Unit& unit, const Sought& wanted) const;
  struct Refusal {
    std::optional<Sought> instead;
  };
  [[nodiscard]] std::optional<Refusal> refusal(const record::Unit& unit, StageId wanted) const;
  [[nodiscard]] scenario::AttributeValues attributes(const record::Unit& unit, StageId at) const;
  /// What comes after the stage that the unit has finished.
  struct Next {
    std::optional<Sought> to;  ///< none: it leaves the site
    std::optional<Duration> delay;
    std::optional<std::uint32_t> ending;  ///< instead: the transition with which some or all journeys end
  };
  /// @param from the first transition that is tried
  [[nodiscard]] Next next_of(UnitId id, std::uint32_t from) const;
  /// Of the unit, which is served together with so many persons.
  [[nodiscard]] Duration service_time(UnitId id, std::int64_t persons);
  [[nodiscard]] double pace(const scenario::ServicePace& of, const record::Unit& unit) const;
  void draw_region(UnitId id);
  void register_parties(UnitId id);
  void close_service(UnitId id);
  /// Fuel that the unit would get at the stage.
  [[nodiscard]] Litres fuel_due(const record::Unit& unit, const Stage& at) const;
  void promise_fuel(UnitId id);
  void give_fuel(UnitId id);
  void state_stock(StageId id);
  /// Calls `visit(PartyId)` for the party, or for all aboard the vehicle; it may remove the party.
  template <class Visit>
  void for_each_party(const record::Unit& unit, Visit visit) const {
    if (unit.kind == record::Unit::Kind::party) {
      visit(PartyId(unit.index));
    } else {
      context_.population.for_each_aboard(VehicleId(unit.index), visit);
    }
  }

  /// How often a unit has been at a stage before.
  struct History {
    std::uint32_t visits = 0;
    std::uint32_t refusals = 0;
  };
  [[nodiscard]] History history(const record::Unit& unit, StageId stage) const;
  void count_visit(const record::Unit& unit, StageId stage);
  void count_refusal(const record::Unit& unit, StageId stage);
  UnitId add_resident(const record::Unit& unit, SiteId site);
  void remove_resident(UnitId id);

  const Context& context_;
  SiteUser& user_;
  FuelTanks* tanks_ = nullptr;
  kernel::ProcessIndex self_ = 0;
  Buses buses_;
  Stocks stocks_;
  bool are_vehicles_kept_ = false;  ///< some drive on from a site
  std::vector<Stage> stages_;
  std::vector<Draws> draws_;
  std::vector<RateFactor> rates_;             ///< by stage
  std::vector<std::vector<Halt>> halts_;      ///< by stage
  std::vector<scenario::Limit> most_places_;  ///< that the stage ever has; none: unlimited, or no beds
  struct LinkDoor {
    StageId stage;
    LinePlace place;
  };
  std::vector<std::optional<LinkDoor>> door_of_link_;  ///< where the link's head stands
  std::vector<std::vector<LinkId>> links_at_door_;     ///< the same by stage
  /// Who stands at the door of one stage and would take others as well.
  struct Seeking {
    std::vector<StageId> among;
    std::vector<std::uint16_t> ranks;  ///< its class at each of them
    std::uint32_t number = 0;          ///< in the order of coming
  };
  std::map<AtDoor, Seeking> seeking_;
  using Seeker = std::tuple<std::uint16_t, std::uint32_t, AtDoor>;
  std::vector<std::set<Seeker>> seekers_;  ///< by stage that would do: by class there and in the order of coming
  std::uint32_t next_seeker_ = 0;
  using Served = std::tuple<std::uint16_t, SimTime, std::uint32_t, UnitId>;
  std::vector<std::set<Served>>
      served_;  ///< by stage, if it preempts: by class, since when, and in the order of coming
  std::vector<Interruptible> interruptible_;  ///< by unit, as far as any has been at such a stage
  using Blocked = std::tuple<std::uint16_t, std::uint32_t, UnitId>;
  /// Who is blocked in one stage and stands at the door of another, by both and in the order of that door; only of
  /// stages that a unit may come back to.
  std::map<std::pair<StageId, StageId>, std::set<Blocked>> blocked_;
  std::vector<bool> can_recur_;                         ///< stages that a unit may come back to
  std::vector<StageId> recurring_;                      ///< those
  std::optional<RegionId> needs_accommodation_;         ///< if any party can be bound for it
  std::unordered_map<std::uint64_t, History> history_;  ///< of such stages, by unit; never iterated
  std::vector<Resident> residents_;
  std::vector<UnitId> free_residents_;
  std::unordered_map<std::uint32_t, UnitId>
      to_road_;                       ///< by vehicle: those that wait to enter the road; never iterated
  std::vector<std::size_t> batches_;  ///< units of each batch that are still in the stage
  std::vector<std::uint32_t> free_batches_;
  std::unordered_map<std::uint32_t, std::uint32_t> batch_of_;  ///< by unit; never iterated
  std::deque<StageId> dirty_;                                  ///< stages where somebody may come in or begin
};

}  // namespace corridor::processes
