// CSV text -> a header and rows of cells with places. Knows no column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.hpp"
#include "source_text.hpp"
#include "value.hpp"

namespace corridor::scenario {

struct CsvTable {
  struct Column {
    std::string name;
    Mark mark;
  };
  struct Row {
    Mark mark;                 ///< the first line of the row
    std::vector<Value> cells;  ///< texts, one per column
  };
  std::vector<Column> columns;
  std::vector<Row> rows;

  /// The position of a column, if it is there.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// More columns are no table of ours, but take memory and time: the table is refused.
inline constexpr std::size_t most_columns = 1000;

/// Reads UTF-8 with cells separated by commas, semicolons or tabs (whichever the header has most), quoted as in RFC
/// 4180. Blank lines are left out, blanks around cells too. Nothing if the text is refused; a ragged row is left out.
[[nodiscard]] std::optional<CsvTable> parse_csv(const SourceText& source, Diagnostics& diagnostics);

/// What is written in a cell of a table. @pre it is one: no value of a scenario file
[[nodiscard]] inline const std::string& text_of(const Value& cell) {
  return std::get<std::string>(cell.data);
}

}  // namespace corridor::scenario
