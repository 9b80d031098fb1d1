// Where a unit goes that looks for a server or a place at several stages.
#include <algorithm>
#include <utility>

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

/// Who is before the unit in the stage if it joins now; none: it would not, for want of room.
std::optional<std::int64_t> Sites::line_for(const record::Unit& unit, StageId at) const {
  const Stage& s = stage(at);
  const record::Unit who = first_unit_for(unit, s);
  const Request asked = request(who, at);
  const bool is_taken = s.is_door_taken(asked) || !would_have_room(who, at, asked);
  return is_taken ? std::nullopt : std::optional(s.inside());
}

bool Sites::is_any_open(const std::vector<StageId>& stages) const {
  return std::ranges::any_of(stages, [this](StageId id) { return stage(id).is_in_operation(); });
}

/// Of those that are open, or of all if none is. Where none has room the unit stands at the door of the last of them.
Sites::Sought Sites::shortest_line(std::vector<StageId> among, const record::Unit& unit) const {
  const bool may_be_closed = !is_any_open(among);
  std::optional<StageId> best;
  StageId last = among.back();
  std::int64_t fewest = 0;
  for (const StageId id : among) {
    if (!may_be_closed && !stage(id).is_in_operation()) {
      continue;
    }
    last = id;
    const auto before = line_for(unit, id);
    if (before && (!best || *before < fewest)) {
      best = id;
      fewest = *before;
    }
  }
  return best ? Sought{*best} : Sought{last, std::move(among)};
}

Sites::Sought Sites::found(StageId first, const scenario::Search& search, const record::Unit& unit) const {
  if (search.also.empty()) {
    return {first};
  }
  if (search.rule == scenario::Search::Rule::shortest_line) {
    std::vector<StageId> among = {first};
    among.insert(among.end(), search.also.begin(), search.also.end());
    return shortest_line(std::move(among), unit);
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
  return {best.value_or(search.also.back())};
}

// --- at the door of one stage, but ready to go to others
// --------------------------------------------------------------

void Sites::begin_seeking(const AtDoor& who, const record::Unit& unit, const Sought& target) {
  if (target.among.empty()) {
    return;
  }
  Seeking seeking{target.among, {}, next_seeker_++};
  for (const StageId id : target.among) {
    seeking.ranks.push_back(request(first_unit_for(unit, stage(id)), id).rank);
    if (id != target.stage) {
      seekers_[id.index()].emplace(seeking.ranks.back(), seeking.number, who);
    }
  }
  seeking_.emplace(who, std::move(seeking));
}

void Sites::end_seeking(const AtDoor& who) {
  const auto found = seeking_.empty() ? seeking_.end() : seeking_.find(who);
  if (found == seeking_.end()) {
    return;
  }
  const Seeking& seeking = found->second;
  for (std::size_t i = 0; i < seeking.among.size(); ++i) {
    seekers_[seeking.among[i].index()].erase({seeking.ranks[i], seeking.number, who});
  }
  seeking_.erase(found);
}

/// Those for whom this stage would do come in when nobody stands at its own door.
void Sites::let_in_seekers(StageId id) {
  const auto& seekers = seekers_[id.index()];
  while (stage(id).is_door_empty() && !seekers.empty()) {
    const auto [rank, number, who] = *seekers.begin();
    if (!stage(id).is_in_operation() && is_any_open(seeking_.at(who).among)) {
      return;
    }
    if (who.is_link) {
      // As at the stage's own door.
      if (!stage(id).has_room({rank, 1, {}}) || user_.call(LinkId(who.index))) {
        return;
      }
      leave_door(LinkId(who.index));
      continue;
    }
    const UnitId unit(who.index);
    const record::Unit first = first_unit_for(resident(unit).unit, stage(id));
    if (!has_room(first, id, request(first, id))) {
      return;
    }
    leave_door(unit);
    let_in(unit, id);
  }
}

}  // namespace corridor::processes
