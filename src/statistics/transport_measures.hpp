// Those who travel otherwise than in their own vehicle: trips of buses and their seats, people on foot on the links.
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/record/fact.hpp"

#include "figure.hpp"

namespace corridor::statistics {

class TransportMeasures {
 public:
  TransportMeasures(const scenario::Scenario& scenario, const Places& places);

  void on(const record::BusDeparted& fact);
  void on(const record::WalkBegan& fact);
  void on(const record::WalkEnded& fact);
  /// Who walked walks no longer.
  void on(const record::OutcomeCounted& fact);

  void sample(Figures& figures) const;
  void summarise(Figures& figures) const;

 private:
  struct Stop {
    bool exists = false;
    std::int64_t trips = 0;
    std::int64_t persons = 0;
    std::int64_t seats = 0;
  };

  const Places& places_;
  std::vector<Stop> stops_;  ///< by stage
  bool somebody_walks_ = false;
  std::vector<std::int64_t> walking_;  ///< persons, by link
};

}  // namespace corridor::statistics
