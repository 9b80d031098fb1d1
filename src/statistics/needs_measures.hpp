// What people need where they are: persons times the scenario's standard, which is the same everywhere, and what is
// missing of it at sites that say what they have. Fuel that is burnt in queues. Who has what with them is not known.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"
#include "journey_measures.hpp"

namespace corridor::statistics {

/// Of everybody on a link: in vehicles, in those that have run dry, and on foot; at a site; and of those at an origin
/// who wait to enter the road. Nothing without [needs].
class NeedsMeasures {
 public:
  NeedsMeasures(const scenario::Scenario& scenario, const Places& places, const JourneyMeasures& journeys);

  void on(const record::LinkEntered& fact) { change(fact.link, fact.persons); }
  void on(const record::LinkLeft& fact) { change(fact.link, -std::int64_t{fact.persons}); }
  void on(const record::PartyTakenOn& fact) { change(fact.link, -std::int64_t{fact.persons}); }
  void on(const record::WalkBegan& fact) { change(fact.link, fact.persons); }
  void on(const record::WalkEnded& fact) { change(fact.link, -std::int64_t{fact.persons}); }
  void on(const record::OutcomeCounted& fact);
  void on(const record::LinkObserved& fact) {
    if (!links_.empty()) {
      links_[fact.link.index()].burnt = fact.queue_consumption;
    }
  }
  void on(const record::SiteObserved& fact) { sites_[fact.site.index()].persons = fact.persons; }

  void sample(Figures& figures) const;

 private:
  struct Road {
    PlaceRank place;
    std::int64_t persons = 0;
    LitresPerHour burnt{};  ///< at the last sampling instant
  };
  struct Site {
    PlaceRank place;
    scenario::Provision has;
    std::int64_t persons = 0;  ///< at the last sampling instant
  };
  void change(LinkId link, std::int64_t persons) {
    if (!links_.empty()) {
      links_[link.index()].persons += persons;
    }
  }
  void sample(Figures& figures, PlaceRank place, std::int64_t persons) const;
  void sample_fuel(Figures& figures, const Road& road) const;
  void sample_gaps(Figures& figures, const Site& site) const;

  std::optional<scenario::Needs> needs_;
  const JourneyMeasures& journeys_;
  bool has_tanks_;
  std::vector<std::pair<OriginId, PlaceRank>> origins_;  ///< on the road
  std::vector<Road> links_;                              ///< empty: needs are not measured
  std::vector<Site> sites_;                              ///< likewise
};

}  // namespace corridor::statistics
