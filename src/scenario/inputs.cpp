#include "inputs.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/hash.hpp"

namespace corridor::scenario {

namespace fs = std::filesystem;

const SourceText* Inputs::open(const std::string& name, const fs::path& file, std::size_t largest, Place named_at,
                               Diagnostics& diagnostics) {
  std::error_code failure;
  if (!fs::is_regular_file(file, failure)) {
    diagnostics.add(
        {ErrorCode::file_missing, fmt::format("there is no file {}", file.generic_string()), "a file that exists"},
        std::move(named_at));
    return nullptr;
  }
  const auto size = fs::file_size(file, failure);
  if (!failure && size > largest) {
    diagnostics.add({ErrorCode::file_too_large, fmt::format("{} has {} bytes", file.generic_string(), size),
                     fmt::format("at most {} bytes", largest)},
                    std::move(named_at));
    return nullptr;
  }
  std::string bytes = read_bytes(file);
  files_.push_back({name, sha256(bytes)});
  return &keep(file.generic_string(), std::move(bytes));
}

const SourceText* Inputs::open_scenario(const fs::path& file, Diagnostics& diagnostics) {
  return open(file.filename().generic_string(), file, largest_toml, {.file = file.generic_string(), .source_line = ""},
              diagnostics);
}

const SourceText* Inputs::open_table(const Ref& name, Diagnostics& diagnostics) {
  const auto [known, is_new] = tables_.emplace(name.name, nullptr);
  if (!is_new) {
    return known->second;
  }
  const fs::path relative(name.name);
  const bool climbs = std::any_of(relative.begin(), relative.end(), [](const fs::path& part) { return part == ".."; });
  if (relative.empty() || relative.is_absolute() || climbs) {
    diagnostics.add({ErrorCode::outside_folder, fmt::format("\"{}\" is not below the scenario's folder", name.name),
                     "a path such as \"network/node.csv\""},
                    name.mark.place());
    return nullptr;
  }
  known->second = open(name.name, folder_ / relative, largest_csv, name.mark.place(), diagnostics);
  return known->second;
}

const SourceText& Inputs::keep(std::string name, std::string text) {
  return *sources_.emplace_back(std::make_unique<SourceText>(std::move(name), std::move(text)));
}

}  // namespace corridor::scenario
