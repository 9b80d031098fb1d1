#include "row_tables.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario {

namespace {

/// Which column becomes which key; an empty key: none.
using Keys = std::vector<std::string>;

std::vector<Value> rows_of(CsvTable table, const Keys& keys) {
  std::vector<Value> rows;
  rows.reserve(table.rows.size());
  for (CsvTable::Row& row : table.rows) {
    Entries entries;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::string& text = std::get<std::string>(row.cells[i].data);
      if (!keys[i].empty() && !text.empty() && text != "NaN") {
        entries.push_back({keys[i], table.columns[i].mark, std::move(row.cells[i])});
      }
    }
    rows.push_back({.data = std::move(entries), .mark = row.mark});
  }
  return rows;
}

std::vector<std::string> names_of(const CsvTable& table) {
  std::vector<std::string> names;
  for (const CsvTable::Column& c : table.columns) {
    names.push_back(c.name);
  }
  return names;
}

/// Reports required columns that are not there, at the header.
bool has_columns(const CsvTable& table, const TableInfo& info, Diagnostics& diagnostics) {
  bool has_all = true;
  for (const FieldInfo& field : info.fields) {
    if (field.is_required && !table.column(field.key)) {
      diagnostics.add({ErrorCode::csv_missing_column, fmt::format("the column `{}` is missing", field.key),
                       fmt::format("{}: {}", field.key, field.meaning)},
                      table.columns.front().mark.place());
      has_all = false;
    }
  }
  return has_all;
}

/// Of an observed series; other columns are not read.
const std::array<std::string, 3> optional_columns = {"published_local", "time_sd_h", "use"};

/// A column that would not be read, but differs by one letter from one that would and is not there, is a slip.
bool has_no_slip(const CsvTable& table, const Keys& names, const ObserveSpec& spec, Diagnostics& diagnostics) {
  bool is_right = true;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == spec.time.name || names[i] == spec.value.name) {
      continue;
    }
    for (const std::string& known : optional_columns) {
      if (edit_distance(names[i], known) == 1 && !table.column(known)) {
        diagnostics.add({ErrorCode::csv_unknown_column, fmt::format("unknown column `{}`", names[i]),
                         "a name that is not nearly that of a column which is read", known},
                        table.columns[i].mark.place());
        is_right = false;
      }
    }
  }
  return is_right;
}

}  // namespace

std::optional<std::vector<Value>> network_rows(const SourceText& source, const TableInfo& info,
                                               Diagnostics& diagnostics) {
  auto table = parse_csv(source, diagnostics);
  if (!table) {
    return std::nullopt;
  }
  Keys known = {"source", "kind"};
  for (const FieldInfo& field : info.fields) {
    known.push_back(field.key);
  }
  bool is_right = true;
  for (const CsvTable::Column& column : table->columns) {
    if (std::find(known.begin(), known.end(), column.name) == known.end()) {
      diagnostics.add({ErrorCode::csv_unknown_column, fmt::format("unknown column `{}`", column.name),
                       "a column that the documentation lists", nearest_name(column.name, known)},
                      column.mark.place());
      is_right = false;
    }
  }
  if (!has_columns(*table, info, diagnostics) || !is_right) {
    return std::nullopt;
  }
  if (table->rows.empty()) {
    diagnostics.add({ErrorCode::csv_empty, "this table has no rows", "a header and rows"},
                    table->columns.front().mark.place());
    return std::nullopt;
  }
  const Keys keys = names_of(*table);
  return rows_of(std::move(*table), keys);
}

std::optional<std::vector<Value>> observed_rows(const SourceText& source, const ObserveSpec& spec,
                                                Diagnostics& diagnostics) {
  auto table = parse_csv(source, diagnostics);
  if (!table) {
    return std::nullopt;
  }
  const Keys names = names_of(*table);
  if (!has_no_slip(*table, names, spec, diagnostics)) {
    return std::nullopt;
  }
  Keys keys;
  for (const std::string& name : names) {
    const bool is_optional =
        std::find(optional_columns.begin(), optional_columns.end(), name) != optional_columns.end();
    keys.push_back(name == spec.time.name ? "time" : name == spec.value.name ? "value" : is_optional ? name : "");
  }
  for (const Ref* column : {&spec.time, &spec.value}) {
    if (!table->column(column->name)) {
      diagnostics.add({ErrorCode::csv_missing_column, fmt::format("{} has no column `{}`", source.name(), column->name),
                       "the name of a column", nearest_name(column->name, names)},
                      column->mark.source == nullptr ? spec.mark.place() : column->mark.place());
      return std::nullopt;
    }
  }
  return rows_of(std::move(*table), keys);
}

}  // namespace corridor::scenario
