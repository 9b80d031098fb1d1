// Which columns of a table of arrivals are which. Reads no number and no date.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "column_names.hpp"
#include "csv_table.hpp"
#include "diagnostics.hpp"

namespace corridor::scenario {

/// Positions in the table.
struct ChosenColumns {
  std::size_t date = 0;
  std::optional<std::size_t> hour;
  std::size_t persons = 0;
  bool is_cumulative = false;
};

/// @pre the table outlives it
class ArrivalsColumns {
 public:
  /// `wanted` names the column of persons; empty: it is found by its name.
  ArrivalsColumns(const CsvTable& table, std::string wanted, bool is_cumulative);

  /// True, and an error for each column, if the table seems to hold data of persons. Then nothing else of it may be
  /// read or shown.
  [[nodiscard]] bool refuse_personal(Diagnostics& diagnostics) const;
  /// Nothing, and an error, if a column is missing or more than one may be meant.
  [[nodiscard]] std::optional<ChosenColumns> choose(Diagnostics& diagnostics) const;

  [[nodiscard]] const std::string& name(std::size_t column) const { return table_.columns[column].name; }
  [[nodiscard]] std::vector<std::string> unused(const ChosenColumns& chosen) const;
  /// The rows below the header and the row of tags, if there is one.
  [[nodiscard]] std::vector<const CsvTable::Row*> rows() const;

 private:
  [[nodiscard]] std::vector<std::size_t> of_kind(ColumnKind kind) const;
  [[nodiscard]] std::optional<std::size_t> wanted(Diagnostics& diagnostics) const;
  /// The only column of the kind with the lowest `rank`; nothing, and an error, if there are several.
  template <class Rank>
  std::optional<std::size_t> best(ColumnKind kind, Rank rank, Diagnostics& diagnostics) const;

  const CsvTable& table_;
  std::string wanted_;
  bool is_cumulative_;
  bool has_tags_;
  std::vector<ColumnMeaning> meanings_;
};

}  // namespace corridor::scenario
