// When parties leave their origins: exact events, no time step. Does not move them.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

/// Who is told that a departure instant has come.
struct DepartureUser {
  DepartureUser() = default;
  DepartureUser(const DepartureUser&) = delete;
  DepartureUser& operator=(const DepartureUser&) = delete;
  virtual ~DepartureUser() = default;
  /// The party sets out, with everybody aboard its vehicle if it has one.
  virtual void set_out(PartyId leader) = 0;
};

/// When an origin's departures come. A party leaves when the clock reaches its threshold. The clock is the integral of
/// the departure rate over time, in closed form between departures, changes and the edges of the night, unrounded: only
/// the events' times are rounded. Of planned departures it is the number of intervals that are over, and the part of
/// the present one.
class DepartureClock {
 public:
  DepartureClock(const scenario::Scenario& scenario, const scenario::Origin& origin)
      : scenario_(&scenario), spec_(origin) {}

  /// When the clock reaches `threshold` if nothing changes; never, if not by the scenario's end.
  [[nodiscard]] SimTime time_of(double threshold) const;
  /// The departure at `threshold` has happened, and `share_gone` of the origin's persons are gone now.
  void depart(double threshold, double share_gone);
  /// From `now` on the origin is as described.
  void change(const scenario::Origin& origin, SimTime now);

 private:
  [[nodiscard]] double rate_per_hour(SimTime t) const;
  struct Reached {
    double at = 0;  ///< [us]
    double integral = 0;
  };
  /// Goes forward until the integral is `threshold` or the time `end`.
  [[nodiscard]] Reached advance(double threshold, SimTime end) const;

  const scenario::Scenario* scenario_;
  scenario::Origin spec_;
  double at_ = 0;  ///< time up to which the integral is known [us]
  double integral_ = 0;
  double share_gone_ = 0;
};

class Departures final : public kernel::Process {
 public:
  Departures(const Context& context, DepartureUser& user);

  /// Draws everybody of the limited origins, states them, and plans the first departures.
  void start();
  void change(OriginId origin, const scenario::Origin& now);
  void handle(const kernel::Event& event) override;

 private:
  struct Leader {
    double threshold = 0;
    PartyId party;
    std::uint16_t persons = 0;        ///< with those aboard
    std::int64_t persons_before = 0;  ///< who leave by a plan before it
  };
  struct OriginState {
    DepartureClock clock;
    bool unlimited = false;
    std::vector<Leader> leaders;  ///< by threshold; of an unlimited origin only the next one
    std::size_t next = 0;
    std::int64_t persons = 0;  ///< everybody who was drawn
    std::int64_t persons_gone = 0;
    std::uint32_t next_ordinal = 0;  ///< of an unlimited origin
    std::uint32_t epoch = 0;
  };

  void populate(OriginId origin);
  void draw_next(OriginId origin);
  /// Gives those who have not left their thresholds, and puts them in order.
  void set_thresholds(OriginState& state, const scenario::Origin& now);
  /// Whoever has left comes before all who have not.
  static void put_first_who_left(OriginState& state);
  [[nodiscard]] double draw(PartyId leader) const;
  void state_existence(PartyId party);
  /// States the vehicle that the party drives, if any, and who is aboard.
  void state_vehicle(PartyId driver);
  void plan(OriginId origin);
  [[nodiscard]] std::uint16_t persons_led(PartyId leader) const;

  const Context& context_;
  DepartureUser& user_;
  kernel::ProcessIndex self_ = 0;
  random::Decisions decisions_;
  std::vector<OriginState> origins_;
};

}  // namespace corridor::processes
