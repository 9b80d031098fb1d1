// The program's files in JSON.
#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

#include "support/temporary_folder.hpp"

namespace corridor::test {

inline nlohmann::json json_of(const std::filesystem::path& file) {
  return nlohmann::json::parse(text_of(file));
}

inline nlohmann::json manifest_of(const std::filesystem::path& folder) {
  return json_of(folder / "manifest.json");
}

}  // namespace corridor::test
