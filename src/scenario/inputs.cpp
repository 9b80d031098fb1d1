#include "inputs.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "corridor/base/hash.hpp"

namespace corridor::scenario {

namespace fs = std::filesystem;

const SourceText* Inputs::open(const fs::path& file, std::size_t largest, Place named_at, Diagnostics& diagnostics) {
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
  // The name does not depend on where the scenario lies, unless it names a base by an absolute path.
  const fs::path name = file.lexically_normal().lexically_relative(folder_.empty() ? "." : folder_.lexically_normal());
  files_.push_back({(name.empty() ? file : name).generic_string(), sha256(bytes)});
  return &keep(file.generic_string(), std::move(bytes));
}

const SourceText* Inputs::open_scenario(const fs::path& file, Place named_at, Diagnostics& diagnostics) {
  if (named_at.file.empty()) {
    named_at.file = file.generic_string();
  }
  const SourceText* source = open(file, largest_toml, std::move(named_at), diagnostics);
  if (source != nullptr) {
    folders_.emplace(source, file.parent_path());
  }
  return source;
}

const SourceText* Inputs::open_table(const Ref& name, Diagnostics& diagnostics) {
  const fs::path relative(name.name);
  const bool climbs = std::any_of(relative.begin(), relative.end(), [](const fs::path& part) { return part == ".."; });
  if (relative.empty() || relative.is_absolute() || climbs) {
    diagnostics.add(
        {ErrorCode::outside_folder, fmt::format("\"{}\" is not below the folder of the file that names it", name.name),
         "a path such as \"network/node.csv\""},
        name.mark.place());
    return nullptr;
  }
  const auto home = folders_.find(name.mark.source);
  const fs::path file = (home == folders_.end() ? folder_ : home->second) / relative;
  const auto [known, is_new] = tables_.emplace(file, nullptr);
  if (is_new) {
    known->second = open(file, largest_csv, name.mark.place(), diagnostics);
  }
  return known->second;
}

const SourceText* Inputs::open_other_table(const fs::path& file, Diagnostics& diagnostics) {
  Place named_at;
  named_at.file = file.generic_string();
  return open(file, largest_csv, std::move(named_at), diagnostics);
}

const SourceText& Inputs::keep(std::string name, std::string text) {
  return *sources_.emplace_back(std::make_unique<SourceText>(std::move(name), std::move(text)));
}

}  // namespace corridor::scenario
