// What a sweep has come to, as text for a terminal. Prints nothing.
#pragma once

#include <string>
#include <vector>

#include "corridor/results/sweep_writer.hpp"

namespace corridor::cli {

/// Whether a figure is among the few that are shown: those for which the experiment asks, or headlines.
[[nodiscard]] bool is_in_table(const results::Sweep& sweep, const results::PointFigure& figure);

/// A row for each point, the first ones if there are many: the factors, and mean and interval of each figure.
[[nodiscard]] std::string sweep_table(const results::Sweep& sweep, const std::vector<results::PointFigure>& shown);

}  // namespace corridor::cli
