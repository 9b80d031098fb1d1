// Stored runs in the formats of others: workbooks, HXL, GeoJSON, SimWrapper. Writes no file but the workbook.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "corridor/report/report.hpp"

namespace corridor::report {

/// A file to be written below the folder of a run.
struct ExportedFile {
  std::string name;  ///< `hxl/summary.csv`
  std::string bytes;
};

/// The tables of the folder with a row of tags below the header, as https://hxlstandard.org asks for. Throws as
/// make_report does.
[[nodiscard]] std::vector<ExportedFile> hxl_files(const std::filesystem::path& folder, const ReportOptions& options);

/// `road.geojson`: links as lines, nodes and sites as points; `queue.geojson`: by hour and link the part of the road on
/// which the queue stands in the median, from the link's end backwards. Nothing of what is no run. Throws likewise.
[[nodiscard]] std::vector<ExportedFile> geojson_files(const std::filesystem::path& folder);

/// `dashboard-1.yaml` and the tables that it shows, in `simwrapper/`. Nothing of what is no run. Throws likewise.
[[nodiscard]] std::vector<ExportedFile> simwrapper_files(const std::filesystem::path& folder);

/// A workbook with findings, figures, series with charts, observations, a comparison and the values of the scenario.
/// Throws likewise, and IoError if it cannot be written.
void write_workbook(const std::filesystem::path& file, std::span<const std::filesystem::path> folders,
                    const ReportOptions& options);

}  // namespace corridor::report
