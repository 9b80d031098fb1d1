#include "stored_folders.hpp"

#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/report/report.hpp"

#include "folder_files.hpp"

namespace corridor::report {

StoredFolders read_folders(std::span<const std::filesystem::path> folders) {
  expects(!folders.empty(), "a report is of a folder");
  StoredFolders stored;
  for (const std::filesystem::path& folder : folders) {
    nlohmann::ordered_json manifest = read_manifest(folder);
    switch (kind_of(manifest)) {
      case FolderKind::run:
        stored.runs.push_back(read_run(folder, std::move(manifest)));
        break;
      case FolderKind::forecast:
        stored.forecasts.push_back(read_forecast(folder, std::move(manifest)));
        break;
      case FolderKind::calibration:
        stored.calibrations.push_back(read_calibration(folder, std::move(manifest)));
        break;
      case FolderKind::comparison:
        if (stored.comparison) {
          throw NotReportable("there is one comparison in a report at most: make a report of each");
        }
        stored.comparison = read_comparison(folder, std::move(manifest));
        break;
    }
  }
  return stored;
}

}  // namespace corridor::report
