#include "arrivals_columns.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "corridor/scenario/nearest.hpp"

namespace corridor::scenario {

namespace {

/// A row of HXL tags: every cell that is not empty begins with #.
bool is_tag_row(const CsvTable::Row& row) {
  const auto is_empty = [](const Value& cell) { return text_of(cell).empty(); };
  return !std::ranges::all_of(row.cells, is_empty) && std::ranges::all_of(row.cells, [&](const Value& cell) {
    return is_empty(cell) || text_of(cell).starts_with('#');
  });
}

/// A place without the line of the table, which may hold what must not be shown.
Place place_without_text(const Mark& mark) {
  Place place = mark.place();
  place.source_line.clear();
  return place;
}

}  // namespace

ArrivalsColumns::ArrivalsColumns(const CsvTable& table, std::string wanted, bool is_cumulative)
    : table_(table),
      wanted_(std::move(wanted)),
      is_cumulative_(is_cumulative),
      has_tags_(!table.rows.empty() && is_tag_row(table.rows.front())) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    ColumnMeaning meaning = meaning_of_name(table.columns[i].name);
    if (has_tags_ && meaning.kind != ColumnKind::personal) {
      const ColumnMeaning tagged = meaning_of_tag(text_of(table.rows.front().cells[i]));
      if (tagged.kind != ColumnKind::other) {
        meaning = {tagged.kind, tagged.is_exact, tagged.is_total || meaning.is_total};
      }
    }
    meanings_.push_back(meaning);
  }
}

std::vector<const CsvTable::Row*> ArrivalsColumns::rows() const {
  std::vector<const CsvTable::Row*> result;
  for (std::size_t i = has_tags_ ? 1 : 0; i < table_.rows.size(); ++i) {
    result.push_back(&table_.rows[i]);
  }
  return result;
}

bool ArrivalsColumns::refuse_personal(Diagnostics& diagnostics) const {
  const std::size_t errors = diagnostics.size();
  constexpr const char* expected = "a table of counts, without any data of persons; remove the column";
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    if (meanings_[i].kind == ColumnKind::personal) {
      diagnostics.add(
          {ErrorCode::personal_data,
           fmt::format("the column `{}` seems to hold data of persons; nothing of it is read", name(i)), expected},
          place_without_text(table_.columns[i].mark));
      continue;
    }
    if (meanings_[i].kind == ColumnKind::date) {
      continue;
    }
    for (const CsvTable::Row* row : rows()) {
      if (const auto what = personal_content(text_of(row->cells[i]))) {
        diagnostics.add(
            {ErrorCode::personal_data,
             fmt::format("the column `{}` holds what looks like {}; nothing of it is read", name(i), *what), expected},
            place_without_text(row->cells[i].mark));
        break;
      }
    }
  }
  return diagnostics.size() > errors;
}

std::vector<std::size_t> ArrivalsColumns::of_kind(ColumnKind kind) const {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    if (meanings_[i].kind == kind) {
      result.push_back(i);
    }
  }
  return result;
}

template <class Rank>
std::optional<std::size_t> ArrivalsColumns::best(ColumnKind kind, Rank rank, Diagnostics& diagnostics) const {
  std::vector<std::size_t> candidates = of_kind(kind);
  std::ranges::stable_sort(candidates, {}, [&](std::size_t i) { return rank(meanings_[i]); });
  if (candidates.empty()) {
    return std::nullopt;
  }
  if (candidates.size() > 1 && rank(meanings_[candidates[0]]) == rank(meanings_[candidates[1]])) {
    const std::string expected = kind == ColumnKind::persons
                                     ? fmt::format("--column \"{}\", or another", name(candidates[0]))
                                     : "a table with one of them";
    diagnostics.add(
        {ErrorCode::column_unclear,
         fmt::format("`{}` and `{}` may both be meant", name(candidates[0]), name(candidates[1])), expected},
        table_.columns[candidates[1]].mark.place());
  }
  return candidates.front();
}

std::optional<std::size_t> ArrivalsColumns::wanted(Diagnostics& diagnostics) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    if (folded(name(i)) == folded(wanted_)) {
      return i;
    }
    names.push_back(name(i));
  }
  diagnostics.add({ErrorCode::csv_missing_column, fmt::format("there is no column `{}`", wanted_),
                   "the name of a column", nearest_name(wanted_, names)},
                  table_.columns.front().mark.place());
  return std::nullopt;
}

std::optional<ChosenColumns> ArrivalsColumns::choose(Diagnostics& diagnostics) const {
  const std::size_t errors = diagnostics.size();
  const auto by_name = [](const ColumnMeaning& m) { return m.is_exact ? 0 : 1; };
  const auto by_count = [&](const ColumnMeaning& m) {
    const int worst = 2;
    return m.is_total != is_cumulative_ ? worst : by_name(m);
  };
  const auto missing = [&](ColumnKind kind, const char* what) {
    diagnostics.add({ErrorCode::csv_missing_column, fmt::format("no column of {} is recognised", what),
                     std::string(examples_of(kind))},
                    table_.columns.front().mark.place());
  };
  auto date = best(ColumnKind::date, by_name, diagnostics);
  auto hour = best(ColumnKind::hour, by_name, diagnostics);
  if (!date) {
    date = std::exchange(hour, std::nullopt);  // `time` alone is a date with a time of day
  }
  const auto persons = wanted_.empty() ? best(ColumnKind::persons, by_count, diagnostics) : wanted(diagnostics);
  if (!date) {
    missing(ColumnKind::date, "dates");
  }
  if (!persons && wanted_.empty()) {
    missing(ColumnKind::persons, "persons");
  }
  if (rows().empty()) {
    diagnostics.add({ErrorCode::csv_empty, "this table has no rows", "a header and rows"},
                    table_.columns.front().mark.place());
  }
  if (diagnostics.size() > errors) {
    return std::nullopt;
  }
  return ChosenColumns{*date, hour, *persons, is_cumulative_ || meanings_[*persons].is_total};
}

std::vector<std::string> ArrivalsColumns::unused(const ChosenColumns& chosen) const {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    if (i != chosen.date && i != chosen.hour && i != chosen.persons) {
      result.push_back(name(i));
    }
  }
  return result;
}

}  // namespace corridor::scenario
