// Where a unit goes that looks for a server or a place at several stages.
#include "corridor/processes/site.hpp"

namespace corridor::processes {

/// Servers or places that are free at the stage, if the unit would be served or have its place there at once; 0 where
/// they are unlimited, so that a limited place that is free is preferred to them by number.
std::optional<std::int64_t> Sites::free_for(const record::Unit& unit, StageId at) const {
  const Stage& s = stage(at);
  const record::Unit who = first_unit_for(unit, s);
  const bool is_free = s.is_door_empty() && s.is_line_empty() && s.can_begin(s.weight(who.persons), fuel_due(who, s)) &&
                       !lacking(who, at);
  return is_free ? std::optional(s.free_now().value_or(0)) : std::nullopt;
}

StageId Sites::found(StageId first, const scenario::Search& search, const record::Unit& unit) const {
  if (search.also.empty()) {
    return first;
  }
  std::optional<StageId> best;
  std::int64_t most = -1;
  const auto consider = [&](StageId id) {
    const auto free = free_for(unit, id);
    const bool is_better = search.rule == scenario::Search::Rule::most_free ? free.value_or(-1) > most : !best;
    if (free && is_better) {
      best = id;
      most = *free;
    }
  };
  consider(first);
  for (const StageId id : search.also) {
    consider(id);
  }
  return best.value_or(search.also.back());
}

}  // namespace corridor::processes
