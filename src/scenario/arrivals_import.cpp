#include "corridor/scenario/arrivals_import.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "arrivals_columns.hpp"
#include "arrivals_rows.hpp"
#include "csv_table.hpp"
#include "diagnostics.hpp"
#include "inputs.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

namespace {

std::string iso(LocalTime time) {
  return Calendar(time).to_iso(SimTime{});
}

/// Sums and the fullest day, by the local date on which an interval begins.
void summarize(ImportedArrivals& arrivals) {
  std::string day;
  std::int64_t on_day = 0;
  for (const ImportedArrivals::Row& row : arrivals.rows) {
    constexpr std::size_t date_length = 10;
    const std::string date = iso(row.begin).substr(0, date_length);
    on_day = date == day ? on_day + row.persons : row.persons;
    day = date;
    arrivals.persons += row.persons;
    if (on_day > arrivals.persons_on_fullest_day || arrivals.fullest_day.empty()) {
      arrivals.persons_on_fullest_day = on_day;
      arrivals.fullest_day = day;
    }
  }
}

}  // namespace

ImportedArrivals import_arrivals(const ArrivalsRequest& request) {
  Diagnostics diagnostics;
  Inputs inputs(request.table);
  const SourceText* source = inputs.open_table({request.table.filename().generic_string(), {}}, diagnostics);
  const auto table = source == nullptr ? std::nullopt : parse_csv(*source, diagnostics);
  if (!table) {
    diagnostics.throw_if_any();
    return {};
  }
  const ArrivalsColumns columns(*table, request.column, request.is_cumulative);
  if (columns.refuse_personal(diagnostics)) {
    diagnostics.throw_if_any();
  }
  ImportedArrivals result;
  if (const auto chosen = columns.choose(diagnostics)) {
    result.time_column = columns.name(chosen->date);
    if (chosen->hour) {
      result.time_column += "` and `" + columns.name(*chosen->hour);
    }
    result.persons_column = columns.name(chosen->persons);
    result.unused_columns = columns.unused(*chosen);
    ArrivalsRows rows(request, *chosen, columns, diagnostics);
    result.rows = rows.intervals();
    result.notes = rows.notes();
  }
  diagnostics.throw_if_any();
  summarize(result);
  return result;
}

std::string departure_file(const ImportedArrivals& arrivals) {
  std::string text = "start,end,persons\n";
  for (const ImportedArrivals::Row& row : arrivals.rows) {
    text += fmt::format("{},{},{}\n", iso(row.begin), iso(row.end), row.persons);
  }
  return text;
}

std::string scenario_lines(const ImportedArrivals& arrivals, std::string_view origin, std::string_view file) {
  std::string quoted;
  for (const char c : file) {
    quoted += c == '"' || c == '\\' ? fmt::format("\\{}", c) : std::string(1, c);
  }
  return fmt::format(
      "# the run has to hold {} to {}\n"
      "[[origin]]\n"
      "id         = \"{}\"\n"
      "population = {}\n"
      "departure  = {{ model = \"file\", file = \"{}\", kind = \"observed\" }}\n",
      iso(arrivals.rows.front().begin), iso(arrivals.rows.back().end), origin, arrivals.persons, quoted);
}

bool is_id(std::string_view text) {
  Diagnostics ignored;
  return is_identifier({.diagnostics = ignored}, std::string(text), {});
}

}  // namespace corridor::scenario
