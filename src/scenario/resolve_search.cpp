// The part of Resolver that is about several stages where a unit looks for a place.
#include <fmt/format.h>

#include "resolver.hpp"

namespace corridor::scenario {

Search Resolver::search(std::span<const Ref> also, Search::Rule rule, SiteId from) {
  Search result{{}, rule};
  for (const Ref& ref : also) {
    if (const auto stage = target(ref, from)) {
      result.also.push_back(*stage);
    } else if (ref.name == "leave") {
      error(ref.mark, {ErrorCode::bad_transition, "a place is looked for in stages",
                       "a stage; a delay of 0 that leads to `leave` if they leave"});
    }
  }
  return result;
}

void Resolver::check_searches(const std::vector<Stage>& now, std::size_t from) {
  if (now[from].unit != UnitKind::vehicle) {
    return;
  }
  for (const Transition& t : now[from].next) {
    for (const StageId also : t.search.also) {
      if (now[also.index()].unit != UnitKind::vehicle) {
        error(stage_marks_[from],
              {ErrorCode::stage_unit,
               fmt::format("each party looks for a place by itself, but `{}` serves vehicles", now[from].place),
               "several stages in `to` only behind a stage that serves parties or persons"});
      }
    }
  }
}

}  // namespace corridor::scenario
