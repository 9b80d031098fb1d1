// When parties leave their origins: exact events, no time step. Does not move them.
#pragma once

#include <algorithm>
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
  /// Calls `visit(PartyId)` for each party that has not departed.
  template <class Visit>
  void for_each_present(OriginId origin, Visit visit) const {
    const OriginState& state = origins_[origin.index()];
    for (std::size_t i = state.unlimited ? state.leaders.size() : state.next; i < state.leaders.size(); ++i) {
      for_each_led(state.leaders[i].party, visit);
    }
    for (const PartyId leader : state.awaiting_call) {
      for_each_led(leader, visit);
    }
    std::for_each(state.without_seat.begin(), state.without_seat.end(), visit);
  }
  /// So many persons of the origin, of this party, are no longer there and will not depart. If the party is over,
  /// `next` of its vehicle departs at its instant. @pre the party has not departed
  struct Loss {
    PartyId party;
    std::uint16_t persons = 0;
    bool is_over = false;
    std::optional<PartyId> next{};
  };
  void lose(OriginId origin, const Loss& loss);
  void handle(const kernel::Event& event) override;
  void prepare(const kernel::Event& event) override;

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
    std::optional<scenario::CallUp> call_up{};
    std::deque<PartyId> awaiting_call{};  ///< leaders, in the order in which they wanted to leave
    std::int64_t persons_departed = 0;
    std::vector<PartyId> without_seat{};
  };

  void populate(OriginId origin);
  void draw_next(OriginId origin);
  /// Gives those who have not left their thresholds, and puts them in order.
  void set_thresholds(OriginState& state, const scenario::Origin& now);
  /// Gives parties and vehicles of an origin that has just been populated their ids in the order of their departures.
  void put_in_order(OriginState& state);
  /// Whoever has left comes before all who have not.
  static void put_first_who_left(OriginState& state);
  [[nodiscard]] double draw(PartyId leader) const;
  void state_existence(PartyId party);
  /// States the vehicle that the party drives, if any, and who is aboard.
  void state_vehicle(PartyId driver);
  void plan(OriginId origin);
  /// Calls `visit(PartyId)` for the leader and everybody aboard its vehicle.
  template <class Visit>
  void for_each_led(PartyId leader, Visit visit) const {
    if (const auto vehicle = context_.population.party(leader).vehicle) {
      context_.population.for_each_aboard(*vehicle, visit);
    } else {
      visit(leader);
    }
  }
  void want_to_leave(OriginId origin, PartyId leader);
  void depart(OriginId origin, PartyId leader);
  [[nodiscard]] bool is_called_up(const OriginState& state) const;
  void plan_call_up(OriginId origin);
  /// Those who wait depart, if the origin is called up now.
  void call_up(OriginId origin);
  /// The origins whose call-up follows this one's departures.
  void call_up_after(OriginId origin);
  [[nodiscard]] std::uint16_t persons_led(PartyId leader) const;

  static constexpr std::uint16_t departure_handler = 0;
  static constexpr std::uint16_t call_handler = 1;

  const Context& context_;
  DepartureUser& user_;
  kernel::ProcessIndex self_ = 0;
  random::Decisions decisions_;
  std::vector<OriginState> origins_;
};

}  // namespace corridor::processes
