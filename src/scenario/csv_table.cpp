#include "csv_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace corridor::scenario {

namespace {

/// The separator that the first line has most often outside quotes; a comma if there is none.
char separator_of(std::string_view text) {
  constexpr std::array separators = {',', ';', '\t'};
  std::array<std::size_t, separators.size()> counts{};
  bool is_quoted = false;
  for (const char c : text) {
    is_quoted = is_quoted != (c == '"');
    if (c == '\n' && !is_quoted) {
      break;
    }
    for (std::size_t i = 0; i < separators.size(); ++i) {
      counts.at(i) += c == separators.at(i) && !is_quoted ? 1U : 0U;
    }
  }
  return separators.at(static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin()));
}

class CsvScanner {
 public:
  CsvScanner(const SourceText& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics), text_(source.text()), separator_(separator_of(text_)) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  /// The next line's cells, at most one more than a table may have; none for a blank line. Nothing if a quote is wrong:
  /// what follows cannot be read.
  std::optional<CsvTable::Row> next_row() {
    CsvTable::Row row{source_.mark(at_, std::min(text_.find('\n', at_), text_.size()) - at_), {}};
    bool goes_on = true;
    while (goes_on) {
      auto cell = next_cell();
      if (!cell) {
        return std::nullopt;
      }
      if (row.cells.size() <= most_columns) {
        row.cells.push_back(std::move(*cell));
      }
      goes_on = !at_end() && text_[at_] == separator_;
      ++at_;  // the separator, or the end of the line
    }
    if (row.cells.size() == 1 && std::get<std::string>(row.cells.front().data).empty()) {
      row.cells.clear();
    }
    return row;
  }

 private:
  [[nodiscard]] bool is_cell_end(std::size_t i) const {
    return i >= text_.size() || text_[i] == separator_ || text_[i] == '\n';
  }

  [[nodiscard]] bool is_blank(std::size_t i) const {
    return i < text_.size() && text_[i] != separator_ && (text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\r');
  }

  /// Leaves `at_` on the separator or line end after the cell.
  std::optional<Value> next_cell() {
    while (is_blank(at_) && text_[at_] != '\r') {  // an empty cell stands before the end of its line
      ++at_;
    }
    if (!at_end() && text_[at_] == '"') {
      return quoted_cell();
    }
    const std::size_t begin = at_;
    while (!is_cell_end(at_)) {
      ++at_;
    }
    std::size_t end = at_;
    while (end > begin && is_blank(end - 1)) {
      --end;
    }
    return Value{std::string(text_.substr(begin, end - begin)), source_.mark(begin, end - begin), true};
  }

  std::optional<Value> quoted_cell() {
    const std::size_t begin = at_;
    std::string cell;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') {
          break;
        }
        ++at_;  // "" stands for one quote
      }
      cell += text_[at_];
    }
    const bool is_closed = !at_end();
    const std::size_t end = std::min(at_ + 1, text_.size());
    at_ = end;
    while (is_blank(at_)) {
      ++at_;
    }
    if (!is_closed || !is_cell_end(at_)) {
      diagnostics_.add({ErrorCode::csv_quote,
                        is_closed ? "something follows the end of this quoted cell" : "this quoted cell does not end",
                        "a cell in quotes, with quotes inside it doubled"},
                       source_.place(source_.mark(begin, end - begin)));
      return std::nullopt;
    }
    return Value{std::move(cell), source_.mark(begin, end - begin), true};
  }

  const SourceText& source_;
  Diagnostics& diagnostics_;
  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
};

/// Column names from the first row; false if one is missing or comes twice, or there are too many.
bool name_columns(CsvTable& table, const CsvTable::Row& header, Diagnostics& diagnostics) {
  if (header.cells.size() > most_columns) {
    diagnostics.add({ErrorCode::csv_too_many_columns, fmt::format("this table has more than {} columns", most_columns),
                     fmt::format("at most {} columns", most_columns)},
                    header.cells.back().mark.place());
    return false;
  }
  bool is_right = true;
  for (const Value& cell : header.cells) {
    const auto& name = std::get<std::string>(cell.data);
    const bool is_twice = table.column(name).has_value();
    if (name.empty() || is_twice) {
      diagnostics.add({ErrorCode::csv_header,
                       name.empty() ? "this column has no name" : fmt::format("there are two columns `{}`", name),
                       "a name for each column, no two the same"},
                      cell.mark.place());
      is_right = false;
    }
    table.columns.push_back({name, cell.mark});
  }
  return is_right;
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto it = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
  return it == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - columns.begin()));
}

std::optional<CsvTable> parse_csv(const SourceText& source, Diagnostics& diagnostics) {
  if (!is_clean_text(source, diagnostics)) {
    return std::nullopt;
  }
  CsvTable table;
  CsvScanner scanner(source, diagnostics);
  while (!scanner.at_end()) {
    auto row = scanner.next_row();
    if (!row) {
      return std::nullopt;
    }
    if (row->cells.empty()) {
      continue;
    }
    if (table.columns.empty()) {
      if (!name_columns(table, *row, diagnostics)) {
        return std::nullopt;
      }
    } else if (row->cells.size() != table.columns.size()) {
      const std::size_t odd = std::min(row->cells.size() - 1, table.columns.size());
      const bool is_cut = row->cells.size() > most_columns;
      diagnostics.add({ErrorCode::csv_ragged_row,
                       fmt::format("this row has {} cells{}, the header has {}", row->cells.size(),
                                   is_cut ? " or more" : "", table.columns.size()),
                       "as many cells as the header; a cell with the separator in it stands in quotes"},
                      row->cells[odd].mark.place());
    } else {
      table.rows.push_back(std::move(*row));
    }
  }
  if (table.columns.empty()) {
    diagnostics.add({ErrorCode::csv_empty, "this table is empty", "a header and rows"},
                    source.place(source.mark(0, 0)));
    return std::nullopt;
  }
  return table;
}

}  // namespace corridor::scenario
