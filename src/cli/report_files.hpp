// The report that run and compare write of themselves.
#pragma once

#include <filesystem>
#include <vector>

#include "corridor/report/exports.hpp"

namespace corridor::cli {

/// Writes report.html into the folder of a finished run or comparison, and says where. Throws IoError.
void write_report(const std::filesystem::path& folder);

/// Below the folder. Throws IoError.
void write_files(const std::filesystem::path& folder, const std::vector<report::ExportedFile>& files);

}  // namespace corridor::cli
