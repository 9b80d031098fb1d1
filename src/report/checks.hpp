// What can be checked of a stored run from its files alone.
#pragma once

#include <string>
#include <vector>

#include "run_data.hpp"

namespace corridor::report {

struct Check {
  std::string name;  ///< `conserved`, `replications`, `observations`, `limits`, `files` or `warning`
  bool has_passed = true;
  std::string detail;
};

/// People are conserved in the means, no beds hold more than there are, replications are whole, observations lie in the
/// band, files are as the manifest says, and each warning of the manifest.
[[nodiscard]] std::vector<Check> checks_of(const RunData& run);

/// Share of the used points within the band of 90 %, and its mean width over the last used value. NaN if there is none.
struct BandFit {
  std::size_t used = 0;
  std::size_t inside = 0;
  double width = does_not_apply;
};
[[nodiscard]] BandFit band_fit(const ObservedSeries& series);

}  // namespace corridor::report
