// The CSV tables of a run folder: their columns, the order of their rows, and that their rows are hashed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/hash.hpp"
#include "corridor/base/time.hpp"
#include "corridor/results/run_writer.hpp"
#include "corridor/statistics/observation.hpp"
#include "corridor/statistics/run_result.hpp"

#include "csv.hpp"
#include "file.hpp"
#include "milestones.hpp"
#include "series_store.hpp"

namespace corridor::results {

/// A table that is being written to `<folder>/<name>.csv`.
class TableFile {
 public:
  TableFile(const std::filesystem::path& folder, std::string_view name, std::string_view header);
  /// Ends the line and writes it.
  void row(CsvLine& line) { file_.write(line.end()); }
  /// Writes a row of which the end is ready: `rest` begins with the comma behind the first field.
  void row(const std::string& first_field, std::string_view rest) {
    file_.write(first_field);
    file_.write(rest);
  }
  [[nodiscard]] OutputFile::Written finish() { return file_.finish(); }

 private:
  OutputFile file_;
};

/// summary.csv, a replication at a time.
class SummaryTable {
 public:
  explicit SummaryTable(const std::filesystem::path& folder);
  void add(std::uint32_t replication, std::vector<statistics::SummaryValue> values);
  [[nodiscard]] OutputFile::Written finish() { return file_.finish(); }

 private:
  TableFile file_;
};

/// milestones.csv, a replication at a time.
class MilestoneTable {
 public:
  MilestoneTable(const std::filesystem::path& folder, const Calendar& calendar);
  void add(std::uint32_t replication, const std::vector<Milestone>& milestones);
  [[nodiscard]] OutputFile::Written finish() { return file_.finish(); }

 private:
  TableFile file_;
  Calendar calendar_;
};

/// timeseries.csv of the replication that was stored as number `row`.
[[nodiscard]] OutputFile::Written write_timeseries(const std::filesystem::path& folder, const SeriesStore& store,
                                                   std::size_t row, const Calendar& calendar);
[[nodiscard]] OutputFile::Written write_quantiles(const std::filesystem::path& folder, const SeriesStore& store,
                                                  const Calendar& calendar);
[[nodiscard]] OutputFile::Written write_observations(const std::filesystem::path& folder,
                                                     std::vector<statistics::ComparedPoint> points,
                                                     const Calendar& calendar);
[[nodiscard]] OutputFile::Written write_gridlocks(const std::filesystem::path& folder,
                                                  const std::vector<StoredGridlock>& gridlocks,
                                                  const Calendar& calendar);

}  // namespace corridor::results
