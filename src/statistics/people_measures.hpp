// Persons from appearing to the end of their story: departed, registered, between stages, arrived, present. Knows
// nothing of roads and queues.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/record/fact.hpp"

#include "cumulative_count.hpp"
#include "figure.hpp"
#include "travellers.hpp"

namespace corridor::statistics {

class PeopleMeasures {
 public:
  PeopleMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers);

  void on(const record::PartyAppeared& fact);
  void on(const record::CallAwaited& fact);
  void on(const record::CallCame& fact);
  void on(const record::PartyDeparted& fact);
  void on(const record::PartyRegistered& fact);
  void on(const record::DelayBegan& fact) { in_transit_ += fact.unit.persons; }
  void on(const record::DelayEnded& fact) { in_transit_ -= fact.unit.persons; }
  /// @pre the outcome is not counted in the travellers yet
  void on(const record::OutcomeCounted& fact);
  void on(const record::OutcomeUnmet& fact);
  void on(const record::PartyLeft& fact);

  void sample(Figures& figures) const;
  void summarise(Figures& figures) const;

 private:
  struct OriginCounts {
    std::int64_t appeared = 0;
    std::int64_t departed = 0;
    std::int64_t left = 0;  ///< story ended, here or with an outcome
    std::int64_t awaiting_call = 0;
    bool has_call = false;
  };
  /// Counted outcomes at one place.
  struct Outcomes {
    PlaceRank place;
    std::array<std::int64_t, outcome_count> persons{};
  };
  [[nodiscard]] PlaceRank rank_of(const Whereat& place) const;
  void expect_outcomes(const scenario::Scenario& scenario);
  Outcomes* outcomes_at(PlaceRank place);
  /// Departed, registered and arrived persons, and those with a counted outcome: over time, and at the end in the
  /// summary.
  void count_everybody(Figures& figures) const;
  void summarise_registrations(Figures& figures) const;
  void count_calls(Figures& figures) const;
  void count_outcomes(Figures& figures) const;

  const Places& places_;
  Travellers& travellers_;
  std::vector<SiteId> site_of_stage_;
  std::vector<OriginCounts> origins_;
  std::vector<std::optional<CumulativeCount>> registered_;  ///< by site; none: nobody can register there
  CumulativeCount all_registered_;
  std::vector<std::int64_t> arrived_;  ///< by region
  std::array<std::int64_t, group_names.size()> appeared_{};
  std::vector<Outcomes> outcomes_;  ///< first everywhere, then where somebody can meet one
  std::array<std::array<std::int64_t, group_names.size()>, outcome_count> outcomes_by_group_{};
  std::array<bool, outcome_count> may_occur_{};  ///< an outcome that somebody can meet in the scenario
  bool may_be_unmet_ = false;                    ///< an incident
  bool somebody_may_wait_ = false;               ///< for a call
  std::int64_t unmet_ = 0;
  std::int64_t in_transit_ = 0;
  std::int64_t never_registered_ = 0;
  bool somebody_registers_ = false;
};

}  // namespace corridor::statistics
