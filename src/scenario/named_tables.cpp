#include "named_tables.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "row_tables.hpp"
#include "specs.hpp"

namespace corridor::scenario {

template <class T, class Read>
const T* NamedTables::find(Cache<T>& cache, const Ref& file, const TableInfo& info, Read read) {
  const auto [known, is_new] = cache.emplace(file.name, nullptr);
  if (!is_new) {
    return known->second.get();
  }
  const SourceText* source = inputs_.open_table(file, diagnostics_);
  const std::size_t errors = diagnostics_.size();
  const auto rows = source == nullptr ? std::nullopt : network_rows(*source, info, diagnostics_);
  auto table = rows ? read(*rows) : std::nullopt;
  if (table && diagnostics_.size() == errors) {
    known->second = std::make_unique<T>(std::move(*table));
  }
  return known->second.get();
}

bool NamedTables::is_in_run(SimTime t) const {
  const bool is_run_known = scenario_.end > SimTime{};
  return !is_run_known || (t >= SimTime{} && t <= scenario_.end);
}

void NamedTables::error(const Value& row, const char* column, Finding finding) {
  const Value* cell = row.find(column);
  diagnostics_.add(std::move(finding), (cell == nullptr ? row : *cell).mark.place());
}

const std::vector<DepartureInterval>* NamedTables::departures(const Ref& file) {
  return find(departures_, file, departure_row_table().info(),
              [this](const std::vector<Value>& rows) { return read_departures(rows); });
}

const std::vector<CurvePoint>* NamedTables::curve(const Ref& file) {
  return find(curves_, file, curve_row_table().info(),
              [this](const std::vector<Value>& rows) { return read_curve(rows); });
}

const EmpiricalTimes* NamedTables::times(const Ref& file) {
  return find(times_, file, measured_time_table().info(),
              [this](const std::vector<Value>& rows) { return read_times(rows); });
}

std::optional<std::vector<DepartureInterval>> NamedTables::read_departures(const std::vector<Value>& rows) {
  const Reading reading{.diagnostics = diagnostics_};
  std::vector<DepartureRow> read;
  read.reserve(rows.size());
  for (const Value& row : rows) {
    read.push_back(departure_row_table().read(reading, row));
  }
  if (!std::all_of(read.begin(), read.end(), [](const DepartureRow& r) { return r.is_sound; })) {
    return std::nullopt;
  }
  std::vector<DepartureInterval> result;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const bool is_last = i + 1 == read.size();
    if (is_last && !read[i].end) {
      error(rows[i], "end", {ErrorCode::missing_key, "the last row has no `end`", "when its interval ends"});
      break;
    }
    const SimTime begin = scenario_.calendar.to_sim_time(read[i].start);
    const SimTime end = scenario_.calendar.to_sim_time(read[i].end ? *read[i].end : read[i + 1].start);
    const bool is_after = result.empty() || begin >= result.back().end;
    if (!is_after && begin < result.back().begin) {
      error(rows[i], "start",
            {ErrorCode::rows_out_of_order, "this row is earlier than the one before it", "rows in order of time"});
    } else if (!is_after || end <= begin) {
      error(rows[i], is_after ? "end" : "start",
            {ErrorCode::intervals_overlap,
             is_after ? "this interval does not end after its start"
                      : "this interval begins before the one above it ends",
             "intervals one after the other"});
    } else if (!is_in_run(begin) || !is_in_run(end)) {
      error(rows[i], is_in_run(begin) ? "end" : "start",
            {ErrorCode::intervals_overlap, "this interval lies outside the run",
             fmt::format("between {} and {}", scenario_.calendar.to_iso(SimTime{}),
                         scenario_.calendar.to_iso(scenario_.end))});
    }
    result.push_back({begin, end, read[i].persons});
  }
  return result;
}

std::optional<std::vector<CurvePoint>> NamedTables::read_curve(const std::vector<Value>& rows) {
  const Reading reading{.diagnostics = diagnostics_};
  std::vector<CurvePoint> result;
  for (const Value& row : rows) {
    const CurveRow read = curve_row_table().read(reading, row);
    if (!read.is_sound) {
      continue;
    }
    const char* column = read.persons ? "persons" : "share";
    const CurvePoint point{scenario_.calendar.to_sim_time(read.time), read.share.value_or(0), read.persons};
    if (!is_in_run(point.time)) {
      error(row, "time",
            {ErrorCode::intervals_overlap, "this row lies outside the run",
             fmt::format("between {} and {}", scenario_.calendar.to_iso(SimTime{}),
                         scenario_.calendar.to_iso(scenario_.end))});
    }
    if (result.empty()) {
      if (point.share > 0 || point.persons.value_or(0) > 0) {
        error(row, column, {ErrorCode::curve_shape, "a curve begins when nobody has gone", "0 in the first row"});
      }
    } else if (point.time <= result.back().time) {
      error(row, "time",
            {ErrorCode::rows_out_of_order, "this row is not later than the one before it", "rows in order of time"});
    } else if (point.persons.has_value() != result.back().persons.has_value()) {
      error(row, column, {ErrorCode::curve_shape, "this curve is given in persons and in shares", "one of the two"});
    } else if (point.share < result.back().share || point.persons.value_or(0) < result.back().persons.value_or(0)) {
      error(row, column,
            {ErrorCode::curve_shape, "fewer have gone than in the row before", "a number that never falls"});
    }
    result.push_back(point);
  }
  return result;
}

std::optional<EmpiricalTimes> NamedTables::read_times(const std::vector<Value>& rows) {
  const Reading reading{.diagnostics = diagnostics_};
  EmpiricalTimes result;
  for (const Value& row : rows) {
    const MeasuredTimeRow read = measured_time_table().read(reading, row);
    if (read.is_sound) {
      result.values.push_back(read.time ? *read.time : from_seconds(*read.seconds));
      result.weights.push_back(read.weight);
    }
  }
  const bool has_weight = std::any_of(result.weights.begin(), result.weights.end(), [](double w) { return w > 0; });
  if (!has_weight && !result.weights.empty()) {
    error(rows.front(), "weight", {ErrorCode::measured_times, "all weights are 0", "a weight of more than 0"});
  }
  return result;
}

}  // namespace corridor::scenario
