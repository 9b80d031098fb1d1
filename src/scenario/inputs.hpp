// The files that a scenario names: opens them, and nothing else; remembers their hashes. Knows no content.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
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
  /// Of the scenario file itself. @throws ScenarioError if it does not exist
  explicit Inputs(const std::filesystem::path& scenario_file) : folder_(scenario_file.parent_path()) {}

  /// The scenario file. @throws IoError if it cannot be read
  const SourceText* open_scenario(const std::filesystem::path& file, Diagnostics& diagnostics);
  /// A CSV file below the scenario's folder, read once; nothing after an error, placed where it is named.
  const SourceText* open_table(const Ref& name, Diagnostics& diagnostics);
  /// A text that is no file: `--set[1]`.
  const SourceText& keep(std::string name, std::string text);

  [[nodiscard]] const std::vector<InputFile>& files() const { return files_; }

 private:
  const SourceText* open(const std::string& name, const std::filesystem::path& file, std::size_t largest,
                         Place named_at, Diagnostics& diagnostics);

  std::filesystem::path folder_;
  std::vector<std::unique_ptr<SourceText>> sources_;
  std::map<std::string, const SourceText*> tables_;
  std::vector<InputFile> files_;
};

}  // namespace corridor::scenario
