#include "names.hpp"

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario {

void Names::add(const std::string& id, const Mark& mark, Diagnostics& diagnostics) {
  const auto [known, is_new] = index_.emplace(id, list_.size());
  if (!is_new && !id.empty()) {  // an id that could not be read is empty
    const Place first = marks_[known->second].place();
    diagnostics.add(
        {ErrorCode::duplicate_id,
         fmt::format("a second {} `{}`; the first is at {}:{}:{}", what_, id, first.file, first.line, first.column),
         "ids that differ"},
        mark.place());
  }
  list_.push_back(id);
  marks_.push_back(mark);
}

void Names::must_differ_from(const Names& others, Diagnostics& diagnostics) const {
  for (std::size_t i = 0; i < list_.size(); ++i) {
    if (const auto other = others.find(list_[i]); other && !list_[i].empty()) {
      const Place place = others.marks_[*other].place();
      diagnostics.add({ErrorCode::place_unclear,
                       fmt::format("{} `{}` has the id of the {} at {}:{}:{}", what_, list_[i], others.what_,
                                   place.file, place.line, place.column),
                       "ids that differ: results name places by them"},
                      marks_[i].place());
    }
  }
}

std::optional<std::size_t> Names::find(std::string_view id) const {
  const auto known = index_.find(id);
  return known == index_.end() ? std::nullopt : std::optional(known->second);
}

std::optional<std::size_t> Names::find(const Ref& ref, Diagnostics& diagnostics) const {
  const auto index = find(ref.name);
  if (!index && is_complete_) {
    diagnostics.add({ErrorCode::unknown_name, fmt::format("there is no {} `{}`", what_, ref.name),
                     fmt::format("an existing {}", what_), nearest_name(ref.name, list_)},
                    ref.mark.place());
  }
  return index;
}

}  // namespace corridor::scenario
