#include "arrivals_rows.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace corridor::scenario {

namespace {

constexpr std::int64_t day = 86'400;  // [s]

LocalTime later(LocalTime time, std::int64_t seconds) {
  time.utc_seconds += seconds;
  return time;
}

/// `2023-09-24` or `2023-09-24T18:00:00+04:00`.
std::string shown(LocalTime time, bool with_time) {
  const std::string text = Calendar(time).to_iso(SimTime{});
  constexpr std::size_t date_length = 10;
  return with_time ? text : text.substr(0, date_length);
}

int line_of(const Value& cell) {
  return cell.mark.place().line;
}

}  // namespace

ArrivalsRows::ArrivalsRows(const ArrivalsRequest& request, const ChosenColumns& chosen, const ArrivalsColumns& columns,
                           Diagnostics& diagnostics)
    : request_(request), chosen_(chosen), columns_(columns), diagnostics_(diagnostics) {
  const std::size_t errors = diagnostics.size();
  read_cells();
  settle_dates();
  if (diagnostics.size() > errors) {
    return;  // without its dates the order of a table is not known
  }
  settle_times();
  if (diagnostics.size() > errors) {
    return;
  }
  settle_order();
  const auto seconds = diagnostics.size() > errors ? std::nullopt : step();
  if (seconds && chosen.is_cumulative) {
    count_by_total(*seconds);
  } else if (seconds) {
    count_by_row(*seconds);
  } else if (diagnostics.size() == errors) {
    error(cell(rows_.front(), chosen.date),
          {ErrorCode::interval_unclear, "one row with a time of day does not say how long its interval is",
           "a second row, or a date alone for a whole day"});
  }
}

void ArrivalsRows::read_cells() {
  for (const CsvTable::Row* cells : columns_.rows()) {
    Row row;
    row.cells = cells;
    bool is_complete = true;
    for (const std::size_t column : {chosen_.date, chosen_.hour.value_or(chosen_.date), chosen_.persons}) {
      if (text_of(cell(row, column)).empty()) {
        error(cell(row, column),
              {ErrorCode::empty_cell, fmt::format("the cell of column `{}` is empty", columns_.name(column)),
               column == chosen_.persons ? "0 if nobody came; no row if it is not known" : "a date and time"});
        is_complete = false;
      }
    }
    read_persons(row);
    if (read_date(row) && is_complete) {
      rows_.push_back(row);
    }
  }
}

void ArrivalsRows::read_persons(Row& row) {
  const Value& written = cell(row, chosen_.persons);
  if (text_of(written).empty()) {
    return;
  }
  TextFinding wrong;
  const auto count = parse_count(text_of(written), wrong);
  if (!count) {
    wrong.finding.message += fmt::format(" in column `{}`", columns_.name(chosen_.persons));
    error(written, wrong.finding);
  }
  row.persons = count.value_or(0);
}

bool ArrivalsRows::read_date(Row& row) {
  const Value& written = cell(row, chosen_.date);
  if (text_of(written).empty()) {
    return false;
  }
  const auto date = parse_written_date(text_of(written));
  if (!date) {
    error(written, {ErrorCode::bad_date,
                    fmt::format("\"{}\" is not a date in column `{}`", text_of(written), columns_.name(chosen_.date)),
                    "2023-09-24, 24.09.2023 or 24/09/2023, also with a time such as 18:00 behind it"});
    return false;
  }
  row.date = *date;
  row.time_of_day = date->time_of_day;
  return true;
}

ArrivalsRows::Evidence ArrivalsRows::evidence() const {
  Evidence found;
  constexpr int months = 12;
  const auto keep_first = [](const Row*& kept, const Row& row, bool is_one) {
    kept = is_one && kept == nullptr ? &row : kept;
  };
  for (const Row& row : rows_) {
    const auto [first, second] = row.date.numbers;
    const bool is_open = row.date.form == WrittenDate::Form::slashed;
    keep_first(found.day_first, row, is_open && first > months);
    keep_first(found.month_first, row, is_open && second > months);
    keep_first(found.unclear, row, is_open && first != second);
  }
  return found;
}

std::optional<bool> ArrivalsRows::is_month_first() {
  if (request_.dates != DateOrder::as_rows_show) {
    return request_.dates == DateOrder::month_first;
  }
  const auto [day_first, month_first, unclear] = evidence();
  if (day_first != nullptr && month_first != nullptr) {
    error(cell(*month_first, chosen_.date), {ErrorCode::dates_unclear,
                                             fmt::format("this date has the month first, that of line {} the day",
                                                         line_of(cell(*day_first, chosen_.date))),
                                             "dates of one form"});
    return std::nullopt;
  }
  if (unclear != nullptr && day_first == nullptr && month_first == nullptr) {
    error(cell(*unclear, chosen_.date),
          {ErrorCode::dates_unclear,
           fmt::format("\"{}\" may have the day or the month first, and no other row tells",
                       text_of(cell(*unclear, chosen_.date))),
           "--dates dmy or --dates mdy"});
    return std::nullopt;
  }
  if (const Row* shows = day_first != nullptr ? day_first : month_first) {
    notes_.push_back(fmt::format("dates have the {} first, as line {} shows", shows == day_first ? "day" : "month",
                                 line_of(cell(*shows, chosen_.date))));
  }
  return month_first != nullptr;
}

void ArrivalsRows::settle_dates() {
  const auto month_first = is_month_first();
  for (Row& row : rows_) {
    const Value& written = cell(row, chosen_.date);
    const auto midnight = midnight_of(row.date, month_first.value_or(false));
    if (!midnight && month_first) {
      error(written, {ErrorCode::bad_date, fmt::format("\"{}\" is not a date that exists", text_of(written)),
                      row.date.form == WrittenDate::Form::slashed ? "a date, in the order of the others or of --dates"
                                                                  : "a date"});
    }
    row.at.utc_seconds = midnight.value_or(0);
  }
}

void ArrivalsRows::settle_times() {
  bool lacks_offset = false;
  for (Row& row : rows_) {
    const Value& written = cell(row, chosen_.date);
    if (chosen_.hour) {
      const Value& hour = cell(row, *chosen_.hour);
      const auto seconds = parse_hour(text_of(hour));
      if (!seconds || row.date.time_of_day) {
        error(hour, {ErrorCode::bad_date,
                     seconds ? "the date of this row has a time of day already"
                             : fmt::format("\"{}\" is not a time of day", text_of(hour)),
                     seconds ? "one of the two" : "18, 18:00 or 18h"});
      }
      row.time_of_day = seconds.value_or(0);
    }
    if (row.time_of_day.has_value() != has_times()) {
      error(written, {ErrorCode::bad_date,
                      row.time_of_day ? "this date has a time of day, the first one has none"
                                      : "this date has no time of day, the first one has",
                      "dates of one form"});
    }
    const auto offset = row.date.offset_seconds ? row.date.offset_seconds : request_.offset_seconds;
    if (!offset && !std::exchange(lacks_offset, true)) {
      error(written, {ErrorCode::date_without_offset, "this date has no offset from UTC",
                      "--offset with that of local time, such as --offset +04:00"});
    }
    row.at.offset_seconds = offset.value_or(0);
    row.at.utc_seconds += row.time_of_day.value_or(0) - row.at.offset_seconds;
  }
}

void ArrivalsRows::settle_order() {
  const auto descends = [](const Row& a, const Row& b) { return a.at.utc_seconds <= b.at.utc_seconds; };
  if (rows_.size() > 1 && std::ranges::adjacent_find(rows_, descends) == rows_.end()) {
    std::ranges::reverse(rows_);
    notes_.emplace_back("the rows are in the reverse order of time, and are read from the last to the first");
  }
  std::map<std::int64_t, const Value*> seen;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Value& written = cell(rows_[i], chosen_.date);
    const auto [known, is_new] = seen.emplace(rows_[i].at.utc_seconds, &written);
    if (!is_new) {
      error(written,
            {ErrorCode::duplicate_time, fmt::format("this time is in line {} already", line_of(*known->second)),
             "one row for each time; rows of several places are summed first"});
    } else if (i > 0 && rows_[i].at.utc_seconds < rows_[i - 1].at.utc_seconds) {
      error(written,
            {ErrorCode::rows_out_of_order, "this row is earlier than the one before it", "rows in order of time"});
    }
  }
}

/// How long the interval of one row is [s]; nothing if that is not known.
std::optional<std::int64_t> ArrivalsRows::step() const {
  if (!has_times()) {
    return rows_.empty() ? std::nullopt : std::optional(day);
  }
  std::optional<std::int64_t> least;
  for (std::size_t i = 1; i < rows_.size(); ++i) {
    const std::int64_t between = rows_[i].at.utc_seconds - rows_[i - 1].at.utc_seconds;
    least = std::min(least.value_or(between), between);
  }
  return least;
}

void ArrivalsRows::count_by_row(std::int64_t step) {
  for (const Row& row : rows_) {
    if (!intervals_.empty() && intervals_.back().end.utc_seconds < row.at.utc_seconds) {
      notes_.push_back(fmt::format("no row from {} to {} (before line {}): nobody leaves then",
                                   shown(intervals_.back().end, true), shown(row.at, true),
                                   line_of(cell(row, chosen_.date))));
    }
    intervals_.push_back({row.at, later(row.at, step), row.persons});
  }
}

void ArrivalsRows::count_by_total(std::int64_t step) {
  notes_.push_back(fmt::format("the column `{}` is read as a running total: each row is what it adds to the one before",
                               columns_.name(chosen_.persons)));
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    const std::int64_t before = i == 0 ? 0 : rows_[i - 1].persons;
    const LocalTime end = later(row.at, has_times() ? 0 : step);
    const LocalTime begin = i == 0 ? later(end, -step) : later(rows_[i - 1].at, has_times() ? 0 : step);
    if (row.persons < before) {
      error(cell(row, chosen_.persons),
            {ErrorCode::total_falls,
             fmt::format("the total falls from {} in line {} to {}", before,
                         line_of(cell(rows_[i - 1], chosen_.persons)), row.persons),
             "a total that never falls; if these are new arrivals, rename the column to `arrivals`"});
    } else if (i == 0 && row.persons > 0) {
      notes_.push_back(fmt::format("the first total, {}, counts as arrived from {} to {}", row.persons,
                                   shown(begin, true), shown(end, true)));
    } else if (i > 0 && !has_times() && end.utc_seconds - begin.utc_seconds > step) {
      notes_.push_back(fmt::format("no row from {} to {}: what line {} adds is spread from the one to the end of {}",
                                   shown(begin, false), shown(later(row.at, -step), false),
                                   line_of(cell(row, chosen_.date)), shown(row.at, false)));
    }
    if (i > 0 || row.persons > 0) {
      intervals_.push_back({begin, end, row.persons - before});
    }
  }
  if (intervals_.empty()) {
    intervals_.push_back({rows_.front().at, later(rows_.front().at, step), 0});
  }
}

}  // namespace corridor::scenario
