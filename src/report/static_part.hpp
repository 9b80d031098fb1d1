// The part of the page that is read without JavaScript: findings, the main figures as a table, the main chart. English.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "run_data.hpp"

namespace corridor::report {

[[nodiscard]] std::string static_part(const std::vector<RunData>& runs,
                                      const std::optional<ComparisonData>& comparison);

/// Of the page as a whole.
[[nodiscard]] std::string title_of(const std::vector<RunData>& runs, const std::optional<ComparisonData>& comparison);

}  // namespace corridor::report
