// Queues on the road as they stand at the sampling instants, and the longest of them. Delays of vehicles are in
// journey_measures.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"

namespace corridor::statistics {

class QueueMeasures {
 public:
  QueueMeasures(const scenario::Scenario& scenario, const Places& places);

  void on(const record::LinkObserved& fact);
  /// Every link of this sampling instant has been stated.
  void on(const record::SampleTaken& fact);

  void sample(Figures& figures) const;
  void summarise(Figures& figures) const;

 private:
  struct Queue {
    std::int64_t vehicles_on_link = 0;
    std::int64_t vehicles = 0;
    std::int64_t persons = 0;
    Metres length;
  };
  static void sample(Figures& figures, PlaceRank place, const Queue& now);
  static void summarise(Figures& figures, PlaceRank place, const Queue& max);
  static void raise(Queue& max, const Queue& now);
  [[nodiscard]] Queue whole_road() const;

  const Places& places_;
  std::vector<Queue> now_;
  std::vector<Queue> max_;
  Queue max_of_whole_road_;
};

}  // namespace corridor::statistics
