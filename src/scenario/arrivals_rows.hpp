// The rows of a table of arrivals -> persons in intervals of time, or every error. Knows no column by its name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corridor/scenario/arrivals_import.hpp"

#include "arrivals_columns.hpp"
#include "csv_table.hpp"
#include "diagnostics.hpp"
#include "planner_cells.hpp"

namespace corridor::scenario {

/// @pre all arguments outlive it
class ArrivalsRows {
 public:
  ArrivalsRows(const ArrivalsRequest& request, const ChosenColumns& chosen, const ArrivalsColumns& columns,
               Diagnostics& diagnostics);

  /// In order of time; something only if there was no error.
  [[nodiscard]] const std::vector<ImportedArrivals::Row>& intervals() const { return intervals_; }
  /// What was decided, one sentence each.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct Row {
    const CsvTable::Row* cells = nullptr;
    WrittenDate date;
    std::optional<std::int32_t> time_of_day;  ///< [s]
    std::int64_t persons = 0;
    LocalTime at;
  };

  /// Dates with slashes: the first that shows that the day is first, the first for the month, and the first of all that
  /// differ by the order.
  struct Evidence {
    const Row* day_first = nullptr;
    const Row* month_first = nullptr;
    const Row* unclear = nullptr;
  };

  // In this order.
  void read_cells();
  void settle_dates();
  void settle_times();
  void settle_order();
  [[nodiscard]] std::optional<std::int64_t> step() const;
  void count_by_row(std::int64_t step);
  void count_by_total(std::int64_t step);

  void read_persons(Row& row);
  /// False if there is none.
  bool read_date(Row& row);
  [[nodiscard]] Evidence evidence() const;
  /// True if dates are written month first; nothing, and an error, if the rows do not tell.
  [[nodiscard]] std::optional<bool> is_month_first();
  [[nodiscard]] const Value& cell(const Row& row, std::size_t column) const { return row.cells->cells[column]; }
  void error(const Value& cell, Finding finding) { diagnostics_.add(std::move(finding), cell.mark.place()); }
  [[nodiscard]] bool has_times() const { return !rows_.empty() && rows_.front().time_of_day.has_value(); }

  const ArrivalsRequest& request_;
  const ChosenColumns& chosen_;
  const ArrivalsColumns& columns_;
  Diagnostics& diagnostics_;
  std::vector<Row> rows_;
  std::vector<ImportedArrivals::Row> intervals_;
  std::vector<std::string> notes_;
};

}  // namespace corridor::scenario
