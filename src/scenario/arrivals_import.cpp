#include "corridor/scenario/arrivals_import.hpp"

#include <algorithm>
#include <cmath>
#include <map>
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

/// Sums and the fullest day, by local date; the persons of an interval over midnight are spread over its days.
void summarize(ImportedArrivals& arrivals) {
  constexpr std::int64_t day = 86'400;  // [s]
  std::map<std::int64_t, double> by_day;
  for (const ImportedArrivals::Row& row : arrivals.rows) {
    arrivals.persons += row.persons;
    const std::int64_t begin = row.begin.utc_seconds + row.begin.offset_seconds;
    const std::int64_t end = row.end.utc_seconds + row.begin.offset_seconds;
    for (std::int64_t at = begin; at < end;) {
      const std::int64_t until = std::min(end, (at / day + 1) * day);
      by_day[at / day] +=
          static_cast<double>(row.persons) * static_cast<double>(until - at) / static_cast<double>(end - begin);
      at = until;
    }
  }
  const auto fullest = std::ranges::max_element(by_day, {}, [](const auto& entry) { return entry.second; });
  constexpr std::size_t date_length = 10;
  arrivals.fullest_day = iso({.utc_seconds = fullest->first * day, .offset_seconds = 0}).substr(0, date_length);
  arrivals.persons_on_fullest_day = std::llround(fullest->second);
}

}  // namespace

ImportedArrivals import_arrivals(const ArrivalsRequest& request) {
  Diagnostics diagnostics;
  Inputs inputs(request.table.parent_path());
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
