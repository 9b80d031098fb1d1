// What people need where they are: persons times the scenario's standard, which is the same everywhere. Fuel that is
// burnt in queues. Who has what is not known.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"

namespace corridor::statistics {

/// Of everybody on a link: in vehicles, in those that have run dry, and on foot. Nothing without [needs].
class NeedsMeasures {
 public:
  NeedsMeasures(const scenario::Scenario& scenario, const Places& places);

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

  void sample(Figures& figures) const;

 private:
  struct Road {
    PlaceRank place;
    std::int64_t persons = 0;
    LitresPerHour burnt{};  ///< at the last sampling instant
  };
  void change(LinkId link, std::int64_t persons) {
    if (!links_.empty()) {
      links_[link.index()].persons += persons;
    }
  }
  void sample(Figures& figures, const Road& road) const;

  std::optional<scenario::Needs> needs_;
  bool has_tanks_;
  std::vector<Road> links_;  ///< empty: needs are not measured
};

}  // namespace corridor::statistics
