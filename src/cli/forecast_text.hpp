// A forecast as text: what is to be expected after 12, 24, 48 and 72 hours and at the end, and how good it was where
// that is known. Prints nothing.
#pragma once

#include <string>
#include <vector>

#include "corridor/forecast/forecast.hpp"
#include "corridor/forecast/members.hpp"
#include "corridor/forecast/verification.hpp"
#include "corridor/scenario/scenario.hpp"

namespace corridor::cli {

[[nodiscard]] std::string forecast_text(const scenario::Scenario& whole, const forecast::Members& members,
                                        const forecast::Forecast& forecast,
                                        const std::vector<forecast::Verification>& verifications);

}  // namespace corridor::cli
