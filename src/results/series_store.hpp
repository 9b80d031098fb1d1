// The tables of every replication on the disk, so that memory does not grow with their number. Computes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "corridor/base/time.hpp"
#include "corridor/statistics/run_result.hpp"

#include "file.hpp"

namespace corridor::results {

/// Which table of RunResult a series comes from: it says how its cells are told apart.
enum class Table : std::uint8_t {
  over_time,  ///< a cell per sampling instant
  hourly,     ///< a cell per departure hour
  summary,    ///< one cell
};

struct SeriesKey {
  Table table = Table::over_time;
  std::string place;
  std::string group;
  statistics::Measure measure{};
};

/// One row per replication: the cells of every series one after the other, as doubles. A series that a later
/// replication is the first to have extends the rows from there on; rows before it are read as NaN there.
class SeriesStore {
 public:
  /// `end` = end of the run. Creates `path`. `block_bytes` bounds the memory of `for_each_cell`.
  SeriesStore(std::filesystem::path path, SimTime end, std::size_t block_bytes = std::size_t{64} << 20U);

  /// Throws IoError. @pre sampling instants are those of the replications before; no two series of a replication have
  /// one key
  void append(const statistics::RunResult& result);

  [[nodiscard]] std::size_t replications() const { return row_starts_.size(); }

  struct Series {
    SeriesKey key;
    bool is_something = false;  ///< some cell of some replication is neither 0 nor NaN
    std::size_t offset = 0;     ///< of its first cell in a row
    std::size_t width = 0;      ///< cells
    std::size_t last_row = 0;   ///< rows up to the last that has it
  };
  /// Ordered by place, measure name and group, as bytes.
  [[nodiscard]] std::vector<Series> series() const;
  /// The instants of a series' cells; of a summary's one cell: the start.
  [[nodiscard]] std::vector<SimTime> times_of(Table table) const;

  using Visit = std::function<void(std::size_t cell, std::span<const double> by_replication)>;
  /// Visits the cells of a series in time order, each with one value per replication in their order.
  void for_each_cell(const Series& series, const Visit& visit) const;
  /// The cells of a series in the replication that was appended as number `row`.
  [[nodiscard]] std::vector<double> read(const Series& series, std::size_t row) const;

 private:
  /// All cells of a series.
  void put(SeriesKey key, std::span<const double> cells);
  /// Some cells of the series of one place and measure.
  void put_hours(std::span<const statistics::HourlyValue> hours);
  Series& series_for(SeriesKey key);
  void read_cells(std::size_t row, std::size_t offset, std::span<double> cells) const;
  [[nodiscard]] std::size_t width_of(Table table) const;

  File file_;
  SimTime end_;
  std::size_t block_bytes_;
  std::vector<SimTime> times_;
  std::optional<Duration> hour_phase_;  ///< departure hours begin this long after a whole hour of simulated time
  std::vector<Series> series_;          ///< in order of appearance
  std::map<std::tuple<Table, std::string, std::string, statistics::Measure>, std::size_t> index_;
  std::size_t row_width_ = 0;              ///< cells
  std::vector<double> row_;                ///< of the replication that is being appended
  std::vector<std::uint64_t> row_starts_;  ///< in cells from the front of the file
  std::uint64_t cells_written_ = 0;
};

}  // namespace corridor::results
