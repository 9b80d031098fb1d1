// `--until "time_99_crossed 2 %"`: how well a figure is to be known. Reads the words, and says what has come of them.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "corridor/ensemble/stop_rule.hpp"

namespace corridor::cli {

/// `time_99_crossed 2 %`, `wait_p95 at goris/registration 0.5 h`: a measure of the summary, where (everywhere unless
/// said), and half the width of its 95 % interval, in per cent or in the measure's unit. Or what is wrong with it.
[[nodiscard]] std::variant<ensemble::Precision, std::string> parse_until(std::string_view text);

/// `time_99_crossed at all: 140.62 h +- 0.05 (0.0 %) after 20 replications`
[[nodiscard]] std::string until_text(const ensemble::Precision& wanted, const statistics::Moments& known);

}  // namespace corridor::cli
