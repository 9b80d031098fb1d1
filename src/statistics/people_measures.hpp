// Persons from appearing to the end of their story: departed, registered, between stages, arrived, present. Knows
// nothing of roads and queues.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"
#include "travellers.hpp"

namespace corridor::statistics {

class PeopleMeasures {
 public:
  PeopleMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers);

  void on(const record::PartyAppeared& fact);
  void on(const record::PartyDeparted& fact);
  void on(const record::PartyRegistered& fact);
  void on(const record::DelayBegan& fact) { in_transit_ += fact.unit.persons; }
  void on(const record::DelayEnded& fact) { in_transit_ -= fact.unit.persons; }
  void on(const record::PartyLeft& fact);

  void sample(Figures& figures) const;
  void summarise(Figures& figures) const;

 private:
  struct OriginCounts {
    std::int64_t appeared = 0;
    std::int64_t departed = 0;
    std::int64_t left = 0;  ///< story ended
  };
  /// Departed, registered and arrived persons: over time, and at the end in the summary.
  void count_outcomes(Figures& figures) const;

  const Places& places_;
  Travellers& travellers_;
  std::vector<SiteId> site_of_stage_;
  std::vector<OriginCounts> origins_;
  std::vector<std::optional<std::int64_t>> registered_;  ///< by site; none: nobody can register there
  std::vector<std::int64_t> arrived_;                    ///< by region
  std::array<std::int64_t, group_names.size()> appeared_{};
  std::int64_t in_transit_ = 0;
  std::int64_t never_registered_ = 0;
  bool somebody_registers_ = false;
};

}  // namespace corridor::statistics
