// Vehicles and persons that pass the sites on the road (checkpoints): counts, rates, and when it was over.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corridor/record/fact.hpp"

#include "cumulative_count.hpp"
#include "figure.hpp"
#include "travellers.hpp"

namespace corridor::statistics {

class CrossingMeasures {
 public:
  CrossingMeasures(const scenario::Scenario& scenario, const Places& places, Travellers& travellers);

  void on(const record::SitePassed& fact);
  void on(const record::WalkerPassed& fact);

  /// Rates are over the time since the sample before.
  void sample(Figures& figures, SimTime at) const;
  /// This sampling interval is over.
  void on(const record::SampleTaken& fact);
  void summarise(Figures& figures) const;

 private:
  struct Crossings {
    PlaceRank place;
    CumulativeCount persons{};
    std::int64_t vehicles = 0;
    std::int64_t sampled_persons = 0;  ///< at the sample before
    std::int64_t sampled_vehicles = 0;
  };
  [[nodiscard]] Crossings& crossings_at(SiteId site);
  static void count(Figures& figures, const Crossings& crossings);

  Travellers& travellers_;
  std::vector<std::size_t> index_of_site_;  ///< into crossings_
  std::vector<Crossings> crossings_;        ///< first the whole road, each vehicle once; then each site on it
  std::optional<SimTime> sampled_at_;       ///< the sample before
};

}  // namespace corridor::statistics
