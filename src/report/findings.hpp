// What a planner must know first, by rules: which templates apply, and with which values. Says nothing in words:
// sentences.hpp does for the part without JavaScript, and the page in four languages.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "calibration_data.hpp"
#include "forecast_data.hpp"
#include "run_data.hpp"

namespace corridor::report {

/// `caveat_...` stand before the findings. Values named `at...` and `end` are hours since the start, `hours...` lengths
/// of time [h], `place` an id of the results.
struct Finding {
  std::string name;  ///< of the template
  nlohmann::ordered_json values = nlohmann::ordered_json::object();
};

/// The caveats, then three or four findings in the order of what a planner asks: when the queue is gone, how many are
/// without a bed, until when people cross and are registered, how long the queue becomes, where they wait.
[[nodiscard]] std::vector<Finding> findings_of(const RunData& run);

/// The caveats; how many people will have crossed, and have a bed, a day ahead, in three digits; by when those who will
/// leave have crossed.
[[nodiscard]] std::vector<Finding> findings_of(const ForecastData& forecast);

/// The caveats; the verdict, and why not; what the counts do not tell; how many counts the bands hold.
[[nodiscard]] std::vector<Finding> findings_of(const CalibrationData& calibration);

/// What a variant changes in the figures of everybody, the most important first. @pre all are of one variant
[[nodiscard]] std::vector<Finding> findings_of(const std::vector<ComparedFigure>& figures);

/// Whether fewer of it are better for people: of all but those who crossed, were registered, have a bed.
[[nodiscard]] bool is_lower_better(std::string_view measure);

/// JSON's null for NaN; whole numbers without a decimal point.
[[nodiscard]] nlohmann::ordered_json json_number(double value);

}  // namespace corridor::report
