// A forecast as the page takes it: `Forecast` of src/report/web/src/data.ts. Reads no file.
#pragma once

#include <nlohmann/json.hpp>

#include "forecast_data.hpp"

namespace corridor::report {

[[nodiscard]] nlohmann::ordered_json forecast_json(const ForecastData& forecast);

}  // namespace corridor::report
