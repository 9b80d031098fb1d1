#include "gridlock_measures.hpp"

#include <variant>

namespace corridor::statistics {

GridlockMeasures::GridlockMeasures(const scenario::Scenario& scenario, const Places& places)
    : places_(places), has_road_(!scenario.links.empty()) {}

void GridlockMeasures::on(const record::GridlockFound& fact) {
  all_.push_back({.since = fact.at, .until = {}, .circle = {}});
  if (present_ == 0) {
    since_ = fact.at;
  }
  ++present_;
}

void GridlockMeasures::on(const record::GridlockPartFound& fact) {
  const auto* link = std::get_if<LinkId>(&fact.what);
  const PlaceRank rank =
      link != nullptr ? places_.links[link->index()] : places_.stages[std::get<StageId>(fact.what).index()];
  all_[fact.gridlock.index()].circle.push_back(places_.names[rank.index()]);
}

void GridlockMeasures::on(const record::GridlockDissolved& fact) {
  all_[fact.gridlock.index()].until = fact.at;
  --present_;
  if (present_ == 0) {
    with_gridlock_ += fact.at - since_;
  }
}

void GridlockMeasures::sample(Figures& figures) const {
  if (has_road_) {
    figures.push_back({Places::all, Measure::gridlocks, static_cast<double>(present_)});
  }
}

void GridlockMeasures::summarise(Figures& figures, SimTime end) const {
  if (!all_.empty()) {
    const Duration time = with_gridlock_ + (present_ > 0 ? end - since_ : Duration(0));
    figures.push_back({Places::all, Measure::gridlock_hours, to_seconds(time) / 3600});
  }
}

}  // namespace corridor::statistics
