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
  /// How many it befell.
  std::int64_t befall_one(const scenario::Incident& incident, random::Draws person);
  std::int64_t befall_several(const scenario::Incident& incident, const Draws& draws, std::uint32_t first,
                              std::int64_t persons);
  /// It befalls one of the party.
  void strike(Outcome outcome, Present& present, random::Draws person);
  void meet(Outcome outcome, Present& present, const Composition& who);
  void lose(const Present& present, std::uint16_t remaining, const Composition& who);
  [[nodiscard]] record::Unit unit_of(const Present& present) const;

  /// A party by itself.
  struct Party {
    Present present;
  };
  /// A vehicle with all aboard; `present` is of no party.
  struct WholeVehicle {
    Present present;
  };
  /// The person at this uniform number, of whom a list of everybody's would be the first drawn; none: nobody is there.
  [[nodiscard]] std::optional<Present> one_at(const scenario::Incident& incident, double uniform) const;
  /// Persons of the group among whom one is drawn: all, or those of parties of two or more.
  [[nodiscard]] std::int64_t chances(const Party& party, bool spares_the_last) const;
  [[nodiscard]] std::int64_t chances(const WholeVehicle& vehicle, bool spares_the_last) const;

  [[nodiscard]] Everybody who_is_at(const scenario::Incident& incident) const;
  [[nodiscard]] Present party_at(PartyId party, Whereat place) const;
  template <class Visit>
  void for_each_group(const scenario::Incident& incident, Visit visit) const;
  template <class Visit>
  void for_each_group(OriginId origin, Visit visit) const;
  template <class Visit>
  void for_each_group(LinkId link, Visit visit) const;
  template <class Visit>
  void for_each_group(SiteId site, Visit visit) const;
  template <class Visit>
  void for_each_aboard(const Present& vehicle, Visit visit) const;
  template <class Visit>
  void for_each_party(const Party& party, Visit visit) const {
    visit(party.present);
  }
  template <class Visit>
  void for_each_party(const WholeVehicle& vehicle, Visit visit) const {
    for_each_aboard(vehicle.present, visit);
  }

  const Context& context_;
  Places places_;
  kernel::ProcessIndex self_ = 0;
  std::vector<Draws> draws_;  ///< by incident
};

}  // namespace corridor::processes
