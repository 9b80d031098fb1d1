// A planner's table of arrivals -> rows of a departure file, or every error at once. Refuses tables with data of
// persons. Writes no file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/time.hpp"

namespace corridor::scenario {

/// What 03/04/2023 means.
enum class DateOrder : std::uint8_t { as_rows_show, day_first, month_first };

struct ArrivalsRequest {
  std::filesystem::path table;
  std::string column;                          ///< of persons; empty: recognised by its name
  std::optional<std::int32_t> offset_seconds;  ///< local time minus UTC, for dates that do not say it [s]
  DateOrder dates = DateOrder::as_rows_show;
  bool is_cumulative = false;  ///< the column counts everybody so far, whatever its name
};

struct ImportedArrivals {
  /// Persons who arrived after `begin` and at `end` at the latest.
  struct Row {
    LocalTime begin;
    LocalTime end;
    std::int64_t persons = 0;
  };
  std::vector<Row> rows;  ///< in order of time; may have gaps between them
  std::int64_t persons = 0;
  std::int64_t persons_on_fullest_day = 0;
  std::string fullest_day;  ///< `2023-09-27`
  std::string time_column;  ///< as the table names it; with the column of hours, if there is one
  std::string persons_column;
  std::vector<std::string> notes;           ///< what was decided for the user, one sentence each
  std::vector<std::string> unused_columns;  ///< as the table names them
};

/// Reads the table. Throws ScenarioError with everything that is wrong (exit 3), IoError if it cannot be read.
[[nodiscard]] ImportedArrivals import_arrivals(const ArrivalsRequest& request);

/// The rows as a file for `departure = { model = "file" }`.
[[nodiscard]] std::string departure_file(const ImportedArrivals& arrivals);
/// What to write into scenario.toml, with the departure file named as it is there.
[[nodiscard]] std::string scenario_lines(const ImportedArrivals& arrivals, std::string_view origin,
                                         std::string_view file);
/// The offset that `+04:00` or `Z` states [s].
[[nodiscard]] std::optional<std::int32_t> parse_offset(std::string_view text);
/// True if the text can be an origin's id.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace corridor::scenario
