// How a prior is written: `{ dist = "lognormal", median = 45, log_sd = 0.4 }`.
#pragma once

#include <optional>

#include "corridor/scenario/prior.hpp"

#include "field_table.hpp"

namespace corridor::scenario {

struct PriorSpec {
  PriorFamily family = PriorFamily::uniform;
  double from = 0;
  double to = 0;
  double mean = 0;
  double median = 0;
  double sd = 0;
  double log_sd = 0;
  double a = 1;
  double b = 1;
  std::optional<double> low;
  std::optional<double> high;
};

[[nodiscard]] const Table<PriorSpec>& prior_table();
[[nodiscard]] Prior prior_of(const PriorSpec& spec);

}  // namespace corridor::scenario
