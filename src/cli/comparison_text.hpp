// What a variant changes, as a table and in a sentence. Prints nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corridor/ensemble/paired.hpp"

namespace corridor::cli {

/// `Six lanes: people spend 42 % less time in queues on the road (1,181,261 person-hours; 95 %: 1,138,403 to
/// 1,224,119), and
/// ... Less time in queues and lines: children (-39 %), ...`: what can be told and is worth at least half a per cent;
/// or that nothing changes, or that nothing can be told.
[[nodiscard]] std::string comparison_sentence(const std::string& title,
                                              const std::vector<ensemble::ComparedFigure>& figures,
                                              std::uint32_t replications);

/// Headline figures: base, variant, difference with its interval, in how many of a hundred pairs the variant is better,
/// and how many times as many replications independent streams would take.
[[nodiscard]] std::string comparison_table(const std::vector<ensemble::ComparedFigure>& figures);

}  // namespace corridor::cli
