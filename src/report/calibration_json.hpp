// A calibration as the page takes it: `Calibration` of src/report/web/src/data.ts. Reads no file.
#pragma once

#include <nlohmann/json.hpp>

#include "calibration_data.hpp"

namespace corridor::report {

[[nodiscard]] nlohmann::ordered_json calibration_json(const CalibrationData& calibration);

}  // namespace corridor::report
