// The buses of all stops: which one loads, when it leaves, where it is. Holds no line and moves nobody on the road: the
// stops and the road do.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// A way of a vehicle that stands off the road.
struct Drive {
  scenario::Stand from;
  scenario::Stand to;
};

/// What the buses ask of the stops, where people wait for them.
struct BusStops {
  BusStops() = default;
  BusStops(const BusStops&) = delete;
  BusStops& operator=(const BusStops&) = delete;
  virtual ~BusStops() = default;
  struct First {
    UnitId unit;
    std::uint16_t persons = 0;
  };
  /// Who waits first in the stop's line, if anybody does.
  [[nodiscard]] virtual std::optional<First> first_in_line(StageId stop) = 0;
  /// That unit is no longer in line: it has a seat.
  virtual void take_seat(UnitId unit) = 0;
  /// Its bus leaves.
  virtual void depart(UnitId unit) = 0;
  /// Its bus, which does not drive on the road, has come to the other end.
  virtual void get_out(UnitId unit) = 0;
  /// Its bus, which drives on the road, leaves: the party is out of the stop.
  virtual PartyId get_in(UnitId unit) = 0;
  /// The party has got out of a bus at `end`.
  virtual void come(PartyId party, const scenario::Stand& end) = 0;
  /// The bus is to drive; Buses::arrive when it has.
  virtual void send(VehicleId bus, const Drive& drive) = 0;
  /// Whoever may come in somewhere now, does.
  virtual void settle() = 0;
};

class Buses final : public kernel::Process {
 public:
  Buses(const Context& context, BusStops& stops);

  /// Puts the buses where they stand at first.
  void start();
  /// Somebody may have come to the stop's line: whoever finds a seat takes it.
  void load(StageId stop);
  /// So many persons have joined the stop's line.
  void note_waiting(StageId stop, std::uint16_t persons);
  /// The unit has fewer persons, or none: in the stop's line, or in one of its buses. Nothing if that is no stop.
  void lose_persons(StageId stop, UnitId unit, std::int64_t persons, bool is_in_line);
  void change(StageId stop, const scenario::Stage& now);
  /// The bus is where its drive ended.
  void arrive(VehicleId bus);
  void handle(const kernel::Event& event) override;

 private:
  using BusId = Id<struct BusTag>;  ///< over the buses of all stops
  enum class Where : std::uint8_t {
    absent,         ///< not in service
    idle,           ///< stands at its base, or where people got out
    coming,         ///< to its stop
    at_stop,        ///< loads, or waits to
    on_trip,        ///< with those who have got in
    turning_round,  ///< at the other end
  };
  struct Seated {
    UnitId unit;
    std::int64_t persons = 0;
  };
  struct Bus {
    StageId stop;
    std::uint32_t ordinal = 0;
    std::uint32_t trips = 0;  ///< begun
    std::uint32_t epoch = 0;
    Where where = Where::absent;
    std::int64_t taken = 0;  ///< seats
    std::vector<Seated> aboard;
    std::optional<VehicleId> vehicle;  ///< if it drives on the road
    scenario::Stand stands{};          ///< while it is idle
  };
  struct Stop {
    scenario::Fleet fleet;
    random::Decisions draws;
    std::uint32_t hash = 0;
    std::vector<BusId> buses{};   ///< by ordinal
    std::deque<BusId> present{};  ///< at the stop, in the order in which they came
    std::size_t closed = 0;       ///< the first of those: full, and waiting for the timetable
    std::deque<BusId> idle{};     ///< first come, first sent
    std::int64_t in_service = 0;
    std::int64_t coming = 0;
    std::int64_t waiting = 0;  ///< persons in line
    std::uint32_t epoch = 0;   ///< of the pending instant of the timetable
  };

  [[nodiscard]] Bus& bus(BusId id) { return buses_[id.index()]; }
  [[nodiscard]] Stop* stop(StageId id);
  void go_on(BusId id);
  void adjust(StageId id);
  void enter_service(BusId id);
  void withdraw(BusId id);
  void stand_at_stop(BusId id);
  void board(BusId id, const BusStops::First& who);
  void leave(BusId id);
  void leave_by_road(BusId id);
  void let_out(BusId id);
  void stand_idle(BusId id);
  void send_for(StageId id);
  void plan_timetable(StageId id, SimTime from);
  void leave_by_timetable(StageId id);
  [[nodiscard]] bool is_surplus(const Stop& stop) const { return stop.in_service > stop.fleet.count; }
  /// What the draw of this number says of the bus's last trip.
  enum class Part : std::uint32_t { out, turn_round, back };
  [[nodiscard]] Duration time_of(BusId id, Part part);
  void plan(BusId id, Duration after, kernel::Kind kind);

  const Context& context_;
  BusStops& stops_;
  kernel::ProcessIndex self_ = 0;
  std::vector<std::optional<Stop>> stop_of_stage_;
  std::vector<Bus> buses_;
};

}  // namespace corridor::processes
