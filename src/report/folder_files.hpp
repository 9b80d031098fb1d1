// What folders of every kind have in common: manifest, scenario.json, local times. Knows no table.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corridor/base/error.hpp"
#include "corridor/base/time.hpp"

namespace corridor::report {

/// Local times of the tables as hours since the start.
class Clock {
 public:
  explicit Clock(const Calendar& calendar) : calendar_(calendar) {}
  /// Throws IoError.
  [[nodiscard]] double hours(std::string_view text);

 private:
  Calendar calendar_;
  std::map<std::string, double, std::less<>> hours_;
};

/// What a folder is of.
enum class FolderKind : std::uint8_t { run, comparison, forecast, calibration };

/// manifest.json. Throws NotReportable if the folder holds nothing finished that a report is made of, IoError.
[[nodiscard]] nlohmann::ordered_json read_manifest(const std::filesystem::path& folder);
[[nodiscard]] FolderKind kind_of(const nlohmann::ordered_json& manifest);

/// Throws IoError.
[[nodiscard]] nlohmann::ordered_json read_json(const std::filesystem::path& file);
/// scenario.json. Throws IncompatibleFolder, IoError.
[[nodiscard]] nlohmann::ordered_json read_scenario(const std::filesystem::path& folder);
/// Of scenario.json. Throws IoError.
[[nodiscard]] Calendar calendar_of(const nlohmann::ordered_json& scenario);

/// What is missing in a file of ours, or of another type, is a damaged file.
template <class Read>
auto within(const std::filesystem::path& folder, const Read& read) {
  try {
    return read();
  } catch (const nlohmann::ordered_json::exception& e) {
    throw IoError(fmt::format("cannot read {}: a file in it is damaged ({})", folder.string(), e.what()));
  }
}

}  // namespace corridor::report
