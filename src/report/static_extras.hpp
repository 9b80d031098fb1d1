// Forecasts and calibrations in the part of the page that is read without JavaScript. English.
#pragma once

#include <cstddef>
#include <string>

#include "calibration_data.hpp"
#include "forecast_data.hpp"

namespace corridor::report {

/// @param number of the forecast among those of the page, from 1
[[nodiscard]] std::string forecast_part(const ForecastData& forecast, std::size_t number);
/// @param number likewise
[[nodiscard]] std::string calibration_part(const CalibrationData& calibration, std::size_t number);

}  // namespace corridor::report
