// Between a parameter and z, which is standard normal whatever the prior: everything that searches works in z. Draws
// nothing.
#pragma once

#include "corridor/scenario/prior.hpp"

namespace corridor::calibration {

/// The value of the parameter that lies as deep in its prior as `z` in the standard normal distribution:
/// F^-1(Phi(z)), rising in z. A prior with bounds is the distribution given that it lies between them.
/// @pre the prior is valid (scenario::CalibrationFile has checked it)
[[nodiscard]] double value_of(const scenario::Prior& prior, double z);

}  // namespace corridor::calibration
