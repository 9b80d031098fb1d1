// Student's t distribution. By deterministic mathematics only: the same bits on every machine.
#pragma once

#include <cstdint>

namespace corridor::statistics {

/// The quantile of Student's t with so many degrees of freedom: P(T <= quantile) = p, to 1e-10 of its size.
/// By bisection of the distribution function I_x(n/2, 1/2), x = n / (n + t^2), whose continued fraction is that of
/// Abramowitz & Stegun 1964, 26.5.8, evaluated as Lentz 1976 does.
/// @pre 0 < p < 1, degrees_of_freedom > 0
[[nodiscard]] double student_quantile(double p, std::uint32_t degrees_of_freedom);

}  // namespace corridor::statistics
