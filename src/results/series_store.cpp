#include "series_store.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "corridor/base/contract.hpp"

namespace corridor::results {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr Duration hour = std::chrono::hours(1);
/// Cells whose values are gathered at once: neighbours in a row share lines of the cache, cells of other rows are far
/// away.
constexpr std::size_t gathered = 16;

/// Time since the last whole hour of simulated time, also before the start.
Duration phase_of(SimTime t) {
  const Duration rest = t.time_since_epoch() % hour;
  return rest < Duration::zero() ? rest + hour : rest;
}

bool is_not_nothing(double value) {
  return value < 0 || value > 0;
}

auto file_order(const SeriesStore::Series& s) {
  return std::tuple(std::string_view(s.key.place), statistics::info(s.key.measure).name, std::string_view(s.key.group),
                    s.key.table);
}

}  // namespace

SeriesStore::SeriesStore(std::filesystem::path path, SimTime end, std::size_t block_bytes)
    : file_(std::move(path)), end_(end), block_bytes_(block_bytes) {}

void SeriesStore::append(const statistics::RunResult& result) {
  expects(row_starts_.empty() || result.times == times_, "replications share their sampling instants");
  times_ = result.times;
  row_.assign(row_width_, nan);
  for (const statistics::Series& s : result.series) {
    expects(s.values.size() == times_.size(), "a series has one value per sampling instant");
    put({.table = Table::over_time, .place = s.place, .group = {}, .measure = s.measure}, s.values);
  }
  for (std::span<const statistics::HourlyValue> rest = result.hourly; !rest.empty();) {
    const auto is_of_another = [&first = rest.front()](const statistics::HourlyValue& h) {
      return h.measure != first.measure || h.place != first.place;
    };
    const auto count = std::ranges::find_if(rest, is_of_another) - rest.begin();
    put_hours(rest.first(static_cast<std::size_t>(count)));
    rest = rest.subspan(static_cast<std::size_t>(count));
  }
  for (const statistics::SummaryValue& v : result.summary) {
    put({.table = Table::summary, .place = v.place, .group = v.group, .measure = v.measure}, {&v.value, 1});
  }
  file_.append(std::as_bytes(std::span(row_)));
  row_starts_.push_back(cells_written_);
  cells_written_ += row_.size();
}

std::vector<SeriesStore::Series> SeriesStore::series() const {
  std::vector<Series> sorted = series_;
  std::ranges::sort(sorted, {}, file_order);
  return sorted;
}

std::vector<SimTime> SeriesStore::times_of(Table table) const {
  if (table == Table::over_time) {
    return times_;
  }
  std::vector<SimTime> times(width_of(table));
  for (std::size_t i = 0; table == Table::hourly && i < times.size(); ++i) {
    times[i] = SimTime(hour_phase_.value_or(Duration::zero()) + hour * (static_cast<std::int64_t>(i) - 1));
  }
  return times;
}

void SeriesStore::for_each_cell(const Series& series, const Visit& visit) const {
  const std::size_t rows = replications();
  const std::size_t block =
      std::clamp<std::size_t>(block_bytes_ / (sizeof(double) * std::max<std::size_t>(rows, 1)), 1, series.width);
  std::vector<double> cells(rows * block);
  std::vector<double> values(rows * gathered);
  for (std::size_t first = 0; first < series.width; first += block) {
    const std::size_t count = std::min(block, series.width - first);
    for (std::size_t row = 0; row < rows; ++row) {
      read_cells(row, series.offset + first, std::span(cells).subspan(row * block, count));
    }
    for (std::size_t i = 0; i < count; i += gathered) {
      const std::size_t n = std::min(gathered, count - i);
      for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t k = 0; k < n; ++k) {
          values[k * rows + row] = cells[row * block + i + k];
        }
      }
      for (std::size_t k = 0; k < n; ++k) {
        visit(first + i + k, std::span(values).subspan(k * rows, rows));
      }
    }
  }
}

std::vector<double> SeriesStore::read(const Series& series, std::size_t row) const {
  std::vector<double> cells(series.width);
  read_cells(row, series.offset, cells);
  return cells;
}

void SeriesStore::put(SeriesKey key, std::span<const double> cells) {
  Series& series = series_for(std::move(key));
  expects(series.last_row <= replications(), "a place has one series of a measure and group");
  expects(cells.size() <= series.width, "a value lies within the run");
  series.last_row = replications() + 1;
  std::ranges::copy(cells, row_.begin() + static_cast<std::ptrdiff_t>(series.offset));
  series.is_something = series.is_something || std::ranges::any_of(cells, is_not_nothing);
}

SeriesStore::Series& SeriesStore::series_for(SeriesKey key) {
  const auto [place, is_new] =
      index_.try_emplace(std::tuple(key.table, key.place, key.group, key.measure), series_.size());
  if (is_new) {
    const std::size_t width = width_of(key.table);
    series_.push_back({.key = std::move(key), .offset = row_width_, .width = width});
    row_width_ += width;
    row_.resize(row_width_, nan);
  }
  return series_[place->second];
}

void SeriesStore::put_hours(std::span<const statistics::HourlyValue> hours) {
  const Duration phase = hour_phase_.value_or(phase_of(hours.front().time));
  hour_phase_ = phase;
  Series& series =
      series_for({.table = Table::hourly, .place = hours.front().place, .group = {}, .measure = hours.front().measure});
  series.last_row = replications() + 1;
  for (const statistics::HourlyValue& h : hours) {
    expects(phase_of(h.time) == phase, "departure hours lie an hour apart");
    const std::int64_t cell = (h.time.time_since_epoch() - phase) / hour + 1;
    expects(cell >= 0 && static_cast<std::size_t>(cell) < series.width,
            "a departure hour contains an instant of the run");
    row_[series.offset + static_cast<std::size_t>(cell)] = h.value;
    series.is_something = series.is_something || is_not_nothing(h.value);
  }
}

void SeriesStore::read_cells(std::size_t row, std::size_t offset, std::span<double> cells) const {
  const std::uint64_t next = row + 1 < row_starts_.size() ? row_starts_[row + 1] : cells_written_;
  const bool is_there = row_starts_[row] + offset + cells.size() <= next;
  if (is_there) {
    file_.read((row_starts_[row] + offset) * sizeof(double), std::as_writable_bytes(cells));
  } else {
    std::ranges::fill(cells, nan);
  }
}

std::size_t SeriesStore::width_of(Table table) const {
  switch (table) {
    case Table::over_time:
      return times_.size();
    case Table::hourly:  // one more on either side: the hours that contain the start and the end
      return static_cast<std::size_t>(end_.time_since_epoch() / hour) + 3;
    case Table::summary:
      return 1;
  }
  return 0;
}

}  // namespace corridor::results
