// The known name that a misspelt one was probably meant to be.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace corridor::scenario {

/// Insertions, deletions, changes and swaps of neighbouring bytes that make `b` from `a`, no byte edited twice.
/// Source: Damerau 1964, Communications of the ACM 7(3); restricted ("optimal string alignment") form.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The first of the closest names, or an empty text if none is close: at most one edit per three bytes, at least one.
[[nodiscard]] std::string nearest_name(std::string_view word, std::span<const std::string> names);

}  // namespace corridor::scenario
