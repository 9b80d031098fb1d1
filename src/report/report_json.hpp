// Parts of the object of the page that runs, comparisons, forecasts and calibrations share. Reads no file.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "findings.hpp"
#include "run_data.hpp"

namespace corridor::report {

[[nodiscard]] nlohmann::ordered_json json_of(const Range& range);
[[nodiscard]] nlohmann::ordered_json json_of(const What& what);
[[nodiscard]] nlohmann::ordered_json json_of(const Series& series);
[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<Finding>& findings);
[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<double>& numbers);

/// `2023-09-24T00:00:00+04:00` is four hours, in minutes. @param scenario scenario.json
[[nodiscard]] nlohmann::ordered_json calendar_json(const nlohmann::ordered_json& scenario);
/// How to come by the same again.
[[nodiscard]] nlohmann::ordered_json repeat_json(const nlohmann::ordered_json& manifest, std::string command,
                                                 const nlohmann::ordered_json& scenario_hash);

}  // namespace corridor::report
