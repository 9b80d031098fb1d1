// Stages of sites: how many wait, are served, are blocked or stand at the door, for how long, and who has a bed. Counts
// are in the stage's own unit (for unit = "person", a party counts as its persons).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"
#include "time_weighted.hpp"
#include "travellers.hpp"
#include "waits.hpp"

namespace corridor::statistics {

class StageMeasures {
 public:
  StageMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers);

  void on(const record::UnitHeld& fact);
  void on(const record::StageJoined& fact);
  void on(const record::ServiceBegan& fact);
  void on(const record::ServiceFinished& fact);
  void on(const record::UnitBlocked& fact);
  void on(const record::StageLeft& fact);
  void on(const record::StageRefused& fact);
  void on(const record::ServiceInterrupted& fact);
  void on(const record::ServiceResumed& fact);
  void on(const record::UnitReneged& fact);
  /// @pre the outcome is not counted in the travellers yet
  void on(const record::OutcomeCounted& fact);
  void on(const record::StageCapacityChanged& fact);

  void sample(Figures& figures) const;
  void summarise(Figures& figures, SimTime end);
  /// It is 22:00: who waits for a bed is without one for a night.
  void count_evening();
  void summarise_evenings(Figures& figures) const;

 private:
  enum class Kind : std::uint8_t { service, beds, delay, transport };
  /// Time that people waited x persons, of each group.
  using Waited = std::array<Duration, group_names.size()>;
  struct State {
    PlaceRank place;
    SiteId site;
    Kind kind = Kind::service;
    bool counts_persons = false;  ///< its unit is the person
    scenario::Limit capacity;
    bool was_ever_unlimited = false;
    std::int64_t in_service = 0;
    std::int64_t held = 0;
    std::int64_t persons_outside_service = 0;  ///< waiting or held
    std::int64_t served_persons = 0;
    std::int64_t refused_persons = 0;
    std::int64_t reneged_persons = 0;
    std::int64_t nights_without_bed = 0;  ///< persons waiting or held, summed over the evenings
    std::int64_t persons_inside = 0;      ///< begun and not left
    std::int64_t max_persons_inside = 0;
    TimeWeighted waiting{};
    TimeWeighted busy{};
    TimeWeighted open{};  ///< capacity, and the servers that finish a unit after their shift
    TimeWeighted blocked{};
    Waits waits{};
    Waited waited{};
  };
  /// Everybody's beds at a site or in all.
  struct Beds {
    bool exist = false;
    std::int64_t occupied = 0;
    std::int64_t max_occupied = 0;
  };
  /// How much a unit counts for at this stage.
  [[nodiscard]] static std::uint16_t size(const State& stage, const record::Unit& unit) {
    return stage.counts_persons ? unit.persons : std::uint16_t{1};
  }
  [[nodiscard]] State& state(StageId stage) { return stages_[stage.index()]; }
  [[nodiscard]] static Kind kind_of(const scenario::Stage& stage);
  [[nodiscard]] static scenario::Limit open_at_start(const scenario::Scenario& scenario, const scenario::Stage& stage);
  /// The unit's wait begins, or its vehicle's did: a vehicle that was held at a door lets its parties go on by
  /// themselves, and no fact says so.
  void come_to_door(Standing& standing, StageId door, const record::Unit& unit, SimTime at);
  /// The unit no longer stands outside. @pre it is held
  void leave_door(Standing& standing, const record::Unit& unit);
  /// A party with more persons than there are servers takes those that are free.
  static std::uint16_t servers_for(const State& stage, std::uint16_t units);
  void lose_in_service(State& stage, Standing& standing, const record::OutcomeCounted& fact, std::int64_t units);
  static void change_busy(State& stage, SimTime at, std::int64_t by);
  static void set_open(State& stage, SimTime at);
  void change_occupied(State& stage, std::int64_t persons);
  void sample_beds(Figures& figures) const;
  static void summarise(Figures& figures, State& stage, SimTime end);
  /// Persons of these groups have waited so long, in this line or at this door.
  static void wait(State& stage, Duration time, const GroupCounts& groups);
  /// Where the unit waits, at a door or in line; null if it does not.
  [[nodiscard]] State* waits_at(const Standing& standing);
  /// Those who still wait at the end have waited until then.
  void add_unfinished(SimTime end);
  void summarise_waiting(Figures& figures) const;

  const Places& places_;
  Travellers& travellers_;
  std::vector<State> stages_;
  std::vector<Beds> beds_of_site_;
  Beds all_beds_;
};

}  // namespace corridor::statistics
