// Vehicles from departure over the road to its end: who waits to enter, who loses how much time. Queue lengths are in
// queue_measures.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"
#include "travellers.hpp"

namespace corridor::statistics {

/// A figure of one departure hour.
struct HourlyFigure {
  PlaceRank place;
  Measure measure{};
  SimTime time;  ///< start of the hour
  double value = 0;
};

class JourneyMeasures {
 public:
  JourneyMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers);

  void on(const record::VehicleDeparted& fact);
  void on(const record::VehicleSetOff& fact);
  void on(const record::LinkEntered& fact);
  void on(const record::LinkLeft& fact);
  void on(const record::VehicleTurnedBack& fact);
  void on(const record::VehicleArrived& fact);
  void on(const record::CallCame& fact);
  /// Who meets an outcome has lost time until then. @pre the outcome is not counted in the travellers yet
  void on(const record::OutcomeCounted& fact);
  /// From then on its journey is that of the vehicle that takes it on. To be told before `travellers`.
  void on(const record::PartyTakenOn& fact);

  void sample(Figures& figures) const;
  /// Those who wait to enter or are on a link at `end` have lost time until then.
  void summarise(Figures& figures, SimTime end) const;
  /// Persons whose vehicles have departed from there and find no room on the road yet.
  [[nodiscard]] std::int64_t waiting_to_enter(OriginId origin) const {
    return origins_[origin.index()].waiting_to_enter;
  }
  /// Every local clock hour that contains an instant of the run, for each origin on the road.
  [[nodiscard]] std::vector<HourlyFigure> by_departure_hour();

 private:
  /// Time lost x persons: waiting to enter, by origin; delays, by link; both, by group.
  struct Losses {
    std::vector<Duration> by_origin;
    Duration elsewhere{0};  ///< of those that enter from a site
    std::vector<Duration> by_link;
    std::array<Duration, group_names.size()> all{};
  };
  struct Hour {
    std::uint64_t parties = 0;      ///< departed in vehicles
    std::vector<Duration> travel;   ///< of the parties that have arrived, since departure
    std::vector<Duration> on_road;  ///< likewise, since the first link was entered
  };
  struct OriginState {
    bool has_road = false;
    std::int64_t waiting_to_enter = 0;  ///< persons
    std::vector<Hour> hours;
  };
  [[nodiscard]] Hour& hour_of(OriginId origin, SimTime departed);
  void enter_road(OnRoad& on_road, Vehicle& vehicle, SimTime at);
  /// Persons who wait where the vehicle does.
  [[nodiscard]] std::int64_t& waiting_to_enter(const Vehicle& vehicle);
  [[nodiscard]] static Duration& place_of_entry(Losses& losses, const Vehicle& vehicle);
  static void lose(Losses& losses, Duration& place, Duration time, const GroupCounts& groups);
  void add_unfinished(Losses& losses, SimTime end) const;
  /// What persons of these groups in the vehicle have lost where they are, until then.
  struct Aboard {
    const Vehicle& vehicle;
    const OnRoad& on_road;
    const GroupCounts& groups;
  };
  void lose_until(SimTime until, Losses& losses, const Aboard& aboard) const;
  /// The link as the timeline has left it at `end`.
  [[nodiscard]] const scenario::Link& link_at(LinkId link, SimTime end) const;

  const scenario::Scenario& scenario_;
  const Places& places_;
  Travellers& travellers_;
  Duration start_in_hour_;  ///< from the last full local hour to the scenario's start
  std::vector<OriginState> origins_;
  std::int64_t waiting_elsewhere_ = 0;  ///< persons who wait to enter the road from a site
  Losses losses_;
};

}  // namespace corridor::statistics
