// The files that a scenario names: opens them, and nothing else; remembers their hashes. Knows no content.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corridor/scenario/scenario.hpp"

#include "diagnostics.hpp"
#include "source_text.hpp"
#include "value_types.hpp"

namespace corridor::scenario {

inline constexpr std::size_t largest_toml = std::size_t{8} << 20U;
inline constexpr std::size_t largest_csv = std::size_t{64} << 20U;

class Inputs {
 public:
  /// `folder`: of the scenario file itself.
  explicit Inputs(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The scenario file (`named_at` is nowhere), or one that it names as its base. Nothing after an error.
  /// @throws IoError if it cannot be read
  const SourceText* open_scenario(const std::filesystem::path& file, Place named_at, Diagnostics& diagnostics);
  /// A CSV file below the folder of the file that names it, read once; nothing after an error, placed where it is
  /// named.
  const SourceText* open_table(const Ref& name, Diagnostics& diagnostics);
  /// A CSV file that belongs to no scenario, such as a posterior. Nothing after an error. @throws IoError if it cannot
  /// be read
  const SourceText* open_other_table(const std::filesystem::path& file, Diagnostics& diagnostics);
  /// A text that is no file: `--set[1]`. What it names lies below the scenario's folder.
  const SourceText& keep(std::string name, std::string text);

  [[nodiscard]] const std::vector<InputFile>& files() const { return files_; }

 private:
  const SourceText* open(const std::filesystem::path& file, std::size_t largest, Place named_at,
                         Diagnostics& diagnostics);

  std::filesystem::path folder_;
  std::vector<std::unique_ptr<SourceText>> sources_;
  std::map<const SourceText*, std::filesystem::path> folders_;  ///< of scenario files; looked up, never listed
  std::map<std::filesystem::path, const SourceText*> tables_;
  std::vector<InputFile> files_;
};

}  // namespace corridor::scenario
