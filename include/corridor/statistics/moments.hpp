// Mean and spread of values that come one by one. Keeps none of them.
#pragma once

#include <cstdint>

namespace corridor::statistics {

/// The result depends on the values and their order only. Source: Welford 1962, Technometrics 4, 419-420.
class Moments {
 public:
  void add(double value);
  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// NaN of no value.
  [[nodiscard]] double mean() const;
  /// Of a sample: over count - 1; NaN of fewer than two values.
  [[nodiscard]] double variance() const;
  /// Half the width of the 95 % interval of the mean of independent normal values: t s / sqrt(n), with Student's t of n
  /// - 1 degrees of freedom; NaN of fewer than two values.
  [[nodiscard]] double half_width() const;

 private:
  std::uint32_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  ///< sum of squared deviations from the mean
};

}  // namespace corridor::statistics
