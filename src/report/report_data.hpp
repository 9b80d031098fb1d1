// The object that the page is made from, as src/report/web/src/data.ts describes it. Reads no file.
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "corridor/report/report.hpp"

#include "run_data.hpp"
#include "stored_folders.hpp"

namespace corridor::report {

/// Counts below this are left out of breakdowns with ReportOptions::suppress_small.
inline constexpr int suppress_below = 10;

/// A figure as it may be shown: of a group of people, counts of 1 to 9 become empty if they are to be suppressed.
[[nodiscard]] Range shown(const Figure& figure, const ReportOptions& options);

[[nodiscard]] nlohmann::ordered_json report_data(const StoredFolders& stored, const ReportOptions& options);

/// `en`, `fr`, `ru`, `hy`.
[[nodiscard]] std::string_view code_of(Language language);

}  // namespace corridor::report
