// Every way in which a scenario can be wrong: a stable code and one line of meaning each. Finds no error itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace corridor::scenario {

/// To add an error: an enumerator here and its line in the catalogue. Codes are never given to another meaning.
enum class ErrorCode : std::uint8_t {
  // files
  file_missing,
  outside_folder,
  file_too_large,
  not_utf8,
  control_character,
  nested_too_deep,
  toml_syntax,
  number_not_finite,
  too_many_errors,
  variant_chain,
  line_too_long,
  // tables in CSV
  csv_empty,
  csv_header,
  csv_ragged_row,
  csv_quote,
  csv_unknown_column,
  csv_missing_column,
  csv_too_many_columns,
  // keys and values
  other_schema,
  missing_key,
  unknown_key,
  misplaced_key,
  wrong_type,
  unit_missing,
  unit_unknown,
  unit_unexpected,
  decimal_comma,
  not_a_number,
  out_of_range,
  unknown_word,
  date_without_offset,
  bad_date,
  bad_hours,
  bad_id,
  bad_condition,
  // names
  duplicate_id,
  unknown_name,
  destination_unclear,
  hash_collision,
  place_unclear,
  // what does not fit together
  shares_sum,
  end_before_start,
  bad_sample,
  impossible_people,
  party_sizes,
  origin_place,
  nobody_drives,
  unlimited_population,
  site_place,
  stage_unit,
  waiting_room,
  bad_transition,
  no_exit,
  link_loop,
  link_undirected,
  rows_out_of_order,
  hours_overlap,
  stage_unreachable,
  link_opposite,
  call_up_never,
  bad_fleet,
  intervals_overlap,
  plan_exceeds_population,
  curve_shape,
  measured_times,
  // found by the road network
  no_road,
  // found by the statistics
  unknown_measure,
  measure_not_in_time,
  unknown_place,
  measure_not_at_place,
  // changes and --set
  bad_assignment,
  unknown_path,
  not_changeable,
  change_outside_run,
  conflicting_changes,
  to_or_by,
  cannot_multiply,
  // draws of a posterior
  no_weight,
  other_paths,
  set_by_posterior,
  not_drawn,
  // forecasts as of a time
  not_known_then,
  nothing_counted,
  // tables that are imported
  personal_data,
  column_unclear,
  dates_unclear,
  duplicate_time,
  empty_cell,
  total_falls,
  interval_unclear,
  count
};

struct ErrorInfo {
  ErrorCode code{};
  std::string_view name;     ///< `E0312`
  std::string_view meaning;  ///< one line
};

/// All entries, in the order of the enumerators; the names ascend.
[[nodiscard]] std::span<const ErrorInfo> error_catalogue();
[[nodiscard]] const ErrorInfo& info(ErrorCode code);
/// The catalogue as a Markdown table, as docs/scenario-format.md has it.
[[nodiscard]] std::string error_markdown();

}  // namespace corridor::scenario
