// Since when what a scenario says is public: which of it a forecast as of an earlier time may use. Decides nothing:
// forecast/information.hpp does.
#pragma once

#include <optional>
#include <string>

#include "corridor/base/error.hpp"
#include "corridor/base/time.hpp"

namespace corridor::scenario {

/// A value of the scenario, as listed among its parameters.
struct WrittenValue {
  std::string path;                     ///< `site.hakari.documents.servers`
  std::optional<LocalTime> known_from;  ///< none: not said
  bool is_default = false;              ///< the program's own, which nobody wrote
  Place place = {};
};

/// A dated change as it is written, `*` and all.
struct WrittenChange {
  std::string set;
  std::optional<LocalTime> at;  ///< none: it says none, which is an error of its own
  std::optional<LocalTime> known_from;
  Place place;
};

struct WrittenIncident {
  std::string id;
  std::optional<LocalTime> known_from;
  Place place;
};

}  // namespace corridor::scenario
