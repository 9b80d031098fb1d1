// Incidents: so many of the persons who are at a place meet an outcome. Draws who they are; the places take them out of
// their lines.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/base/ids.hpp"
#include "corridor/base/people.hpp"
#include "corridor/kernel/scheduler.hpp"
#include "corridor/processes/context.hpp"
#include "corridor/processes/departure.hpp"
#include "corridor/processes/journey.hpp"
#include "corridor/processes/road.hpp"
#include "corridor/processes/site.hpp"
#include "corridor/random/stream.hpp"
#include "corridor/record/fact.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::processes {

class Incidents final : public kernel::Process {
 public:
  /// The processes that have the people; they outlive this one.
  struct Places {
    Departures& departures;
    Journeys& journeys;
    Road& road;
    Sites& sites;
    Walkers& walkers;
  };
  Incidents(const Context& context, const Places& places);
  /// Draws the instants and plans them.
  void start();
  void handle(const kernel::Event& event) override;

 private:
  /// A party at the place of an incident.
  struct Present {
    PartyId party;
    Whereat place;
    std::optional<VehicleId> vehicle = {};  ///< it is in
    std::optional<UnitId> resident = {};    ///< of the sites
    std::optional<SourceId> source = {};    ///< waiting to enter the road there
    Composition others = {};                ///< its persons whom the incident has not met yet
  };
  using Everybody = std::vector<Present>;
  struct Draws {
    random::Decisions instants;
    random::Decisions persons;
  };

  /// Where the person was, for the balance.
  [[nodiscard]] record::OutcomeCounted::From from(const Present& present) const;
  void befall(const scenario::Incident& incident, const Draws& draws, std::uint32_t first, std::int64_t persons);
  void meet(Outcome outcome, Present& present, const Composition& who);
  void lose(const Present& present, std::uint16_t remaining, const Composition& who);
  [[nodiscard]] record::Unit unit_of(const Present& present) const;

  [[nodiscard]] Everybody who_is_at(const scenario::Incident& incident) const;
  void add(Everybody& everybody, OriginId origin) const;
  void add(Everybody& everybody, LinkId link) const;
  void add(Everybody& everybody, SiteId site) const;
  /// The parties in the vehicle, each at the place where `vehicle` is.
  void add_aboard(Everybody& everybody, const Present& vehicle) const;

  const Context& context_;
  Places places_;
  kernel::ProcessIndex self_ = 0;
  std::vector<Draws> draws_;  ///< by incident
};

}  // namespace corridor::processes
