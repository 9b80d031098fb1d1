// What a report needs of the scenario beside the results: scenario.json. Described in docs/run-folder.md.
#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

#include "corridor/scenario/scenario.hpp"

#include "file.hpp"

namespace corridor::results {

/// The number in `format` of scenario.json; another one when a reader of this one would go wrong.
inline constexpr int scenario_format = 1;

/// Values with where they come from, the least certain first.
[[nodiscard]] nlohmann::ordered_json parameters_of(const scenario::Scenario& scenario);
/// The timeline.
[[nodiscard]] nlohmann::ordered_json changes_of(const scenario::Scenario& scenario);

/// Places with names and coordinates, roads, ways to the destination, stages and values.
[[nodiscard]] nlohmann::ordered_json description_of(const scenario::Scenario& scenario);
/// Writes scenario.json. Throws IoError.
[[nodiscard]] OutputFile::Written write_scenario(const std::filesystem::path& folder,
                                                 const scenario::Scenario& scenario);

}  // namespace corridor::results
