// One series over time as SVG that needs no script and no style: bands, median, observed points. Computes no figure.
#pragma once

#include <string>
#include <vector>

#include "corridor/base/time.hpp"

#include "run_data.hpp"

namespace corridor::report {

/// A step of 1, 2 or 5 times a power of ten, such that at most so many make up `most`; more than 0.
[[nodiscard]] double nice_step(double most, int steps);

struct Chart {
  std::string id;     ///< of the elements that name it; unique in the page
  std::string title;  ///< for those who do not see it, and above it
  std::string unit;
  const Series* series = nullptr;
  std::vector<ObservedPoint> observed = {};
};

/// @pre series has a row for each of `times` [h]
[[nodiscard]] std::string svg(const Chart& chart, const std::vector<double>& times, const Calendar& calendar);

}  // namespace corridor::report
