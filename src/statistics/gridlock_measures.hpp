// Gridlocks through the road: how many there are, for how long, and which links and stages they go through.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "corridor/record/fact.hpp"
#include "corridor/statistics/run_result.hpp"

#include "figure.hpp"

namespace corridor::statistics {

class GridlockMeasures {
 public:
  GridlockMeasures(const scenario::Scenario& scenario, const Places& places);

  void on(const record::GridlockFound& fact);
  void on(const record::GridlockPartFound& fact);
  void on(const record::GridlockDissolved& fact);

  void sample(Figures& figures) const;
  /// Nothing if there was none. @param end of what has been stated
  void summarise(Figures& figures, SimTime end) const;
  /// All of them, in the order in which they were found.
  [[nodiscard]] std::vector<Gridlock> take() { return std::move(all_); }

 private:
  const Places& places_;
  bool has_road_;
  std::size_t present_ = 0;
  SimTime since_;             ///< there has been one all the time, if there is one
  Duration with_gridlock_{};  ///< until then
  std::vector<Gridlock> all_;
};

}  // namespace corridor::statistics
