#include "stored_folders.hpp"

#include <utility>

#include "corridor/base/contract.hpp"
#include "corridor/report/report.hpp"

namespace corridor::report {

StoredFolders read_folders(std::span<const std::filesystem::path> folders) {
  expects(!folders.empty(), "a report is of a folder");
  StoredFolders stored;
  for (const std::filesystem::path& folder : folders) {
    nlohmann::ordered_json manifest = read_manifest(folder);
    if (!is_of_comparison(manifest)) {
      stored.runs.push_back(read_run(folder, std::move(manifest)));
    } else if (stored.comparison) {
      throw NotReportable("there is one comparison in a report at most: make a report of each");
    } else {
      stored.comparison = read_comparison(folder, std::move(manifest));
    }
  }
  return stored;
}

}  // namespace corridor::report
