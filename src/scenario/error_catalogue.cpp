#include "corridor/scenario/error_catalogue.hpp"

#include <array>
#include <cstddef>

#include "corridor/base/contract.hpp"

namespace corridor::scenario {

namespace {

using enum ErrorCode;

constexpr std::array<ErrorInfo, static_cast<std::size_t>(ErrorCode::count)> entries = {{
    {file_missing, "E0101", "a file or folder does not exist"},
    {outside_folder, "E0102", "a path leads out of the scenario's folder"},
    {file_too_large, "E0103", "a file is larger than is read (TOML 8 MiB, CSV 64 MiB)"},
    {not_utf8, "E0104", "a file is not UTF-8 text"},
    {control_character, "E0105", "a file holds a control character"},
    {nested_too_deep, "E0106", "lists and tables are nested more than 64 deep"},
    {toml_syntax, "E0107", "a file is not valid TOML"},
    {number_not_finite, "E0108", "a number is nan, inf or too large"},
    {too_many_errors, "E0109", "there are more errors than are listed"},
    {variant_chain, "E0110", "variants stand on each other in a circle, or more than eight deep"},
    {line_too_long, "E0111", "a line of TOML has more than 16 KiB"},
    {csv_empty, "E0201", "a table has no header or no row"},
    {csv_header, "E0202", "a column has no name, or the name of another"},
    {csv_ragged_row, "E0203", "a row has more or fewer cells than the header"},
    {csv_quote, "E0204", "a quoted cell does not end, or goes on after its end"},
    {csv_unknown_column, "E0205", "a column has an unknown name"},
    {csv_missing_column, "E0206", "a column is missing"},
    {csv_too_many_columns, "E0207", "a table has more than 1000 columns"},
    {other_schema, "E0301", "the file is written for another version of the format"},
    {missing_key, "E0311", "a required key is missing"},
    {unknown_key, "E0312", "a key is unknown"},
    {misplaced_key, "E0313", "a key does not belong to this kind of thing"},
    {wrong_type, "E0321", "a value is of the wrong type"},
    {unit_missing, "E0322", "a number has no unit where one is due"},
    {unit_unknown, "E0323", "a unit is unknown, or measures something else"},
    {unit_unexpected, "E0324", "a unit stands where none is due"},
    {decimal_comma, "E0325", "a number has a comma; decimals are written with a point"},
    {not_a_number, "E0326", "a text is not a number"},
    {out_of_range, "E0327", "a value is out of its range"},
    {unknown_word, "E0328", "a word is not one of those that can stand here"},
    {date_without_offset, "E0329", "a date has no offset from UTC"},
    {bad_date, "E0330", "a date is not a date and time of day, or does not exist"},
    {bad_hours, "E0331", "hours are not of the form HH:MM-HH:MM, or a time of day is not HH:MM"},
    {bad_id, "E0332", "an id has other characters than a-z, 0-9 and _, or is reserved"},
    {bad_condition, "E0333", "a condition cannot be understood"},
    {duplicate_id, "E0401", "two things have the same id"},
    {unknown_name, "E0402", "a name refers to nothing in the scenario"},
    {destination_unclear, "E0403", "an origin does not say where its parties go, and there is not exactly one site"},
    {hash_collision, "E0404", "two ids give the same random numbers; one must be renamed"},
    {place_unclear, "E0405", "a name is that of more than one place"},
    {shares_sum, "E0501", "shares do not sum to 100 %"},
    {end_before_start, "E0502", "the end is not after the start"},
    {bad_sample, "E0503", "the sampling interval is longer than the run"},
    {impossible_people, "E0504", "the shares of people cannot be true together"},
    {party_sizes, "E0505", "party sizes and weights do not fit together"},
    {origin_place, "E0506", "an origin and the place its parties go to are not both on the road, or both off it"},
    {nobody_drives, "E0507", "no party of an origin on the road has a vehicle"},
    {unlimited_population, "E0508", "an unlimited population needs Poisson departures"},
    {site_place, "E0509", "a site's place does not fit its other keys"},
    {stage_unit, "E0510", "a stage's unit does not fit its place or the stage before it"},
    {waiting_room, "E0511", "a waiting room does not fit its stage"},
    {bad_transition, "E0512", "transitions are not decided in order, ending with an unconditional one"},
    {no_exit, "E0513", "from a stage nobody can ever leave"},
    {link_loop, "E0514", "a link ends where it begins"},
    {link_undirected, "E0515", "a link is not directed"},
    {rows_out_of_order, "E0516", "rows are not in order of time"},
    {hours_overlap, "E0517", "two parts of the day overlap"},
    {stage_unreachable, "E0518", "a stage to which nobody can ever come (a warning)"},
    {link_opposite, "E0519", "two links are not, or not clearly, the directions of one road, or both take lanes"},
    {call_up_never, "E0520", "an origin waits for a call-up that cannot come: its own, or a share of unlimited people"},
    {bad_fleet, "E0521", "what is said of the buses of a stop does not fit together"},
    {intervals_overlap, "E0531", "an interval of departures is empty, overlaps the next or lies outside the run"},
    {plan_exceeds_population, "E0532", "more people leave an origin than there are"},
    {curve_shape, "E0533", "a curve of departures does not rise from 0"},
    {measured_times, "E0534", "measured times and their weights do not fit together"},
    {no_road, "E0601", "no way leads from an origin to the end of its journey, or back for those who turn back"},
    {unknown_measure, "E0701", "an observed measure is unknown"},
    {measure_not_in_time, "E0702", "an observed measure is one figure per run"},
    {unknown_place, "E0703", "an observed place is unknown"},
    {measure_not_at_place, "E0704", "an observed measure does not exist at its place"},
    {bad_assignment, "E0801", "an assignment is not of the form key=value"},
    {unknown_path, "E0802", "a path leads to nothing in the scenario"},
    {not_changeable, "E0803", "a value cannot be changed during a run"},
    {change_outside_run, "E0804", "a change, an incident or a call-up lies outside the run"},
    {conflicting_changes, "E0805", "two changes of the same value at the same time contradict each other"},
    {to_or_by, "E0806", "a change needs either `to` or `by`"},
    {cannot_multiply, "E0807", "`by` needs a number that is written in the scenario"},
    {no_weight, "E0901", "the draws of a posterior have no weight"},
    {other_paths, "E0902", "the draws of a posterior do not all set the same paths"},
    {set_by_posterior, "E0903", "a value is set by the posterior, and otherwise elsewhere"},
    {not_drawn, "E0904", "a posterior changes when the run starts or ends, or how often it is sampled"},
    {not_known_then, "E1001", "a forecast would use what was not known then, and nothing stands in for it"},
    {nothing_counted, "E1002", "no count of a series was public at the time of a forecast"},
    {personal_data, "E1101", "a table seems to hold data of persons"},
    {column_unclear, "E1102", "more than one column may be meant"},
    {dates_unclear, "E1103", "dates may have the day or the month first"},
    {duplicate_time, "E1104", "two rows are of the same time"},
    {empty_cell, "E1105", "a cell that is needed is empty"},
    {total_falls, "E1106", "a running total falls"},
    {interval_unclear, "E1107", "a table does not say how long the interval of a row is"},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (static_cast<std::size_t>(entries.at(i).code) != i || (i > 0 && entries.at(i).name <= entries.at(i - 1).name)) {
      return false;
    }
  }
  return true;
}
static_assert(is_in_order(), "one line per enumerator, in their order, with ascending names");

}  // namespace

std::span<const ErrorInfo> error_catalogue() {
  return entries;
}

const ErrorInfo& info(ErrorCode code) {
  expects(code < ErrorCode::count, "the code is in the catalogue");
  return entries.at(static_cast<std::size_t>(code));
}

std::string error_markdown() {
  std::string text = "| code | meaning |\n|---|---|\n";
  for (const ErrorInfo& entry : entries) {
    text += "| ";
    text += entry.name;
    text += " | ";
    text += entry.meaning;
    text += " |\n";
  }
  return text;
}

}  // namespace corridor::scenario
